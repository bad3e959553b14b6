//! # REG-008 An organ that ended goes nowhere
//!
//! ## What it checks
//! An organ that was discarded, given to research, returned, sent abroad or divided is not transplanted afterwards
//! or before, and is not handed over afterwards.
//!
//! ## Why
//! A discarded organ that turns up in a recipient was not discarded.
//!
//! ## Source
//! A/RES/79/189 OP6(h). No country's law changes it.
//!
//! ## Inputs
//! When the organ ended.
//!
//! ## Example
//! A kidney recorded as discarded on 3 May and transplanted on 4 May: broken.
//!
//! ## Since
//! 0.1.0

use jiff::Timestamp;
use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::registry::{Phase, Situation};

/// REG-008.
pub static RULE: Rule<Situation> = Rule {
    code: "REG-008",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("reg_008.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    let contradicts = |ended_at: &Timestamp| match s.phase {
        Phase::Removal => false,
        Phase::Transplantation => true,
        Phase::HandOver => *ended_at < s.at,
    };
    Ok(match s.ended_at.filter(contradicts) {
        None => Answer::Holds,
        Some(ended_at) => Answer::Broken(vec![Input::instant("ended_at", ended_at)]),
    })
}
