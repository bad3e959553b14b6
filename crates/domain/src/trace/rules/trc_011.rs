//! # TRC-011 The organ that was scanned is known
//!
//! ## What it checks
//! What a device scanned without the network is an organ of this registry, and one of which whoever scanned it may know.
//!
//! ## Why
//! A number that nobody knows is a misread label, or an organ that nobody recorded. Either way somebody had a box in hand.
//!
//! ## Source
//! A/RES/79/189 OP6(h). No country's law changes it.
//!
//! ## Inputs
//! None: the number stands in the entry, beside the finding.
//!
//! ## Example
//! A courier typed the number of another registry's label: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Law, Rule, Severity, Unknown};

use crate::trace::entry::{Arrival, Known};

/// TRC-011.
pub static RULE: Rule<Arrival> = Rule {
    code: "TRC-011",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("trc_011.rs"),
    check,
};

fn check(s: &Arrival, _: &Law<'_>) -> Result<Answer, Unknown> {
    Ok(match s.known {
        Known::Known => Answer::Holds,
        Known::Unknown => Answer::Broken(Vec::new()),
    })
}
