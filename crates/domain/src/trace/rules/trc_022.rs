//! # TRC-022 What a sheet tells happened in an outage
//!
//! ## What it checks
//! The time on the paper may lie within an outage of the sheet's unit, and does not surely lie before the sheet was given
//! out.
//!
//! ## Why
//! Paper is for a time without the system. Paper about another time is a way round the rules that would have been asked.
//!
//! ## Source
//! A/RES/79/189 OP6(h). No country's law changes it.
//!
//! ## Inputs
//! The sheet, the time on the paper, when the sheet was given out, and how many outages of the unit are on record.
//!
//! ## Example
//! The network was down from 02:00 to 05:00; the paper says 03:10: holds. It says 09:00 of the same day: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::trace::outage::Stretch;
use crate::trace::paper::Entering;

/// TRC-022.
pub static RULE: Rule<Entering> = Rule {
    code: "TRC-022",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("trc_022.rs"),
    check,
};

fn check(s: &Entering, _: &Law<'_>) -> Result<Answer, Unknown> {
    let (earliest, latest) = (s.happened.earliest_at(), s.happened.latest_at());
    let within = |one: &Stretch| one.from_at < latest && one.until_at.is_none_or(|until| earliest <= until);
    if s.outages.iter().any(within) && s.issued_at < latest {
        return Ok(Answer::Holds);
    }
    Ok(Answer::Broken(vec![
        Input::code("sheet", s.sheet),
        Input::instant("happened_at", s.happened.at),
        Input::instant("issued_at", s.issued_at),
        Input::number("outages", s.outages.len()),
    ]))
}
