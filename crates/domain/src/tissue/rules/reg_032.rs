//! # REG-032 Things happen in their order
//!
//! ## What it checks
//! Nothing happens to a unit before it came into the record, and nobody receives anything after the death on
//! record.
//!
//! ## Why
//! A step before its beginning is a step of another unit, or of another person.
//!
//! ## Source
//! A/RES/79/189 OP6(h). No country's law changes it.
//!
//! ## Inputs
//! What came later than it should, and the number it contradicts.
//!
//! ## Example
//! A graft applied on Monday that was collected on Tuesday: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::tissue::{Situation, Step};

/// REG-032.
pub static RULE: Rule<Situation> = Rule {
    code: "REG-032",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("reg_032.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    if s.units.is_empty() {
        return Ok(Answer::NotAsked);
    }
    if let Some(unit) = s.units.iter().find(|unit| s.at < unit.entered_at.earliest_at()) {
        return Ok(Answer::Broken(vec![Input::term("what", "before_it_came"), Input::code("with", unit.id)]));
    }
    let died = s.recipient.as_ref().and_then(|r| r.died_at);
    Ok(match (&s.step, died) {
        (Step::Apply { recipient, .. }, Some(died)) if died < s.at => {
            Answer::Broken(vec![Input::term("what", "after_death"), Input::code("with", recipient)])
        }
        _ => Answer::Holds,
    })
}
