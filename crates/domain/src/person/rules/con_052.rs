//! # CON-052 A child who objects is not overruled
//!
//! ## What it checks
//! A child of the age from which the country asks children did not object. A child whose age is not known counts as old enough.
//!
//! ## Why
//! Being asked means that no is an answer. What must be done against a child's will is decided by a court, not by a form.
//!
//! ## Source
//! WHO guiding principle 4, commentary; Convention on the Rights of the Child Art 12; the profile's `consent.assent_age_years`.
//!
//! ## Inputs
//! The age from which a child is asked.
//!
//! ## Example
//! A boy of twelve says no, his father signs: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::person::{ChildConsenting, ChildSaid};

/// CON-052.
pub static RULE: Rule<ChildConsenting> = Rule {
    code: "CON-052",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "WHO guiding principle 4",
    params: &[param::ASSENT_AGE.key],
    page: include_str!("con_052.rs"),
    check,
};

fn check(s: &ChildConsenting, law: &Law<'_>) -> Result<Answer, Unknown> {
    let needed = law.get(&param::ASSENT_AGE)?;
    if s.age.is_some_and(|(_, oldest)| oldest < needed) {
        return Ok(Answer::NotAsked);
    }
    Ok(match s.said {
        Some(ChildSaid::Objects) => Answer::Broken(vec![Input::number("needed", needed)]),
        _ => Answer::Holds,
    })
}
