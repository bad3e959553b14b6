//! # TRC-018 Readings lie on the organ's way
//!
//! ## What it checks
//! No reading lies surely before the recovery of the organ or surely after its graft or other end, by the device's clock
//! and what is unsure about it. Where neither is on record, or nobody compared the clock, it is not asked.
//!
//! ## Why
//! Readings of another time are readings of another box, or of a clock that is wrong.
//!
//! ## Source
//! A/RES/79/189 OP6(h). No country's law changes it.
//!
//! ## Inputs
//! How many readings lie outside the way, and its begin and end.
//!
//! ## Example
//! Recovered at 10:00; a logger whose clock may be wrong by a minute begins at 07:00: broken.
//!
//! ## Since
//! 0.1.0

use jiff::{SignedDuration, Timestamp};
use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::trace::temperature::Carriage;

/// TRC-018.
pub static RULE: Rule<Carriage> = Rule {
    code: "TRC-018",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("trc_018.rs"),
    check,
};

fn check(s: &Carriage, _: &Law<'_>) -> Result<Answer, Unknown> {
    let Some(wrong_by) = s.uncertainty_s.filter(|_| s.recovered_at.is_some() || s.ended_at.is_some()) else {
        return Ok(Answer::NotAsked);
    };
    // Times of operations are written down to the minute.
    let slack = SignedDuration::from_secs(i64::from(wrong_by)) + SignedDuration::from_mins(1);
    let before = |at: Timestamp| s.recovered_at.is_some_and(|recovered| recovered.duration_since(at) > slack);
    let after = |at: Timestamp| s.ended_at.is_some_and(|ended| at.duration_since(ended) > slack);
    let apart = s.readings.iter().filter(|one| before(one.at) || after(one.at)).count();
    if apart == 0 {
        return Ok(Answer::Holds);
    }
    let recovered = s.recovered_at.map(|at| Input::instant("recovered_at", at));
    let ended = s.ended_at.map(|at| Input::instant("ended_at", at));
    Ok(Answer::Broken(vec![
        Input::number("readings", apart),
        recovered.unwrap_or_else(|| Input::term("recovered_at", "no_record_of_it")),
        ended.unwrap_or_else(|| Input::term("ended_at", "no_record_of_it")),
    ]))
}
