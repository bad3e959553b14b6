//! # AUT-016 No member raised an objection that blocks
//!
//! ## What it checks
//! In the decision about to be made, or at the removal in the latest decision of each body, no member raised a
//! blocking objection. Where the law lets anybody present stop it by a doubt, a vote that is not a yes is such an
//! objection.
//!
//! ## Why
//! One who doubts has seen something; a majority does not unsee it.
//!
//! ## Source
//! RD 1723/2012 Art 8 (Spain) is the model; A/RES/79/189 OP6(g); the profile's `approval.steps`.
//!
//! ## Inputs
//! The step, and the account of the member.
//!
//! ## Example
//! The judge consents and the doctor present doubts: broken.
//!
//! ## Since
//! 0.1.0

use law::param::{ApprovalStep, Effect};
use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use super::heard;
use crate::approval::{Favour, Situation};

/// AUT-016.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-016",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[param::APPROVAL_STEPS.key],
    page: include_str!("aut_016.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let steps: Vec<ApprovalStep> = law.get(&param::APPROVAL_STEPS)?;
    let blocks = |id: &str| steps.iter().any(|x| x.id == id && x.effect == Effect::BlockingObjection);
    let mut inputs = Vec::new();
    for decided in heard(s) {
        let blocks = blocks(&decided.step.step);
        for (who, favour, vote) in decided.step.counted() {
            if vote.objects || (favour != Favour::Favourable && blocks) {
                inputs.extend([Input::term("step", &decided.step.step), Input::code("who", who)]);
            }
        }
    }
    Ok(super::unless(inputs))
}
