//! # AUT-014 No body said no
//!
//! ## What it checks
//! At the removal the latest decision of every body, also of one whose step the profile does not ask for here, is
//! not unfavourable. A body whose word is advisory must be heard and may say no. Whoever is overruled on appeal
//! decides again. Not asked where the law names no body, and while a body is deciding.
//!
//! ## Why
//! A no that can be passed over is no decision.
//!
//! ## Source
//! A/RES/79/189 OP6(g); the profile's `approval.steps`.
//!
//! ## Inputs
//! Every step that said no.
//!
//! ## Example
//! The ethics board refused in June and the removal is planned in July: broken.
//!
//! ## Since
//! 0.1.0

use law::param::{ApprovalStep, Effect};
use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use super::heard;
use crate::approval::{Favour, Phase, Situation};

/// AUT-014.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-014",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[param::APPROVAL_STEPS.key],
    page: include_str!("aut_014.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let steps: Vec<ApprovalStep> = law.get(&param::APPROVAL_STEPS)?;
    if s.phase != Phase::Removal || steps.is_empty() {
        return Ok(Answer::NotAsked);
    }
    let advisory = |id: &str| steps.iter().any(|x| x.id == id && x.effect == Effect::Advisory);
    let no = heard(s).into_iter().filter(|d| d.step.favour == Favour::Unfavourable && !advisory(&d.step.step));
    Ok(super::unless(no.map(|d| Input::term("step", &d.step.step)).collect()))
}
