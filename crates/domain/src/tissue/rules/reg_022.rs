//! # REG-022 Nothing is used after its last day
//!
//! ## What it checks
//! A unit that is worked, put together, given out, sent abroad or applied has not passed its last day of use; a
//! unit without one is asked about by REG-029.
//!
//! ## Why
//! What kept well for five years may harm in the sixth.
//!
//! ## Source
//! Directive 2006/86/EC Annex II part E; REG-3 of the requirements. No country's law changes it.
//!
//! ## Inputs
//! The unit and its last day.
//!
//! ## Example
//! A cornea with last day 20 November is given out on 21 November: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::tissue::{Situation, Step};

/// REG-022.
pub static RULE: Rule<Situation> = Rule {
    code: "REG-022",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP17",
    params: &[],
    page: include_str!("reg_022.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    let uses = s.gives_out() || matches!(s.step, Step::Process { .. } | Step::Pool { .. });
    if !uses {
        return Ok(Answer::NotAsked);
    }
    let late = s.units.iter().find(|unit| unit.is_expired(s.on));
    Ok(late.map_or(Answer::Holds, |unit| {
        let last = unit.entered.label.expires_on.map(|day| Input::date("expires_on", day));
        Answer::Broken(std::iter::once(Input::code("unit", unit.id)).chain(last).collect())
    }))
}
