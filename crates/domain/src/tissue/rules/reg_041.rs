//! # REG-041 Somebody else than who made it releases a unit
//!
//! ## What it checks
//! A unit is let out of quarantine by a responsible person who did not make it.
//!
//! ## Why
//! Whoever made something does not see their own slip in it.
//!
//! ## Source
//! Directive 2004/23/EC Art 17 (the responsible person); Directive 2006/86/EC, annex II. No country's law changes it.
//!
//! ## Inputs
//! The unit and why the rule is broken.
//!
//! ## Example
//! The technician who put the pool together releases it: broken. The medical director releases it: holds.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::tissue::{Releaser, Situation, Step};

/// REG-041.
pub static RULE: Rule<Situation> = Rule {
    code: "REG-041",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("reg_041.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    let Step::Release { unit } = s.step else { return Ok(Answer::NotAsked) };
    let why = match s.releaser {
        Some(Releaser::Another) => return Ok(Answer::Holds),
        Some(Releaser::Same) => "made_it",
        None => "not_known",
    };
    Ok(Answer::Broken(vec![Input::code("unit", unit), Input::term("why", why)]))
}
