//! # TRC-009 The organ may still be grafted
//!
//! ## What it checks
//! The instant that the label gives as the last has not passed.
//!
//! ## Why
//! An organ that lay too long harms whoever receives it.
//!
//! ## Source
//! Directive 2010/53/EU Art 8(1); A/RES/79/189 OP6(h). No country's law changes it.
//!
//! ## Inputs
//! The last instant, and now.
//!
//! ## Example
//! To be grafted before 14:00, and it is 14:01: broken. No last instant on the label: not asked.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::trace::theatre::Theatre;

/// TRC-009.
pub static RULE: Rule<Theatre> = Rule {
    code: "TRC-009",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "Directive 2010/53/EU Art 8(1)",
    params: &[],
    page: include_str!("trc_009.rs"),
    check,
};

fn check(s: &Theatre, _: &Law<'_>) -> Result<Answer, Unknown> {
    Ok(match s.use_by_at {
        None => Answer::NotAsked,
        Some(last) if s.registry.at <= last => Answer::Holds,
        Some(last) => Answer::Broken(vec![Input::instant("use_by_at", last), Input::instant("at", s.registry.at)]),
    })
}
