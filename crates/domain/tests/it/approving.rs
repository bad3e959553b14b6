//! Approval beyond one case for each rule: other steps, other bodies, other instants, and the gate of a decision.

use codes::ids::CentreId;
use codes::{Directedness, Relation};
use domain::Verdict;
use domain::access::{Profession, Qualification};
use domain::approval::*;
use domain::consent::Held;
use law::{Finding, Profile};

use crate::world::*;
use Favour::{Deferred, Favourable, Unfavourable};

const SPAIN: &str = r#"[
  { id = "doctor", body = "independent_doctor", effect = "binding", quorum = 1 },
  { id = "committee", body = "board", effect = "advisory", quorum = 1 },
  { id = "court", body = "court", effect = "blocking_objection", quorum = 1 },
]"#;

fn situation() -> Situation {
    removal().approval
}

fn findings(s: &Situation, profile: &Profile) -> Vec<Finding> {
    read(s, &profile.on(day("2026-11-21")), &floor()).findings
}

fn codes(s: &Situation) -> Vec<String> {
    codes_with(s, &calvane())
}

fn codes_with(s: &Situation, profile: &Profile) -> Vec<String> {
    let mut codes: Vec<String> = findings(s, profile).into_iter().map(|f| f.rule).collect();
    codes.sort();
    codes
}

fn value(s: &Situation, code: &str, input: &str) -> Vec<String> {
    let finding = findings(s, &calvane()).into_iter().find(|f| f.rule == code).unwrap();
    finding.inputs.into_iter().filter(|i| i.name == input).map(|i| i.value).collect()
}

#[test]
fn an_unknown_age_is_not_old_enough() {
    let mut s = situation();
    s.donor_age = None;
    assert_eq!(codes(&s), ["AUT-003"]);
    assert_eq!(value(&s, "AUT-003", "age"), ["unknown"]);
    s.donor_age = Some((18, 19));
    assert_eq!(codes(&s), Vec::<String>::new());
}

#[test]
fn a_friend_needs_the_court_and_a_sister_does_not() {
    let mut s = situation();
    s.pair.relation = Relation::Friend;
    assert_eq!(codes(&s), ["AUT-011"]);
    assert_eq!(value(&s, "AUT-011", "step"), ["court"]);
    s.pair.decisions.push(lone("2026-11-01T08:00:00Z", "court", Favour::Favourable, 25));
    assert_eq!(codes(&s), ["AUT-026"]);
    s.qualifications.insert(acc(25), jurist());
    assert_eq!(codes(&s), Vec::<String>::new());
}

#[test]
fn a_panel_is_asked_for_exchanges_only() {
    let steps = r#"[{ id = "panel", body = "agency", effect = "binding", quorum = 1, applies_to = "not_directed" }]"#;
    let profile = calvane_with(&[("approval.steps", steps)]);
    let mut s = situation();
    assert_eq!(codes_with(&s, &profile), Vec::<String>::new());
    s.pair.directedness = Directedness::SpecifiedIndirectExchange;
    assert_eq!(codes_with(&s, &profile), ["AUT-011"]);
}

#[test]
fn a_gift_to_nobody_in_particular_needs_no_proof_of_relation() {
    let mut s = situation();
    s.pair.proofs.clear();
    assert_eq!(codes(&s), ["AUT-002"]);
    (s.pair.directedness, s.pair.relation) = (Directedness::Unspecified, Relation::Sibling);
    assert_eq!(codes(&s), Vec::<String>::new());
}

#[test]
fn several_bodies_in_series_each_weigh_as_their_law_says() {
    let profile = calvane_with(&[("approval.steps", SPAIN)]);
    let mut s = situation();
    s.pair.decisions = vec![
        lone("2026-10-01T08:00:00Z", "doctor", Favour::Favourable, 10),
        lone("2026-10-02T08:00:00Z", "committee", Favour::Unfavourable, 25),
        lone("2026-10-03T08:00:00Z", "court", Favour::Favourable, 26),
    ];
    [25, 26, 27, 28].into_iter().for_each(|n| drop(s.qualifications.insert(acc(n), jurist())));
    // The certifying doctor heard the donor themselves; the committee's no is advice.
    assert_eq!(codes_with(&s, &profile), Vec::<String>::new());
    s.pair.team.push(acc(10));
    assert_eq!(codes_with(&s, &profile), ["AUT-007", "AUT-017"]);
    s.pair.team.pop();
    // Before the judge any doubt stops it, even under a favourable outcome.
    cast(&mut s.pair.decisions[2]).extend([vote(27, true, Favour::Deferred), vote(28, true, Favour::Favourable)]);
    assert_eq!(codes_with(&s, &profile), ["AUT-016"]);
    cast(&mut s.pair.decisions[2]).truncate(1);
    // A doubting vote in a body that only advises, or that decides by majority, is no objection.
    cast(&mut s.pair.decisions[1])[0].step.vote = Some(Favour::Deferred);
    assert_eq!(codes_with(&s, &profile), Vec::<String>::new());
    s.pair.decisions.remove(1);
    assert_eq!(codes_with(&s, &profile), ["AUT-011"]);
}

