//! # REJ-003 Proven means that somebody found it
//!
//! ## What it checks
//! Where a procedure was rejected because of trafficking that is called proven, the court or authority that found it is named
//! with the number of its finding. Asked of recorded rejections only.
//!
//! ## Why
//! Alleged and proven are counted apart. A suspicion that is called proven accuses people, and spoils the figure for everybody.
//!
//! ## Source
//! A/RES/79/189 OP22 (transplantations rejected owing to alleged or proven trafficking).
//!
//! ## Inputs
//! None: whoever recorded the rejection is not told that a question was raised.
//!
//! ## Example
//! A committee writes "proven" and names no court and no authority: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Law, Rule, Severity, Unknown};

use crate::rejection::{Named, Situation, Standing};

/// REJ-003.
pub static RULE: Rule<Situation> = Rule {
    code: "REJ-003",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP22",
    params: &[],
    page: include_str!("rej_003.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    match s.crime {
        Some((_, Standing::Proven)) if s.finding == Named::Missing => Ok(Answer::Broken(Vec::new())),
        Some((_, Standing::Proven)) => Ok(Answer::Holds),
        _ => Ok(Answer::NotAsked),
    }
}
