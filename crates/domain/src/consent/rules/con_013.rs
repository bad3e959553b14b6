//! # CON-013 The consent is not too old
//!
//! ## What it checks
//! No more days than the profile names lie between the signature and the removal. Not asked before the donor signs.
//!
//! ## Why
//! Health, family and will change; an old yes must be asked for again.
//!
//! ## Source
//! The profile's `consent.valid_days`; A/RES/79/189 OP6(k).
//!
//! ## Inputs
//! Days for which a consent holds, full days passed, and the instant of the signature.
//!
//! ## Example
//! Signed in January, removal in December, 180 days allowed: broken.
//!
//! ## Since
//! 0.1.0

use jiff::SignedDuration;
use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::consent::{Phase, Situation};

/// CON-013.
pub static RULE: Rule<Situation> = Rule {
    code: "CON-013",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(k)",
    params: &[param::CONSENT_VALID_DAYS.key],
    page: include_str!("con_013.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let valid = i64::from(law.get(&param::CONSENT_VALID_DAYS)?);
    let Some((signed_at, _)) = s.signature().filter(|_| s.phase == Phase::Removal) else {
        return Ok(Answer::NotAsked);
    };
    let passed = s.at.duration_since(signed_at);
    Ok(if passed <= SignedDuration::from_hours(24 * valid) {
        Answer::Holds
    } else {
        Answer::Broken(vec![
            Input::number("valid_days", valid),
            Input::number("passed_days", passed.as_hours() / 24),
            Input::instant("signed_at", signed_at),
        ])
    })
}
