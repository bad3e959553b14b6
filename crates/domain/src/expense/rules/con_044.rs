//! # CON-044 Fees are within the tariff
//!
//! ## What it checks
//! What a centre or professional is paid for a service is not above the tariff of the law for it.
//!
//! ## Why
//! A reward can be hidden in a doctor’s bill as well as in the donor’s.
//!
//! ## Source
//! A/RES/79/189 OP6(b), “excessive fees”; WHO guiding principle 8; the profile’s `expense.fees`.
//!
//! ## Inputs
//! The service, the tariff and what was paid.
//!
//! ## Example
//! A surgeon is paid four times the tariff for a removal: broken.
//!
//! ## Since
//! 0.1.0

use codes::Money;
use law::param::Fee;
use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::expense::{Ground, Service, Situation};

/// CON-044.
pub static RULE: Rule<Situation> = Rule {
    code: "CON-044",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(b)",
    params: &[param::EXPENSE_FEES.key],
    page: include_str!("con_044.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let Some(payment) = s.payment.as_ref().filter(|p| p.ground == Ground::Fee) else { return Ok(Answer::NotAsked) };
    let fees: Vec<Fee> = law.get(&param::EXPENSE_FEES)?;
    let service = payment.service.unwrap_or(Service::Other);
    let known = fees.iter().find(|f| f.service == service.code());
    let tariff = known.ok_or(Unknown { param: param::EXPENSE_FEES.key })?.minor;
    let tariff = i64::try_from(tariff).unwrap_or(i64::MAX);
    let above = payment.amount.minor > tariff;
    let money = Money { minor: tariff, currency: payment.amount.currency };
    Ok(super::unless(
        above
            .then(|| {
                let (service, tariff) = (Input::term("service", service.code()), Input::code("tariff", money));
                [service, tariff, Input::code("paid", payment.amount)]
            })
            .into_iter()
            .flatten(),
    ))
}
