//! # AUT-015 The decisions still hold on the planned day
//!
//! ## What it checks
//! On the civil day of the removal no decision the law asks for here has lapsed: neither the last day the body set
//! nor the days the profile gives, counted from the civil day of the decision (on a
//! paper from outside, the day it names), are over. The last day is included.
//! Not asked while a body is deciding.
//!
//! ## Why
//! What was judged half a year ago was another family, another purse and another body.
//!
//! ## Source
//! A/RES/79/189 OP6(g); the profile's `approval.steps`.
//!
//! ## Inputs
//! The step, and its last day.
//!
//! ## Example
//! Decided on 1 June, valid 90 days, removal on 1 September: broken, the last day was 30 August.
//!
//! ## Since
//! 0.1.0

use jiff::Span;
use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use super::{due_steps, heard};
use crate::approval::{Favour, Phase, Situation};
use crate::rules::civil_day;

/// AUT-015.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-015",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[param::APPROVAL_STEPS.key, param::DONOR_CIRCLE.key],
    page: include_str!("aut_015.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    if s.phase != Phase::Removal {
        return Ok(Answer::NotAsked);
    }
    let mut inputs = Vec::new();
    for step in due_steps(&s.pair, law)? {
        let decision = heard(s).into_iter().find(|d| d.step.step == step.id && d.step.favour != Favour::Deferred);
        let Some(decided) = decision else { continue };
        let from = decided.step.decided_on().unwrap_or_else(|| civil_day(decided.at, law));
        let days = step.valid_days.and_then(|days| Span::new().try_days(days).ok());
        let by_law = days.and_then(|days| from.checked_add(days).ok());
        let last = decided.step.valid_to.into_iter().chain(by_law).min();
        if let Some(last) = last.filter(|last| *last < s.on) {
            inputs.extend([Input::term("step", &step.id), Input::date("valid_to", last)]);
        }
    }
    Ok(super::unless(inputs))
}
