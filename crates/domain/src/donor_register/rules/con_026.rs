//! # CON-026 What the report warns of was explained by two people
//!
//! ## What it checks
//! Where the report says that choices flip against what is on record here, that nearly everybody has the same choice,
//! or that many rows cannot be read, at least two of those who signed explained exactly that in writing.
//!
//! ## Why
//! A column read the wrong way round and a box that was ticked beforehand look like a successful import. They are what
//! this report is for.
//!
//! ## Source
//! A/RES/79/189 OP6(b).
//!
//! ## Inputs
//! The warnings that fewer than two people explained.
//!
//! ## Example
//! Of the people known here, nine in ten say the opposite in the file: broken until two people know why.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::donor_register::Accepting;

/// CON-026.
pub static RULE: Rule<Accepting> = Rule {
    code: "CON-026",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(b)",
    params: &[],
    page: include_str!("con_026.rs"),
    check,
};

fn check(s: &Accepting, _: &Law<'_>) -> Result<Answer, Unknown> {
    let explained = |warning| {
        let who =
            s.import.signatures.iter().filter(|g| g.signed.explains.contains(&warning) && g.signed.because.is_some());
        who.map(|g| g.by.as_str())
            .filter(|by| *by != s.import.staged_by)
            .collect::<std::collections::BTreeSet<_>>()
            .len()
    };
    let open = s.import.warnings().into_iter().filter(|warning| explained(*warning) < 2);
    let inputs: Vec<Input> = open.map(|warning| Input::term("warning", warning.code())).collect();
    Ok(if inputs.is_empty() { Answer::Holds } else { Answer::Broken(inputs) })
}
