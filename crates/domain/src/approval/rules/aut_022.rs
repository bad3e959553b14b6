//! # AUT-022 The transplant team is named
//!
//! ## What it checks
//! The members of the transplant team of this pair are named in its file.
//!
//! ## Why
//! Whether evaluators, interviewers, witnesses and deciders are independent can be judged only against names.
//!
//! ## Source
//! A/RES/79/189 OP6(g).
//!
//! ## Inputs
//! None.
//!
//! ## Example
//! Every paper is there, and nobody wrote down who will operate: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Law, Rule, Severity, Unknown};

use crate::approval::Situation;

/// AUT-022.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-022",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[],
    page: include_str!("aut_022.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    Ok(if s.pair.team.is_empty() { Answer::Broken(Vec::new()) } else { Answer::Holds })
}
