//! # CON-041 Currencies are not mixed in silence
//!
//! ## What it checks
//! What is accepted and paid is in the currency of the country. An expense in another currency was converted with a
//! rate and its source, both written down.
//!
//! ## Why
//! A sum of two currencies is no sum, and a rate nobody wrote down is a present.
//!
//! ## Source
//! A/RES/79/189 OP6(b), “verifiable”.
//!
//! ## Inputs
//! The expense or the payment, its currency and that of the country.
//!
//! ## Example
//! A ticket of 120.00 USD is accepted as 120.00 EUR without a rate: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::expense::Situation;

/// CON-041.
pub static RULE: Rule<Situation> = Rule {
    code: "CON-041",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(b)",
    params: &[],
    page: include_str!("con_041.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let own = law.profile().country().currency.as_str();
    let wrong = |what: &str, currency: &str| {
        [Input::code("of", what), Input::code("currency", currency), Input::code("own", own)]
    };
    let mut inputs = Vec::new();
    for line in s.counted() {
        let Some(accepted) = line.accepted else { continue };
        let converted = line.exchange.is_some() || line.claimed.currency == accepted.currency;
        if accepted.currency.code() != own {
            inputs.extend(wrong(&line.expense.to_string(), accepted.currency.code()));
        } else if !converted {
            inputs.extend(wrong(&line.expense.to_string(), line.claimed.currency.code()));
        }
    }
    if let Some(paid) = s.payment.as_ref().map(|p| p.amount.currency.code()).filter(|code| *code != own) {
        inputs.extend(wrong("–", paid));
    }
    Ok(super::unless(inputs))
}
