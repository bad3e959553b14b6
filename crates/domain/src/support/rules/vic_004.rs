//! # VIC-004 Time to recover comes before questions
//!
//! ## What it checks
//! Between the day on which somebody was taken in and the day on which authorities begin to investigate, prosecute or try
//! with them as a witness, the country's days to recover and reflect have passed, unless the person asked to be heard
//! earlier. What happened is kept in any case.
//!
//! ## Why
//! Whoever has just lost a kidney and a promise decides nothing well in that week, and what is said then rarely holds in
//! court.
//!
//! ## Source
//! Council of Europe convention CETS 197, article 13 (at least 30 days); A/RES/79/189 OP16(a); the number is the profile's
//! `support.reflection_days`.
//!
//! ## Inputs
//! The first day on which authorities may ask.
//!
//! ## Example
//! Somebody is questioned three days after a hospital took them in, without having asked for it; the law grants thirty days:
//! broken.
//!
//! ## Since
//! 0.1.0

use jiff::ToSpan;
use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::support::{Phase, Situation, Wish};

/// VIC-004.
pub static RULE: Rule<Situation> = Rule {
    code: "VIC-004",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP16(a)",
    params: &[param::SUPPORT_REFLECTION_DAYS.key],
    page: include_str!("vic_004.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let Situation::Entering { phase, on, taken_in_on, wish } = s else { return Ok(Answer::NotAsked) };
    if !matches!(phase, Phase::Investigation | Phase::Prosecution | Phase::Trial) {
        return Ok(Answer::NotAsked);
    }
    if *wish == Wish::Own {
        return Ok(Answer::Holds);
    }
    let days = law.get(&param::SUPPORT_REFLECTION_DAYS)?;
    let first = taken_in_on.saturating_add(i64::from(days).days());
    Ok(if *on >= first { Answer::Holds } else { Answer::Broken(vec![Input::date("first", first)]) })
}
