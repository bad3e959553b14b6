//! # VIG-009 Nothing is removed from a living donor who is recalled
//!
//! ## What it checks
//! No recall of the donor, of this or of another donation of the same person, stood when an organ was to be, or was, removed from
//! them for a recipient.
//!
//! ## Why
//! Somebody who gave before may be recalled for a tumour or an infection while an operation is planned. It would cost the donor an
//! organ and harm the recipient for whom it is meant. A recall of one organ or of one tissue alone says nothing of the person (it may
//! have been spoilt on its way) and is not asked about: whoever finds something in the person recalls the donor.
//!
//! ## Source
//! A/RES/79/189 OP6(h); Directive 2010/53/EU Art 11.
//!
//! ## Inputs
//! The recalls that stand, and of what.
//!
//! ## Example
//! The donor gave bone last year and is recalled for a tumour; their kidney is planned for tomorrow: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::vigilance::Grafting;

/// VIG-009.
pub static RULE: Rule<Grafting> = Rule {
    code: "VIG-009",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("vig_009.rs"),
    check,
};

fn check(s: &Grafting, _: &Law<'_>) -> Result<Answer, Unknown> {
    let standing: Vec<Input> = s
        .recalls
        .iter()
        .filter(|r| r.stands(s.at))
        .flat_map(|r| [Input::code("recall", r.id), Input::code("of", r.recalled.of), Input::instant("since", r.at)])
        .collect();
    Ok(if standing.is_empty() { Answer::Holds } else { Answer::Broken(standing) })
}