#[test]
fn the_latest_word_of_a_body_counts() {
    let mut s = situation();
    s.pair.decisions.push(held("2026-11-01T08:00:00Z", decision("ethics_board", Favour::Deferred)));
    assert_eq!(codes(&s), ["AUT-011"]);
    s.pair.decisions.push(held("2026-11-02T08:00:00Z", decision("ethics_board", Favour::Unfavourable)));
    assert_eq!(codes(&s), ["AUT-014"]);
    s.pair.decisions.push(held("2026-11-03T08:00:00Z", decision("ethics_board", Favour::Favourable)));
    assert_eq!(codes(&s), Vec::<String>::new());
}

#[test]
fn an_old_deferral_is_no_lapsed_decision() {
    let mut s = situation();
    s.pair.decisions = vec![held("2026-01-01T08:00:00Z", decision("ethics_board", Favour::Deferred))];
    assert_eq!(codes(&s), ["AUT-011"]);
}

#[test]
fn a_majority_suffices_where_no_doubt_blocks() {
    let mut s = situation();
    cast(&mut s.pair.decisions[0])[0].step.vote = Some(Favour::Unfavourable);
    assert_eq!(codes(&s), Vec::<String>::new());
}

#[test]
fn where_the_law_names_no_body_nobody_can_say_no() {
    let mut s = situation();
    s.pair.decisions[0].step.favour = Favour::Unfavourable;
    assert_eq!(codes_with(&s, &calvane_with(&[("approval.steps", "[]")])), Vec::<String>::new());
}

#[test]
fn a_later_interview_settles_a_doubt_and_a_later_doubt_reopens_it() {
    let mut s = situation();
    let mut doubt = |when: &str| {
        s.pair.interviews.truncate(3);
        s.pair.interviews.push(held(when, interviewed(Presence::Together, Interview::LookAgain)));
        codes(&s)
    };
    assert_eq!(doubt("2026-09-09T08:00:00Z"), Vec::<String>::new());
    assert_eq!(doubt("2026-09-11T08:00:00Z"), ["AUT-010"]);
}

#[test]
fn one_interview_is_enough_to_be_no_judge() {
    let mut s = situation();
    s.pair.interviews[1].by = acc(21);
    assert_eq!(codes(&s), ["AUT-017"]);
    assert_eq!(value(&s, "AUT-017", "did"), ["interviewed"]);
    s.pair.interviews[1].by = acc(12);
    s.pair.consent.talks.push(held_by(22, "2026-09-02T08:00:00Z", talk()));
    assert_eq!(value(&s, "AUT-017", "did"), ["informed"]);
}

#[test]
fn what_came_after_the_operation_cures_nothing() {
    let mut s = situation();
    s.pair.decisions[0].at = at("2026-11-21T06:00:01Z");
    assert_eq!(codes(&s), ["AUT-011"]);
    s.pair.decisions[0].at = at(AT);
    assert_eq!(codes(&s), Vec::<String>::new());
    s.pair.identity.as_mut().unwrap().at = at("2026-11-22T06:00:00Z");
    assert_eq!(codes(&s), ["AUT-001"]);
}

#[test]
fn a_decision_holds_until_the_evening_of_its_last_day() {
    let mut s = situation();
    // 90 days of Calvane from 23 August end with 21 November, the day of the removal.
    s.pair.decisions[0].at = at("2026-08-22T21:00:00Z");
    assert_eq!(codes(&s), Vec::<String>::new());
    s.pair.decisions[0].at = at("2026-08-22T20:59:59Z");
    assert_eq!(codes(&s), ["AUT-015"]);
    assert_eq!(value(&s, "AUT-015", "valid_to"), ["2026-11-20"]);
    s.pair.decisions[0].at = at("2026-11-01T08:00:00Z");
    s.pair.decisions[0].step.valid_to = Some(day("2026-11-20"));
    assert_eq!(codes(&s), ["AUT-015"]);
}

