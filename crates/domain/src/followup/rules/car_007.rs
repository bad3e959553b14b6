//! # CAR-007 Care that is handed over has a payer there
//!
//! ## What it checks
//! Whoever hands a donor's care over to another clinic says who pays there, where the law asks that the plan of care
//! names a payer.
//!
//! ## Why
//! The payer of before seldom pays abroad, and a clinic that is not paid sees nobody.
//!
//! ## Source
//! A/RES/79/189 OP5 and 6(k); the profile's `followup.care_payer`.
//!
//! ## Inputs
//! None.
//!
//! ## Example
//! A clinic in Spain is asked, and nobody says who pays: broken where the law asks for a payer.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Law, Rule, Severity, Unknown, param};

use crate::followup::HandingOver;

/// CAR-007.
pub static RULE: Rule<HandingOver> = Rule {
    code: "CAR-007",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(k)",
    params: &[param::CARE_PAYER.key],
    page: include_str!("car_007.rs"),
    check,
};

fn check(s: &HandingOver, law: &Law<'_>) -> Result<Answer, Unknown> {
    Ok(match (law.get(&param::CARE_PAYER)?, s.payer) {
        (false, _) => Answer::NotAsked,
        (true, Some(_)) => Answer::Holds,
        (true, None) => Answer::Broken(Vec::new()),
    })
}
