//! # AUT-018 The proofs of relationship are strong
//!
//! ## What it checks
//! Among the proofs that count, at least one is more than a sworn statement, and at least one was confirmed by its
//! issuer. Not asked when no proof counts (AUT-002 says so) or when the donation is meant for nobody in particular.
//!
//! ## Why
//! A sworn statement is the proof a broker can buy; an issuer who confirms is hard to buy as well.
//!
//! ## Source
//! A/RES/79/189 OP6(g).
//!
//! ## Inputs
//! Why the proofs are weak: `affidavit_only` or `issuer_not_confirmed`.
//!
//! ## Example
//! A marriage certificate was seen in the original and its office was never asked: somebody must answer in writing
//! why that suffices.
//!
//! ## Since
//! 0.1.0

use codes::relation::Directedness;
use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::approval::{ProofKind, Situation, Verification};
use crate::rules::by;

/// AUT-018.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-018",
    severity: Severity::Ask,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[],
    page: include_str!("aut_018.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    let counted: Vec<_> = by(&s.pair.proofs, s.at).filter(|p| p.step.verified.counts()).collect();
    if counted.is_empty() || s.pair.directedness == Directedness::Unspecified {
        return Ok(Answer::NotAsked);
    }
    let mut reasons = Vec::new();
    if counted.iter().all(|p| p.step.proof == ProofKind::Affidavit) {
        reasons.push(Input::term("reason", "affidavit_only"));
    }
    if !counted.iter().any(|p| p.step.verified == Verification::ConfirmedByIssuer) {
        reasons.push(Input::term("reason", "issuer_not_confirmed"));
    }
    Ok(super::unless(reasons))
}
