//! # CON-005 The donor showed understanding
//!
//! ## What it checks
//! What was told and is on the profile's list was said back by the donor in own words, over all talks. What was not
//! told at all is left to CON-002. Not asked where the law asks no teach-back.
//!
//! ## Why
//! A nod is not understanding; people say yes to what they are ashamed to ask again.
//!
//! ## Source
//! A/RES/79/189 OP6(k); the profile's `consent.teach_back` and `consent.info_topics`.
//!
//! ## Inputs
//! Every topic that was told and not understood.
//!
//! ## Example
//! The risks were told, and the donor could not say one of them back: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::consent::Situation;
use crate::rules::by;

/// CON-005.
pub static RULE: Rule<Situation> = Rule {
    code: "CON-005",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(k)",
    params: &[param::TEACH_BACK.key, param::INFO_TOPICS.key],
    page: include_str!("con_005.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    if !law.get(&param::TEACH_BACK)? {
        return Ok(Answer::NotAsked);
    }
    let needed: Vec<String> = law.get(&param::INFO_TOPICS)?;
    let talks = || by(&s.consent.talks, s.at);
    let told = |code: &str| talks().any(|t| t.step.topics.iter().any(|x| x.code() == code));
    let understood = |code: &str| talks().any(|t| t.step.understood.iter().any(|x| x.code() == code));
    let open = needed.iter().filter(|t| told(t) && !understood(t));
    Ok(super::unless(open.map(|t| Input::term("topic", t)).collect()))
}
