//! # CON-007 The donor had time to reflect
//!
//! ## What it checks
//! At least as many hours as the profile names lie between the end of the last talk and the signature; before the
//! signature, between that talk and now.
//!
//! ## Why
//! A decision for life, under the eyes of a family in need, must be able to cool.
//!
//! ## Source
//! A/RES/79/189 OP6(k) ("prior"); the profile's `consent.reflection_hours`. Few laws fix hours.
//!
//! ## Inputs
//! Hours needed, hours passed, and the end of the last talk.
//!
//! ## Example
//! Informed on Monday at 10:00, signed on Tuesday at 09:00, 168 hours needed: broken, 23 hours passed.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::consent::Situation;
use crate::rules::by;

/// CON-007.
pub static RULE: Rule<Situation> = Rule {
    code: "CON-007",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(k)",
    params: &[param::REFLECTION_HOURS.key],
    page: include_str!("con_007.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let needed = i64::from(law.get(&param::REFLECTION_HOURS)?);
    let Some(informed_at) = by(&s.consent.talks, s.at).map(|t| t.at).max() else {
        return Ok(Answer::NotAsked);
    };
    let until = s.signature().map_or(s.at, |(at, _)| at);
    let passed = until.duration_since(informed_at).as_hours();
    Ok(if passed >= needed {
        Answer::Holds
    } else {
        Answer::Broken(vec![
            Input::number("needed_hours", needed),
            Input::number("passed_hours", passed),
            Input::instant("informed_at", informed_at),
        ])
    })
}
