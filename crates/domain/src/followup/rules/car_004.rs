//! # CAR-004 The plan of care lasts as long as the visits do
//!
//! ## What it checks
//! A plan with a last day is questioned where the country's schedule of visits repeats for life. Not asked without a
//! plan.
//!
//! ## Why
//! The visits go on; the promise to pay for and hold them should not stop before.
//!
//! ## Source
//! A/RES/79/189 OP5 and 6(k); the profile's `followup.donor_schedule`.
//!
//! ## Inputs
//! The last day of the plan.
//!
//! ## Example
//! The hospital promises five years, the schedule asks for a visit every year for life: somebody must answer for the
//! years after.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::followup::Situation;

/// CAR-004.
pub static RULE: Rule<Situation> = Rule {
    code: "CAR-004",
    severity: Severity::Ask,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(k)",
    params: &[param::DONOR_SCHEDULE.key],
    page: include_str!("car_004.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let for_life = law.get(&param::DONOR_SCHEDULE)?.iter().any(|v| v.every_months.is_some());
    let until = super::plan(s, law).and_then(|plan| plan.until);
    Ok(match until.filter(|_| for_life) {
        None => Answer::Holds,
        Some(until) => Answer::Broken(vec![Input::date("until", until)]),
    })
}
