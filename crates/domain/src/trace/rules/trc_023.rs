//! # TRC-023 A sheet is used once
//!
//! ## What it checks
//! A sheet that is entered was neither entered before nor voided.
//!
//! ## Why
//! One number that tells two things hides which of them was on the paper.
//!
//! ## Source
//! A/RES/79/189 OP6(h). No country's law changes it.
//!
//! ## Inputs
//! The sheet, and where it stood.
//!
//! ## Example
//! A sheet was voided because it came back blank, and a graft is entered from it the day after: broken. A sheet that was
//! missing and is found: holds.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::trace::paper::{Entering, SheetState};

/// TRC-023.
pub static RULE: Rule<Entering> = Rule {
    code: "TRC-023",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("trc_023.rs"),
    check,
};

fn check(s: &Entering, _: &Law<'_>) -> Result<Answer, Unknown> {
    if matches!(s.state, SheetState::Issued | SheetState::Missing) {
        return Ok(Answer::Holds);
    }
    let stood = format!("sheet_{}", s.state.code());
    Ok(Answer::Broken(vec![Input::code("sheet", s.sheet), Input::term("state", stood)]))
}
