//! # CON-030 The expenses belong to a donation that counts
//!
//! ## What it checks
//! Where the law reimburses approved donations only: every body agreed, the donor’s consent stands and nobody
//! stopped. Where it reimburses everybody who was evaluated: an evaluation or interview is on record.
//!
//! ## Why
//! Money for a donation that nobody examined buys a donation. Money that only comes when the organ is given makes it
//! hard to stop.
//!
//! ## Source
//! A/RES/79/189 OP6(b); the profile’s `expense.donation`.
//!
//! ## Inputs
//! Which donations the law reimburses.
//!
//! ## Example
//! A claim is to be paid although the board has not decided, in a country that reimburses approved donations: broken.
//!
//! ## Since
//! 0.1.0

use law::param::Reimbursed;
use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::expense::Situation;

/// CON-030.
pub static RULE: Rule<Situation> = Rule {
    code: "CON-030",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(b)",
    params: &[param::EXPENSE_DONATION.key],
    page: include_str!("con_030.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let Some(donation) = s.donation.as_ref().filter(|_| s.reimburses()) else { return Ok(Answer::NotAsked) };
    let reimbursed = law.get(&param::EXPENSE_DONATION)?;
    let counts = match reimbursed {
        Reimbursed::Approved => donation.approved,
        Reimbursed::Evaluated => donation.evaluated,
    };
    let word = match reimbursed {
        Reimbursed::Approved => "only_approved",
        Reimbursed::Evaluated => "all_evaluated",
    };
    Ok(super::unless((!counts).then(|| Input::term("reimbursed", word))))
}
