//! # REG-003 Donor and recipient are two people
//!
//! ## What it checks
//! The donor and the recipient are not one and the same person in the register of people.
//!
//! ## Why
//! One person under two numbers is either a slip or a way to hide somebody.
//!
//! ## Source
//! A/RES/79/189 OP6(h). No country's law changes it.
//!
//! ## Inputs
//! The donor whose record is contradicted.
//!
//! ## Example
//! Two records are found to be one person after they were made a pair: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::registry::Situation;

/// REG-003.
pub static RULE: Rule<Situation> = Rule {
    code: "REG-003",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("reg_003.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    if !s.same_person {
        return Ok(Answer::Holds);
    }
    Ok(Answer::Broken(s.donor.map(|donor| Input::code("with", donor)).into_iter().collect()))
}
