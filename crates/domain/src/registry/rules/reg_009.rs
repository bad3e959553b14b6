//! # REG-009 The operation is the one that was approved
//!
//! ## What it checks
//! A removal takes the organ, at the centre, that the pair's file speaks of; a transplantation goes to the recipient
//! of that file.
//!
//! ## Why
//! Consent and approval hold for one organ, one recipient and one centre. An approval that is used for somebody else
//! is how an organ is sold under a relative's name.
//!
//! ## Source
//! A/RES/79/189 OP6(g), 6(h).
//!
//! ## Inputs
//! What differs: organ, centre or recipient.
//!
//! ## Example
//! Approved for the brother, transplanted into a stranger: broken. No pair's file at all: other rules say so.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::registry::{Phase, Situation};

/// REG-009.
pub static RULE: Rule<Situation> = Rule {
    code: "REG-009",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[],
    page: include_str!("reg_009.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    let Some(approved) = s.approved else { return Ok(Answer::NotAsked) };
    let differs: Vec<Input> = match s.phase {
        Phase::Removal => {
            [("organ", approved.organ != s.organ), ("centre", s.centre.is_some_and(|c| c != approved.centre))]
                .into_iter()
                .filter(|(_, differs)| *differs)
                .map(|(what, _)| Input::term("differs", what))
                .collect()
        }
        Phase::Transplantation if s.recipient.is_some_and(|r| r != approved.recipient) => {
            vec![Input::term("differs", "recipient")]
        }
        Phase::Transplantation | Phase::HandOver => Vec::new(),
    };
    Ok(if differs.is_empty() { Answer::Holds } else { Answer::Broken(differs) })
}
