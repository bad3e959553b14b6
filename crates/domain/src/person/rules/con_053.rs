//! # CON-053 Nobody signs for somebody of age
//!
//! ## What it checks
//! The person is under the age of majority by every reading of the birth date. Without a birth date it cannot be told, and the
//! rule is broken.
//!
//! ## Why
//! A guardian's word ends on a birthday. From then on a signature in somebody's name is no consent.
//!
//! ## Source
//! A/RES/79/189 OP6(b); the profile's `consent.majority_years`.
//!
//! ## Inputs
//! The age at least, and the age of majority.
//!
//! ## Example
//! A mother signs for her son of eighteen, who lies in bed and can speak: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::person::ChildConsenting;

/// CON-053.
pub static RULE: Rule<ChildConsenting> = Rule {
    code: "CON-053",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(b)",
    params: &[param::MAJORITY.key],
    page: include_str!("con_053.rs"),
    check,
};

fn check(s: &ChildConsenting, law: &Law<'_>) -> Result<Answer, Unknown> {
    let majority = law.get(&param::MAJORITY)?;
    let age = match s.age {
        Some((_, oldest)) if oldest < majority => return Ok(Answer::Holds),
        Some((youngest, _)) => Input::number("age", youngest),
        None => Input::term("age", "missing"),
    };
    Ok(Answer::Broken(vec![age, Input::number("majority", majority)]))
}
