//! # CON-040 The law permits this payer
//!
//! ## What it checks
//! Whoever pays a donor’s expenses is one of those that the law names.
//!
//! ## Why
//! Who pays the donor has a hold over the donor. A recipient or a broker who pays expenses pays for an organ by
//! instalments.
//!
//! ## Source
//! A/RES/79/189 OP6(b); WHO guiding principles 5 and 8; the profile’s `expense.payers`.
//!
//! ## Inputs
//! Who pays.
//!
//! ## Example
//! The recipient’s brother pays the donor’s rent in a country where only the State’s fund and insurers pay: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::expense::Situation;

/// CON-040.
pub static RULE: Rule<Situation> = Rule {
    code: "CON-040",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(b)",
    params: &[param::EXPENSE_PAYERS.key],
    page: include_str!("con_040.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let Some(payment) = s.payment.as_ref().filter(|_| s.reimburses()) else { return Ok(Answer::NotAsked) };
    let permitted: Vec<String> = law.get(&param::EXPENSE_PAYERS)?;
    let code = payment.payer.code();
    Ok(super::unless((!permitted.iter().any(|p| p == code)).then(|| Input::term("payer", code))))
}
