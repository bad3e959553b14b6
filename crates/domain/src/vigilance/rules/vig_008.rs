//! # VIG-008 A critical result is written down at once
//!
//! ## What it checks
//! From the report of a critical result to the moment at which it was written down here, no more minutes passed than the law
//! gives. Other results are not asked.
//!
//! ## Why
//! The alert begins with the writing down. What lies on a fax for a day is known to nobody who could act.
//!
//! ## Source
//! A/RES/79/189 OP6(h); Directive 2010/53/EU Art 4(2)(g); the profile's `vigilance.critical_minutes`.
//!
//! ## Inputs
//! When it was reported, and the minutes.
//!
//! ## Example
//! Yeast grew in the preservation fluid; reported at 09:00, written down at 13:00, an hour allowed: broken.
//!
//! ## Since
//! 0.1.0

use jiff::SignedDuration;
use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::pathway::Weighs;
use crate::vigilance::Reporting;

/// VIG-008.
pub static RULE: Rule<Reporting> = Rule {
    code: "VIG-008",
    severity: Severity::Ask,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[param::VIGILANCE_CRITICAL_MINUTES.key],
    page: include_str!("vig_008.rs"),
    check,
};

fn check(s: &Reporting, law: &Law<'_>) -> Result<Answer, Unknown> {
    if s.weighs == Weighs::Usual {
        return Ok(Answer::NotAsked);
    }
    let minutes = law.get(&param::VIGILANCE_CRITICAL_MINUTES)?;
    Ok(if s.written_at.duration_since(s.reported_at) <= SignedDuration::from_mins(minutes.into()) {
        Answer::Holds
    } else {
        Answer::Broken(vec![Input::instant("reported", s.reported_at), Input::number("minutes", minutes)])
    })
}
