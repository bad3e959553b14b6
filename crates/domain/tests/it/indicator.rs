//! Signs: what shows one, how a hit is answered, when a plan waits, and that care never does.

use codes::ids::{DonorId, PairId, RecipientId, SignFileId};
use domain::approval::{Interview, Pair, Presence, Verification};
use domain::consent::{EngagedBy, Tie};
use domain::indicator::{
    AnswerOutcome, Answering, Around, Found, HitAnswered, How, Look, Opened, Reviewed, Sight, Sighting, SignFile,
    Situation, Standing, Version, fired, gate_answer, read, stands_at,
};
use domain::{Draft, Past, Record, Verdict};
use law::param::{self, Sign, SignStage, Signal};
use law::{Answer, Outcome, Rule, Unknown};

use crate::world::*;

const FOUND: &str = "2026-09-20T08:00:00Z";
const ANSWERED: &str = "2026-09-21T08:00:00Z";

fn hit(n: u32, weight: u32, answers: &[(u64, AnswerOutcome)]) -> Standing {
    Standing {
        hit: n,
        sign: format!("D{n:02}"),
        weight,
        raised_at: at(FOUND),
        raised_by: acc(11),
        observed: true,
        answers: answers.iter().map(|(by, outcome)| (at(ANSWERED), acc(*by), *outcome)).collect(),
    }
}

fn around(hits: Vec<Standing>) -> Situation {
    Situation {
        hits,
        reviews: Vec::new(),
        heard_alone: vec![(at("2026-09-10T08:00:00Z"), acc(12))],
        heard_before: Vec::new(),
        team: vec![acc(1)],
        answering: None,
        at: at("2026-11-21T08:00:00Z"),
    }
}

fn rule(code: &str) -> &'static Rule<Situation> {
    use domain::indicator::rules::{ANSWERING, GOING_ON};
    GOING_ON.iter().chain(ANSWERING).find(|r| r.code == code).unwrap()
}

fn says(code: &str, s: &Situation, law: &[(&str, &str)]) -> Result<Answer, Unknown> {
    let profile = calvane_with(law);
    (rule(code).check)(s, &profile.on(day("2026-11-21")))
}

#[test]
fn a_plan_waits_until_every_hit_is_answered() {
    use AnswerOutcome::{Cleared, Referred, Remains, SecondOpinion};
    assert_eq!(says("IND-001", &around(Vec::new()), &[]), Ok(Answer::NotAsked));
    assert_eq!(says("IND-001", &around(vec![hit(1, 3, &[])]), &[]), Ok(Answer::Broken(Vec::new())));
    for outcome in [Cleared, Referred, Remains] {
        assert_eq!(says("IND-001", &around(vec![hit(1, 3, &[(20, outcome)])]), &[]), Ok(Answer::Holds));
    }
    let asks = hit(1, 3, &[(20, SecondOpinion)]);
    assert_eq!(says("IND-001", &around(vec![asks]), &[]), Ok(Answer::Broken(Vec::new())));
    let given = hit(1, 3, &[(20, SecondOpinion), (21, Cleared)]);
    assert_eq!(says("IND-001", &around(vec![given.clone()]), &[]), Ok(Answer::Holds));
    let silent = [("indicator.catalogue", "")];
    assert!(says("IND-001", &around(Vec::new()), &silent).is_err(), "which signs there are is not known");
    // What was answered later does not cure an operation that was before.
    let early = Situation { at: at("2026-09-20T12:00:00Z"), ..around(vec![given]) };
    assert_eq!(says("IND-001", &early, &[]), Ok(Answer::Broken(Vec::new())));
}

