//! # AUT-007 Whoever evaluates is not of the transplant team
//!
//! ## What it checks
//! Of each kind of evaluation and interview the latest counts: neither whoever evaluated or interviewed
//! nor a second person in the room is a member of the transplant team of this pair. Not asked where the law allows it.
//!
//! ## Why
//! The team wants to help the recipient; the donor needs somebody who wants nothing.
//!
//! ## Source
//! A/RES/79/189 OP6(g) and 6(k); the profile's `approval.evaluator_independent`.
//!
//! ## Inputs
//! What the person did, of which kind, and their account.
//!
//! ## Example
//! The transplant surgeon also signs the donor's medical evaluation: broken.
//!
//! ## Since
//! 0.1.0

use std::iter;

use codes::ids::AccountId;
use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::approval::Situation;

/// AUT-007.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-007",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[param::EVALUATOR_INDEPENDENT.key],
    page: include_str!("aut_007.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    if !law.get(&param::EVALUATOR_INDEPENDENT)? {
        return Ok(Answer::NotAsked);
    }
    let evaluations = super::evaluations(s).flat_map(|e| who("evaluated", e.step.kind.code(), e.by, e.step.beside));
    let interviews = super::interviews(s).flat_map(|i| who("interviewed", i.step.presence.code(), i.by, i.step.beside));
    let inside = evaluations.chain(interviews).filter(|(_, _, who)| s.pair.team.contains(who));
    let inputs = inside
        .flat_map(|(did, kind, who)| [Input::term("did", did), Input::term("kind", kind), Input::code("who", who)]);
    Ok(super::unless(inputs.collect()))
}

/// Whoever signed, and whoever sat beside them.
fn who(
    did: &'static str,
    kind: &'static str,
    by: AccountId,
    beside: Option<AccountId>,
) -> impl Iterator<Item = (&'static str, &'static str, AccountId)> {
    iter::once(by).chain(beside).map(move |who| (did, kind, who))
}
