//! # TRC-001 A label is for an organ on its way
//!
//! ## What it checks
//! The organ was not discarded, given to research, returned, sent abroad, divided or grafted.
//!
//! ## Why
//! A label makes a box pass through every hand. A box with a label and without an organ, or with one that ended, is
//! how an organ of unknown origin travels.
//!
//! ## Source
//! A/RES/79/189 OP6(h). No country's law changes it.
//!
//! ## Inputs
//! How the organ ended.
//!
//! ## Example
//! A label for a kidney that was discarded in the morning: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::registry::Fate;
use crate::trace::label::Labelling;

/// TRC-001.
pub static RULE: Rule<Labelling> = Rule {
    code: "TRC-001",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("trc_001.rs"),
    check,
};

fn check(s: &Labelling, _: &Law<'_>) -> Result<Answer, Unknown> {
    Ok(match s.fate {
        Fate::Open => Answer::Holds,
        ended => Answer::Broken(vec![Input::term("ended", ended.code())]),
    })
}
