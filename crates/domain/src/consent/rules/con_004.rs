//! # CON-004 The interpreter is independent of the recipient
//!
//! ## What it checks
//! Every talk that was carried by an interpreter was carried by one whom the hospital or an independent agency
//! engaged, and who was asked about, and has, no tie of kinship, friendship or service to the recipient.
//!
//! ## Why
//! An interpreter who serves the recipient's side can turn a "no" into a "yes". In a conviction of 2023 the
//! recipient's side paid the interpreter.
//!
//! ## Source
//! A/RES/79/189 OP6(k); the profile's `consent.interpreter_independent`.
//!
//! ## Inputs
//! Who engaged the interpreter, and the tie that was recorded.
//!
//! ## Example
//! A neighbour of the recipient translates the talk: broken. A court interpreter sent by the hospital: holds.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::consent::{EngagedBy, Situation, Tie};
use crate::rules::by;

/// CON-004.
pub static RULE: Rule<Situation> = Rule {
    code: "CON-004",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(k)",
    params: &[param::INTERPRETER_INDEPENDENT.key],
    page: include_str!("con_004.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    if !law.get(&param::INTERPRETER_INDEPENDENT)? {
        return Ok(Answer::NotAsked);
    }
    let dependent = by(&s.consent.talks, s.at)
        .filter_map(|t| t.step.interpreter.as_ref())
        .find(|i| i.tie_to_recipient != Tie::None || !matches!(i.engaged_by, EngagedBy::Hospital | EngagedBy::Agency));
    Ok(match dependent {
        None => Answer::Holds,
        Some(i) => Answer::Broken(vec![
            Input::term("engaged_by", super::term(&i.engaged_by)),
            Input::term("tie", super::term(&i.tie_to_recipient)),
        ]),
    })
}