#[test]
fn a_later_evaluation_by_somebody_independent_cures() {
    let mut s = situation();
    s.pair.team.push(acc(11));
    assert_eq!(codes(&s), ["AUT-007"]);
    let social = vec![Qualification { profession: Profession::SocialWorker, from: day("2020-01-01"), to: None }];
    s.qualifications.insert(acc(15), social);
    let again = evaluated(EvaluationKind::Psychosocial, Conclusion::SuitableWithConditions);
    s.pair.evaluations.push(held_by(15, "2026-10-01T08:00:00Z", again));
    assert_eq!(codes(&s), Vec::<String>::new());
    // A social worker may not make the medical one.
    let medical = evaluated(EvaluationKind::Medical, Conclusion::Suitable);
    s.pair.evaluations.push(held_by(15, "2026-10-02T08:00:00Z", medical));
    assert_eq!(codes(&s), ["AUT-008"]);
}

#[test]
fn weak_proofs_are_a_question_with_every_reason() {
    let mut s = situation();
    s.pair.proofs = vec![held("2026-08-02T08:00:00Z", proof(ProofKind::Affidavit, Verification::OriginalSeen))];
    assert_eq!(codes(&s), ["AUT-018"]);
    assert_eq!(value(&s, "AUT-018", "reason"), ["affidavit_only", "issuer_not_confirmed"]);
    assert!(read(&s, &calvane().on(day("2026-11-21")), &floor()).allows());
    s.pair.proofs.push(held("2026-08-03T08:00:00Z", proof(ProofKind::GeneticTest, Verification::ConfirmedByIssuer)));
    assert_eq!(codes(&s), Vec::<String>::new());
}

#[test]
fn an_appeal_stops_until_it_has_ended_in_favour() {
    let mut s = situation();
    let mut appeal = |when: &str, outcome| {
        s.pair.appeals.push(held(when, Appealed { step: "ethics_board".to_owned(), grounds: None, outcome }));
        codes(&s)
    };
    assert_eq!(appeal("2026-10-21T08:00:00Z", None), ["AUT-021"]);
    assert_eq!(appeal("2026-10-28T08:00:00Z", Some(Favour::Unfavourable)), ["AUT-021"]);
    assert_eq!(appeal("2026-11-05T08:00:00Z", Some(Favour::Favourable)), Vec::<String>::new());
}

fn jurist() -> Vec<Qualification> {
    vec![Qualification { profession: Profession::Jurist, from: day("2020-01-01"), to: None }]
}

/// The file on the day of the board's sitting, with what its members have cast.
fn sitting(votes: Vec<Held<VoteCast>>) -> Situation {
    let mut s = situation();
    s.pair.decisions.clear();
    s.pair.votes = votes;
    (s.at, s.on) = (at("2026-10-20T08:00:00Z"), day("2026-10-20"));
    s
}

fn closing(favour: Favour, s: &Situation) -> Verdict {
    gate(&Signing { by: acc(20), step: decided("ethics_board", favour) }, s, &calvane().on(s.on), &floor())
}

fn voting(n: u64, cast: VoteCast, s: &Situation) -> Verdict {
    gate_vote(&Signing { by: acc(n), step: cast }, s, &calvane().on(s.on), &floor())
}

fn refusal(verdict: Verdict) -> Vec<String> {
    match verdict {
        Verdict::Refused(reading) => codes_of(&reading),
        Verdict::Allowed { .. } => Vec::new(),
    }
}

#[test]
fn a_body_decides_when_the_papers_and_the_votes_are_there() {
    let s = sitting(board(Favourable));
    let Verdict::Allowed { events, .. } = closing(Favourable, &s) else { panic!("refused") };
    assert_eq!(events[0].kind, "approval.decided");
    // Nobody states votes: the body of the event has none.
    assert!(events[0].body.get("votes").is_none());
    let mut without_identity = s.clone();
    without_identity.pair.identity = None;
    assert_eq!(refusal(closing(Favourable, &without_identity)), ["AUT-001"]);
    assert_eq!(refusal(closing(Favourable, &sitting(Vec::new()))), ["AUT-012", "AUT-013", "AUT-024"]);
}

