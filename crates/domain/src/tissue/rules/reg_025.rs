//! # REG-025 The origin is known
//!
//! ## What it checks
//! What is collected comes from a donor on record. What is given out, sent abroad or applied comes from donors on
//! record, or from abroad with the donation in its code; and so do all units of a pool.
//!
//! ## Why
//! An organ of unknown origin may be a crime; a bone of unknown origin may be one too.
//!
//! ## Source
//! A/RES/79/189 preamble and OP17; Directive 2004/23/EC Art 8; the profile's `tissue.origin`.
//!
//! ## Inputs
//! The unit, or the donor who is not on record.
//!
//! ## Example
//! A heart valve in an old freezer without a number is given out: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::tissue::{Situation, Step, Trail};

/// REG-025.
pub static RULE: Rule<Situation> = Rule {
    code: "REG-025",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP17",
    params: &[param::TISSUE_ORIGIN.key],
    page: include_str!("reg_025.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let collects = matches!(s.step, Step::Collect(_));
    if !(collects || s.gives_out() || matches!(s.step, Step::Pool { .. })) || !law.get(&param::TISSUE_ORIGIN)? {
        return Ok(Answer::NotAsked);
    }
    if collects && s.donor.is_none() {
        return Ok(Answer::Broken(vec![Input::term("number", "not_recorded")]));
    }
    let unknown = s.units.iter().find(|unit| unit.entered.trail == Trail::Broken);
    Ok(unknown.map_or(Answer::Holds, |unit| Answer::Broken(vec![Input::code("number", unit.id)])))
}
