//! # CON-011 The recipient was told of the crimes and risks
//!
//! ## What it checks
//! The recipient, too, was told that paying for an organ is a crime and what the donor risks.
//!
//! ## Why
//! Pressure and payment start on the recipient's side more often than on the donor's; a recipient who knows can
//! refuse.
//!
//! ## Source
//! A/RES/79/189 OP6(b) and 6(k); the profile's `consent.recipient_informed`.
//!
//! ## Inputs
//! None.
//!
//! ## Example
//! Only the donor was talked to: broken where the law asks for both.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Law, Rule, Severity, Unknown, param};

use crate::consent::Situation;
use crate::rules::by;

/// CON-011.
pub static RULE: Rule<Situation> = Rule {
    code: "CON-011",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(b)",
    params: &[param::RECIPIENT_INFORMED.key],
    page: include_str!("con_011.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    if !law.get(&param::RECIPIENT_INFORMED)? {
        return Ok(Answer::NotAsked);
    }
    let told = by(&s.consent.recipient, s.at).next().is_some();
    Ok(if told { Answer::Holds } else { Answer::Broken(Vec::new()) })
}
