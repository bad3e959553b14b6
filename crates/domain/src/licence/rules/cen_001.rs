//! # CEN-001 The centre has a licence for this organ and activity
//!
//! ## What it checks
//! The centre holds, or at some time held, a licence for the organ (or its other side) and for the activity. Not
//! asked where the law needs no licence.
//!
//! ## Why
//! A centre that nobody ever licensed is a centre that nobody ever looked at.
//!
//! ## Source
//! A/RES/79/189 OP6(e); WHO guiding principle 10; the profile's `licence.required`.
//!
//! ## Inputs
//! The centre, the organ and the activity.
//!
//! ## Example
//! A centre licensed for liver transplantation plans a living kidney removal: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use super::nearest;
use crate::licence::Situation;

/// CEN-001.
pub static RULE: Rule<Situation> = Rule {
    code: "CEN-001",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(e)",
    params: &[param::LICENCE_REQUIRED.key],
    page: include_str!("cen_001.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    if !law.get(&param::LICENCE_REQUIRED)? {
        return Ok(Answer::NotAsked);
    }
    Ok(match nearest(s) {
        Some(_) => Answer::Holds,
        None => Answer::Broken(vec![
            Input::code("centre", s.centre),
            Input::term("organ", s.organ),
            Input::term("activity", s.activity),
        ]),
    })
}
