//! # VIC-001 A body of several professions says who is a victim
//!
//! ## What it checks
//! Before somebody's status is decided, members of as many different professions as the country asks for have said the same
//! status, whoever writes the decision down among them, and the police are not the only ones. Somebody who speaks twice
//! counts once.
//!
//! ## Why
//! One office alone sees an offender where another sees a victim. Whoever investigates must not decide alone who is
//! protected from being investigated.
//!
//! ## Source
//! A/RES/79/189 OP16(a) and (e); the number is the profile's `support.body_disciplines`.
//!
//! ## Inputs
//! The professions that were heard, and how many the country asks for.
//!
//! ## Example
//! A police officer writes down that somebody sold a kidney; nobody else was heard; the country asks for two: broken.
//!
//! ## Since
//! 0.1.0

use std::collections::BTreeMap;

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::support::{Discipline, Situation};

/// VIC-001.
pub static RULE: Rule<Situation> = Rule {
    code: "VIC-001",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP16(a)",
    params: &[param::SUPPORT_BODY_DISCIPLINES.key],
    page: include_str!("vic_001.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let Situation::Deciding { members } = s else { return Ok(Answer::NotAsked) };
    // Whoever spoke twice speaks with their last word.
    let by_member: BTreeMap<_, _> = members.iter().copied().collect();
    let mut heard: Vec<Discipline> = by_member.into_values().collect();
    heard.sort_unstable();
    heard.dedup();
    let needed = law.get(&param::SUPPORT_BODY_DISCIPLINES)?;
    let enough = heard.len() >= usize::try_from(needed).unwrap_or(usize::MAX);
    if enough && heard != [Discipline::Police] {
        return Ok(Answer::Holds);
    }
    Ok(Answer::Broken(vec![Input::number("heard", heard.len()), Input::number("needed", needed)]))
}
