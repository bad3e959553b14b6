//! # REG-033 A code stands on one unit
//!
//! ## What it checks
//! The Single European Code of what comes in stands on no other unit on record.
//!
//! ## Why
//! Two units under one code are one unit twice, or a copied label.
//!
//! ## Source
//! Directive (EU) 2015/565 Art 10: the code is unique; A/RES/79/189 OP17. No country's law changes it.
//!
//! ## Inputs
//! The unit that already has the code.
//!
//! ## Example
//! A row of a delivery that was already registered yesterday: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::tissue::Situation;

/// REG-033.
pub static RULE: Rule<Situation> = Rule {
    code: "REG-033",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP17",
    params: &[],
    page: include_str!("reg_033.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    if s.step.label().is_none_or(|label| label.sec.is_none()) {
        return Ok(Answer::NotAsked);
    }
    Ok(s.same_code.map_or(Answer::Holds, |unit| Answer::Broken(vec![Input::code("with", unit)])))
}
