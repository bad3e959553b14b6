//! # CON-038 The cap of each category is kept
//!
//! ## What it checks
//! What is paid in a category for one donation, with what was paid or planned before, is not above the cap of the
//! law.
//!
//! ## Why
//! A cap that everybody knows keeps expenses expenses.
//!
//! ## Source
//! A/RES/79/189 OP6(b), “reasonable”; the profile’s `expense.caps`.
//!
//! ## Inputs
//! The category, its cap, and what would be paid in it.
//!
//! ## Example
//! Lodging is capped at 2,000.00 and a third claim would bring it to 2,300.00: broken.
//!
//! ## Since
//! 0.1.0

use codes::Money;
use law::param::CategoryCap;
use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::expense::{Category, Situation};

/// CON-038.
pub static RULE: Rule<Situation> = Rule {
    code: "CON-038",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(b)",
    params: &[param::EXPENSE_CAPS.key],
    page: include_str!("con_038.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let Some(payment) = s.payment.as_ref().filter(|_| s.reimburses()) else { return Ok(Answer::NotAsked) };
    let caps: Vec<CategoryCap> = law.get(&param::EXPENSE_CAPS)?;
    let mut inputs = Vec::new();
    for &category in Category::ALL {
        let now: i64 = s.counted().filter(|l| l.category == category).map(|l| l.pays_minor).sum();
        if now == 0 {
            continue;
        }
        let known = caps.iter().find(|c| c.category == category.code());
        let known = known.ok_or(Unknown { param: param::EXPENSE_CAPS.key })?;
        let before: i64 = s.spent.iter().filter(|(c, _)| *c == category).map(|(_, minor)| minor).sum();
        if let Some(cap) = known.cap.minor().filter(|cap| before.saturating_add(now) > *cap) {
            let money = |minor| Money { minor, currency: payment.amount.currency };
            inputs.extend([Input::term("category", category.code()), Input::code("cap", money(cap))]);
            inputs.push(Input::code("sum", money(before.saturating_add(now))));
        }
    }
    Ok(super::unless(inputs))
}
