//! # CON-023 The referral has not expired
//!
//! ## What it checks
//! Not more hours have passed since the referral than the country's law gives it.
//!
//! ## Why
//! A door that was opened for one night must not stand open for years.
//!
//! ## Source
//! A/RES/79/189 OP5; the profile's `donor_register.referral_hours`.
//!
//! ## Inputs
//! When the referral was made, and the hours it holds.
//!
//! ## Example
//! A referral of last month: broken. One of this morning: holds.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::donor_register::Consulting;

/// CON-023.
pub static RULE: Rule<Consulting> = Rule {
    code: "CON-023",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP5",
    params: &[param::REGISTER_REFERRAL_HOURS.key],
    page: include_str!("con_023.rs"),
    check,
};

fn check(s: &Consulting, law: &Law<'_>) -> Result<Answer, Unknown> {
    let Some(referral) = &s.referral else { return Ok(Answer::NotAsked) };
    let hours = law.get(&param::REGISTER_REFERRAL_HOURS)?;
    Ok(match s.at <= referral.until(hours) {
        true => Answer::Holds,
        false => Answer::Broken(vec![Input::instant("made_at", referral.made_at), Input::number("hours", hours)]),
    })
}
