//! # IND-001 The questions of the evaluation are answered
//!
//! ## What it checks
//! Every sign that was found around a pair has been answered in writing by somebody who may, and no second opinion is still
//! awaited, when a body decides in favour, when a second person reads a paper by which a body outside decided in favour, and when
//! the donor's operation begins. Signs around another file of the same donor count here too, and an answer by somebody who is of the
//! transplant team does not. Never asked of care.
//!
//! ## Why
//! A sign is a prompt for a trained person. It helps nobody when it is seen, and the donation goes on without a word about it.
//!
//! ## Source
//! A/RES/79/189 OP6(g) (independent evaluation), OP10 to OP12 (indicators); which signs there are, the profile's
//! `indicator.catalogue` says.
//!
//! ## Inputs
//! None: whoever plans an operation is told that the evaluation is not finished, not what was found.
//!
//! ## Example
//! The interpreter was paid by the recipient's side; nobody has written down what that means; the removal is planned: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Law, Rule, Severity, Unknown, param};

use crate::indicator::Situation;

/// IND-001.
pub static RULE: Rule<Situation> = Rule {
    code: "IND-001",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[param::INDICATOR_CATALOGUE.key],
    page: include_str!("ind_001.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    // Where nobody knows which signs there are, nobody can say that all are answered.
    law.get(&param::INDICATOR_CATALOGUE)?;
    let mut raised = s.hits.iter().filter(|h| h.raised_at <= s.at).peekable();
    if raised.peek().is_none() {
        return Ok(Answer::NotAsked);
    }
    Ok(if raised.all(|h| h.settled_by(s.at)) { Answer::Holds } else { Answer::Broken(Vec::new()) })
}