#[test]
fn four_eyes_are_asked_of_the_votes_that_were_cast() {
    let twice = vec![vote(20, false, Favourable); 3];
    assert_eq!(refusal(closing(Favourable, &sitting(twice))), ["AUT-012", "AUT-013"]);
    let mut aside = board(Favourable);
    (aside[1].step.vote, aside[1].step.conflict) = (None, Conflict::Kin);
    assert_eq!(refusal(closing(Favourable, &sitting(aside))), ["AUT-012", "AUT-013"]);
    let mut assessor = board(Favourable);
    assessor[1].by = acc(12);
    assert_eq!(refusal(closing(Favourable, &sitting(assessor))), ["AUT-017"]);
    let mut objecting = board(Favourable);
    objecting[2].step.objects = true;
    assert_eq!(refusal(closing(Favourable, &sitting(objecting))), ["AUT-016"]);
    // Whoever closes the ballot is bound as well, vote or no vote.
    let s = sitting(board(Favourable));
    let by_the_team = Signing { by: acc(1), step: decided("ethics_board", Favourable) };
    assert_eq!(refusal(gate(&by_the_team, &s, &calvane().on(s.on), &floor())), ["AUT-017"]);
    let council = Signing { by: acc(20), step: decided("hospital_council", Favourable) };
    assert_eq!(refusal(gate(&council, &s, &calvane().on(s.on), &floor())), ["AUT-023"]);
}

#[test]
fn whoever_says_to_come_from_outside_and_works_there_does_not() {
    let mut s = sitting(board(Favourable));
    s.workplaces.insert(acc(21), vec![s.pair.centre]);
    assert_eq!(refusal(closing(Favourable, &s)), ["AUT-013"]);
    s.workplaces.insert(acc(21), vec![CentreId::from_bits(99)]);
    assert_eq!(refusal(closing(Favourable, &s)), Vec::<String>::new());
}

#[test]
fn the_chair_cannot_turn_the_votes_round() {
    for (cast, stated, refused) in [
        ([Unfavourable, Unfavourable, Favourable], Favourable, true),
        ([Favourable, Favourable, Unfavourable], Favourable, false),
        ([Favourable, Favourable, Unfavourable], Unfavourable, true),
        ([Unfavourable, Deferred, Favourable], Unfavourable, false),
        ([Favourable, Favourable, Favourable], Deferred, false),
    ] {
        let mut votes = board(Favourable);
        votes.iter_mut().zip(cast).for_each(|(v, favour)| v.step.vote = Some(favour));
        let came = refusal(closing(stated, &sitting(votes)));
        assert_eq!(came, if refused { vec!["AUT-024"] } else { Vec::new() }, "{cast:?} stated as {stated:?}");
    }
}

#[test]
fn saying_no_needs_no_papers_but_votes_and_a_body_that_exists() {
    let bare = |votes| {
        let mut s = sitting(votes);
        (s.pair.identity, s.donor_age, s.pair.consent.signature) = (None, None, None);
        s.pair.evaluations.clear();
        s
    };
    assert!(matches!(closing(Unfavourable, &bare(board(Unfavourable))), Verdict::Allowed { .. }));
    let alone = bare(vec![vote(21, true, Unfavourable)]);
    assert_eq!(refusal(closing(Unfavourable, &alone)), ["AUT-012", "AUT-013"]);
    let council = Signing { by: acc(20), step: decided("council", Unfavourable) };
    assert_eq!(refusal(gate(&council, &alone, &calvane().on(alone.on), &floor())), ["AUT-023"]);
}

#[test]
fn a_vote_is_taken_once_for_the_file_as_it_stands_and_from_whom_may_sit_there() {
    let ballot = |n| vote(n, true, Favourable).step;
    let s = sitting(vec![vote(21, true, Favourable)]);
    let Verdict::Allowed { events, .. } = voting(20, ballot(20), &s) else { panic!("refused") };
    assert_eq!(events[0].kind, "approval.vote_cast");
    assert_eq!(refusal(voting(21, ballot(21), &s)), ["AUT-025"]);
    assert_eq!(refusal(voting(20, VoteCast { round: 2, ..ballot(20) }, &s)), ["AUT-025"]);
    assert_eq!(refusal(voting(1, ballot(1), &s)), ["AUT-017", "AUT-026"]);
    assert_eq!(refusal(voting(11, ballot(11), &s)), ["AUT-017"]);
    assert_eq!(refusal(voting(99, ballot(99), &s)), ["AUT-026"]);
    let court = VoteCast { step: "court".to_owned(), ..ballot(22) };
    assert_eq!(refusal(voting(22, court.clone(), &s)), ["AUT-026"]);
    assert_eq!(refusal(voting(21, court, &s)), Vec::<String>::new());
    assert_eq!(refusal(voting(20, VoteCast { step: "council".to_owned(), ..ballot(20) }, &s)), ["AUT-023"]);
    // A file with gaps may be voted on; it is the decision that asks.
    let mut gaps = s;
    gaps.pair.identity = None;
    assert_eq!(refusal(voting(20, ballot(20), &gaps)), Vec::<String>::new());
}

