//! # CAR-001 A plan of care stands before the removal
//!
//! ## What it checks
//! A plan that names who answers for the donor's care after donation is on record, made on or before the day of the
//! removal.
//!
//! ## Why
//! A donor is followed for life; whoever looks for a carer afterwards finds that nobody feels named.
//!
//! ## Source
//! A/RES/79/189 OP5 and 6(k); WHO guiding principle 3; the profile's `followup.care_plan`.
//!
//! ## Inputs
//! None.
//!
//! ## Example
//! Everything is ready and nobody was named for the donor's visits: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Law, Rule, Severity, Unknown, param};

use crate::followup::Situation;

/// CAR-001.
pub static RULE: Rule<Situation> = Rule {
    code: "CAR-001",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(k)",
    params: &[param::CARE_PLAN.key],
    page: include_str!("car_001.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    if !law.get(&param::CARE_PLAN)? {
        return Ok(Answer::NotAsked);
    }
    Ok(if super::plan(s, law).is_some() { Answer::Holds } else { Answer::Broken(Vec::new()) })
}
