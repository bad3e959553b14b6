//! # AUT-006 The donor was psychosocially evaluated
//!
//! ## What it checks
//! A psychosocial evaluation of the donor is on record, where the profile asks for one. Who made it and what came of
//! it is left to AUT-007, AUT-008 and AUT-009.
//!
//! ## Why
//! Whether somebody is free, and will be well afterwards, is seen by those who are trained to see it.
//!
//! ## Source
//! A/RES/79/189 OP6(k); WHO guiding principle 3; the profile's `approval.evaluations`.
//!
//! ## Inputs
//! Which evaluation is missing.
//!
//! ## Example
//! The surgeon found the donor cheerful, and no psychologist saw them: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Law, Rule, Severity, Unknown, param};

use crate::approval::{EvaluationKind, Situation};

/// AUT-006.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-006",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(k)",
    params: &[param::EVALUATIONS.key],
    page: include_str!("aut_006.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let wanted: Vec<String> = law.get(&param::EVALUATIONS)?;
    Ok(super::evaluated(s, &wanted, EvaluationKind::Psychosocial))
}
