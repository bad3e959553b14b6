//! # AUT-036 The family was asked
//!
//! ## What it checks
//! Where the law wants the family asked, at least one talk, or an attempt to reach somebody, is on record before the recovery.
//!
//! ## Why
//! The family knows what no register holds, and it is they who stay behind.
//!
//! ## Source
//! A/RES/79/189 OP6(g); the profile's `pathway.family_asked`.
//!
//! ## Inputs
//! How many talks are on record.
//!
//! ## Example
//! A registered yes, and nobody spoke with the husband: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::pathway::Situation;

/// AUT-036.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-036",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[param::PATHWAY_FAMILY_ASKED.key],
    page: include_str!("aut_036.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    if !law.get(&param::PATHWAY_FAMILY_ASKED)? {
        return Ok(Answer::NotAsked);
    }
    let talks = s.pathway.family.iter().filter(|f| f.at <= s.at).count();
    Ok(if talks > 0 { Answer::Holds } else { Answer::Broken(vec![Input::number("talks", talks)]) })
}
