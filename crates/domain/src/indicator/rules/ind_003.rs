//! # IND-003 Nobody clears alone what they wrote down
//!
//! ## What it checks
//! A sign is answered by somebody outside the transplant team of the pair, and cleared only once that team is named. Where the country asks for it, a sign is cleared
//! by somebody else than whoever saw it or wrote down the fact that shows it; to say that it remains, to ask for a second
//! opinion and to refer it is everybody's who may answer. Asked only when a sign is answered.
//!
//! ## Why
//! Whoever is put under pressure to look away must not be able to do so alone, and whoever gains by a yes must not at all.
//!
//! ## Source
//! A/RES/79/189 OP6(g) (independent evaluation); the profile's `indicator.other_clears`.
//!
//! ## Inputs
//! Why the answer does not count: `wrote_it`, `team`, or `team_not_named`.
//!
//! ## Example
//! The psychologist writes down that a talk left doubts, and clears the sign the same afternoon: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::indicator::{AnswerOutcome, Situation};

/// IND-003.
pub static RULE: Rule<Situation> = Rule {
    code: "IND-003",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[param::INDICATOR_OTHER_CLEARS.key],
    page: include_str!("ind_003.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let Some(answering) = &s.answering else { return Ok(Answer::NotAsked) };
    if s.team.contains(&answering.by) {
        return Ok(Answer::Broken(vec![Input::term("reason", "team")]));
    }
    if s.team.is_empty() && answering.outcome == AnswerOutcome::Cleared {
        return Ok(Answer::Broken(vec![Input::term("reason", "team_not_named")]));
    }
    let own = s.hits.iter().any(|h| h.hit == answering.hit && h.raised_by == answering.by);
    let alone = answering.outcome == AnswerOutcome::Cleared && own;
    let other_clears = law.get(&param::INDICATOR_OTHER_CLEARS)?;
    Ok(if alone && other_clears { Answer::Broken(vec![Input::term("reason", "wrote_it")]) } else { Answer::Holds })
}
