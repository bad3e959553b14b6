//! # CON-036 Whoever claims, verifies and pays are three people
//!
//! ## What it checks
//! Nobody verifies what they wrote down, and nobody pays what they verified.
//!
//! ## Why
//! One pair of eyes that writes, checks and pays sees nothing wrong.
//!
//! ## Source
//! A/RES/79/189 OP6(b), “verifiable”; OP6(f).
//!
//! ## Inputs
//! The expenses concerned, and what the same person did before.
//!
//! ## Example
//! The nurse who typed the claim accepts it: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::expense::{Phase, Situation};

/// CON-036.
pub static RULE: Rule<Situation> = Rule {
    code: "CON-036",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(b)",
    params: &[],
    page: include_str!("con_036.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    let actor = s.actor.to_string();
    let mut inputs = Vec::new();
    let verifying = s.phase == Phase::Verifying;
    for line in s.lines.iter().filter(|l| verifying || l.pays_minor > 0) {
        let did = match s.phase {
            Phase::Verifying if line.claimed_by == actor => "wrote_it_down",
            Phase::Paying if line.verified_by.as_ref() == Some(&actor) => "verified_it",
            Phase::Verifying | Phase::Paying | Phase::Paid => continue,
        };
        inputs.extend([Input::code("expense", line.expense), Input::term("did", did)]);
    }
    Ok(super::unless(inputs))
}
