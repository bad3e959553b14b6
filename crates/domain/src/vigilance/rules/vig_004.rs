//! # VIG-004 The country of origin closes, with what every destination found
//!
//! ## What it checks
//! The donation was made in this country, and from each country that received something there is an answer on record, or that
//! it was asked and gave none.
//!
//! ## Why
//! The same donor's organs cross borders. One common report, made where the donor was, is how every country learns what the
//! others found.
//!
//! ## Source
//! Directive 2012/25/EU Art 7(d).
//!
//! ## Inputs
//! The country of origin, and countries that were not heard.
//!
//! ## Example
//! A liver went to Spain, which has not answered yet: broken. Spain was asked twice and gave no answer, and that is on record:
//! holds.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::vigilance::{Closing, Heard};

/// VIG-004.
pub static RULE: Rule<Closing> = Rule {
    code: "VIG-004",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "Directive 2012/25/EU Art 7(d)",
    params: &[],
    page: include_str!("vig_004.rs"),
    check,
};

fn check(s: &Closing, _: &Law<'_>) -> Result<Answer, Unknown> {
    if s.origin != s.own {
        return Ok(Answer::Broken(vec![Input::code("origin", s.origin), Input::code("lacking", s.origin)]));
    }
    let lacking: Vec<Input> = s
        .destinations
        .iter()
        .filter(|(_, heard)| *heard == Heard::NotHeard)
        .map(|(country, _)| Input::code("lacking", country))
        .collect();
    if lacking.is_empty() {
        return Ok(Answer::Holds);
    }
    Ok(Answer::Broken(std::iter::once(Input::code("origin", s.origin)).chain(lacking).collect()))
}
