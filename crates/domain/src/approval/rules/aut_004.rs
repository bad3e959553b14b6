//! # AUT-004 The law lets this donor give to this recipient
//!
//! ## What it checks
//! The class of the claimed relationship is in the circle the profile names, or the law lets others give by way of a
//! further step.
//!
//! ## Why
//! Some laws keep living donation among kin and partners because pressure and payment hide best among strangers;
//! others ask for another look instead.
//!
//! ## Source
//! A/RES/79/189 OP6(g); WHO guiding principle 3; the profile's `approval.donor_circle` and
//! `approval.outside_circle_allowed`.
//!
//! ## Inputs
//! The class of the relationship.
//!
//! ## Example
//! A colleague wants to give where only kin and spouses may: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::approval::Situation;

/// AUT-004.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-004",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[param::DONOR_CIRCLE.key, param::OUTSIDE_CIRCLE_ALLOWED.key],
    page: include_str!("aut_004.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    if !super::outside_circle(&s.pair, law)? || law.get(&param::OUTSIDE_CIRCLE_ALLOWED)? {
        return Ok(Answer::Holds);
    }
    Ok(Answer::Broken(vec![Input::term("relation_class", s.pair.relation.class())]))
}
