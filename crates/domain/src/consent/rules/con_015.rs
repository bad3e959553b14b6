//! # CON-015 The signed text is in a language the donor understands
//!
//! ## What it checks
//! The text that is signed is in a language the donor decides in. An interpreter who carried the talk does not cure
//! a text that the donor cannot read again at home. Not asked without a signature.
//!
//! ## Why
//! The paper is what remains; whoever cannot read it cannot check what they agreed to.
//!
//! ## Source
//! A/RES/79/189 OP6(k).
//!
//! ## Inputs
//! The language of the signed text.
//!
//! ## Example
//! The talk was interpreted into Arabic and the form is in English: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::consent::{Situation, understands};

/// CON-015.
pub static RULE: Rule<Situation> = Rule {
    code: "CON-015",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(k)",
    params: &[],
    page: include_str!("con_015.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    let foreign = s.signature().filter(|(_, signed)| !understands(&s.donor_languages, &signed.language));
    Ok(super::unless(foreign.map(|(_, signed)| Input::code("language", &signed.language)).into_iter().collect()))
}
