//! # AUT-009 The evaluations are favourable
//!
//! ## What it checks
//! The latest evaluation of each kind found the donor suitable, with or without conditions. Deferred and declined
//! break the rule; a missing one is left to AUT-005 and AUT-006.
//!
//! ## Why
//! A doubt of those who looked weighs more than the need of those who wait.
//!
//! ## Source
//! A/RES/79/189 OP6(k); WHO guiding principle 3.
//!
//! ## Inputs
//! The evaluation, and what it concluded.
//!
//! ## Example
//! The first medical evaluation was favourable, the second deferred the donor: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::approval::{Conclusion, Situation};
use crate::rules::term;

/// AUT-009.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-009",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(k)",
    params: &[],
    page: include_str!("aut_009.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    let favourable = |c: Conclusion| matches!(c, Conclusion::Suitable | Conclusion::SuitableWithConditions);
    let doubtful = super::evaluations(s).filter(|e| !favourable(e.step.conclusion));
    let inputs = doubtful.flat_map(|e| {
        [Input::term("evaluation", e.step.kind.code()), Input::term("conclusion", term(&e.step.conclusion))]
    });
    Ok(super::unless(inputs.collect()))
}
