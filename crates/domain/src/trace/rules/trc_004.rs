//! # TRC-004 The organ is meant for this recipient
//!
//! ## What it checks
//! The label on the box, or else the file of the pair, names the recipient on the table.
//!
//! ## Why
//! Two boxes stood in one corridor, and the wrong one was opened. The check at the table is the last that can see
//! it.
//!
//! ## Source
//! A/RES/79/189 OP6(h); Directive 2010/53/EU Art 10. No country's law changes it.
//!
//! ## Inputs
//! That the organ is meant for somebody else, or that nobody says for whom.
//!
//! ## Example
//! Labelled for one recipient, another lies on the table: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::trace::theatre::Theatre;

/// TRC-004.
pub static RULE: Rule<Theatre> = Rule {
    code: "TRC-004",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("trc_004.rs"),
    check,
};

fn check(s: &Theatre, _: &Law<'_>) -> Result<Answer, Unknown> {
    Ok(match s.intended_for() {
        Some(meant) if Some(meant) == s.registry.recipient => Answer::Holds,
        Some(_) => Answer::Broken(vec![Input::term("meant", "somebody_else")]),
        None => Answer::Broken(vec![Input::term("meant", "nobody_named")]),
    })
}
