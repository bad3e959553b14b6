//! # REG-028 A body approved the collection from whom the law protects
//!
//! ## What it checks
//! The collection from a living donor younger than the country's age was approved by a body, which is named. A
//! donor whose age is not known counts as younger.
//!
//! ## Why
//! A child cannot weigh giving marrow to a sister against its own fear.
//!
//! ## Source
//! WHO guiding principle 4; Human Tissue Act 2004 and its like; the profile's `tissue.approval_below_age_years`.
//!
//! ## Inputs
//! The donor's youngest possible age and the age below which approval is needed.
//!
//! ## Example
//! Marrow of a girl of nine without a decision of a body: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::tissue::{Situation, Step};

/// REG-028.
pub static RULE: Rule<Situation> = Rule {
    code: "REG-028",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "WHO GP 4",
    params: &[param::TISSUE_APPROVAL_AGE.key],
    page: include_str!("reg_028.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let (Step::Collect(collect), Some(donor)) = (&s.step, &s.donor) else { return Ok(Answer::NotAsked) };
    if !donor.living {
        return Ok(Answer::NotAsked);
    }
    let needed = law.get(&param::TISSUE_APPROVAL_AGE)?;
    let youngest = donor.age.map(|(youngest, _)| youngest);
    if youngest.is_some_and(|age| age >= needed) || needed == 0 || collect.approved_by.is_some() {
        return Ok(Answer::Holds);
    }
    let age = youngest.map_or_else(|| Input::term("age", "not_known"), |age| Input::number("age", age));
    Ok(Answer::Broken(vec![age, Input::number("needed", needed)]))
}
