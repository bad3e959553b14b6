//! # TRC-010 The donor is not recalled
//!
//! ## What it checks
//! Nothing was found out about the donor that stops everything that came from them.
//!
//! ## Why
//! An infection or a tumour of the donor that was found this morning must reach every table before the graft.
//!
//! ## Source
//! Directive 2010/53/EU Art 11; A/RES/79/189 OP6(h). No country's law changes it.
//!
//! ## Inputs
//! Why the donor is recalled, and since when.
//!
//! ## Example
//! A culture of the donor grew overnight and the donor was recalled: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::trace::theatre::Theatre;

/// TRC-010.
pub static RULE: Rule<Theatre> = Rule {
    code: "TRC-010",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "Directive 2010/53/EU Art 11",
    params: &[],
    page: include_str!("trc_010.rs"),
    check,
};

fn check(s: &Theatre, _: &Law<'_>) -> Result<Answer, Unknown> {
    Ok(match &s.recalled {
        None => Answer::Holds,
        Some(recall) => {
            Answer::Broken(vec![Input::term("reason", &recall.reason), Input::instant("recalled_at", recall.at)])
        }
    })
}
