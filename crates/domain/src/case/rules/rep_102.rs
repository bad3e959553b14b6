//! # REP-102 A disclosure has a legal basis
//!
//! ## What it checks
//! The country's law names a provision under which something of a case may be disclosed to this sort of authority. Where nobody
//! has read what the law says, nothing is disclosed.
//!
//! ## Why
//! What investigators hold was told under confidence, in care or under threat. It leaves the vault where a law opens the door,
//! and not because somebody asks.
//!
//! ## Source
//! A/RES/79/189 OP10 and OP15 (reporting and cooperation under national law); CETS 216, articles 16, 17 and 21; the provisions stand
//! in the profile's `case.gateways`.
//!
//! ## Inputs
//! To whom.
//!
//! ## Example
//! An embassy asks who the broker is; no provision allows telling an embassy: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::case::Disclosing;

/// REP-102.
pub static RULE: Rule<Disclosing> = Rule {
    code: "REP-102",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP15",
    params: &[param::CASE_GATEWAYS.key],
    page: include_str!("rep_102.rs"),
    check,
};

fn check(s: &Disclosing, law: &Law<'_>) -> Result<Answer, Unknown> {
    let gateways = law.get(&param::CASE_GATEWAYS)?;
    Ok(match Disclosing::gateway(s.to, gateways) {
        Some(_) => Answer::Holds,
        None => Answer::Broken(vec![Input::term("to", s.to.code())]),
    })
}
