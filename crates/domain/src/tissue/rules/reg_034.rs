//! # REG-034 What is meant for its own donor reaches no one else
//!
//! ## What it checks
//! A unit that was collected for the donor alone is applied to that person, as far as both are known, and is not
//! put together with others or sent to anybody unknown.
//!
//! ## Why
//! Cells kept for oneself were tested for oneself.
//!
//! ## Source
//! Directive 2006/17/EC Annex II and III; WHO guiding principle 3. No country's law changes it.
//!
//! ## Inputs
//! The unit.
//!
//! ## Example
//! Cord blood kept for a child is applied to a stranger: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::tissue::{Purpose, Situation, Step};

/// REG-034.
pub static RULE: Rule<Situation> = Rule {
    code: "REG-034",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "WHO GP 3",
    params: &[],
    page: include_str!("reg_034.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    let Some(own) = s.units.iter().find(|unit| unit.entered.purpose == Purpose::Autologous) else {
        return Ok(Answer::NotAsked);
    };
    let wrong = match &s.step {
        Step::Apply { .. } => s.recipient.as_ref().and_then(|r| r.is_donor) != Some(true),
        Step::Pool { of, .. } => of.len() > 1,
        _ => false,
    };
    Ok(if wrong { Answer::Broken(vec![Input::code("unit", own.id)]) } else { Answer::Holds })
}
