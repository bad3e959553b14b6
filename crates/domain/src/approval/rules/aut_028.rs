//! # AUT-028 A paper from outside is confirmed by a second person
//!
//! ## What it checks
//! The decision of a body that has no accounts here comes on paper. Only a court or an agency decides so: members of a
//! board or committee, and the independent doctor, sign in and vote. The paper counts once somebody has confirmed it who
//! did not file it, who is not of the transplant team, and who reads the same outcome and day on it. Asked only while a
//! paper is confirmed.
//!
//! ## Why
//! A judgment is easy to invent for one person, and hard for two who do not need each other.
//!
//! ## Source
//! A/RES/79/189 OP6(g); the profile's `approval.steps` says which bodies there are.
//!
//! ## Inputs
//! The step, and why the paper does not count: `no_paper`, `not_by_paper`, `same_person`, `team`, `another_outcome` or
//! `another_day`.
//!
//! ## Example
//! The nurse files a court's order and confirms it herself: broken.
//!
//! ## Since
//! 0.1.0

use law::param::BodyKind;
use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use super::step_of;
use crate::approval::{Pending, Situation};

/// AUT-028.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-028",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[param::APPROVAL_STEPS.key],
    page: include_str!("aut_028.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let Some(Pending::Paper(second)) = &s.pending else {
        return Ok(Answer::NotAsked);
    };
    let step = &second.step.step;
    let by_paper = step_of(step, law)?.is_none_or(|x| matches!(x.body, BodyKind::Court | BodyKind::Agency));
    let mut reasons = vec![(!by_paper, "not_by_paper"), (s.pair.team.contains(&second.by), "team")];
    match s.pair.paper(step) {
        None => reasons.push((true, "no_paper")),
        Some(filed) => reasons.extend([
            (filed.by == second.by, "same_person"),
            (filed.step.favour != second.step.favour, "another_outcome"),
            (filed.step.decided_on != second.step.decided_on, "another_day"),
        ]),
    }
    let broken = reasons.into_iter().filter_map(|(broken, reason)| broken.then_some(reason));
    Ok(super::unless(broken.flat_map(|r| [Input::term("step", step), Input::term("reason", r)]).collect()))
}
