//! # AUT-043 The law of the country knows this way of donating
//!
//! ## What it checks
//! Donation after brain death, or after circulatory death in the category of this donor, is one of the ways that the law of the
//! country allows.
//!
//! ## Why
//! Several ways are lawful in a few countries only, and some of them are much disputed.
//!
//! ## Source
//! A/RES/79/189 OP6(g); the profile's `pathway.ways`.
//!
//! ## Inputs
//! The way: `dbd`, or the category after circulatory death.
//!
//! ## Example
//! A donor of category V in a country that allows dbd and III: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::pathway::Situation;

/// AUT-043.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-043",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[param::PATHWAY_WAYS.key],
    page: include_str!("aut_043.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let ways = law.get(&param::PATHWAY_WAYS)?;
    let Some(way) = s.pathway.way else { return Ok(Answer::NotAsked) };
    Ok(match ways.iter().any(|allowed| allowed == way.code()) {
        true => Answer::Holds,
        false => Answer::Broken(vec![Input::term("way", way.code())]),
    })
}
