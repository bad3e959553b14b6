//! # CON-017 Whoever decides is old enough, or a guardian decides
//!
//! ## What it checks
//! A person decides alone from the age the country names. For somebody younger a guardian may decide where the country
//! lets guardians, and nobody else. Without a birth date it cannot be told how old somebody is, and the rule is
//! broken.
//!
//! ## Why
//! A child's name under a decision is not a decision; a grown person's life is nobody else's to sign away.
//!
//! ## Source
//! A/RES/79/189 OP6(b); WHO guiding principle 4; the profile's `donor_register.min_age_years` and
//! `donor_register.guardian_registers`.
//!
//! ## Inputs
//! Who decides, how old the person is at least, and the age the country names.
//!
//! ## Example
//! A mother registers a decision for her son of twenty: broken. She registers one for her daughter of nine, where
//! guardians may: holds.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::donor_register::{Declarant, Declaring};

/// CON-017.
pub static RULE: Rule<Declaring> = Rule {
    code: "CON-017",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(b)",
    params: &[param::REGISTER_MIN_AGE.key, param::REGISTER_GUARDIAN.key],
    page: include_str!("con_017.rs"),
    check,
};

fn check(s: &Declaring, law: &Law<'_>) -> Result<Answer, Unknown> {
    let needed = law.get(&param::REGISTER_MIN_AGE)?;
    let right = match (s.declarant, s.age) {
        (_, None) => false,
        (Declarant::Oneself, Some((youngest, _))) => youngest >= needed,
        (Declarant::Guardian, Some((_, oldest))) => law.get(&param::REGISTER_GUARDIAN)? && oldest < needed,
    };
    if right {
        return Ok(Answer::Holds);
    }
    let declarant = crate::rules::term(&s.declarant);
    let age = match s.age {
        Some((youngest, _)) => Input::number("age", youngest),
        None => Input::term("age", "missing"),
    };
    Ok(Answer::Broken(vec![Input::term("declarant", declarant), age, Input::number("needed", needed)]))
}
