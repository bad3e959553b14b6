//! # CON-010 Everybody declared that nothing was paid or promised
//!
//! ## What it checks
//! Everybody whom the profile names (donor, recipient) declared that nothing was paid, promised or expected.
//!
//! ## Why
//! The declaration tells both what is forbidden, and gives each a moment to say that it is not so.
//!
//! ## Source
//! A/RES/79/189 OP6(b); WHO guiding principle 5; the profile's `consent.declarations`.
//!
//! ## Inputs
//! Everybody whose declaration is missing.
//!
//! ## Example
//! The donor declared and the recipient did not: broken where both must.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::consent::Situation;
use crate::rules::by;

/// CON-010.
pub static RULE: Rule<Situation> = Rule {
    code: "CON-010",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(b)",
    params: &[param::DECLARATIONS.key],
    page: include_str!("con_010.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let wanted: Vec<String> = law.get(&param::DECLARATIONS)?;
    let given = |who: &str| by(&s.consent.declarations, s.at).any(|d| d.step.declarant.code() == who);
    Ok(super::unless(wanted.iter().filter(|w| !given(w)).map(|w| Input::term("declarant", w)).collect()))
}
