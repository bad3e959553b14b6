//! # AUT-012 Enough members voted
//!
//! ## What it checks
//! The decision about to be made, or at the removal the latest decision of each step, carries the votes of at least
//! as many different members as the quorum of the profile. Votes are those that members cast, signed in as themselves; a
//! member who votes twice counts once, one who stands aside does not count. This is also how four eyes are held where
//! the law wants them. Not asked of a body outside whose decision came on paper.
//!
//! ## Why
//! One person deciding alone is one person who can be bought or pressed.
//!
//! ## Source
//! A/RES/79/189 OP6(g); the profile's `approval.steps`.
//!
//! ## Inputs
//! The step, members needed, and different members counted.
//!
//! ## Example
//! Three must vote, two did and one stood aside as the donor's cousin: broken, two counted.
//!
//! ## Since
//! 0.1.0

use std::collections::BTreeSet;

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use super::voted;
use crate::approval::Situation;

/// AUT-012.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-012",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[param::APPROVAL_STEPS.key],
    page: include_str!("aut_012.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let mut inputs = Vec::new();
    for (step, decided) in voted(s, law)? {
        let members: BTreeSet<_> = decided.step.counted().map(|(who, ..)| who).collect();
        if members.len() < step.quorum as usize {
            inputs.push(Input::term("step", &step.id));
            inputs.extend([Input::number("needed", step.quorum), Input::number("counted", members.len())]);
        }
    }
    Ok(super::unless(inputs))
}
