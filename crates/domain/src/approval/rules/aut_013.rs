//! # AUT-013 Enough members come from outside
//!
//! ## What it checks
//! Of the members who voted, as many as the profile asks come from outside the hospital. A member counts once,
//! only when they declared so with their vote, and only when their account holds no role in the hospital of the pair.
//! Not asked of a body outside whose decision came on paper.
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

use super::voted;
use crate::approval::{Seat, Situation};

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
    for (step, decided) in voted(s, law)? {
        let mut members = BTreeMap::new();
        for (who, _, vote) in decided.step.counted() {
            let works_there = s.workplaces.get(&who).is_some_and(|places| places.contains(&s.pair.centre));
            *members.entry(who).or_insert(true) &= vote.seat == Seat::Outside && !works_there;
        }
        let counted = members.values().filter(|outside| **outside).count();
        if counted < step.outside_members as usize {
            inputs.push(Input::term("step", &step.id));
            inputs.extend([Input::number("needed", step.outside_members), Input::number("counted", counted)]);
        }
    }
    Ok(super::unless(inputs))
}
