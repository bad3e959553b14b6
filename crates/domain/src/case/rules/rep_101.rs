//! # REP-101 Nobody acted knowingly without a basis
//!
//! ## What it checks
//! Where it is written down that a party knew what it did, and that this is established, a basis is named and it is said which
//! judgment, admission, paper, testimony or observation it is. What is only alleged needs none.
//!
//! ## Why
//! Knowledge decides whether a physician, an interpreter or a clerk was a tool or a culprit. A word in a file that nobody can
//! trace ends careers and convicts nobody.
//!
//! ## Source
//! A/RES/79/189 OP7 (everybody who takes part knowingly, whatever their status); CETS 216, articles 4 to 9 (intent).
//!
//! ## Inputs
//! The number of the party in the case.
//!
//! ## Example
//! The broker is entered as having known, since everybody says so: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::case::{Knowing, Knowledge};

/// REP-101.
pub static RULE: Rule<Knowing> = Rule {
    code: "REP-101",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP7",
    params: &[],
    page: include_str!("rep_101.rs"),
    check,
};

fn check(s: &Knowing, _: &Law<'_>) -> Result<Answer, Unknown> {
    Ok(match s.knowledge {
        Knowledge::Alleged => Answer::NotAsked,
        Knowledge::Established if s.on_a_basis => Answer::Holds,
        Knowledge::Established => Answer::Broken(vec![Input::number("party", s.party)]),
    })
}
