//! # REP-104 Whoever the case is about is not told of it
//!
//! ## What it checks
//! The recipient of a disclosure is no party of the case, bears no party's name, and is no centre that is linked to it or at
//! which a linked procedure lies.
//!
//! ## Why
//! A centre that learns that it is being looked into has a night to clean its books. A warned broker is a vanished one, and the
//! donor with him.
//!
//! ## Source
//! A/RES/79/189 OP7 and OP10 (investigation of facilities and professionals); CETS 216, article 16 (effective investigation).
//!
//! ## Inputs
//! Why the recipient is concerned: `is_party` or `is_linked_centre`.
//!
//! ## Example
//! The file is referred to the licensing office of the hospital at which the pair was evaluated: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::case::{Concerned, Disclosing};

/// REP-104.
pub static RULE: Rule<Disclosing> = Rule {
    code: "REP-104",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP7",
    params: &[],
    page: include_str!("rep_104.rs"),
    check,
};

fn check(s: &Disclosing, _: &Law<'_>) -> Result<Answer, Unknown> {
    Ok(match s.concerned {
        Concerned::No => Answer::Holds,
        Concerned::Party => Answer::Broken(vec![Input::term("reason", "is_party")]),
        Concerned::Centre => Answer::Broken(vec![Input::term("reason", "is_linked_centre")]),
    })
}
