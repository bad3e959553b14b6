//! # VIG-001 No unit of a recalled donor is grafted
//!
//! ## What it checks
//! No recall of the unit, of what it was divided or pooled from, or of a donor it came from stood when it was to be, or was, grafted.
//!
//! ## Why
//! A recall says that a tumour, an infection or a mistake may sit in everything the donor gave. Whoever grafts it all the same
//! harms somebody who could have been spared.
//!
//! ## Source
//! A/RES/79/189 OP6(h); Directive 2010/53/EU Art 11.
//!
//! ## Inputs
//! The recalls that stand, and of what.
//!
//! ## Example
//! The donor's liver shows a tumour and everything is recalled; a kidney still on its way is planned for tomorrow: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::vigilance::Grafting;

/// VIG-001.
pub static RULE: Rule<Grafting> = Rule {
    code: "VIG-001",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("vig_001.rs"),
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
