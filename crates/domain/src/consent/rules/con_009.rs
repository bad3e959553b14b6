//! # CON-009 Enough people witnessed the signature
//!
//! ## What it checks
//! The signature has as many witnesses as the law asks, and as many of them from outside the transplant team. The
//! same account counts once, a witness with neither account nor name not at all, and a witness whose account is in
//! the team is inside whatever they state. Not asked without a signature.
//!
//! ## Why
//! A witness from outside is somebody the donor could have told that it was not their will.
//!
//! ## Source
//! The profile's `consent.witnesses` and `consent.witnesses_outside_team`; A/RES/79/189 OP6(k) ("free").
//!
//! ## Inputs
//! Witnesses needed and counted, in all and from outside the team.
//!
//! ## Example
//! Two nurses of the transplant team witness, one from outside is needed: broken.
//!
//! ## Since
//! 0.1.0

use std::collections::BTreeSet;

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::consent::{Situation, Witness};

/// CON-009.
pub static RULE: Rule<Situation> = Rule {
    code: "CON-009",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(k)",
    params: &[param::WITNESSES.key, param::WITNESSES_OUTSIDE.key],
    page: include_str!("con_009.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let (needed, needed_outside) = (law.get(&param::WITNESSES)?, law.get(&param::WITNESSES_OUTSIDE)?);
    let Some((_, signed)) = s.signature() else {
        return Ok(Answer::NotAsked);
    };
    let mut accounts = BTreeSet::new();
    let counts = |w: &&Witness| w.account.map_or(w.name.is_some(), |a| accounts.insert(a));
    let witnesses: Vec<&Witness> = signed.witnesses.iter().filter(counts).collect();
    let inside = |w: &Witness| w.account.is_some_and(|a| s.team.contains(&a));
    let outside = witnesses.iter().filter(|w| w.outside_team && !inside(w)).count();
    Ok(if witnesses.len() >= needed as usize && outside >= needed_outside as usize {
        Answer::Holds
    } else {
        Answer::Broken(vec![
            Input::number("needed", needed),
            Input::number("counted", witnesses.len()),
            Input::number("needed_outside", needed_outside),
            Input::number("counted_outside", outside),
        ])
    })
}
