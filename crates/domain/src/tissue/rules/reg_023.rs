//! # REG-023 Nothing that was recalled is used
//!
//! ## What it checks
//! No unit under a recall, of its own or of one of its donors, is divided, worked, put together, given out, sent abroad
//! or applied. It may be kept and thrown away. Only somebody other than who recalled it lifts a recall.
//!
//! ## Why
//! A recall that a busy day can step over is no recall.
//!
//! ## Source
//! Directive 2006/86/EC Art 10; A/RES/79/189 OP6(h). No country's law changes it.
//!
//! ## Inputs
//! The unit and why it was recalled.
//!
//! ## Example
//! A bone of a donor with an infection found later; a plan to apply it: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::rules::term;
use crate::tissue::{Situation, Step};
use crate::vigilance::Recall;

/// REG-023.
pub static RULE: Rule<Situation> = Rule {
    code: "REG-023",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("reg_023.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    if matches!(s.step, Step::Collect(_) | Step::Import(_) | Step::Store { .. } | Step::Discard { .. }) {
        return Ok(Answer::NotAsked);
    }
    let stopped = s.units.iter().find_map(|unit| {
        let own = unit.recalled().filter(|r| r.at <= s.at).map(|r| r.reason.clone());
        let of_a_donor =
            |r: &&Recall| r.stands(s.at) && unit.entered.donors.iter().any(|d| r.recalled.of == (*d).into());
        let reason = own.or_else(|| s.recalls.iter().find(of_a_donor).map(|r| term(&r.recalled.why)))?;
        Some(vec![Input::code("unit", unit.id), Input::term("reason", &reason)])
    });
    Ok(stopped.map_or(Answer::Holds, Answer::Broken))
}
