//! # VIC-003 A consent to share comes to an end
//!
//! ## What it checks
//! A protected person's consent to share something with an organisation has a last day that has not passed and lies no
//! further ahead than the country allows. The person can take it back on any day before, without a reason.
//!
//! ## Why
//! Somebody who agrees in the first week agrees to what they see then. A consent without an end is one that nobody asks for
//! again.
//!
//! ## Source
//! A/RES/79/189 OP16(b) and (e); how long, the profile's `support.consent_days`.
//!
//! ## Inputs
//! The last day that was named, and how many days the country allows.
//!
//! ## Example
//! Housing is shared with a shelter until the end of 2046, where a year is allowed: broken.
//!
//! ## Since
//! 0.1.0

use jiff::ToSpan;
use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::support::Situation;

/// VIC-003.
pub static RULE: Rule<Situation> = Rule {
    code: "VIC-003",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP16(b)",
    params: &[param::SUPPORT_CONSENT_DAYS.key],
    page: include_str!("vic_003.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let Situation::Sharing { until_on, from_on } = s else { return Ok(Answer::NotAsked) };
    let days = law.get(&param::SUPPORT_CONSENT_DAYS)?;
    let last = from_on.saturating_add(i64::from(days).days());
    if (*from_on..=last).contains(until_on) {
        return Ok(Answer::Holds);
    }
    Ok(Answer::Broken(vec![Input::date("until", *until_on), Input::number("days", days)]))
}
