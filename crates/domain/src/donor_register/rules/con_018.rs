//! # CON-018 The decision is one that the register keeps, and it is whole
//!
//! ## What it checks
//! The choice is one the country's register knows. Where only some organs may be taken at least one is named; where a
//! named person decides that person is named. A withdrawal is always taken.
//!
//! ## Why
//! Half a decision is read by somebody else in the night. “Some” without organs would be whatever the reader likes.
//!
//! ## Source
//! A/RES/79/189 OP6(b); the profile's `donor_register.choices`.
//!
//! ## Inputs
//! The choice, and what is missing of it.
//!
//! ## Example
//! “A named person decides”, and no name: broken. “Kidneys and cornea only”: holds.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::donor_register::{ChoiceKind, Declaring};

/// CON-018.
pub static RULE: Rule<Declaring> = Rule {
    code: "CON-018",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(b)",
    params: &[param::REGISTER_CHOICES.key],
    page: include_str!("con_018.rs"),
    check,
};

fn check(s: &Declaring, law: &Law<'_>) -> Result<Answer, Unknown> {
    let known = law.get(&param::REGISTER_CHOICES)?;
    let choice = s.choice.code();
    let lacking = match s.choice {
        ChoiceKind::Withdrawn => return Ok(Answer::Holds),
        _ if !known.iter().any(|kept| kept == choice) => "choice",
        ChoiceKind::Some if s.organs == 0 => "organs",
        ChoiceKind::NamedPerson if !s.names_somebody => "named",
        _ => return Ok(Answer::Holds),
    };
    Ok(Answer::Broken(vec![Input::term("choice", choice), Input::term("lacking", lacking)]))
}
