//! # VIG-006 An adverse event is filed within the time of the law
//!
//! ## What it checks
//! From the moment somebody noticed to the filing no more hours pass than the law gives.
//!
//! ## Why
//! Every hour in which nobody knows, somebody else may receive an organ of the same donor.
//!
//! ## Source
//! Directive 2012/25/EU Art 7(a): without delay; the profile's `vigilance.initial_hours`.
//!
//! ## Inputs
//! When it was noticed, and how many hours there were.
//!
//! ## Example
//! Noticed on Friday afternoon, filed on Monday morning, twenty-four hours allowed: broken. It is kept, and everybody is
//! alerted at once.
//!
//! ## Since
//! 0.1.0

use jiff::SignedDuration;
use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::vigilance::Filing;

/// VIG-006.
pub static RULE: Rule<Filing> = Rule {
    code: "VIG-006",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[param::VIGILANCE_INITIAL_HOURS.key],
    page: include_str!("vig_006.rs"),
    check,
};

fn check(s: &Filing, law: &Law<'_>) -> Result<Answer, Unknown> {
    let hours = law.get(&param::VIGILANCE_INITIAL_HOURS)?;
    Ok(if s.filed_at.duration_since(s.detected_at) <= SignedDuration::from_hours(i64::from(hours)) {
        Answer::Holds
    } else {
        Answer::Broken(vec![Input::instant("detected", s.detected_at), Input::number("hours", hours)])
    })
}