#[test]
fn a_sum_asks_for_a_second_look_and_never_for_a_refusal() {
    let remaining = |n| hit(n, 3, &[(20, AnswerOutcome::Remains)]);
    assert_eq!(says("IND-002", &around(vec![remaining(1)]), &[]), Ok(Answer::Holds));
    let mut s = around(vec![remaining(1), remaining(2)]);
    assert_eq!(s.score(), 6);
    assert_eq!(says("IND-002", &s, &[]), Ok(Answer::Broken(Vec::new())));
    s.reviews.push((at("2026-09-25T08:00:00Z"), acc(21)));
    assert_eq!(says("IND-002", &s, &[]), Ok(Answer::Broken(Vec::new())), "nobody new has heard the donor");
    s.heard_alone.push((at("2026-09-26T08:00:00Z"), acc(12)));
    assert_eq!(says("IND-002", &s, &[]), Ok(Answer::Broken(Vec::new())), "the same person as before");
    s.heard_alone.push((at("2026-09-26T09:00:00Z"), acc(13)));
    assert_eq!(says("IND-002", &s, &[]), Ok(Answer::Holds));
    for (by, what) in [(20, "who answered"), (11, "who saw one"), (1, "of the team")] {
        let s = Situation { reviews: vec![(at("2026-09-25T08:00:00Z"), acc(by))], ..s.clone() };
        assert_eq!(says("IND-002", &s, &[]), Ok(Answer::Broken(Vec::new())), "{what}");
    }
    let before = vec![(at("2026-06-10T08:00:00Z"), acc(13))];
    let known = Situation { heard_before: before, ..s.clone() };
    assert_eq!(says("IND-002", &known, &[]), Ok(Answer::Broken(Vec::new())), "heard the donor in an earlier round");
    // Cleared signs do not count; a sign found twice counts once.
    let cleared = around(vec![remaining(1), hit(2, 9, &[(20, AnswerOutcome::Cleared)])]);
    assert_eq!((cleared.score(), says("IND-002", &cleared, &[])), (3, Ok(Answer::Holds)));
    let twice = around(vec![remaining(1), Standing { hit: 2, ..remaining(1) }]);
    assert_eq!(twice.score(), 3);
    // A law without a threshold cannot tell, where something counts.
    let silent = [("indicator.threshold", "")];
    assert_eq!(says("IND-002", &around(Vec::new()), &silent), Ok(Answer::NotAsked));
    let unknown = Unknown { param: param::INDICATOR_THRESHOLD.key };
    assert_eq!(says("IND-002", &around(vec![remaining(1)]), &silent), Err(unknown));
}

