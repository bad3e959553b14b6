//! # TRC-015 The way to the table was within its temperatures
//!
//! ## What it checks
//! No reading of the organ's way lies outside what is recommended for it. Not asked where no reading is on record. It does
//! not stop the graft: the surgeon decides, and sees it before.
//!
//! ## Why
//! Whether transport conditions were kept is verified before the graft.
//!
//! ## Source
//! Directive 2010/53/EU Art 9(2). What is recommended is the country's: `registry.transport_temperatures`.
//!
//! ## Inputs
//! How many readings there are and how many lie outside, the coldest and the warmest.
//!
//! ## Example
//! Two of forty readings lie at 11 degrees: asked. All lie between 2 and 8: holds.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::trace::theatre::Theatre;

/// TRC-015.
pub static RULE: Rule<Theatre> = Rule {
    code: "TRC-015",
    severity: Severity::Ask,
    since: "0.1.0",
    base: "Directive 2010/53/EU Art 9(2)",
    params: &["registry.transport_temperatures"],
    page: include_str!("trc_015.rs"),
    check,
};

fn check(s: &Theatre, _: &Law<'_>) -> Result<Answer, Unknown> {
    let Some(carried) = s.carried else { return Ok(Answer::NotAsked) };
    if carried.outside == 0 {
        return Ok(Answer::Holds);
    }
    Ok(Answer::Broken(vec![
        Input::number("outside", carried.outside),
        Input::number("readings", carried.readings),
        Input::code("coldest", carried.lowest.value),
        Input::code("warmest", carried.highest.value),
    ]))
}
