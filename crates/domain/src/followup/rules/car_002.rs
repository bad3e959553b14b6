//! # CAR-002 The plan of care names who pays
//!
//! ## What it checks
//! The plan of care names a payer. Not asked without a plan: CAR-001 says so.
//!
//! ## Why
//! Care that nobody pays for ends with the first bill.
//!
//! ## Source
//! A/RES/79/189 OP5 and 6(k); the profile's `followup.care_payer`.
//!
//! ## Inputs
//! None.
//!
//! ## Example
//! A clinic is named, and the payer is left open: broken where the law asks for one.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Law, Rule, Severity, Unknown, param};

use crate::followup::Situation;

/// CAR-002.
pub static RULE: Rule<Situation> = Rule {
    code: "CAR-002",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(k)",
    params: &[param::CARE_PAYER.key],
    page: include_str!("car_002.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    if !law.get(&param::CARE_PAYER)? {
        return Ok(Answer::NotAsked);
    }
    Ok(match super::plan(s, law).map(|plan| plan.payer) {
        None => Answer::NotAsked,
        Some(Some(_)) => Answer::Holds,
        Some(None) => Answer::Broken(Vec::new()),
    })
}
