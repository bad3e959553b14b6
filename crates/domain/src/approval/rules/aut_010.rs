//! # AUT-010 The interviews were held and saw no pressure
//!
//! ## What it checks
//! Every interview the profile asks for (donor alone, recipient alone, together) was held, and the latest of each
//! kind, asked for or not, saw nothing that speaks against free will. A sign that needs a further look breaks the
//! rule until a later interview settles it.
//!
//! ## Why
//! What somebody cannot say before the family, they may say alone.
//!
//! ## Source
//! A/RES/79/189 OP6(g) and 6(k); the profile's `approval.interviews`.
//!
//! ## Inputs
//! The interview, and `missing` or what it saw.
//!
//! ## Example
//! Donor and recipient were only heard together: broken where the donor must be heard alone.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::approval::{Interview, Situation};
use crate::rules::term;

/// AUT-010.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-010",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(k)",
    params: &[param::INTERVIEWS.key],
    page: include_str!("aut_010.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let wanted: Vec<String> = law.get(&param::INTERVIEWS)?;
    let held = |code: &str| super::interviews(s).any(|i| i.step.presence.code() == code);
    let missing = wanted.iter().filter(|w| !held(w)).map(|w| (w.clone(), "missing".to_owned()));
    let signs = super::interviews(s).filter(|i| i.step.result != Interview::NoPressureSeen);
    let signs = signs.map(|i| (i.step.presence.code().to_owned(), term(&i.step.result)));
    let inputs = missing
        .chain(signs)
        .flat_map(|(interview, result)| [Input::term("interview", interview), Input::term("result", result)]);
    Ok(super::unless(inputs.collect()))
}
