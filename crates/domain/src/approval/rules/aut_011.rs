//! # AUT-011 Every body that must decide has decided
//!
//! ## What it checks
//! At the removal every approval step of the profile that concerns this donation has a decision of the present
//! round. A step may concern every donation, only donors outside the circle, or only donations that are not made
//! directly to a named recipient. A deferral is no decision. That a body said no is left to AUT-014; of an advisory
//! body any word suffices. Not asked while a body is deciding.
//!
//! ## Why
//! No removal without somebody outside the theatre who answers for it.
//!
//! ## Source
//! A/RES/79/189 OP6(g); the profile's `approval.steps`.
//!
//! ## Inputs
//! Every step without a decision.
//!
//! ## Example
//! The donor is a friend; the ethics board agreed and the court, which the law wants for donors outside the circle,
//! was not asked: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use super::{due_steps, heard};
use crate::approval::{Favour, Phase, Situation};

/// AUT-011.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-011",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[param::APPROVAL_STEPS.key, param::DONOR_CIRCLE.key],
    page: include_str!("aut_011.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    if s.phase != Phase::Removal {
        return Ok(Answer::NotAsked);
    }
    let decided = |id: &str| heard(s).iter().any(|d| d.step.step == id && d.step.favour != Favour::Deferred);
    let steps = due_steps(&s.pair, law)?;
    let open = steps.iter().filter(|step| !decided(&step.id));
    Ok(super::unless(open.map(|step| Input::term("step", &step.id)).collect()))
}
