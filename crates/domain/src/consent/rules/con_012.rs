//! # CON-012 The donor has not stopped
//!
//! ## What it checks
//! No withdrawal is on record in the present round, whatever was signed before. A withdrawal told later than the
//! operation is shown too: a person must look at which came first.
//!
//! ## Why
//! A donor may stop at any moment until anaesthesia, without giving a reason and without being asked for one.
//!
//! ## Source
//! A/RES/79/189 OP6(k); the right to withdraw stands in every law read so far.
//!
//! ## Inputs
//! When the donor stopped.
//!
//! ## Example
//! The donor telephones the night before and says no: every plan of the round is refused.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::consent::Situation;

/// CON-012.
pub static RULE: Rule<Situation> = Rule {
    code: "CON-012",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(k)",
    params: &[],
    page: include_str!("con_012.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    let stopped = s.consent.withdrawal.as_ref();
    Ok(super::unless(stopped.map(|w| Input::instant("withdrawn_at", w.at)).into_iter().collect()))
}
