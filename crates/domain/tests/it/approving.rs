//! Approval beyond one case for each rule: other steps, other bodies, other instants, and the gate of a decision.

use codes::{Directedness, Relation};
use domain::Verdict;
use domain::access::{Profession, Qualification};
use domain::approval::*;
use law::{Finding, Profile};

use crate::world::*;

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

fn lone(step: &str, member: u64) -> Decided {
    Decided { votes: vec![vote(member, true)], ..decided(step, Favour::Favourable) }
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
    s.pair.decisions.push(held("2026-11-01T08:00:00Z", lone("court", 25)));
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
        held("2026-10-01T08:00:00Z", lone("doctor", 12)),
        held("2026-10-02T08:00:00Z", Decided { favour: Favour::Unfavourable, ..lone("committee", 25) }),
        held("2026-10-03T08:00:00Z", lone("court", 26)),
    ];
    // The certifying doctor heard the donor themselves; the committee's no is advice.
    assert_eq!(codes_with(&s, &profile), Vec::<String>::new());
    s.pair.decisions[0].step.votes[0].member = acc(1);
    assert_eq!(codes_with(&s, &profile), ["AUT-017"]);
    s.pair.decisions[0].step.votes[0].member = acc(12);
    // Before the judge any doubt stops it, even under a favourable outcome.
    s.pair.decisions[2].step.votes.push(Vote { favour: Favour::Deferred, ..vote(27, true) });
    assert_eq!(codes_with(&s, &profile), ["AUT-016"]);
    s.pair.decisions[2].step.votes.pop();
    // A doubting vote in a body that only advises, or that decides by majority, is no objection.
    s.pair.decisions[1].step.votes[0].favour = Favour::Unfavourable;
    assert_eq!(codes_with(&s, &profile), Vec::<String>::new());
    s.pair.decisions.remove(1);
    assert_eq!(codes_with(&s, &profile), ["AUT-011"]);
}

#[test]
fn the_latest_word_of_a_body_counts() {
    let mut s = situation();
    s.pair.decisions.push(held("2026-11-01T08:00:00Z", decided("ethics_board", Favour::Deferred)));
    assert_eq!(codes(&s), ["AUT-011"]);
    s.pair.decisions.push(held("2026-11-02T08:00:00Z", decided("ethics_board", Favour::Unfavourable)));
    assert_eq!(codes(&s), ["AUT-014"]);
    s.pair.decisions.push(held("2026-11-03T08:00:00Z", decided("ethics_board", Favour::Favourable)));
    assert_eq!(codes(&s), Vec::<String>::new());
}

#[test]
fn an_old_deferral_is_no_lapsed_decision() {
    let mut s = situation();
    s.pair.decisions = vec![held("2026-01-01T08:00:00Z", decided("ethics_board", Favour::Deferred))];
    assert_eq!(codes(&s), ["AUT-011"]);
}

#[test]
fn a_majority_suffices_where_no_doubt_blocks() {
    let mut s = situation();
    s.pair.decisions[0].step.votes.push(Vote { favour: Favour::Unfavourable, ..vote(23, false) });
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
    s.pair.interviews[1].step.interviewer = acc(21);
    assert_eq!(codes(&s), ["AUT-017"]);
    assert_eq!(value(&s, "AUT-017", "did"), ["interviewed"]);
    s.pair.interviews[1].step.interviewer = acc(12);
    s.pair.consent.talks.push(held("2026-09-02T08:00:00Z", domain::consent::Informed { told_by: acc(22), ..talk() }));
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
    let again = evaluated(EvaluationKind::Psychosocial, 15, Conclusion::SuitableWithConditions);
    s.pair.evaluations.push(held("2026-10-01T08:00:00Z", again));
    assert_eq!(codes(&s), Vec::<String>::new());
    // A social worker may not make the medical one.
    let medical = evaluated(EvaluationKind::Medical, 15, Conclusion::Suitable);
    s.pair.evaluations.push(held("2026-10-02T08:00:00Z", medical));
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

fn deciding(decided: Decided, change: fn(&mut Situation)) -> Verdict {
    let mut s = situation();
    s.pair.decisions.clear();
    (s.at, s.on) = (at("2026-10-20T08:00:00Z"), day("2026-10-20"));
    change(&mut s);
    let plan = DecidePlan { pair: s.pair.id, decided };
    gate(&plan, &s, &calvane().on(s.on), &floor())
}

fn refusal(verdict: Verdict) -> Vec<String> {
    match verdict {
        Verdict::Refused(reading) => codes_of(&reading),
        Verdict::Allowed { .. } => Vec::new(),
    }
}

#[test]
fn a_body_decides_when_the_papers_are_there() {
    let Verdict::Allowed { events, .. } = deciding(decided("ethics_board", Favour::Favourable), |_| {}) else {
        panic!("refused")
    };
    assert_eq!(events[0].kind, "approval.decided");
    let without_identity = deciding(decided("ethics_board", Favour::Favourable), |s| s.pair.identity = None);
    assert_eq!(refusal(without_identity), ["AUT-001"]);
}

#[test]
fn four_eyes_are_asked_of_the_decision_about_to_be_made() {
    let alone = Decided { votes: vec![vote(20, false); 3], ..decided("ethics_board", Favour::Favourable) };
    assert_eq!(refusal(deciding(alone, |_| {})), ["AUT-012", "AUT-013"]);
    let mut assessor = decided("ethics_board", Favour::Favourable);
    assessor.votes[1].member = acc(12);
    assert_eq!(refusal(deciding(assessor, |_| {})), ["AUT-017"]);
    let mut objecting = decided("ethics_board", Favour::Favourable);
    objecting.votes[2].objects = true;
    assert_eq!(refusal(deciding(objecting, |_| {})), ["AUT-016"]);
    assert_eq!(refusal(deciding(decided("hospital_council", Favour::Favourable), |_| {})), ["AUT-023"]);
}

#[test]
fn saying_no_needs_no_papers_but_a_quorum_and_a_body_that_exists() {
    let bare: fn(&mut Situation) = |s| {
        (s.pair.identity, s.donor_age) = (None, None);
        s.pair.evaluations.clear();
    };
    let no = decided("ethics_board", Favour::Unfavourable);
    assert!(matches!(deciding(no.clone(), bare), Verdict::Allowed { .. }));
    let alone = Decided { votes: vec![vote(21, true)], ..no.clone() };
    assert_eq!(refusal(deciding(alone, bare)), ["AUT-012", "AUT-013"]);
    assert_eq!(refusal(deciding(Decided { step: "council".to_owned(), ..no }, bare)), ["AUT-023"]);
}
