//! # REG-010 A graft that failed does not work again
//!
//! ## What it checks
//! Nobody is told to have a working graft after the day on which the same graft is on record as failed.
//!
//! ## Why
//! One of the two records is wrong, or a second graft was never told; both change survival figures.
//!
//! ## Source
//! A/RES/79/189 OP6(h). No country's law changes it.
//!
//! ## Inputs
//! The number of the recipient.
//!
//! ## Example
//! The graft failed in March, and a visit in June tells that it works: broken, and kept as disputed.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::registry::Sighting;

/// REG-010.
pub static RULE: Rule<Sighting> = Rule {
    code: "REG-010",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("reg_010.rs"),
    check,
};

fn check(s: &Sighting, _: &Law<'_>) -> Result<Answer, Unknown> {
    let Some(failed_at) = s.graft_failed_at else { return Ok(Answer::NotAsked) };
    let works = s.graft_status.as_deref() == Some("functioning") && failed_at < s.at;
    Ok(if works { Answer::Broken(vec![Input::code("with", &s.person)]) } else { Answer::Holds })
}
