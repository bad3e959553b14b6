//! # VIG-002 A recall is lifted by somebody else than who ordered it
//!
//! ## What it checks
//! Whoever lifts a recall did not order it.
//!
//! ## Why
//! A recall is inconvenient at once and right only later. One person alone, pressed by an empty theatre, could undo it in the
//! hour in which it matters.
//!
//! ## Source
//! A/RES/79/189 OP6(h); two persons for a grave act, this project's choice.
//!
//! ## Inputs
//! The recall.
//!
//! ## Example
//! The officer who recalled the donor finds the second reading clear and lifts it herself: broken; her colleague does: holds.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::vigilance::Lifting;

/// VIG-002.
pub static RULE: Rule<Lifting> = Rule {
    code: "VIG-002",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("vig_002.rs"),
    check,
};

fn check(s: &Lifting, _: &Law<'_>) -> Result<Answer, Unknown> {
    Ok(if s.ordered_by == s.by.to_string() {
        Answer::Broken(vec![Input::code("recall", s.recall)])
    } else {
        Answer::Holds
    })
}
