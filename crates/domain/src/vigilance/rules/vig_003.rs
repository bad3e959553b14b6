//! # VIG-003 Everybody who was alerted knows before the case is closed
//!
//! ## What it checks
//! Somebody has acknowledged every alert that the look-back queued.
//!
//! ## Why
//! A final report says that nobody else is in danger. That cannot be said while a centre has not answered.
//!
//! ## Source
//! A/RES/79/189 OP6(h); Directive 2012/25/EU Art 7.
//!
//! ## Inputs
//! How many alerts wait.
//!
//! ## Example
//! Eleven centres were alerted and ten answered: broken, until the eleventh does.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::vigilance::Closing;

/// VIG-003.
pub static RULE: Rule<Closing> = Rule {
    code: "VIG-003",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("vig_003.rs"),
    check,
};

fn check(s: &Closing, _: &Law<'_>) -> Result<Answer, Unknown> {
    Ok(match s.waiting_alerts {
        0 => Answer::Holds,
        waiting => Answer::Broken(vec![Input::number("waiting", waiting)]),
    })
}
