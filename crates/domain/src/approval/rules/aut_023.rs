//! # AUT-023 The deciding body is one the law names
//!
//! ## What it checks
//! A decision is taken in a step that the profile has on that day. Asked only while a body is deciding; at the
//! removal the yes of an unknown body counts for nothing, since AUT-011 asks for the bodies the law names.
//!
//! ## Why
//! A board that somebody made up for the occasion is no approval.
//!
//! ## Source
//! A/RES/79/189 OP6(g); the profile's `approval.steps`.
//!
//! ## Inputs
//! The step that was named.
//!
//! ## Example
//! A "hospital council" decides where the law knows only the ethics board and the court: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::approval::{Phase, Situation};

/// AUT-023.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-023",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[param::APPROVAL_STEPS.key],
    page: include_str!("aut_023.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let Phase::Deciding(id) = &s.phase else {
        return Ok(Answer::NotAsked);
    };
    let steps = law.get(&param::APPROVAL_STEPS)?;
    if steps.is_empty() {
        return Ok(Answer::NotAsked);
    }
    let named = steps.iter().any(|step| step.id == *id);
    Ok(if named { Answer::Holds } else { Answer::Broken(vec![Input::term("step", id)]) })
}
