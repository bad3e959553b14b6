//! # REG-029 What is given out carries its codes
//!
//! ## What it checks
//! A unit that is given out, sent abroad or applied carries the codes that the country asks for: the Single
//! European Code, the donation number, the last day of use; unless it is exempt in a way that the country allows.
//!
//! ## Why
//! A label that only its own freezer understands ends the trace at the first border.
//!
//! ## Source
//! Directive (EU) 2015/565 Art 10 and 10b; A/RES/79/189 OP17; the profile's `tissue.label` and
//! `tissue.label_exempt`.
//!
//! ## Inputs
//! The unit and the first code that it lacks.
//!
//! ## Example
//! A graft of bone with a donation number but without a Single European Code in a country that asks for it: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::tissue::{Label, Situation};

/// REG-029.
pub static RULE: Rule<Situation> = Rule {
    code: "REG-029",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP17",
    params: &[param::TISSUE_LABEL.key, param::TISSUE_LABEL_EXEMPT.key],
    page: include_str!("reg_029.rs"),
    check,
};

fn carries(label: &Label, code: &str) -> bool {
    match code {
        "sec" => label.sec.is_some(),
        "donation_number" => {
            label.donation.is_some() || label.sec.as_ref().is_some_and(|sec| sec.donation_number().is_some())
        }
        _ => label.expires_on.is_some() || label.sec.as_ref().is_some_and(|sec| sec.expires_on().is_some()),
    }
}

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    if !s.gives_out() {
        return Ok(Answer::NotAsked);
    }
    let (asked, exempt) = (law.get(&param::TISSUE_LABEL)?, law.get(&param::TISSUE_LABEL_EXEMPT)?);
    let lacks = s.units.iter().find_map(|unit| {
        let label = &unit.entered.label;
        if label.exempt.is_some_and(|why| exempt.iter().any(|taken| taken == why.code())) {
            return None;
        }
        let lacking = asked.iter().find(|code| !carries(label, code))?;
        Some(vec![Input::code("unit", unit.id), Input::term("lacking", lacking)])
    });
    Ok(lacks.map_or(Answer::Holds, Answer::Broken))
}
