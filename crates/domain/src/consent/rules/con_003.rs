//! # CON-003 The donor was told in a language they understand
//!
//! ## What it checks
//! Every topic was told in a talk whose language the donor decides in, or that an interpreter carried. A talk in
//! another language without interpreter does no harm when all its topics were told again in one the donor could
//! follow. Script and region make no difference to what is understood by ear. Not asked while no talk was held.
//!
//! ## Why
//! Consent in a foreign language is a signature under an unread page.
//!
//! ## Source
//! A/RES/79/189 OP6(k).
//!
//! ## Inputs
//! The language of the talk the donor could not follow.
//!
//! ## Example
//! The talk was held in English, the donor speaks Arabic only, nobody interpreted: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::consent::{Situation, understands};
use crate::rules::by;

/// CON-003.
pub static RULE: Rule<Situation> = Rule {
    code: "CON-003",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(k)",
    params: &[],
    page: include_str!("con_003.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    let (followed, foreign): (Vec<_>, Vec<_>) = by(&s.consent.talks, s.at)
        .partition(|t| t.step.interpreter.is_some() || understands(&s.donor_languages, &t.step.language));
    let again = |topic| followed.iter().any(|t| t.step.topics.contains(topic));
    let lost = foreign.iter().find(|t| followed.is_empty() || !t.step.topics.iter().all(again));
    Ok(super::unless(lost.map(|t| Input::code("language", &t.step.language)).into_iter().collect()))
}
