//! # CON-032 The law reimburses this category
//!
//! ## What it checks
//! Every category of which money is accepted or paid stands in the list of the law.
//!
//! ## Why
//! What is not on the list is not an expense of the donation; under its name anything could be paid.
//!
//! ## Source
//! A/RES/79/189 OP6(b); WHO guiding principle 5; the profile’s `expense.categories`.
//!
//! ## Inputs
//! The categories that are not listed.
//!
//! ## Example
//! New clothes under “other” in a country that does not list it: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::expense::Situation;

/// CON-032.
pub static RULE: Rule<Situation> = Rule {
    code: "CON-032",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(b)",
    params: &[param::EXPENSE_CATEGORIES.key],
    page: include_str!("con_032.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let listed: Vec<String> = law.get(&param::EXPENSE_CATEGORIES)?;
    let lacking = s.counted().map(|l| l.category.code()).filter(|code| !listed.iter().any(|c| c == code));
    Ok(super::unless(lacking.map(|code| Input::term("category", code))))
}
