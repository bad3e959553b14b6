//! # REG-007 A graft has a donor
//!
//! ## What it checks
//! The organ that is transplanted has a donor on record, by pseudonym.
//!
//! ## Why
//! This is what the registry is for: no organ of unknown origin.
//!
//! ## Source
//! A/RES/79/189 OP6(h). No country's law changes it.
//!
//! ## Inputs
//! The organ.
//!
//! ## Example
//! An old book names the recipient and the day and nobody who gave: kept, and marked as a gap.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::registry::{Phase, Situation};

/// REG-007.
pub static RULE: Rule<Situation> = Rule {
    code: "REG-007",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("reg_007.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    Ok(match s.donor {
        _ if s.phase != Phase::Transplantation => Answer::NotAsked,
        Some(_) => Answer::Holds,
        None => Answer::Broken(vec![Input::term("organ", s.organ)]),
    })
}
