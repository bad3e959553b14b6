//! # AUT-040 The minimum set is complete, or risk and benefit were weighed
//!
//! ## What it checks
//! Everything that Annex A of Directive 2010/53/EU asks of this donor and these organs is on record. Where something is missing,
//! the latest risk–benefit decision is favourable and names all of it.
//!
//! ## Why
//! What nobody looked for is found in the recipient.
//!
//! ## Source
//! Directive 2010/53/EU Article 7(1) and 7(2) with Annex A; A/RES/79/189 OP6(h).
//!
//! ## Inputs
//! Each thing that is missing.
//!
//! ## Example
//! The hepatitis C test is pending and nobody decided about it: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::pathway::{Situation, Weighed};

/// AUT-040.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-040",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("aut_040.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    let missing = s.pathway.missing(&s.organs, s.birth_known);
    let decided = s.pathway.known.weighed.iter().rfind(|w| w.at <= s.at);
    let favourable = decided.filter(|w| w.step.weighed == Weighed::Favourable);
    let covered = |what| favourable.is_some_and(|w| w.step.missing.contains(what));
    let inputs: Vec<Input> =
        missing.iter().filter(|what| !covered(what)).map(|what| Input::term("missing", what.code())).collect();
    Ok(if inputs.is_empty() { Answer::Holds } else { Answer::Broken(inputs) })
}
