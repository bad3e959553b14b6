//! # CEN-003 The licence is not revoked
//!
//! ## What it checks
//! The licence is not revoked at the instant of the procedure. Where the centre has several licences for the organ
//! and activity, the nearest one is judged: one that is valid and covers the donor, then one that is valid, then one
//! that is suspended, then the youngest. A valid licence that covers the donor therefore answers for all.
//!
//! ## Why
//! A revoked licence does not come back; the centre needs a new one.
//!
//! ## Source
//! A/RES/79/189 OP6(e); WHO guiding principle 10; the profile's `licence.required`.
//!
//! ## Inputs
//! The licence, and the instant from which it was revoked.
//!
//! ## Example
//! A licence revoked in March, a removal in April: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use super::{in_force, nearest};
use crate::licence::{Measure, Situation, Status};

/// CEN-003.
pub static RULE: Rule<Situation> = Rule {
    code: "CEN-003",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(e)",
    params: &[param::LICENCE_REQUIRED.key],
    page: include_str!("cen_003.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    if !law.get(&param::LICENCE_REQUIRED)? {
        return Ok(Answer::NotAsked);
    }
    let Some(licence) = nearest(s).filter(|l| l.status(s.at, s.on) == Status::Revoked) else {
        return Ok(Answer::Holds);
    };
    let mut inputs = vec![Input::code("licence", licence.id)];
    inputs.extend(in_force(licence, Measure::Revoke, s.at).map(|from| Input::instant("revoked_at", from)));
    Ok(Answer::Broken(inputs))
}
