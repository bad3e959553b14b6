//! # AUT-025 A member votes once, on the file as it stands
//!
//! ## What it checks
//! A vote is for the present round of the pair, and its member has not voted in the open ballot of that body yet. Votes
//! cannot be taken back; a body that wants to vote again defers. Asked only while a vote is cast.
//!
//! ## Why
//! A vote for the sister is no vote for the stranger who was put in her place.
//!
//! ## Source
//! A/RES/79/189 OP6(g).
//!
//! ## Inputs
//! The step, and why the vote does not fit: `another_round` or `voted_before`.
//!
//! ## Example
//! The page was opened on Monday, the recipient changed on Tuesday, the vote was sent on Wednesday: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::approval::{Pending, Situation};

/// AUT-025.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-025",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[],
    page: include_str!("aut_025.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    let Some(Pending::Vote(vote)) = &s.pending else {
        return Ok(Answer::NotAsked);
    };
    let step = &vote.step.step;
    let again = s.pair.votes.iter().any(|v| v.by == vote.by && v.step.step == *step);
    let reasons = [(vote.step.round != s.pair.round, "another_round"), (again, "voted_before")];
    let broken = reasons.into_iter().filter_map(|(broken, reason)| broken.then_some(reason));
    Ok(super::unless(broken.flat_map(|r| [Input::term("step", step), Input::term("reason", r)]).collect()))
}
