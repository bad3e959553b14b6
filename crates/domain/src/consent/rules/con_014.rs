//! # CON-014 Time passed between the signature and the removal
//!
//! ## What it checks
//! At least as many hours as the profile names lie between the signature and the start of the operation. Not asked
//! before the donor signs.
//!
//! ## Why
//! Signing on the way to the theatre leaves no moment in which to change one's mind.
//!
//! ## Source
//! The profile's `consent.signature_to_removal_hours`; A/RES/79/189 OP6(k) ("prior").
//!
//! ## Inputs
//! Hours needed, full hours passed, and the instant of the signature.
//!
//! ## Example
//! Signed at 18:00, operation at 08:00 the next day, 24 hours needed: broken, 14 hours passed.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::consent::{Phase, Situation};

/// CON-014.
pub static RULE: Rule<Situation> = Rule {
    code: "CON-014",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(k)",
    params: &[param::SIGNATURE_TO_REMOVAL_HOURS.key],
    page: include_str!("con_014.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let needed = i64::from(law.get(&param::SIGNATURE_TO_REMOVAL_HOURS)?);
    let Some((signed_at, _)) = s.signature().filter(|_| s.phase == Phase::Removal) else {
        return Ok(Answer::NotAsked);
    };
    let passed = s.at.duration_since(signed_at).as_hours();
    Ok(if passed >= needed {
        Answer::Holds
    } else {
        Answer::Broken(vec![
            Input::number("needed_hours", needed),
            Input::number("passed_hours", passed),
            Input::instant("signed_at", signed_at),
        ])
    })
}
