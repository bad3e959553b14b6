//! # CON-001 The donor was informed
//!
//! ## What it checks
//! At least one talk was held in which somebody told the donor what the donation means, at or before the instant
//! that is judged.
//!
//! ## Why
//! Whoever was told nothing has agreed to nothing.
//!
//! ## Source
//! A/RES/79/189 OP6(k) ("informed").
//!
//! ## Inputs
//! None.
//!
//! ## Example
//! A form is signed and no talk is on record: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Law, Rule, Severity, Unknown};

use crate::consent::Situation;
use crate::rules::by;

/// CON-001.
pub static RULE: Rule<Situation> = Rule {
    code: "CON-001",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(k)",
    params: &[],
    page: include_str!("con_001.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    let informed = by(&s.consent.talks, s.at).next().is_some();
    Ok(if informed { Answer::Holds } else { Answer::Broken(Vec::new()) })
}
