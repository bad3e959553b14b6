//! # CON-034 No more is accepted than was spent, or than the rate gives
//!
//! ## What it checks
//! The accepted amount is not above the claimed one. Where the category has a rate, it is not above the rate times
//! the kilometres, days or nights, which must be stated.
//!
//! ## Why
//! Reimbursing gives back what was spent. What goes beyond is pay.
//!
//! ## Source
//! A/RES/79/189 OP6(b); WHO guiding principle 5; the profile’s `expense.rates`.
//!
//! ## Inputs
//! The expense, what was accepted, and the most that could be.
//!
//! ## Example
//! Of a ticket of 42.00 somebody accepts 420.00: broken.
//!
//! ## Since
//! 0.1.0

use codes::Money;
use law::param::Rate;
use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::expense::Situation;

/// CON-034.
pub static RULE: Rule<Situation> = Rule {
    code: "CON-034",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(b)",
    params: &[param::EXPENSE_RATES.key],
    page: include_str!("con_034.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let rates: Vec<Rate> = law.get(&param::EXPENSE_RATES)?;
    let mut inputs = Vec::new();
    for line in s.counted() {
        let Some(accepted) = line.accepted else { continue };
        let rate = rates.iter().find(|r| r.category == line.category.code());
        let most = super::most(line, rate, accepted.currency);
        if most.is_some_and(|most| accepted.minor > most) {
            let most = Money { minor: most.unwrap_or(0), currency: accepted.currency };
            inputs.extend([Input::code("expense", line.expense), Input::code("accepted", accepted)]);
            inputs.push(Input::code("most", most));
        }
    }
    Ok(super::unless(inputs))
}
