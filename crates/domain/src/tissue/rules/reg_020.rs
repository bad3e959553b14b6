//! # REG-020 No more goes out than is there
//!
//! ## What it checks
//! Whatever leaves a unit, to be divided, put together, worked, given out, sent abroad, applied or thrown away, is
//! in the unit of measure of the unit and no more than is left of it.
//!
//! ## Why
//! Where more goes out than came in, something of unknown origin went out with it.
//!
//! ## Source
//! REG-3 of the requirements; A/RES/79/189 OP17; Directive 2006/86/EC Annex II. No country's law changes it.
//!
//! ## Inputs
//! The unit, how much of it was asked for and how much is left.
//!
//! ## Example
//! A lot of 10 vials of which 8 were given out; a plan to apply 3: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::tissue::{Situation, measure};

/// REG-020.
pub static RULE: Rule<Situation> = Rule {
    code: "REG-020",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP17",
    params: &[],
    page: include_str!("reg_020.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    let uses = s.step.uses();
    if uses.is_empty() {
        return Ok(Answer::NotAsked);
    }
    let over = uses.iter().find_map(|of| {
        let unit = s.unit(of.unit)?;
        let left = unit.left();
        of.amount.exceeds(left).unwrap_or(true).then(|| {
            vec![
                Input::code("with", unit.id),
                Input::code("asked", of.amount.value),
                Input::term("measure", measure(of.amount.unit)),
                Input::code("left", left.value),
                Input::term("held_in", measure(left.unit)),
            ]
        })
    });
    Ok(over.map_or(Answer::Holds, Answer::Broken))
}
