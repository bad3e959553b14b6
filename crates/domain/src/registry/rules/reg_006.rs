//! # REG-006 An organ is transplanted once
//!
//! ## What it checks
//! No transplantation of this very organ is on record already.
//!
//! ## Why
//! One organ in two recipients means that one of the two grafts has no known origin.
//!
//! ## Source
//! A/RES/79/189 OP6(h). No country's law changes it.
//!
//! ## Inputs
//! How many transplantations of the organ are on record.
//!
//! ## Example
//! The left kidney of a donor was grafted in March; in May its number comes again with another recipient: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::registry::{Phase, Situation};

/// REG-006.
pub static RULE: Rule<Situation> = Rule {
    code: "REG-006",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("reg_006.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    if s.phase != Phase::Transplantation {
        return Ok(Answer::NotAsked);
    }
    Ok(match s.transplanted_before {
        0 => Answer::Holds,
        times => Answer::Broken(vec![Input::number("transplanted_before", times)]),
    })
}
