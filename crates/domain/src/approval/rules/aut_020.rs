//! # AUT-020 The authority was told beforehand
//!
//! ## What it checks
//! Where the law wants the authority to be told before a living removal, a notice of the present round is on record
//! that is not younger than the removal. Not asked while a body is deciding.
//!
//! ## Why
//! An authority that hears of it afterwards can only count.
//!
//! ## Source
//! A/RES/79/189 OP6(g); the profile's `approval.notice_to_authority`.
//!
//! ## Inputs
//! None.
//!
//! ## Example
//! The region must be told and nobody wrote: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Law, Rule, Severity, Unknown, param};

use crate::approval::{Phase, Situation};
use crate::rules::by;

/// AUT-020.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-020",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[param::NOTICE_TO_AUTHORITY.key],
    page: include_str!("aut_020.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    if s.phase != Phase::Removal || !law.get(&param::NOTICE_TO_AUTHORITY)? {
        return Ok(Answer::NotAsked);
    }
    let told = by(&s.pair.notice, s.at).next().is_some();
    Ok(if told { Answer::Holds } else { Answer::Broken(Vec::new()) })
}
