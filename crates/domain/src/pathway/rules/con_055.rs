//! # CON-055 Nothing was offered to the family for the donation
//!
//! ## What it checks
//! Asked of a declaration when it is kept: whoever of the family declares says that nothing of monetary value was offered, promised
//! or given. A declaration that something was is a fact and always kept; it raises a question that only the case vault
//! reads, and it does not count as the declaration that CON-054 asks for.
//!
//! ## Why
//! A family that says it was offered money says what nobody else will. It must neither be lost nor warn whoever offered.
//!
//! ## Source
//! A/RES/79/189 OP6(b); WHO guiding principle 5. No country's law changes it.
//!
//! ## Inputs
//! Who declares, by their tie to the person, and what.
//!
//! ## Example
//! The brother says that a man in the corridor promised to pay the funeral for a yes: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::pathway::{Declaring, Reward};

/// CON-055.
pub static RULE: Rule<Declaring> = Rule {
    code: "CON-055",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(b)",
    params: &[],
    page: include_str!("con_055.rs"),
    check,
};

fn check(s: &Declaring, _: &Law<'_>) -> Result<Answer, Unknown> {
    Ok(match s.said {
        Reward::Nothing => Answer::Holds,
        Reward::Offered => Answer::Broken(vec![Input::term("kin", s.kin.code()), Input::term("said", s.said.code())]),
    })
}
