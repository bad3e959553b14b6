//! # AUT-038 No coroner or court holds the body
//!
//! ## What it checks
//! No hold of a coroner, judge or prosecutor lasts at the instant of the recovery.
//!
//! ## Why
//! Evidence that was cut cannot be looked at again.
//!
//! ## Source
//! A/RES/79/189 OP6(g).
//!
//! ## Inputs
//! Who holds the body, and since when.
//!
//! ## Example
//! The coroner's hold was placed at nine and is not released: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::pathway::Situation;

/// AUT-038.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-038",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[],
    page: include_str!("aut_038.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    let Some(hold) = s.pathway.held(s.at) else { return Ok(Answer::Holds) };
    let by = crate::rules::term(&hold.placed.by);
    Ok(Answer::Broken(vec![Input::term("held_by", by), Input::instant("since", hold.from)]))
}
