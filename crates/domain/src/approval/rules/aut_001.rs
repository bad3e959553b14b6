//! # AUT-001 The donor's identity was checked
//!
//! ## What it checks
//! The identity of the donor was checked, and the paper was confirmed by its issuer or seen in the original. A copy
//! and a paper nobody checked do not count.
//!
//! ## Why
//! Whoever travels under another name cannot be protected, found again or followed.
//!
//! ## Source
//! A/RES/79/189 OP6(g); WHO guiding principle 10.
//!
//! ## Inputs
//! How the paper was checked, or `missing`.
//!
//! ## Example
//! A photograph of a passport was sent by telephone: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::approval::Situation;
use crate::rules::{by, term};

/// AUT-001.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-001",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[],
    page: include_str!("aut_001.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    let identity = by(&s.pair.identity, s.at).next();
    Ok(match identity.map(|i| i.step.verified) {
        Some(verified) if verified.counts() => Answer::Holds,
        Some(verified) => Answer::Broken(vec![Input::term("verified", term(&verified))]),
        None => Answer::Broken(vec![Input::term("verified", "missing")]),
    })
}
