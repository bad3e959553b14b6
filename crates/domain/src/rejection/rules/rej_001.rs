//! # REJ-001 What looks like a crime is referred
//!
//! ## What it checks
//! Where a procedure was rejected because of trafficking, alleged or proven, it was referred to police, to the financial
//! intelligence unit, to those who look after victims or to the competent authority; or it is written why to nobody. Asked of
//! recorded rejections only.
//!
//! ## Why
//! A no protects one donor from one operation. Whoever brought the donor brings the next one, to another centre.
//!
//! ## Source
//! A/RES/79/189 OP13 and OP22 (rejected owing to alleged or proven trafficking, and what followed).
//!
//! ## Inputs
//! None: whoever recorded the rejection is not told that a question was raised.
//!
//! ## Example
//! A board rejects a pair since the donor was promised money, refers it to nobody and does not say why: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Law, Rule, Severity, Unknown};

use crate::rejection::{Named, Situation};

/// REJ-001.
pub static RULE: Rule<Situation> = Rule {
    code: "REJ-001",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP22",
    params: &[],
    page: include_str!("rej_001.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    if s.crime.is_none() {
        return Ok(Answer::NotAsked);
    }
    let told = !s.referrals.is_empty() || s.unreferred == Named::Written;
    Ok(if told { Answer::Holds } else { Answer::Broken(Vec::new()) })
}
