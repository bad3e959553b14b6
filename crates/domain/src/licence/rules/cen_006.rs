//! # CEN-006 No measure against the licence waits for a second signature
//!
//! ## What it checks
//! No suspension or revocation of the licence has been signed by one inspector and still waits for a second one. For
//! a plan this is looked at now, for a fact at its own instant.
//!
//! ## Why
//! What one inspector has already seen should be weighed before somebody is operated on, even while it does not bind
//! yet.
//!
//! ## Source
//! A/RES/79/189 OP6(e) and 6(f).
//!
//! ## Inputs
//! The licence, the measure that waits, since when, and how many conditions the licence carries.
//!
//! ## Example
//! One inspector signed a suspension this morning, a removal is planned this afternoon: somebody must answer in
//! writing why it goes on.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use super::nearest;
use crate::licence::{Measure, Situation};
use crate::rules::term;

/// CEN-006.
pub static RULE: Rule<Situation> = Rule {
    code: "CEN-006",
    severity: Severity::Ask,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(e)",
    params: &[],
    page: include_str!("cen_006.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    let now = s.now.unwrap_or(s.at);
    let waiting = nearest(s).and_then(|l| l.waiting(now).map(|m| (l, m)));
    Ok(match waiting.filter(|(_, m)| m.first_at <= now && m.proposed.measure != Measure::Reinstate) {
        None => Answer::Holds,
        Some((licence, measure)) => Answer::Broken(vec![
            Input::code("licence", licence.id),
            Input::term("measure", term(&measure.proposed.measure)),
            Input::instant("signed_at", measure.first_at),
            Input::number("conditions", licence.granted.conditions.len()),
        ]),
    })
}
