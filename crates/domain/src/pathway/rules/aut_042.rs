//! # AUT-042 Critical results were acknowledged
//!
//! ## What it checks
//! Somebody took note of each result for which a laboratory called.
//!
//! ## Why
//! A result that lies unread in a file warns nobody.
//!
//! ## Source
//! Directive 2010/53/EU Article 7(5): information reaches those who need it in time; A/RES/79/189 OP6(h).
//!
//! ## Inputs
//! Each critical result of which nobody took note, by what was measured.
//!
//! ## Example
//! Potassium of 7.1 mmol/L was called in at two, and nobody acknowledged it: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::pathway::Situation;

/// AUT-042.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-042",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("aut_042.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    let unseen = s.pathway.known.unseen().map(|(_, result)| Input::term("what", crate::rules::term(&result.what)));
    let inputs: Vec<Input> = unseen.collect();
    Ok(if inputs.is_empty() { Answer::Holds } else { Answer::Broken(inputs) })
}
