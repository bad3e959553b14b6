//! # TRC-012 The organ that was scanned was on its way
//!
//! ## What it checks
//! When the device scanned it, the organ had not been grafted and had not ended otherwise. Where the clocks do not tell
//! which came first, it is broken.
//!
//! ## Why
//! An organ that is handed over after its graft was another organ, or was not grafted.
//!
//! ## Source
//! A/RES/79/189 OP6(h). No country's law changes it.
//!
//! ## Inputs
//! How the organ ended, and when.
//!
//! ## Example
//! Grafted at 12:00, scanned at 12:30: broken. Scanned at 11:00 and sent at 14:00: holds.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::trace::entry::Arrival;

/// TRC-012.
pub static RULE: Rule<Arrival> = Rule {
    code: "TRC-012",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("trc_012.rs"),
    check,
};

fn check(s: &Arrival, _: &Law<'_>) -> Result<Answer, Unknown> {
    Ok(match s.ended.filter(|ended| ended.at < s.at.latest_at()) {
        None => Answer::Holds,
        Some(ended) => {
            Answer::Broken(vec![Input::term("fate", ended.fate.code()), Input::instant("ended_at", ended.at)])
        }
    })
}