#[test]
fn nobody_clears_alone_what_they_wrote_down() {
    use AnswerOutcome::{Cleared, Remains};
    let answering = |by, outcome| Situation {
        answering: Some(Answering { hit: 1, by: acc(by), outcome }),
        ..around(vec![hit(1, 3, &[])])
    };
    assert_eq!(says("IND-003", &around(vec![hit(1, 3, &[])]), &[]), Ok(Answer::NotAsked));
    assert_eq!(says("IND-003", &answering(20, Cleared), &[]), Ok(Answer::Holds));
    assert_eq!(says("IND-003", &answering(11, Remains), &[]), Ok(Answer::Holds));
    let reason = |s: &Situation| match says("IND-003", s, &[]) {
        Ok(Answer::Broken(inputs)) => inputs[0].value.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(reason(&answering(11, Cleared)), "wrote_it");
    assert_eq!(reason(&answering(1, Remains)), "team");
    let unnamed = |outcome| Situation { team: Vec::new(), ..answering(20, outcome) };
    assert_eq!(reason(&unnamed(Cleared)), "team_not_named");
    assert_eq!(says("IND-003", &unnamed(Remains), &[]), Ok(Answer::Holds));
    let lax = [("indicator.other_clears", "false")];
    assert_eq!(says("IND-003", &answering(11, Cleared), &lax), Ok(Answer::Holds));
    let silent = [("indicator.other_clears", "")];
    assert!(says("IND-003", &answering(11, Cleared), &silent).is_err());

    let answered = HitAnswered { hit: 1, outcome: Cleared, reason: "Read both papers.".into() };
    let (profile, file) = (calvane(), SignFileId::from_bits(1));
    let law = profile.on(day("2026-11-21"));
    let own = gate_answer(&answered, file, &answering(11, Cleared), &law, &floor());
    assert!(matches!(own, Verdict::Refused(reading) if codes_of(&reading) == ["IND-003"]));
    let Verdict::Allowed { events, .. } = gate_answer(&answered, file, &answering(20, Cleared), &law, &floor()) else {
        panic!("refused")
    };
    assert_eq!(events[0].kind, "indicator.answered");
}

#[test]
fn an_open_hit_stops_the_removal_and_tells_nobody_what_it_is() {
    let profile = calvane();
    let law = profile.on(day("2026-11-21"));
    let mut s = removal();
    s.indicator = Some(around(vec![hit(1, 3, &[])]));
    let reading = s.read(&law, &floor());
    assert_eq!(codes_of(&reading), ["IND-001"]);
    let finding = &reading.findings[0];
    assert_eq!((finding.outcome, finding.inputs.len()), (Outcome::Broken, 0));
    assert!(!serde_json::to_string(finding).unwrap().contains("D01"));
    s.indicator = Some(around(vec![hit(1, 3, &[(20, AnswerOutcome::Remains)])]));
    assert_eq!(codes_of(&s.read(&law, &floor())), Vec::<String>::new());
    // A law that is weaker than the floor is not made weaker by signs.
    assert_eq!(read(&around(Vec::new()), &law, &floor()).weaker_than_who, []);
}

#[test]
fn care_afterwards_is_never_asked_about_signs() {
    let asked: Vec<&str> = domain::followup::rules::ALL
        .iter()
        .map(|r| r.code)
        .chain(domain::followup::rules::CONCERNING.iter().map(|r| r.code))
        .chain(domain::followup::rules::HANDING_OVER.iter().map(|r| r.code))
        .collect();
    assert!(asked.iter().all(|code| code.starts_with("CAR-")), "{asked:?}");
    let situation = serde_json::to_value(removal().care).unwrap();
    assert!(situation.get("indicator").is_none() && situation.get("hits").is_none());
}

fn sign(id: &str, signal: Signal, limit: Option<u32>) -> Sign {
    let (stage, subject) = (SignStage::Evaluation, param::SignSubject::Donor);
    let source = "somebody".to_owned();
    Sign { id: id.to_owned(), source, subject, stage, signal, weight: 3, limit, tag: param::Evidence::Chosen }
}

fn version() -> Version {
    Version { profile: "7".to_owned(), from: day("2010-01-01") }
}

fn file() -> SignFile {
    let opened = Opened { pair: pair().id.to_string().as_str().into() };
    let draft = Draft::new("indicator.opened", SignFileId::from_bits(5), &opened);
    SignFile::fold(None, &past(&draft, "2026-07-01T08:00:00Z")).unwrap()
}

fn shown(signal: Signal, limit: Option<u32>, pair: &Pair, around: &Around) -> bool {
    fired((pair, around), &file(), &[sign("X1", signal, limit)], version()).is_some()
}

/// Shown by nothing in a complete file, and by what is changed.
fn shows(signal: Signal, spoil: impl FnOnce(&mut Pair)) {
    let (mut pair, around) = (pair(), Around::default());
    assert!(!shown(signal, None, &pair, &around), "{signal:?}");
    spoil(&mut pair);
    assert!(shown(signal, None, &pair, &around), "{signal:?}");
}

#[test]
fn what_is_recorded_shows_signs() {
    shows(Signal::RelationUnproved, |p| p.proofs.clear());
    shows(Signal::RelationUnproved, |p| p.proofs[0].step.verified = Verification::CopySeen);
    for (by, tie) in [(EngagedBy::Recipient, Tie::None), (EngagedBy::Hospital, Tie::Service)] {
        shows(Signal::InterpreterOfRecipient, |p| {
            p.consent.talks[0].step.interpreter = Some(interpreter(by, tie));
        });
    }
    shows(Signal::PressureNoted, |p| p.interviews[0].step.result = Interview::LookAgain);
    let pairs = |n: u64| (0..n).map(PairId::from_bits).collect::<Vec<_>>();
    let refused = Around { refused_before: pairs(1), ..Around::default() };
    assert!(shown(Signal::RefusedBefore, None, &pair(), &refused));
    let other = Around { other_recipients: pairs(1), ..Around::default() };
    assert!(shown(Signal::DonorOfAnother, None, &pair(), &other));
    let several = |n| Around { candidates_before: pairs(n), ..Around::default() };
    assert!(!shown(Signal::SeveralCandidates, Some(2), &pair(), &several(1)));
    assert!(shown(Signal::SeveralCandidates, Some(2), &pair(), &several(2)));
    let paid = Around { paid_by_recipient_side: vec!["pay_1".to_owned()], ..Around::default() };
    assert!(shown(Signal::PaidByRecipientSide, None, &pair(), &paid));
    let planned = |text: &str| Around { planned_at: Some(at(text)), ..Around::default() };
    assert!(shown(Signal::ShortNotice, Some(14), &pair(), &planned("2026-07-10T08:00:00Z")));
    assert!(!shown(Signal::ShortNotice, Some(14), &pair(), &planned("2026-07-16T08:00:00Z")));
    assert!(!shown(Signal::Context, None, &pair(), &refused) && !shown(Signal::Seen, None, &pair(), &refused));
}

fn after(file: &SignFile, draft: &Draft, actor: u64) -> SignFile {
    let past = Past { actor: acc(actor).to_string(), ..past(draft, FOUND) };
    SignFile::fold(Some(file.clone()), &past).unwrap()
}

#[test]
fn the_same_facts_show_a_sign_once_and_a_cleared_hit_stays_in_history() {
    let mut pair = pair();
    pair.interviews[0].step.result = Interview::LookAgain;
    let (around, catalogue) = (Around::default(), [sign("D20", Signal::PressureNoted, None)]);
    let draft = fired((&pair, &around), &file(), &catalogue, version()).unwrap();
    let mut found = after(&file(), &draft, 11);
    assert_eq!((found.hits.len(), found.waiting(), found.hits[0].how), (1, 1, How::Computed));
    assert_eq!((found.hits[0].catalogue.clone(), found.hits[0].found.weight), (version(), 3));
    assert!(fired((&pair, &around), &found, &catalogue, version()).is_none());
    let answered = HitAnswered { hit: 1, outcome: AnswerOutcome::Cleared, reason: "A misunderstanding.".into() };
    found = after(&found, &Draft::new("indicator.answered", found.id, &answered), 20);
    assert_eq!((found.waiting(), found.hits.len(), found.hits[0].answers[0].by), (0, 1, acc(20)));
    assert!(fired((&pair, &around), &found, &catalogue, version()).is_none(), "answered is not asked again");
    pair.interviews[1].step.result = Interview::PressureSeen;
    let more = fired((&pair, &around), &found, &catalogue, version()).unwrap();
    assert_eq!(after(&found, &more, 11).waiting(), 1);
    let reviewed = Reviewed { reason: "Read it all.".into() };
    found = after(&found, &Draft::new("indicator.reviewed", found.id, &reviewed), 21);
    let alone = pair.interviews.iter().filter(|i| i.step.presence == Presence::DonorAlone).count();
    let s = Situation::of(Some(&found), &pair, at("2026-11-21T08:00:00Z"));
    assert_eq!((s.hits.len(), s.reviews.len(), s.heard_alone.len()), (1, 1, alone));
    let unknown = HitAnswered { hit: 9, ..answered };
    let past = past(&Draft::new("indicator.answered", found.id, &unknown), FOUND);
    assert!(SignFile::fold(Some(found), &past).is_err());
}

#[test]
fn what_somebody_saw_becomes_a_hit_and_what_they_did_not_see_is_kept_too() {
    let catalogue =
        [sign("D02", Signal::Seen, None), sign("D03", Signal::Seen, None), sign("D15", Signal::Context, None)];
    let said = |sign: &str, sight| Sighting { sign: sign.to_owned(), sight };
    let answers = vec![said("D02", Sight::Seen), said("D03", Sight::CannotSay), said("D15", Sight::Seen)];
    let look = Look::of((SignStage::Evaluation, answers, Some("Odd.".into())), &catalogue, version(), acc(11));
    let found = after(&file(), &Draft::new("indicator.looked", SignFileId::from_bits(5), &look), 11);
    let hits: Vec<&str> = found.hits.iter().map(|h| h.found.sign.as_str()).collect();
    assert_eq!((hits, found.looks[0].step.answers.len()), (vec!["D02"], 3));
    let elsewhere =
        Look::of((SignStage::Documents, vec![said("D02", Sight::Seen)], None), &catalogue, version(), acc(11));
    assert_eq!(elsewhere.found, []);
}

#[test]
fn each_role_stands_where_it_can_see() {
    use domain::access::Role;
    let stages = |role| SignStage::ALL.into_iter().filter(|s| stands_at(role, *s)).collect::<Vec<_>>();
    assert_eq!(stages(Role::BorderOfficer), [SignStage::Entrance]);
    assert_eq!(stages(Role::Surgeon), []);
    assert!(stages(Role::BoardMember).contains(&SignStage::Authorisation));
    for stage in SignStage::ALL {
        assert!(Role::ALL.iter().any(|r| stands_at(*r, stage)), "{stage:?}");
    }
}

#[test]
fn files_of_the_same_people_are_told_apart() {
    use domain::approval::Favour;
    let own = pair();
    let other = |n: u64, donor: bool, recipient: bool, refused: bool| {
        let mut p = pair();
        p.id = PairId::from_bits(n);
        if !donor {
            p.donor = DonorId::from_bits(n);
        }
        if !recipient {
            p.recipient = RecipientId::from_bits(n);
        }
        p.decisions = match refused {
            true => vec![lone("2026-10-20T08:00:00Z", "ethics_board", Favour::Unfavourable, 20)],
            false => Vec::new(),
        };
        p
    };
    let all = [other(51, true, true, true), other(52, false, true, true), other(53, true, false, false), own.clone()];
    let around = Around::of(&own, (&[], &[]), &all);
    assert_eq!(around.refused_before, [PairId::from_bits(51)]);
    assert_eq!(around.candidates_before, [PairId::from_bits(52)]);
    assert_eq!(around.other_recipients, [PairId::from_bits(53)]);
}

#[test]
fn what_was_found_around_another_file_of_the_donor_counts_here_and_answers_of_the_team_do_not() {
    let mut found = file();
    let shown = Found::of(&sign("D02", Signal::Seen, None), &serde_json::json!({}));
    let computed = serde_json::json!({"catalogue": version(), "found": [shown]});
    found = after(&found, &Draft::new("indicator.computed", found.id, &computed), 11);
    let answered = HitAnswered { hit: 1, outcome: AnswerOutcome::Remains, reason: "Seen twice.".into() };
    found = after(&found, &Draft::new("indicator.answered", found.id, &answered), 20);
    let (own, mut other) = (pair(), pair());
    other.id = PairId::from_bits(51);
    let mut situation = Situation::of(None, &own, at("2026-11-21T08:00:00Z"));
    assert_eq!(says("IND-001", &situation, &[]), Ok(Answer::NotAsked));
    situation.add_elsewhere(&found, &other);
    assert_eq!((says("IND-001", &situation, &[]), situation.score()), (Ok(Answer::Holds), 3));
    other.team.push(acc(20));
    let mut situation = Situation::of(None, &own, at("2026-11-21T08:00:00Z"));
    situation.add_elsewhere(&found, &other);
    assert_eq!(says("IND-001", &situation, &[]), Ok(Answer::Broken(Vec::new())), "who answered joined the team");
}

#[test]
fn a_change_forgets_neither_a_refusal_nor_who_stood_there() {
    use domain::approval::Earlier;
    let mut own = pair();
    let round = |donor: DonorId, refused: bool| Earlier {
        donor,
        recipient: own.recipient,
        refused,
        withdrawn: false,
        heard_alone: vec![(at("2026-10-02T08:00:00Z"), acc(12))],
        until: at("2026-10-20T08:00:00Z"),
    };
    let (same, other, third) =
        (round(own.donor, true), round(DonorId::from_bits(77), false), round(DonorId::from_bits(78), false));
    own.earlier = vec![same, other, third];
    let around = Around::of(&own, (&[], &[]), &[own.clone()]);
    assert_eq!(around.refused_before, [own.id], "the same two were refused in this very file");
    assert_eq!(around.candidates_before, [own.id, own.id], "two others stood as donors before");
    assert_eq!(own.donor_since(), at("2026-10-20T08:00:00Z"), "the present donor came with the last change");
    let situation = Situation::of(None, &own, at("2026-11-01T08:00:00Z"));
    assert_eq!(situation.heard_before.len(), 3, "whoever heard a donor alone before is nobody new");
}
