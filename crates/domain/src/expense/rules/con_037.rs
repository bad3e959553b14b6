//! # CON-037 No more is paid than was verified
//!
//! ## What it checks
//! What is paid for each expense, with what was paid or planned for it before, is not above what was accepted; and
//! nothing is paid that belongs to no expense.
//!
//! ## Why
//! What nobody verified is not an expense, whatever it is called.
//!
//! ## Source
//! A/RES/79/189 OP6(b), “verifiable”; WHO guiding principle 5.
//!
//! ## Inputs
//! The expense, what was verified, what was paid before and what is paid now; what belongs to no expense.
//!
//! ## Example
//! 200.00 were verified and 900.00 are paid: broken.
//!
//! ## Since
//! 0.1.0

use codes::Money;
use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::expense::Situation;

/// CON-037.
pub static RULE: Rule<Situation> = Rule {
    code: "CON-037",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(b)",
    params: &[],
    page: include_str!("con_037.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    let Some(payment) = s.payment.as_ref().filter(|_| s.reimburses()) else { return Ok(Answer::NotAsked) };
    let money = |minor| Money { minor, currency: payment.amount.currency };
    let (mut inputs, mut shared) = (Vec::new(), 0_i64);
    for line in s.counted() {
        shared = shared.saturating_add(line.pays_minor);
        let verified = line.accepted.map_or(0, |a| a.minor);
        if line.paid_minor.saturating_add(line.pays_minor) > verified {
            inputs.extend([Input::code("expense", line.expense), Input::code("verified", money(verified))]);
            inputs.push(Input::code("before", money(line.paid_minor)));
            inputs.push(Input::code("pays", money(line.pays_minor)));
        }
    }
    if payment.amount.minor > shared {
        inputs.extend([
            Input::code("expense", "–"),
            Input::code("verified", money(0)),
            Input::code("before", money(0)),
        ]);
        inputs.push(Input::code("pays", money(payment.amount.minor - shared)));
    }
    Ok(super::unless(inputs))
}
