//! # AUT-041 Two independent determinations of the blood group agree
//!
//! ## What it checks
//! The blood group was determined at least twice, from different samples, written down by different people, and all
//! determinations agree.
//!
//! ## Why
//! A tube with another person's name on it kills a recipient within the hour.
//!
//! ## Source
//! Directive 2010/53/EU Annex A (blood group); A/RES/79/189 OP6(h).
//!
//! ## Inputs
//! Why it does not hold (`too_few`, `one_sample`, `one_person` or `they_differ`), and how many determinations there are.
//!
//! ## Example
//! Two results from one tube: broken.
//!
//! ## Since
//! 0.1.0

use std::collections::BTreeSet;

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::pathway::Situation;

/// AUT-041.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-041",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("aut_041.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    let found = &s.pathway.known.blood_groups;
    let by_time: Vec<_> = found.iter().filter(|f| f.at <= s.at).collect();
    let samples: BTreeSet<&str> = by_time.iter().map(|f| f.step.sample.as_str()).collect();
    let people: BTreeSet<_> = by_time.iter().map(|f| f.by).collect();
    let first = by_time.first().map(|f| (f.step.abo, f.step.rhesus));
    let reason = if by_time.len() < 2 {
        "too_few"
    } else if by_time.iter().any(|f| Some((f.step.abo, f.step.rhesus)) != first) {
        "they_differ"
    } else if samples.len() < 2 {
        "one_sample"
    } else if people.len() < 2 {
        "one_person"
    } else {
        return Ok(Answer::Holds);
    };
    Ok(Answer::Broken(vec![Input::term("reason", reason), Input::number("determinations", by_time.len())]))
}
