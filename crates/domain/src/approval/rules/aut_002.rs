//! # AUT-002 The claimed relationship is proved
//!
//! ## What it checks
//! As many proofs of the claimed relationship as the profile asks were confirmed by their issuer or seen in the
//! original. Not asked when the donation is meant for nobody in particular.
//!
//! ## Why
//! A bought organ needs an invented cousin; the relationship is a claim until somebody has looked.
//!
//! ## Source
//! A/RES/79/189 OP6(g); the profile's `approval.relation_proofs`.
//!
//! ## Inputs
//! Proofs needed, and proofs that count.
//!
//! ## Example
//! One affidavit of which only a copy was seen, one proof needed: broken, none counts.
//!
//! ## Since
//! 0.1.0

use codes::relation::Directedness;
use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::approval::Situation;
use crate::rules::by;

/// AUT-002.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-002",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[param::RELATION_PROOFS.key],
    page: include_str!("aut_002.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    if s.pair.directedness == Directedness::Unspecified {
        return Ok(Answer::NotAsked);
    }
    let needed = law.get(&param::RELATION_PROOFS)?;
    let counted = by(&s.pair.proofs, s.at).filter(|p| p.step.verified.counts()).count();
    Ok(if counted >= needed as usize {
        Answer::Holds
    } else {
        Answer::Broken(vec![Input::number("needed", needed), Input::number("counted", counted)])
    })
}
