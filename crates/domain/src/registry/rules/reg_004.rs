//! # REG-004 The people are alive
//!
//! ## What it checks
//! At a removal from a living donor neither the donor nor the recipient is on record as having died before; at a
//! transplantation the recipient is not; and nobody is seen after the death that is on record.
//!
//! ## Why
//! An operation on somebody who had died is an operation on somebody else.
//!
//! ## Source
//! A/RES/79/189 OP6(h). No country's law changes it.
//!
//! ## Inputs
//! Whose death is on record, and the number of that record.
//!
//! ## Example
//! The recipient died on Monday and the removal is planned for Tuesday: broken.
//!
//! ## Since
//! 0.1.0

use jiff::Timestamp;
use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::registry::{Phase, Sighting, Situation};

/// REG-004.
pub static RULE: Rule<Situation> = Rule {
    code: "REG-004",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("reg_004.rs"),
    check,
};

/// REG-004, asked of somebody who was seen.
pub static SEEN: Rule<Sighting> = Rule {
    code: RULE.code,
    severity: RULE.severity,
    since: RULE.since,
    base: RULE.base,
    params: RULE.params,
    page: RULE.page,
    check: seen,
};

fn seen(s: &Sighting, _: &Law<'_>) -> Result<Answer, Unknown> {
    let after = s.died_at.is_some_and(|died| died < s.at) && s.patient_status != "dead";
    let who = if s.person.starts_with("rec_") { "recipient" } else { "donor" };
    let inputs = || vec![Input::term("who", who), Input::code("with", &s.person)];
    Ok(if after { Answer::Broken(inputs()) } else { Answer::Holds })
}

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    let before = |died_at: Option<Timestamp>| died_at.is_some_and(|died| died < s.at);
    let mut inputs = Vec::new();
    if s.phase == Phase::Removal && before(s.donor_died_at) {
        inputs.push(Input::term("who", "donor"));
        inputs.extend(s.donor.map(|donor| Input::code("with", donor)));
    }
    if s.phase != Phase::HandOver && before(s.recipient_died_at) {
        inputs.push(Input::term("who", "recipient"));
        inputs.extend(s.recipient.map(|recipient| Input::code("with", recipient)));
    }
    Ok(if inputs.is_empty() { Answer::Holds } else { Answer::Broken(inputs) })
}
