//! What only a law weaker than the WHO guiding principles lets through is allowed and marked.

use codes::ids::PlanId;
use domain::Verdict;
use domain::approval::{Favour, Signing, gate_vote, rules};
use domain::registry::{LivingRemoval, gate};
use law::{Profile, Reading};

use crate::world::*;

fn allowed(s: &LivingRemoval, profile: &Profile, on: &str) -> Reading {
    match gate(&removal_plan(), PlanId::from_bits(9), s, &profile.on(day(on)), &floor()) {
        Verdict::Allowed { reading, .. } => reading,
        Verdict::Refused(reading) => panic!("refused: {:?}", codes_of(&reading)),
    }
}

fn marks(reading: &Reading) -> Vec<&str> {
    reading.weaker_than_who.iter().map(|f| f.rule.as_str()).collect()
}

#[test]
fn a_donor_of_seventeen_is_allowed_under_a_law_of_sixteen_and_marked() {
    let mut s = removal();
    s.approval.donor_age = Some((17, 17));
    let sixteen = calvane_with(&[("approval.min_donor_age_years", "16")]);
    let reading = allowed(&s, &sixteen, "2026-11-21");
    assert_eq!(marks(&reading), ["AUT-003"]);
    assert_eq!(reading.weaker_than_who[0].inputs[0].value, "18");
    assert!(reading.weaker_than_who[0].cites[0].reference.contains("GP 4"));
    // Under Calvane's own law it is a refusal and no mark.
    let reading = s.read(&calvane().on(day("2026-11-21")), &floor());
    assert!(!reading.allows() && reading.weaker_than_who.is_empty());
    // An adult needs no mark.
    s.approval.donor_age = Some((18, 18));
    assert_eq!(marks(&allowed(&s, &sixteen, "2026-11-21")), Vec::<&str>::new());
}

#[test]
fn care_and_evaluation_that_the_law_forgets_are_marked() {
    let lax = calvane_with(&[
        ("followup.care_plan", "false"),
        ("followup.care_payer", "false"),
        ("approval.evaluations", "[\"medical\"]"),
        ("licence.required", "false"),
    ]);
    let mut s = removal();
    s.care.care = None;
    s.licence.licences.clear();
    s.approval.pair.evaluations.truncate(1);
    assert_eq!(marks(&allowed(&s, &lax, "2026-11-21")), ["CEN-001", "AUT-006", "CAR-001"]);
}

#[test]
fn a_stricter_law_leaves_no_mark() {
    assert_eq!(marks(&allowed(&removal(), &calvane(), "2026-11-21")), Vec::<&str>::new());
}

#[test]
fn a_single_vote_is_marked_by_rules_of_a_vote_only() {
    let mut s = removal().approval;
    s.donor_age = Some((17, 17));
    (s.at, s.on) = (at("2026-10-20T08:00:00Z"), day("2026-10-20"));
    let sixteen = calvane_with(&[("approval.min_donor_age_years", "16")]);
    let plan = Signing { by: acc(20), step: vote(20, true, Favour::Favourable).step };
    let reading = match gate_vote(&plan, &s, &sixteen.on(s.on), &floor()) {
        Verdict::Allowed { reading, .. } | Verdict::Refused(reading) => reading,
    };
    let of_a_vote: Vec<&str> = rules::OF_A_VOTE.iter().map(|r| r.code).collect();
    assert_eq!(reading.checked, of_a_vote);
    assert!(marks(&reading).iter().all(|rule| of_a_vote.contains(rule)), "{:?}", marks(&reading));
}
