//! # AUT-013 Enough members come from outside
//!
//! ## What it checks
//! Of the members who voted, as many as the profile asks come from outside the hospital. A member counts once, and
//! only when every vote of theirs says so.
//!
//! ## Why
//! Colleagues find it hard to say no to colleagues.
//!
//! ## Source
//! A/RES/79/189 OP6(g); the profile's `approval.steps`.
//!
//! ## Inputs
//! The step, outside members needed and counted.
//!
//! ## Example
//! Three members of the hospital voted, two from outside are needed: broken, none counted.
//!
//! ## Since
//! 0.1.0

use std::collections::BTreeMap;

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use super::known;
use crate::approval::Situation;

/// AUT-013.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-013",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[param::APPROVAL_STEPS.key],
    page: include_str!("aut_013.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let mut inputs = Vec::new();
    for (step, decided) in known(s, law)? {
        let mut members = BTreeMap::new();
        for vote in &decided.votes {
            *members.entry(vote.member).or_insert(true) &= vote.outside;
        }
        let counted = members.values().filter(|outside| **outside).count();
        if counted < step.outside_members as usize {
            inputs.push(Input::term("step", &step.id));
            inputs.extend([Input::number("needed", step.outside_members), Input::number("counted", counted)]);
        }
    }
    Ok(super::unless(inputs))
}
