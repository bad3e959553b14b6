//! # CEN-005 The licence covers this donor
//!
//! ## What it checks
//! The donors whom the licence allows (related, unrelated, exchange, living abroad) include the donor. Every licence
//! for living donors allows related ones. Where the centre has several licences for the organ and activity, the
//! nearest one is judged: one that is valid and covers the donor, then one that is valid, then one that is
//! suspended, then the youngest. A valid licence that covers the donor therefore answers for all.
//!
//! ## Why
//! Centres are licensed for the donors they know how to protect; a stranger or a traveller needs more than a sister.
//!
//! ## Source
//! A/RES/79/189 OP6(e); WHO guiding principle 10; the profile's `licence.required`.
//!
//! ## Inputs
//! The licence, and each scope that is needed and missing.
//!
//! ## Example
//! A licence for related donors only, a donor who is a friend: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use super::{missing, nearest};
use crate::licence::Situation;

/// CEN-005.
pub static RULE: Rule<Situation> = Rule {
    code: "CEN-005",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(e)",
    params: &[param::LICENCE_REQUIRED.key],
    page: include_str!("cen_005.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    if !law.get(&param::LICENCE_REQUIRED)? {
        return Ok(Answer::NotAsked);
    }
    let Some(licence) = nearest(s) else {
        return Ok(Answer::NotAsked);
    };
    let missing: Vec<Input> = missing(licence, s).map(|scope| Input::term("scope", scope)).collect();
    Ok(if missing.is_empty() {
        Answer::Holds
    } else {
        Answer::Broken([vec![Input::code("licence", licence.id)], missing].concat())
    })
}
