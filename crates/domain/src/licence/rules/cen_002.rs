//! # CEN-002 The licence is not suspended
//!
//! ## What it checks
//! The licence is not suspended at the instant of the procedure. Where the centre has several licences for the organ
//! and activity, the nearest one is judged: one that is valid and covers the donor, then one that is valid, then one
//! that is suspended, then the youngest. A valid licence that covers the donor therefore answers for all.
//!
//! ## Why
//! A suspension protects patients from the moment it holds, not from the next morning.
//!
//! ## Source
//! A/RES/79/189 OP6(e); WHO guiding principle 10; the profile's `licence.required`.
//!
//! ## Inputs
//! The licence, and the instant from which it rests.
//!
//! ## Example
//! A licence suspended on Monday, a removal planned for Tuesday: broken, whatever was planned before.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use super::{in_force, nearest};
use crate::licence::{Measure, Situation, Status};

/// CEN-002.
pub static RULE: Rule<Situation> = Rule {
    code: "CEN-002",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(e)",
    params: &[param::LICENCE_REQUIRED.key],
    page: include_str!("cen_002.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    if !law.get(&param::LICENCE_REQUIRED)? {
        return Ok(Answer::NotAsked);
    }
    let Some(licence) = nearest(s).filter(|l| l.status(s.at, s.on) == Status::Suspended) else {
        return Ok(Answer::Holds);
    };
    let mut inputs = vec![Input::code("licence", licence.id)];
    inputs.extend(in_force(licence, Measure::Suspend, s.at).map(|from| Input::instant("suspended_at", from)));
    Ok(Answer::Broken(inputs))
}
