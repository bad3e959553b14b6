//! # REG-040 Nothing leaves quarantine before its release
//!
//! ## What it checks
//! No unit that was made in a way after which the country keeps it in quarantine is divided, given out, sent abroad or
//! applied before somebody released it.
//!
//! ## Why
//! Tests of what was made come after it was made. A graft that leaves before them cannot be called back from a patient.
//!
//! ## Source
//! Directive 2006/17/EC and 2006/86/EC, annex II: release only after all specifications are met; `tissue.quarantine`.
//!
//! ## Inputs
//! The unit and how it was made.
//!
//! ## Example
//! A pool of platelets of this morning, not released; a plan to give it out: broken.
//!
//! ## Since
//! 0.1.0

use law::param::TISSUE_QUARANTINE;
use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::tissue::{Origin, Situation, Step};

/// REG-040.
pub static RULE: Rule<Situation> = Rule {
    code: "REG-040",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &["tissue.quarantine"],
    page: include_str!("reg_040.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    if !s.gives_out() && !matches!(s.step, Step::Split { .. }) {
        return Ok(Answer::NotAsked);
    }
    // What was never made of anything else was never in this quarantine, whatever the law says of it.
    if s.units.iter().all(|unit| !matches!(unit.entered.origin, Origin::Made { .. })) {
        return Ok(Answer::Holds);
    }
    let made = law.get(&TISSUE_QUARANTINE)?;
    Ok(match s.in_quarantine(&made).map(|unit| (unit.id, &unit.entered.origin)) {
        Some((id, Origin::Made { how, .. })) => {
            Answer::Broken(vec![Input::code("unit", id), Input::term("how", how.code())])
        }
        _ => Answer::Holds,
    })
}
