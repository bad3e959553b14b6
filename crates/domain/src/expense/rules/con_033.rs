//! # CON-033 There is a receipt where the law wants one
//!
//! ## What it checks
//! Every expense in a category that needs receipts has at least one filed.
//!
//! ## Why
//! Verifiable means that somebody else could verify it. A sum without a paper is a present.
//!
//! ## Source
//! A/RES/79/189 OP6(b), “verifiable”; the profile’s `expense.receipts`.
//!
//! ## Inputs
//! The expenses without a receipt, and their categories.
//!
//! ## Example
//! Two nights in a hotel, and no bill: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::expense::{Category, Situation};

/// CON-033.
pub static RULE: Rule<Situation> = Rule {
    code: "CON-033",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(b)",
    params: &[param::EXPENSE_RECEIPTS.key],
    page: include_str!("con_033.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let needing: Vec<String> = law.get(&param::EXPENSE_RECEIPTS)?;
    let needs = |category: Category| needing.iter().any(|c| c == category.code());
    let lacking = s.counted().filter(|l| l.receipts == 0 && needs(l.category));
    Ok(super::unless(
        lacking.flat_map(|l| [Input::code("expense", l.expense), Input::term("category", l.category.code())]),
    ))
}
