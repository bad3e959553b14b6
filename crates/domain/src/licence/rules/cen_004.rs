//! # CEN-004 The licence is in force on that day
//!
//! ## What it checks
//! The civil day of the procedure lies between the first and the last day of the licence, both included. Where the
//! centre has several licences for the organ and activity, the nearest one is judged: one that is valid and covers
//! the donor, then one that is valid, then one that is suspended, then the youngest. A valid licence that covers the
//! donor therefore answers for all.
//!
//! ## Why
//! A licence is renewed after a check and never by habit; a lapsed one means that the check was not made.
//!
//! ## Source
//! A/RES/79/189 OP6(e); WHO guiding principle 10; the profile's `licence.required`.
//!
//! ## Inputs
//! The licence, its first and its last day.
//!
//! ## Example
//! A licence that ended on 31 October, a removal on 21 November: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use super::nearest;
use crate::licence::{Licence, Situation, Status};

/// CEN-004.
pub static RULE: Rule<Situation> = Rule {
    code: "CEN-004",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(e)",
    params: &[param::LICENCE_REQUIRED.key],
    page: include_str!("cen_004.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    if !law.get(&param::LICENCE_REQUIRED)? {
        return Ok(Answer::NotAsked);
    }
    let late = |l: &&Licence| matches!(l.status(s.at, s.on), Status::NotYet | Status::Ended);
    Ok(match nearest(s).filter(late) {
        None => Answer::Holds,
        Some(licence) => Answer::Broken(vec![
            Input::code("licence", licence.id),
            Input::date("valid_from", licence.granted.valid_from),
            Input::date("valid_to", licence.granted.valid_to),
        ]),
    })
}
