//! # TRC-008 The organ was handed over here
//!
//! ## What it checks
//! The last hand-over on record, or else the recovery, was at the centre where the table stands.
//!
//! ## Why
//! A box that stands here without a hand-over to here may be another box.
//!
//! ## Source
//! A/RES/79/189 OP6(h); Directive 2010/53/EU Art 10. No country's law changes it.
//!
//! ## Inputs
//! Where the record has the organ, and where the table stands.
//!
//! ## Example
//! The record has the organ still on its way in another city: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::trace::theatre::Theatre;

/// TRC-008.
pub static RULE: Rule<Theatre> = Rule {
    code: "TRC-008",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("trc_008.rs"),
    check,
};

fn check(s: &Theatre, _: &Law<'_>) -> Result<Answer, Unknown> {
    if s.held_at == Some(s.table) {
        return Ok(Answer::Holds);
    }
    let held_at = s.held_at.map_or_else(|| Input::term("held_at", "no_record_of_it"), |c| Input::code("held_at", c));
    let inputs = vec![Input::code("table", s.table), held_at];
    Ok(Answer::Broken(inputs))
}
