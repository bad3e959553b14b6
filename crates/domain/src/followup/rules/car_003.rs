//! # CAR-003 A donor from abroad is cared for where they live
//!
//! ## What it checks
//! When the donor makes their life in another country, the clinic of the plan is in that country. Not asked when the
//! donor lives here, when it is not known where they live, or without a plan.
//!
//! ## Why
//! A donor who flies home after a week is lost to a clinic that stays here.
//!
//! ## Source
//! A/RES/79/189 OP5 and 6(k); CM/Res(2017)1 on non-resident living donors.
//!
//! ## Inputs
//! The country in which the donor lives and that of the clinic.
//!
//! ## Example
//! The donor lives in France and the plan names a clinic in Calvane: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::followup::Situation;

/// CAR-003.
pub static RULE: Rule<Situation> = Rule {
    code: "CAR-003",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(k)",
    params: &[],
    page: include_str!("car_003.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let Some(residence) = s.residence.filter(|r| *r != s.country) else {
        return Ok(Answer::NotAsked);
    };
    Ok(match super::plan(s, law).map(|plan| plan.clinic_country) {
        None => Answer::NotAsked,
        Some(clinic) if clinic == residence => Answer::Holds,
        Some(clinic) => {
            Answer::Broken(vec![Input::code("residence", residence), Input::code("clinic_country", clinic)])
        }
    })
}