#[test]
fn nobody_agrees_before_the_donor_does_where_the_law_says_so() {
    let mut s = sitting(board(Favourable));
    s.pair.consent.signature = None;
    assert_eq!(refusal(closing(Favourable, &s)), ["AUT-027"]);
    let yes = vote(20, true, Favourable).step;
    s.pair.votes.clear();
    assert_eq!(refusal(voting(20, yes.clone(), &s)), ["AUT-027"]);
    let later = VoteCast { vote: Some(Deferred), ..yes.clone() };
    assert_eq!(refusal(voting(20, later, &s)), Vec::<String>::new());
    let law = calvane_with(&[("approval.consent_first", "false")]);
    let plan = Signing { by: acc(20), step: yes };
    assert_eq!(refusal(gate_vote(&plan, &s, &law.on(s.on), &floor())), Vec::<String>::new());
}

#[test]
fn a_paper_from_outside_needs_two_who_read_the_same() {
    let filed = PaperFiled {
        step: "court".to_owned(),
        favour: Favourable,
        issuer: "Family court".to_owned(),
        reference: "FC 1".into(),
        decided_on: day("2026-10-01"),
        reasons: None,
        valid_to: None,
        document: None,
    };
    let mut s = sitting(Vec::new());
    let reading = |n: u64, favour, on: &str, step: &str, s: &Situation| {
        let second = PaperConfirmed { step: step.to_owned(), favour, decided_on: day(on) };
        refusal(gate_paper(&Signing { by: acc(n), step: second }, s, &calvane().on(s.on), &floor()))
    };
    assert_eq!(reading(20, Favourable, "2026-10-01", "court", &s), ["AUT-028"]);
    s.pair.papers = vec![held_by(13, "2026-10-10T08:00:00Z", filed.clone())];
    assert_eq!(reading(20, Favourable, "2026-10-01", "court", &s), Vec::<String>::new());
    assert_eq!(reading(13, Favourable, "2026-10-01", "court", &s), ["AUT-028"]);
    assert_eq!(reading(1, Favourable, "2026-10-01", "court", &s), ["AUT-028"]);
    assert_eq!(reading(20, Unfavourable, "2026-10-01", "court", &s), ["AUT-028"]);
    assert_eq!(reading(20, Favourable, "2026-10-02", "court", &s), ["AUT-028"]);
    // A board has members here: it votes.
    s.pair.papers[0].step.step = "ethics_board".to_owned();
    assert_eq!(reading(20, Favourable, "2026-10-01", "ethics_board", &s), ["AUT-028"]);
}

#[test]
fn a_paper_carries_no_votes_and_lapses_from_its_own_day() {
    let mut s = situation();
    s.pair.relation = Relation::Friend;
    let order = |on: &str| {
        let filed = PaperFiled {
            step: "court".to_owned(),
            favour: Favourable,
            issuer: "Family court".to_owned(),
            reference: "FC 1".into(),
            decided_on: day(on),
            reasons: None,
            valid_to: None,
            document: None,
        };
        held_by(21, "2026-11-10T08:00:00Z", Decision::by_paper(held("2026-11-09T08:00:00Z", filed)))
    };
    s.pair.decisions.push(order("2026-11-01"));
    assert_eq!(codes(&s), Vec::<String>::new());
    // 180 days of the court's step are over, though the paper came in this month.
    s.pair.decisions[1] = order("2026-05-01");
    assert_eq!(codes(&s), ["AUT-015"]);
}

#[test]
fn somebody_of_the_team_beside_the_evaluator_spoils_the_evaluation() {
    let mut s = situation();
    s.pair.evaluations[0].step.beside = Some(acc(1));
    assert_eq!(codes(&s), ["AUT-007"]);
    s.pair.evaluations[0].step.beside = Some(acc(99));
    assert_eq!(codes(&s), Vec::<String>::new());
}
