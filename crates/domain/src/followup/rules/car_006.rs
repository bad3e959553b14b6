//! # CAR-006 Care is handed over to where the donor lives
//!
//! ## What it checks
//! A clinic that is asked to take over a donor's care is in the country in which the donor makes their life. Not asked
//! when nobody knows where the donor lives.
//!
//! ## Why
//! A clinic in a third country sees the donor no more often than the one that is left.
//!
//! ## Source
//! A/RES/79/189 OP5 and 6(k); CM/Res(2017)1 on non-resident living donors.
//!
//! ## Inputs
//! The country in which the donor lives and that of the clinic.
//!
//! ## Example
//! The donor moved to Spain, and a clinic in France is asked: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::followup::HandingOver;

/// CAR-006.
pub static RULE: Rule<HandingOver> = Rule {
    code: "CAR-006",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(k)",
    params: &[],
    page: include_str!("car_006.rs"),
    check,
};

fn check(s: &HandingOver, _: &Law<'_>) -> Result<Answer, Unknown> {
    Ok(match s.lives_in {
        None => Answer::NotAsked,
        Some(lives_in) if lives_in == s.clinic_country => Answer::Holds,
        Some(lives_in) => {
            Answer::Broken(vec![Input::code("residence", lives_in), Input::code("clinic_country", s.clinic_country)])
        }
    })
}
