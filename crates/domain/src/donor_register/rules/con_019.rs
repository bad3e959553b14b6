//! # CON-019 The person will be told of it
//!
//! ## What it checks
//! There is an address to which a letter goes that tells the person what was written down in their name, and the law
//! says from when a decision counts: when the person was told, or once the days to object are over.
//!
//! ## Why
//! Nobody can be enrolled behind their back when nothing counts before they know. A letter is how the person learns of
//! a stranger at the counter, a stolen code or a wrong row of a file.
//!
//! ## Source
//! A/RES/79/189 OP5 and OP6(b); the profile's `donor_register.counts`, `donor_register.delivery_days` and
//! `donor_register.objection_days`.
//!
//! ## Inputs
//! How many addresses are known.
//!
//! ## Example
//! A decision for somebody of whom no address is known: broken. One whose letter goes to the old and the new address:
//! holds.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::donor_register::Declaring;

/// CON-019.
pub static RULE: Rule<Declaring> = Rule {
    code: "CON-019",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(b)",
    params: &[param::REGISTER_COUNTS.key, param::REGISTER_DELIVERY_DAYS.key, param::REGISTER_OBJECTION_DAYS.key],
    page: include_str!("con_019.rs"),
    check,
};

fn check(s: &Declaring, law: &Law<'_>) -> Result<Answer, Unknown> {
    law.get(&param::REGISTER_COUNTS)?;
    law.get(&param::REGISTER_DELIVERY_DAYS)?;
    law.get(&param::REGISTER_OBJECTION_DAYS)?;
    Ok(match s.addresses {
        0 => Answer::Broken(vec![Input::number("addresses", 0)]),
        _ => Answer::Holds,
    })
}
