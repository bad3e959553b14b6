//! # CON-008 The donor signed
//!
//! ## What it checks
//! At the removal a signature of the present round was there. A signature given after the operation does not count.
//! Not asked before the donor signs.
//!
//! ## Why
//! The signature marks the moment at which listening became deciding.
//!
//! ## Source
//! A/RES/79/189 OP6(k).
//!
//! ## Inputs
//! None.
//!
//! ## Example
//! The recipient changed, so a new round began, and nobody asked the donor to sign again: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Law, Rule, Severity, Unknown};

use crate::consent::{Phase, Situation};

/// CON-008.
pub static RULE: Rule<Situation> = Rule {
    code: "CON-008",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(k)",
    params: &[],
    page: include_str!("con_008.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    Ok(match (s.phase, s.signature()) {
        (Phase::Signing, _) => Answer::NotAsked,
        (Phase::Removal, Some(_)) => Answer::Holds,
        (Phase::Removal, None) => Answer::Broken(Vec::new()),
    })
}
