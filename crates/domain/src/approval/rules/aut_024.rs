//! # AUT-024 The outcome is what the members voted
//!
//! ## What it checks
//! A favourable decision carries more favourable votes than all others together. An unfavourable one does not, unless a
//! member raised an objection. A deferral only opens a new ballot, so any vote carries it. Whoever closes the ballot
//! states the outcome; they cannot change it. Not asked of a body outside whose decision came on paper.
//!
//! ## Why
//! Members who vote are worth nothing if the one who writes the minutes decides.
//!
//! ## Source
//! A/RES/79/189 OP6(g); the profile's `approval.steps` says which bodies there are. No law read so far is content with
//! less than half.
//!
//! ## Inputs
//! The step, the outcome stated, votes in favour, and votes counted.
//!
//! ## Example
//! Three members voted, two of them against, and the chair writes down a yes: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use super::voted;
use crate::approval::{Favour, Situation};
use crate::rules::term;

/// AUT-024.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-024",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[param::APPROVAL_STEPS.key],
    page: include_str!("aut_024.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let mut inputs = Vec::new();
    for (step, decided) in voted(s, law)? {
        let votes: Vec<_> = decided.step.counted().collect();
        let favourable = votes.iter().filter(|(_, favour, _)| *favour == Favour::Favourable).count();
        let (carried, objected) = (2 * favourable > votes.len(), votes.iter().any(|(.., vote)| vote.objects));
        let true_to_votes = match decided.step.favour {
            Favour::Favourable => carried,
            Favour::Unfavourable => !carried || objected,
            Favour::Deferred => true,
        };
        if !true_to_votes {
            inputs.push(Input::term("step", &step.id));
            inputs.push(Input::term("outcome", term(&decided.step.favour)));
            inputs.extend([Input::number("favourable", favourable), Input::number("counted", votes.len())]);
        }
    }
    Ok(super::unless(inputs))
}
