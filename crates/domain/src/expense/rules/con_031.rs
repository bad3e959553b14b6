//! # CON-031 The expense lies in the time of the donation and was claimed in time
//!
//! ## What it checks
//! Its day is not more than so many days before the pair’s file was opened and not more than so many months after the
//! removal, and it was claimed within so many days.
//!
//! ## Why
//! An old bill and a bill of next year are easily put beside a donation. Nobody can check after years whether
//! somebody slept in that hotel.
//!
//! ## Source
//! A/RES/79/189 OP6(b), “verifiable”; the profile’s `expense.days_before`, `expense.months_after` and
//! `expense.claim_days`.
//!
//! ## Inputs
//! The expense, its day, the first and the last day that count, and when it was claimed.
//!
//! ## Example
//! A train ticket of three years before the file was opened: broken.
//!
//! ## Since
//! 0.1.0

use jiff::ToSpan as _;
use jiff::civil::Date;
use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::expense::Situation;

/// CON-031.
pub static RULE: Rule<Situation> = Rule {
    code: "CON-031",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(b)",
    params: &[param::EXPENSE_DAYS_BEFORE.key, param::EXPENSE_MONTHS_AFTER.key, param::EXPENSE_CLAIM_DAYS.key],
    page: include_str!("con_031.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let Some(donation) = &s.donation else { return Ok(Answer::NotAsked) };
    let before = i64::from(law.get(&param::EXPENSE_DAYS_BEFORE)?);
    let after = i64::from(law.get(&param::EXPENSE_MONTHS_AFTER)?);
    let claim_days = i64::from(law.get(&param::EXPENSE_CLAIM_DAYS)?);
    let first = donation.opened_on.checked_sub(before.days()).unwrap_or(donation.opened_on);
    let last = donation.removed_on.map(|on| on.checked_add(after.months()).unwrap_or(on));
    let mut inputs = Vec::new();
    for line in s.counted() {
        let until = line.incurred_on.checked_add(claim_days.days()).unwrap_or(Date::MAX);
        if line.incurred_on < first || last.is_some_and(|last| line.incurred_on > last) || line.claimed_on > until {
            inputs.extend([Input::code("expense", line.expense), Input::date("on", line.incurred_on)]);
            inputs.push(Input::date("claimed", line.claimed_on));
        }
    }
    if !inputs.is_empty() {
        inputs.push(Input::date("first", first));
        inputs.push(Input::number("claim_days", claim_days));
    }
    Ok(super::unless(inputs))
}
