//! # REJ-002 The donor is offered care
//!
//! ## What it checks
//! Where a procedure was rejected because of trafficking, alleged or proven, care afterwards was offered to the donor. Asked of
//! recorded rejections only.
//!
//! ## Why
//! A donor who was recruited goes home to whoever recruited them. Care does not depend on whether they tell anything.
//!
//! ## Source
//! A/RES/79/189 OP16(c) (medical, psychosocial and livelihood support for victims and for people who sold an organ).
//!
//! ## Inputs
//! None: whoever recorded the rejection is not told that a question was raised.
//!
//! ## Example
//! A court rejects a donation since the donor owed money to a broker; nobody offers the donor a talk or a place to stay:
//! broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Law, Rule, Severity, Unknown};

use crate::rejection::{Aftercare, Situation};

/// REJ-002.
pub static RULE: Rule<Situation> = Rule {
    code: "REJ-002",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP16(c)",
    params: &[],
    page: include_str!("rej_002.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    if s.crime.is_none() {
        return Ok(Answer::NotAsked);
    }
    Ok(if s.aftercare == Aftercare::NotOffered { Answer::Broken(Vec::new()) } else { Answer::Holds })
}
