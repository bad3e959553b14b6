//! # CON-002 The donor was told everything the law names
//!
//! ## What it checks
//! Over all talks, every topic of the profile was told. Not asked while no talk was held: CON-001 says so.
//!
//! ## Why
//! Leaving out the risk, the other treatment or the right to stop turns information into persuasion.
//!
//! ## Source
//! A/RES/79/189 OP6(k); the profile's `consent.info_topics`.
//!
//! ## Inputs
//! Every topic that was not told.
//!
//! ## Example
//! Nothing was said of what becomes of the kidney when it cannot be grafted: broken in a country that asks for it.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::consent::Situation;
use crate::rules::by;

/// CON-002.
pub static RULE: Rule<Situation> = Rule {
    code: "CON-002",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(k)",
    params: &[param::INFO_TOPICS.key],
    page: include_str!("con_002.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let topics: Vec<String> = law.get(&param::INFO_TOPICS)?;
    if by(&s.consent.talks, s.at).next().is_none() {
        return Ok(Answer::NotAsked);
    }
    let told = |topic: &str| by(&s.consent.talks, s.at).any(|t| t.step.topics.iter().any(|x| x.code() == topic));
    Ok(super::unless(topics.iter().filter(|t| !told(t)).map(|t| Input::term("topic", t)).collect()))
}
