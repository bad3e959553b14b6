//! # REJ-004 The same pair was not rejected before
//!
//! ## What it checks
//! The donor and the recipient of a pair did not both stand in a procedure that was rejected before, at whatever centre, under
//! whatever number: their records are linked, carry the same number of an office, or are alike in names, birth dates and
//! telephones. Asked when a pair is opened, when its people change, and when a rejection is recorded.
//!
//! ## Why
//! Who was rejected at one place tries the next. Each centre alone sees a pair that it does not know.
//!
//! ## Source
//! A/RES/79/189 OP22; OP6(g) (independent evaluation).
//!
//! ## Inputs
//! None: whoever opened the pair is not told; that a question was raised is known inside the case vault only.
//!
//! ## Example
//! A board rejects a cousin and his patient in March; in June the two are taken in by another hospital, his name spelled in
//! another way: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Law, Rule, Severity, Unknown};

use crate::rejection::Standings;

/// REJ-004.
pub static RULE: Rule<Standings> = Rule {
    code: "REJ-004",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP22",
    params: &[],
    page: include_str!("rej_004.rs"),
    check,
};

fn check(s: &Standings, _: &Law<'_>) -> Result<Answer, Unknown> {
    Ok(if s.before.is_empty() { Answer::Holds } else { Answer::Broken(Vec::new()) })
}
