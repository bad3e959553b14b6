//! # CON-039 The cap of the whole donation is kept
//!
//! ## What it checks
//! What is paid for one donation in all, with what was paid or planned before, is not above the cap of the law.
//!
//! ## Why
//! Many small sums are one large one.
//!
//! ## Source
//! A/RES/79/189 OP6(b), “reasonable”; the profile’s `expense.total_cap`.
//!
//! ## Inputs
//! The cap, and what would be paid in all.
//!
//! ## Example
//! The law gives 6,000.00 and the fourth claim would bring it to 6,400.00: broken.
//!
//! ## Since
//! 0.1.0

use codes::Money;
use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::expense::Situation;

/// CON-039.
pub static RULE: Rule<Situation> = Rule {
    code: "CON-039",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(b)",
    params: &[param::EXPENSE_TOTAL_CAP.key],
    page: include_str!("con_039.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let Some(payment) = s.payment.as_ref().filter(|_| s.reimburses()) else { return Ok(Answer::NotAsked) };
    let cap = law.get(&param::EXPENSE_TOTAL_CAP)?.minor();
    let before: i64 = s.spent.iter().map(|(_, minor)| minor).sum();
    let sum = before.saturating_add(payment.amount.minor);
    let money = |minor| Money { minor, currency: payment.amount.currency };
    let above = cap.filter(|cap| sum > *cap);
    Ok(super::unless(
        above.into_iter().flat_map(|cap| [Input::code("cap", money(cap)), Input::code("sum", money(sum))]),
    ))
}
