//! # AUT-003 The donor is old enough
//!
//! ## What it checks
//! On the day of the decision or removal the donor has completed at least the years the profile names. Where the
//! birth date is known only in part, the youngest reading counts; where it is not known at all, the rule is broken.
//!
//! ## Why
//! A child cannot give free consent, and papers make children older more often than younger.
//!
//! ## Source
//! WHO guiding principle 4; the profile's `approval.min_donor_age_years`.
//!
//! ## Inputs
//! Years needed, and the youngest age the donor may have, or `unknown`.
//!
//! ## Example
//! Born "in 2008", operation in November 2026, 18 years needed: the youngest reading is 17, broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::approval::Situation;

/// AUT-003.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-003",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[param::MIN_DONOR_AGE.key],
    page: include_str!("aut_003.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let needed = law.get(&param::MIN_DONOR_AGE)?;
    Ok(match s.donor_age {
        Some((youngest, _)) if youngest >= needed => Answer::Holds,
        Some((youngest, _)) => Answer::Broken(vec![Input::number("needed", needed), Input::number("age", youngest)]),
        None => Answer::Broken(vec![Input::number("needed", needed), Input::term("age", "unknown")]),
    })
}
