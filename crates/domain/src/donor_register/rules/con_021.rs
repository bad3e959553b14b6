//! # CON-021 The referral was made by somebody else than the reader
//!
//! ## What it checks
//! The account that made the referral is not the account that wants to read.
//!
//! ## Why
//! Whoever could open the door for themselves would need no door.
//!
//! ## Source
//! A/RES/79/189 OP5.
//!
//! ## Inputs
//! The referral.
//!
//! ## Example
//! A coordinator who refers a person and looks that person up: broken. One doctor refers, the coordinator on duty
//! reads: holds.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::donor_register::Consulting;

/// CON-021.
pub static RULE: Rule<Consulting> = Rule {
    code: "CON-021",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP5",
    params: &[],
    page: include_str!("con_021.rs"),
    check,
};

fn check(s: &Consulting, _: &Law<'_>) -> Result<Answer, Unknown> {
    Ok(match &s.referral {
        None => Answer::NotAsked,
        Some(r) if r.is_of_another(s.reader) => Answer::Holds,
        Some(r) => Answer::Broken(vec![Input::code("referral", r.id)]),
    })
}
