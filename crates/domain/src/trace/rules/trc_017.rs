//! # TRC-017 A device says one thing at a time
//!
//! ## What it checks
//! No reading of the same device at the same instant is on record that says something else.
//!
//! ## Why
//! Two answers of one device mean that a file was changed, or that it belongs to another box.
//!
//! ## Source
//! A/RES/79/189 OP6(h). No country's law changes it.
//!
//! ## Inputs
//! How many instants contradict what is on record.
//!
//! ## Example
//! The file comes a second time with 4.1 where it said 9.4 before: broken, and both stay on record. The same file again:
//! holds, and nothing is kept twice.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::trace::temperature::Carriage;

/// TRC-017.
pub static RULE: Rule<Carriage> = Rule {
    code: "TRC-017",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("trc_017.rs"),
    check,
};

fn check(s: &Carriage, _: &Law<'_>) -> Result<Answer, Unknown> {
    Ok(match s.otherwise.len() {
        0 => Answer::Holds,
        n => Answer::Broken(vec![Input::number("readings", n)]),
    })
}
