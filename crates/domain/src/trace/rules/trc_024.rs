//! # TRC-024 A second person confirms or voids a sheet
//!
//! ## What it checks
//! Whoever confirms an entered sheet neither wrote nor entered it, and whoever voids a sheet is not the person to whom it was
//! given out.
//!
//! ## Why
//! One person alone could enter what the paper does not say, or make a sheet disappear on which an organ stands.
//!
//! ## Source
//! A/RES/79/189 OP6(h); two persons for a grave act, this project's choice.
//!
//! ## Inputs
//! The sheet.
//!
//! ## Example
//! The coordinator enters the sheet at seven and confirms it herself: broken; her colleague does: holds.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::trace::paper::SecondEyes;

/// TRC-024.
pub static RULE: Rule<SecondEyes> = Rule {
    code: "TRC-024",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("trc_024.rs"),
    check,
};

fn check(s: &SecondEyes, _: &Law<'_>) -> Result<Answer, Unknown> {
    Ok(match s.first.contains(&s.second) {
        true => Answer::Broken(vec![Input::code("sheet", s.sheet)]),
        false => Answer::Holds,
    })
}
