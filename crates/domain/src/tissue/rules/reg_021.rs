//! # REG-021 No more comes of a step than went into it
//!
//! ## What it checks
//! The parts of a division together, and a pool, are no more than what was used for them, in the same unit of
//! measure. Processing is not asked, since cells grow in culture and solutions are added.
//!
//! ## Why
//! Two vials cannot become three; the third came from somewhere else.
//!
//! ## Source
//! REG-3 of the requirements; A/RES/79/189 OP17; Directive 2006/86/EC Annex II. No country's law changes it.
//!
//! ## Inputs
//! How much went in and how much came out.
//!
//! ## Example
//! Four units of 50 mL make a pool of 250 mL: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::tissue::{Situation, Step, measure};

/// REG-021.
pub static RULE: Rule<Situation> = Rule {
    code: "REG-021",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP17",
    params: &[],
    page: include_str!("reg_021.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    let Step::Pool { of, made, .. } = &s.step else { return Ok(Answer::NotAsked) };
    let Some((first, rest)) = of.split_first() else { return Ok(Answer::NotAsked) };
    let went_in = rest.iter().try_fold(first.amount, |sum, portion| sum.plus(portion.amount));
    Ok(match went_in.and_then(|sum| made.exceeds(sum)) {
        Some(false) => Answer::Holds,
        _ => Answer::Broken(vec![
            Input::code("went_in", went_in.unwrap_or(first.amount).value),
            Input::code("came_out", made.value),
            Input::term("measure", measure(made.unit)),
        ]),
    })
}
