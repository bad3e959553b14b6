//! # VIG-005 The final report comes within the time of the law
//!
//! ## What it checks
//! From the initial report to the final one no more months pass than the law gives.
//!
//! ## Why
//! An investigation without an end teaches nobody. What needs longer is said in writing.
//!
//! ## Source
//! Directive 2012/25/EU Art 7(d): three months as a rule; the profile's `vigilance.final_months`.
//!
//! ## Inputs
//! When it was due.
//!
//! ## Example
//! Filed on 3 January, reported on 20 April, three months allowed: broken; the report is made all the same and says why.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::vigilance::{Closing, rules::due_at};

/// VIG-005.
pub static RULE: Rule<Closing> = Rule {
    code: "VIG-005",
    severity: Severity::Ask,
    since: "0.1.0",
    base: "Directive 2012/25/EU Art 7(d)",
    params: &[param::VIGILANCE_FINAL_MONTHS.key],
    page: include_str!("vig_005.rs"),
    check,
};

fn check(s: &Closing, law: &Law<'_>) -> Result<Answer, Unknown> {
    let months = law.get(&param::VIGILANCE_FINAL_MONTHS)?;
    let due = due_at(s.filed_at, months, law);
    Ok(if s.at <= due {
        Answer::Holds
    } else {
        Answer::Broken(vec![Input::instant("due", due), Input::number("months", months)])
    })
}
