//! # AUT-033 The person did not say no
//!
//! ## What it checks
//! The person's own decision in the donor register does not exclude an organ that shall be taken: it is neither no nor some
//! organs without this one.
//!
//! ## Why
//! What somebody decided in life is not decided again over their body.
//!
//! ## Source
//! A/RES/79/189 OP6(b) and OP6(d); WHO guiding principle 1: there is no reason to believe that the deceased person objected.
//!
//! ## Inputs
//! Each organ that the person did not give.
//!
//! ## Example
//! The register says: kidneys only. A heart shall be recovered: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::pathway::Situation;

/// AUT-033.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-033",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "WHO guiding principle 1",
    params: &[],
    page: include_str!("aut_033.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    let Some(registered) = &s.registered else { return Ok(Answer::NotAsked) };
    let refused = s.organs.iter().filter(|organ| registered.allows(**organ) == Some(false));
    let inputs: Vec<Input> = refused.map(|organ| Input::term("organ", organ)).collect();
    Ok(if inputs.is_empty() { Answer::Holds } else { Answer::Broken(inputs) })
}
