//! # CAR-005 Somebody answers for a result that is not as it should be
//!
//! ## What it checks
//! When a living donor's result is not as it should be, or a visit was missed, a person is named who answers for it, and,
//! where the law asks for one, who pays. It is asked alike of donors who live here and of those who live elsewhere.
//!
//! ## Why
//! A low value that nobody is named for is read by everybody and acted on by nobody.
//!
//! ## Source
//! A/RES/79/189 OP5 and 6(k); the profile's `followup.care_payer`.
//!
//! ## Inputs
//! What is missing: the carer, or the payer.
//!
//! ## Example
//! The kidney function fell below the band and the plan of care names nobody: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::followup::Concerning;

/// CAR-005.
pub static RULE: Rule<Concerning> = Rule {
    code: "CAR-005",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(k)",
    params: &[param::CARE_PAYER.key],
    page: include_str!("car_005.rs"),
    check,
};

fn check(s: &Concerning, law: &Law<'_>) -> Result<Answer, Unknown> {
    if s.found.is_empty() {
        return Ok(Answer::NotAsked);
    }
    if s.carer.is_none() {
        return Ok(Answer::Broken(vec![Input::term("missing", "carer")]));
    }
    Ok(match s.payer.is_none() && law.get(&param::CARE_PAYER)? {
        true => Answer::Broken(vec![Input::term("missing", "payer")]),
        false => Answer::Holds,
    })
}
