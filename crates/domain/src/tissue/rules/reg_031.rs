//! # REG-031 Whoever acts holds the unit
//!
//! ## What it checks
//! The centre that keeps, divides, works, puts together, gives out, sends abroad, applies or throws away holds
//! every unit that it handles.
//!
//! ## Why
//! Where two hold the same unit, one of them has another one, and nobody knows from where.
//!
//! ## Source
//! A/RES/79/189 OP6(h) and OP17; Directive 2004/23/EC Art 8. No country's law changes it.
//!
//! ## Inputs
//! The unit and the centre that holds it on record.
//!
//! ## Example
//! A hospital applies a skin graft that was given out to another hospital: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::tissue::Situation;

/// REG-031.
pub static RULE: Rule<Situation> = Rule {
    code: "REG-031",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("reg_031.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    if s.units.is_empty() {
        return Ok(Answer::NotAsked);
    }
    let elsewhere = s.units.iter().find(|unit| unit.holder() != s.centre);
    Ok(elsewhere.map_or(Answer::Holds, |unit| {
        Answer::Broken(vec![Input::code("with", unit.id), Input::code("holder", unit.holder())])
    }))
}
