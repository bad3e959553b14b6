//! # TRC-013 An organ leaves a place once
//!
//! ## What it checks
//! No other hand-over says that the organ left the same place, unless one between them brought it back.
//!
//! ## Why
//! Two devices that were offline may both have handed the box on. It was in one hand only.
//!
//! ## Source
//! A/RES/79/189 OP6(h). No country's law changes it.
//!
//! ## Inputs
//! The other hand-over.
//!
//! ## Example
//! Van 1 took the box from the hospital at 08:10, and so did van 2 at 08:40: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::trace::entry::Arrival;

/// TRC-013.
pub static RULE: Rule<Arrival> = Rule {
    code: "TRC-013",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("trc_013.rs"),
    check,
};

fn check(s: &Arrival, _: &Law<'_>) -> Result<Answer, Unknown> {
    Ok(match s.left_already {
        None => Answer::Holds,
        Some(other) => Answer::Broken(vec![Input::code("with", other)]),
    })
}
