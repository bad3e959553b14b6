//! # AUT-017 Nobody both assesses and authorises
//!
//! ## What it checks
//! Nobody who votes, or closes the ballot, evaluated, interviewed or informed the donor, or is of the transplant team.
//! Asked of every vote when it is cast, and again of the decision. The independent doctor of laws that ask for one certifies what they have seen themselves, so only membership of the team is asked
//! of them.
//!
//! ## Why
//! Whoever decides on their own report decides alone.
//!
//! ## Source
//! A/RES/79/189 OP6(g); the profile's `approval.steps` says which bodies there are.
//!
//! ## Inputs
//! The step, what else the member did, and their account.
//!
//! ## Example
//! The psychologist who evaluated the donor sits on the ethics board and votes: broken.
//!
//! ## Since
//! 0.1.0

use std::collections::BTreeSet;

use codes::ids::AccountId;
use law::param::{ApprovalStep, BodyKind};
use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use super::{step_of, voted};
use crate::approval::{Decision, Pending, Situation};
use crate::consent::Held;
use crate::rules::by;

/// AUT-017.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-017",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[param::APPROVAL_STEPS.key],
    page: include_str!("aut_017.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let mut inputs = Vec::new();
    for (step, members) in deciding(s, law)? {
        for who in members {
            let did = did(s, who).filter(|did| *did == "team" || step.body != BodyKind::IndependentDoctor);
            if let Some(did) = did {
                inputs.push(Input::term("step", &step.id));
                inputs.extend([Input::term("did", did), Input::code("who", who)]);
            }
        }
    }
    Ok(super::unless(inputs))
}

/// Whoever votes now, or whoever voted on a decision and closed its ballot.
fn deciding(s: &Situation, law: &Law<'_>) -> Result<Vec<(ApprovalStep, BTreeSet<AccountId>)>, Unknown> {
    if let Some(Pending::Vote(vote)) = &s.pending {
        let step = step_of(&vote.step.step, law)?;
        return Ok(step.into_iter().map(|step| (step, BTreeSet::from([vote.by]))).collect());
    }
    let members = |d: &Held<Decision>| d.step.counted().map(|(who, ..)| who).chain([d.by]).collect();
    Ok(voted(s, law)?.into_iter().map(|(step, d)| (step, members(d))).collect())
}

/// What else somebody did for this donor, the gravest first.
fn did(s: &Situation, who: AccountId) -> Option<&'static str> {
    let pair = &s.pair;
    if pair.team.contains(&who) {
        Some("team")
    } else if by(&pair.evaluations, s.at).any(|e| e.by == who) {
        Some("evaluated")
    } else if by(&pair.interviews, s.at).any(|i| i.by == who) {
        Some("interviewed")
    } else if by(&pair.consent.talks, s.at).any(|t| t.by == who) {
        Some("informed")
    } else {
        None
    }
}
