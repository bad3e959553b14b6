//! # REG-024 The establishment is licensed for what it does
//!
//! ## What it checks
//! The centre holds on that day a licence as a tissue establishment for the activity and for every kind of tissue
//! or cells in it. Not asked where the law needs none for the activity, nor of throwing away.
//!
//! ## Why
//! Whoever collects or freezes without anybody having looked may collect from anybody.
//!
//! ## Source
//! Directive 2004/23/EC Art 6; A/RES/79/189 OP6(e) and OP17; the profile's `tissue.licensed`.
//!
//! ## Inputs
//! The centre, the activity and the kind without a licence.
//!
//! ## Example
//! An establishment licensed to store corneas brings corneas in from abroad: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::tissue::Situation;

/// REG-024.
pub static RULE: Rule<Situation> = Rule {
    code: "REG-024",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(e)",
    params: &[param::TISSUE_LICENSED.key],
    page: include_str!("reg_024.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let Some(activity) = s.step.activity() else { return Ok(Answer::NotAsked) };
    if !law.get(&param::TISSUE_LICENSED)?.iter().any(|needs| needs == activity.code()) {
        return Ok(Answer::NotAsked);
    }
    let without = |kind| !s.licences.iter().any(|licence| licence.allows(activity, kind, s.at, s.on));
    Ok(s.kinds().into_iter().find(|kind| without(*kind)).map_or(Answer::Holds, |kind| {
        Answer::Broken(vec![
            Input::code("centre", s.centre),
            Input::term("activity", activity),
            Input::term("tissue", kind),
        ])
    }))
}
