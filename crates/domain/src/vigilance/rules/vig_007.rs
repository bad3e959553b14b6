//! # VIG-007 An alert is acknowledged before its first clock runs out
//!
//! ## What it checks
//! Somebody at the alerted place says that they know of it before the first rung of the ladder ends.
//!
//! ## Why
//! An alert that nobody reads warns nobody. The clock is what makes it reach a person.
//!
//! ## Source
//! A/RES/79/189 OP6(h); the profile's `vigilance.ladder`.
//!
//! ## Inputs
//! When it was queued, and how many minutes there were.
//!
//! ## Example
//! Queued at two in the night, acknowledged at eight in the morning, one hour allowed: broken; by then it was two rungs higher.
//!
//! ## Since
//! 0.1.0

use jiff::SignedDuration;
use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::vigilance::Acknowledging;

/// VIG-007.
pub static RULE: Rule<Acknowledging> = Rule {
    code: "VIG-007",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[param::VIGILANCE_LADDER.key],
    page: include_str!("vig_007.rs"),
    check,
};

fn check(s: &Acknowledging, law: &Law<'_>) -> Result<Answer, Unknown> {
    let ladder = law.get(&param::VIGILANCE_LADDER)?;
    let Some(minutes) = ladder.first().map(|rung| rung.minutes) else { return Ok(Answer::NotAsked) };
    Ok(if s.at.duration_since(s.queued_at) <= SignedDuration::from_mins(i64::from(minutes)) {
        Answer::Holds
    } else {
        Answer::Broken(vec![Input::instant("queued", s.queued_at), Input::number("minutes", minutes)])
    })
}
