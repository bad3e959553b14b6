//! # REG-002 Nothing is planned into the past
//!
//! ## What it checks
//! The instant that is planned has not passed. Facts are not asked: they lie in the past by nature.
//!
//! ## Why
//! A plan for yesterday is a fact that was never gated.
//!
//! ## Source
//! A/RES/79/189 OP6(h). No country's law changes it.
//!
//! ## Inputs
//! The instant planned, and the instant at which it was asked.
//!
//! ## Example
//! On 21 November a removal is planned for 20 November: broken; if it happened, it is recorded as a fact.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::registry::Situation;

/// REG-002.
pub static RULE: Rule<Situation> = Rule {
    code: "REG-002",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("reg_002.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    Ok(match s.now {
        None => Answer::NotAsked,
        Some(now) if s.at >= now => Answer::Holds,
        Some(now) => Answer::Broken(vec![Input::instant("planned_at", s.at), Input::instant("asked_at", now)]),
    })
}
