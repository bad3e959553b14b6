//! # REP-103 No more is disclosed than the recipient needs
//!
//! ## What it checks
//! Every field that is disclosed stands among those that the country's law names for this sort of authority, and at least one is
//! disclosed. Asked where the law names a provision at all.
//!
//! ## Why
//! A helper of victims needs to know that somebody needs help, not who the broker is. What was told once too often cannot be
//! taken back.
//!
//! ## Source
//! A/RES/79/189 OP15 and OP16 (rights of victims in all phases); CETS 216, article 18; the fields stand in the profile's
//! `case.gateways`.
//!
//! ## Inputs
//! Every field too many.
//!
//! ## Example
//! An organisation that helps victims is told the names of the parties: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::case::Disclosing;

/// REP-103.
pub static RULE: Rule<Disclosing> = Rule {
    code: "REP-103",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP16",
    params: &[param::CASE_GATEWAYS.key],
    page: include_str!("rep_103.rs"),
    check,
};

fn check(s: &Disclosing, law: &Law<'_>) -> Result<Answer, Unknown> {
    let gateways = law.get(&param::CASE_GATEWAYS)?;
    let Some(gateway) = Disclosing::gateway(s.to, gateways) else { return Ok(Answer::NotAsked) };
    let open = |code: &str| gateway.fields.iter().any(|f| f == code);
    let extra: Vec<Input> =
        s.fields.iter().filter(|f| !open(f.code())).map(|f| Input::term("field", f.code())).collect();
    Ok(match (extra.is_empty(), s.fields.is_empty()) {
        (true, false) => Answer::Holds,
        (true, true) => Answer::Broken(vec![Input::term("field", "no_field")]),
        (false, _) => Answer::Broken(extra),
    })
}
