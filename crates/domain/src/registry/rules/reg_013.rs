//! # REG-013 An organ is given to research under an approval
//!
//! ## What it checks
//! Whoever gives an organ to research names the approval of that research by its number.
//!
//! ## Why
//! Somebody gave the organ for a graft; that it serves research instead was agreed to for approved research only.
//!
//! ## Source
//! WHO Guiding Principles 10 and 11; Declaration of Helsinki, paragraphs 23 and 32. No country's law changes it.
//!
//! ## Inputs
//! How the organ ended.
//!
//! ## Example
//! A pancreas is given to a laboratory and no number is named: broken. A pancreas is discarded: not asked.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::registry::{Ending, Fate};

/// REG-013.
pub static RULE: Rule<Ending> = Rule {
    code: "REG-013",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "WHO Guiding Principle 10",
    params: &[],
    page: include_str!("reg_013.rs"),
    check,
};

fn check(s: &Ending, _: &Law<'_>) -> Result<Answer, Unknown> {
    if s.to != Fate::Research {
        return Ok(Answer::NotAsked);
    }
    Ok(match s.approval.as_deref().map(str::trim) {
        Some(number) if !number.is_empty() => Answer::Holds,
        _ => Answer::Broken(vec![Input::term("to", s.to.code())]),
    })
}
