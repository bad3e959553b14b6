//! # AUT-027 The donor agrees before a body does
//!
//! ## What it checks
//! Where the law puts consent before the decision, nobody votes or decides in favour of a donation before the donor has
//! signed in the present round. A no and a deferral need no signature. Asked while a vote is cast and while a body
//! decides, also when its decision comes on paper.
//!
//! ## Why
//! A board that has agreed already is one more voice asking the donor to.
//!
//! ## Source
//! A/RES/79/189 OP6(g) and 6(k); the profile's `approval.consent_first`.
//!
//! ## Inputs
//! The step.
//!
//! ## Example
//! The board met on Thursday, and the donor has until Sunday to think: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::approval::{Favour, Pending, Situation};
use crate::rules::by;

/// AUT-027.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-027",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(k)",
    params: &[param::CONSENT_FIRST.key],
    page: include_str!("aut_027.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let (step, favour) = match &s.pending {
        None => return Ok(Answer::NotAsked),
        Some(Pending::Vote(v)) => (&v.step.step, v.step.vote),
        Some(Pending::Decision(d)) => (&d.step.step, Some(d.step.favour)),
        Some(Pending::Paper(p)) => (&p.step.step, Some(p.step.favour)),
    };
    if favour != Some(Favour::Favourable) || !law.get(&param::CONSENT_FIRST)? {
        return Ok(Answer::NotAsked);
    }
    let signed = s.pair.consent.withdrawal.is_none() && by(&s.pair.consent.signature, s.at).next().is_some();
    Ok(if signed { Answer::Holds } else { Answer::Broken(vec![Input::term("step", step)]) })
}
