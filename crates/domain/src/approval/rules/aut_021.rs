//! # AUT-021 No appeal is open or was lost
//!
//! ## What it checks
//! Of each step the latest appeal has ended, and ended in favour of the donation. An appeal that is open, comes back
//! later or ended against the donation breaks the rule. Not asked while a body is deciding.
//!
//! ## Why
//! Who operates while the appeal runs has decided it.
//!
//! ## Source
//! A/RES/79/189 OP6(g).
//!
//! ## Inputs
//! The step, and how its appeal stands: `open`, `unfavourable` or `deferred`.
//!
//! ## Example
//! A relative appealed last week and nobody has answered yet: broken.
//!
//! ## Since
//! 0.1.0

use std::collections::BTreeMap;

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::approval::{Favour, Phase, Situation};
use crate::rules::{by, term};

/// AUT-021.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-021",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[],
    page: include_str!("aut_021.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    if s.phase != Phase::Removal {
        return Ok(Answer::NotAsked);
    }
    let mut latest = BTreeMap::new();
    for appeal in by(&s.pair.appeals, s.at) {
        latest.insert(&appeal.step.step, appeal.step.outcome);
    }
    latest.retain(|_, outcome| *outcome != Some(Favour::Favourable));
    let inputs = latest.into_iter().flat_map(|(step, outcome)| {
        let stands = outcome.map_or_else(|| "open".to_owned(), |favour| term(&favour));
        [Input::term("step", step), Input::term("appeal", stands)]
    });
    Ok(super::unless(inputs.collect()))
}
