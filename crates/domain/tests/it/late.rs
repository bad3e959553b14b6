//! Rules judge what stood at their instant: papers written later neither cure nor spoil it.

use domain::approval::*;
use domain::consent::{Capacity, EngagedBy, Tie, Topic};
use domain::registry::LivingRemoval;
use jiff::{SignedDuration, Timestamp};

use crate::world::*;

fn codes(s: &LivingRemoval) -> Vec<String> {
    codes_of(&s.read(&calvane().on(day("2026-11-21")), &floor()))
}

/// Sets the instant of everything on file.
fn dated(when: Timestamp) -> LivingRemoval {
    let mut s = removal();
    let pair = &mut s.approval.pair;
    pair.identity.iter_mut().for_each(|h| h.at = when);
    pair.proofs.iter_mut().for_each(|h| h.at = when);
    pair.interviews.iter_mut().for_each(|h| h.at = when);
    pair.evaluations.iter_mut().for_each(|h| h.at = when);
    pair.decisions.iter_mut().for_each(|h| h.at = when);
    let consent = &mut s.consent.consent;
    consent.talks.iter_mut().for_each(|h| h.at = when);
    consent.recipient.iter_mut().for_each(|h| h.at = when);
    consent.declarations.iter_mut().for_each(|h| h.at = when);
    consent.signature.iter_mut().for_each(|h| h.at = when);
    s.care.care.iter_mut().for_each(|h| h.at = when);
    s
}

#[test]
fn a_file_written_after_the_operation_is_an_empty_file() {
    let late = dated(at(AT) + SignedDuration::from_secs(1));
    let expected =
        ["AUT-001", "AUT-002", "AUT-005", "AUT-006", "AUT-010", "AUT-011", "CON-001", "CON-008", "CON-010", "CON-011"];
    assert_eq!(codes(&late), expected);
    // The same file, written in time but in a hurry, lacks reflection only.
    assert_eq!(codes(&dated(at(AT))), ["CON-007", "CON-014"]);
}

#[test]
fn a_notice_and_an_appeal_count_from_their_instant() {
    let profile = calvane_with(&[("approval.notice_to_authority", "true")]);
    let with = |when: &str| {
        let mut s = removal().approval;
        s.pair.notice = Some(held(when, NoticeGiven { authority: "Health authority".to_owned() }));
        s.pair.appeals.push(held(when, Appealed { step: "ethics_board".to_owned(), grounds: None, outcome: None }));
        codes_of(&read(&s, &profile.on(day("2026-11-21")), &floor()))
    };
    assert_eq!(with(AT), ["AUT-021"]);
    assert_eq!(with("2026-11-21T06:00:01Z"), ["AUT-020"]);
}

#[test]
fn a_plan_of_care_made_on_the_day_of_the_removal_is_in_time() {
    let mut s = removal();
    // 23:59 in Sarim is still the day; a minute later is not.
    s.care.care.as_mut().unwrap().at = at("2026-11-21T20:59:00Z");
    assert_eq!(codes(&s), Vec::<String>::new());
    s.care.care.as_mut().unwrap().at = at("2026-11-21T21:00:00Z");
    assert_eq!(codes(&s), ["CAR-001"]);
}

#[test]
fn what_is_found_later_does_not_spoil_what_was_right() {
    const LATER: &str = "2026-12-01T08:00:00Z";
    let mut s = removal();
    let mut bad = talk();
    (bad.language, bad.capacity) = (language("en"), Capacity::Lacking);
    s.consent.consent.talks.push(held(LATER, bad.clone()));
    bad.interpreter = Some(interpreter(EngagedBy::Recipient, Tie::Kin));
    s.consent.consent.talks.push(held(LATER, bad));
    let pair = &mut s.approval.pair;
    pair.evaluations.push(held(LATER, evaluated(EvaluationKind::Medical, Conclusion::Declined)));
    pair.interviews.push(held(LATER, interviewed(Presence::DonorAlone, Interview::PressureSeen)));
    pair.decisions.push(held(LATER, decision("ethics_board", Favour::Unfavourable)));
    assert_eq!(codes(&s), Vec::<String>::new());
}

#[test]
fn what_is_told_later_does_not_cure_what_was_left_out() {
    const LATER: &str = "2026-12-01T08:00:00Z";
    let mut s = removal();
    let first = &mut s.consent.consent.talks[0].step;
    first.topics.retain(|t| *t != Topic::Risks);
    first.understood.retain(|t| *t != Topic::Alternatives);
    s.consent.consent.talks.push(held(LATER, talk()));
    let weak = proof(ProofKind::RegistryExtract, Verification::OriginalSeen);
    s.approval.pair.proofs.insert(0, held("2026-08-02T08:00:00Z", weak));
    s.approval.pair.proofs[1].at = at(LATER);
    assert_eq!(codes(&s), ["AUT-018", "CON-002", "CON-005"]);
    let mut s = removal();
    s.consent.consent.talks[0].step.language = language("en");
    s.consent.consent.talks.push(held(LATER, talk()));
    assert_eq!(codes(&s), ["CON-003"]);
}
