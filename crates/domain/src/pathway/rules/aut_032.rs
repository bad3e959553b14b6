//! # AUT-032 The donor register was read
//!
//! ## What it checks
//! Somebody read the donor register for exactly this person, with a referral by somebody else, before the recovery, and what it
//! said is still at hand.
//!
//! ## Why
//! A decision that nobody looks up is no decision.
//!
//! ## Source
//! A/RES/79/189 OP6(b) and OP6(g); WHO guiding principle 1.
//!
//! ## Inputs
//! Why the register does not count as read: `not_read` or `answer_erased`.
//!
//! ## Example
//! The family agrees, and nobody asked the register: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::pathway::Situation;

/// AUT-032.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-032",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(b)",
    params: &[],
    page: include_str!("aut_032.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    let read = s.pathway.register.iter().any(|r| r.at <= s.at);
    Ok(match (read, &s.registered) {
        (true, Some(_)) => Answer::Holds,
        (true, None) => Answer::Broken(vec![Input::term("register", "answer_erased")]),
        (false, _) => Answer::Broken(vec![Input::term("register", "not_read")]),
    })
}
