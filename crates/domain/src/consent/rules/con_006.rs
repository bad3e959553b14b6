//! # CON-006 The donor is able to decide
//!
//! ## What it checks
//! In the latest talk, capacity to decide was assessed and shown. In doubt, lacking and not assessed all break the
//! rule. Not asked while no talk was held.
//!
//! ## Why
//! Capacity belongs to the moment of the decision; what was seen a year ago says little about today.
//!
//! ## Source
//! A/RES/79/189 OP6(k); capacity is an element of valid consent in every law read so far.
//!
//! ## Inputs
//! What was found in the latest talk.
//!
//! ## Example
//! The first talk found the donor able, the last one left it in doubt: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::consent::{Capacity, Situation};
use crate::rules::by;

/// CON-006.
pub static RULE: Rule<Situation> = Rule {
    code: "CON-006",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(k)",
    params: &[],
    page: include_str!("con_006.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    let latest = by(&s.consent.talks, s.at).max_by_key(|t| t.at);
    Ok(match latest.map(|t| t.step.capacity) {
        None => Answer::NotAsked,
        Some(Capacity::Shown) => Answer::Holds,
        Some(other) => Answer::Broken(vec![Input::term("capacity", super::term(&other))]),
    })
}
