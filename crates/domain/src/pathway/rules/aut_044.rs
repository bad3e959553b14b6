//! # AUT-044 Recovery begins after death
//!
//! ## What it checks
//! The incision is planned, or was made, after the instant of death that the doctors certified.
//!
//! ## Why
//! People may become donors only after death, and recovery must not be what they die of.
//!
//! ## Source
//! WHO guiding principle 2.
//!
//! ## Inputs
//! The instant of death.
//!
//! ## Example
//! Death is certified for 14:10, the incision is recorded at 14:05: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::pathway::Situation;

/// AUT-044.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-044",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "WHO guiding principle 2",
    params: &[],
    page: include_str!("aut_044.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    let Some(died_at) = s.pathway.died_at() else { return Ok(Answer::NotAsked) };
    Ok(if died_at < s.at { Answer::Holds } else { Answer::Broken(vec![Input::instant("died_at", died_at)]) })
}
