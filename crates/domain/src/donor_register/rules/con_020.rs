//! # CON-020 A look-up follows a referral of this very person
//!
//! ## What it checks
//! A hospital referred exactly the person whose decision is asked for. A referral of one person opens nothing about
//! another.
//!
//! ## Why
//! A register of last wishes that may be browsed is a list of possible donors, and worth money to the wrong people.
//!
//! ## Source
//! A/RES/79/189 OP5; CON-2 of the requirements: read only after a death or a declared end of life.
//!
//! ## Inputs
//! Whether a referral was found.
//!
//! ## Example
//! A coordinator types the number of a neighbour: broken, written down, and shown to the neighbour.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::donor_register::Consulting;

/// CON-020.
pub static RULE: Rule<Consulting> = Rule {
    code: "CON-020",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP5",
    params: &[],
    page: include_str!("con_020.rs"),
    check,
};

fn check(s: &Consulting, _: &Law<'_>) -> Result<Answer, Unknown> {
    Ok(match &s.referral {
        Some(_) => Answer::Holds,
        None => Answer::Broken(vec![Input::term("referral", "missing")]),
    })
}
