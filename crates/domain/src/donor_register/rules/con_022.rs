//! # CON-022 The person is on a pathway for which the law opens the register
//!
//! ## What it checks
//! The referral names a hospital pathway that the country's law names: death was certified, or the end of life was
//! declared. It had happened by the time of the look-up.
//!
//! ## Why
//! While somebody may live, what they wanted after death must not weigh on how they are treated.
//!
//! ## Source
//! A/RES/79/189 OP5 and OP6(d); the profile's `donor_register.pathways`.
//!
//! ## Inputs
//! The pathway, and when it began.
//!
//! ## Example
//! A look-up on the day before death is certified, in a country that opens the register after death only: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::donor_register::Consulting;

/// CON-022.
pub static RULE: Rule<Consulting> = Rule {
    code: "CON-022",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(d)",
    params: &[param::REGISTER_PATHWAYS.key],
    page: include_str!("con_022.rs"),
    check,
};

fn check(s: &Consulting, law: &Law<'_>) -> Result<Answer, Unknown> {
    let Some(referral) = &s.referral else { return Ok(Answer::NotAsked) };
    let referred = &referral.referred;
    let opens = law.get(&param::REGISTER_PATHWAYS)?;
    Ok(match opens.iter().any(|p| p == referred.pathway.code()) && referred.certified_at <= s.at {
        true => Answer::Holds,
        false => Answer::Broken(vec![
            Input::term("pathway", referred.pathway.code()),
            Input::instant("certified_at", referred.certified_at),
        ]),
    })
}
