//! # TRC-002 A label is for an organ whose donor is on record
//!
//! ## What it checks
//! A donor is recorded for the organ.
//!
//! ## Why
//! No organ may travel whose origin nobody can say.
//!
//! ## Source
//! A/RES/79/189 OP6(h). No country's law changes it.
//!
//! ## Inputs
//! The number of the organ.
//!
//! ## Example
//! A kidney known only from an old book, without a donor: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::trace::label::Labelling;

/// TRC-002.
pub static RULE: Rule<Labelling> = Rule {
    code: "TRC-002",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("trc_002.rs"),
    check,
};

fn check(s: &Labelling, _: &Law<'_>) -> Result<Answer, Unknown> {
    Ok(match s.donor {
        Some(_) => Answer::Holds,
        None => Answer::Broken(vec![Input::code("unit", s.unit)]),
    })
}
