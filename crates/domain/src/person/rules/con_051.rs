//! # CON-051 The child was asked
//!
//! ## What it checks
//! From the age that the country names, the child was asked and what the child said is on record. A child whose age is not known
//! counts as old enough to be asked.
//!
//! ## Why
//! It is the child's body. Who is never asked learns that it belongs to others.
//!
//! ## Source
//! WHO guiding principle 4, commentary: the minor's assent is obtained wherever possible; Convention on the Rights of the Child
//! Art 12; the profile's `consent.assent_age_years`.
//!
//! ## Inputs
//! The age at most, and the age from which a child is asked.
//!
//! ## Example
//! A girl of nine, both parents sign, nobody spoke with her: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::person::ChildConsenting;

/// CON-051.
pub static RULE: Rule<ChildConsenting> = Rule {
    code: "CON-051",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "WHO guiding principle 4",
    params: &[param::ASSENT_AGE.key],
    page: include_str!("con_051.rs"),
    check,
};

fn check(s: &ChildConsenting, law: &Law<'_>) -> Result<Answer, Unknown> {
    let needed = law.get(&param::ASSENT_AGE)?;
    if s.said.is_some() {
        return Ok(Answer::Holds);
    }
    let age = match s.age {
        Some((_, oldest)) if oldest < needed => return Ok(Answer::NotAsked),
        Some((_, oldest)) => Input::number("age", oldest),
        None => Input::term("age", "missing"),
    };
    Ok(Answer::Broken(vec![age, Input::number("needed", needed)]))
}
