//! # CON-024 Two people signed for the old register, and neither brought it in
//!
//! ## What it checks
//! The report on the file is signed by at least two different accounts, and the account that brought the file in is
//! not one of them.
//!
//! ## Why
//! One tired person turned a whole column of “no” into “yes” once. Two who look at the same report on different days
//! do not.
//!
//! ## Source
//! A/RES/79/189 OP6(b).
//!
//! ## Inputs
//! How many others signed.
//!
//! ## Example
//! The importer and one inspector signed: broken. An inspector and the privacy officer signed: holds.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::donor_register::Accepting;

/// CON-024.
pub static RULE: Rule<Accepting> = Rule {
    code: "CON-024",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(b)",
    params: &[],
    page: include_str!("con_024.rs"),
    check,
};

fn check(s: &Accepting, _: &Law<'_>) -> Result<Answer, Unknown> {
    let signers = s.import.signers().len();
    Ok(match signers >= 2 {
        true => Answer::Holds,
        false => Answer::Broken(vec![Input::number("signers", signers)]),
    })
}
