//! # TRC-021 Every numbered sheet is accounted for
//!
//! ## What it checks
//! So many days after an outage, each sheet that was given out to its units is entered or voided.
//!
//! ## Why
//! A sheet that nobody can show may bear the removal of an organ that is in no book.
//!
//! ## Source
//! A/RES/79/189 OP6(h); the profile's `registry.sheet_days`.
//!
//! ## Inputs
//! The sheet, when the outage was over, and the days since.
//!
//! ## Example
//! Seven days are set. A sheet is not back on the eighth day: broken. It was voided on the second because it came back blank:
//! holds.
//!
//! ## Since
//! 0.1.0

use jiff::SignedDuration;
use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::trace::paper::{Accounting, SheetState};

/// TRC-021.
pub static RULE: Rule<Accounting> = Rule {
    code: "TRC-021",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[param::SHEET_DAYS.key],
    page: include_str!("trc_021.rs"),
    check,
};

fn check(s: &Accounting, law: &Law<'_>) -> Result<Answer, Unknown> {
    if !matches!(s.state, SheetState::Issued | SheetState::Missing) {
        return Ok(Answer::Holds);
    }
    let days = law.get(&param::SHEET_DAYS)?;
    let since = s.at.duration_since(s.ended_at);
    if since < SignedDuration::from_hours(24 * i64::from(days)) {
        return Ok(Answer::NotAsked);
    }
    Ok(Answer::Broken(vec![
        Input::code("sheet", s.sheet),
        Input::instant("ended_at", s.ended_at),
        Input::number("days", since.as_hours() / 24),
    ]))
}
