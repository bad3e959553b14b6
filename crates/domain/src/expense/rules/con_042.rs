//! # CON-042 It was declared that nothing is paid for the organ
//!
//! ## What it checks
//! Everybody who must, by the law, declare that nothing was paid or promised has done so before expenses are paid.
//!
//! ## Why
//! Reimbursing is open where rewards are not. Who has not said that there is none is asked before money moves.
//!
//! ## Source
//! A/RES/79/189 OP6(b); the profile’s `consent.declarations`.
//!
//! ## Inputs
//! Who has not declared.
//!
//! ## Example
//! The donor’s expenses shall be paid and the recipient has not declared: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::expense::Situation;

/// CON-042.
pub static RULE: Rule<Situation> = Rule {
    code: "CON-042",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(b)",
    params: &[param::DECLARATIONS.key],
    page: include_str!("con_042.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let Some(donation) = s.donation.as_ref().filter(|_| s.reimburses()) else { return Ok(Answer::NotAsked) };
    let wanted: Vec<String> = law.get(&param::DECLARATIONS)?;
    let lacking = wanted.iter().filter(|who| !donation.declared.contains(who));
    Ok(super::unless(lacking.map(|who| Input::term("declarant", who))))
}
