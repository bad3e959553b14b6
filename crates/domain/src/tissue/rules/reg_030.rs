//! # REG-030 What crosses the border has its papers
//!
//! ## What it checks
//! What is brought in or sent abroad names the other establishment and the number of a certificate, as far as the
//! country asks for them.
//!
//! ## Why
//! What crosses a border without a paper crosses it without a past.
//!
//! ## Source
//! Directive (EU) 2015/566; A/RES/79/189 OP17; the profile's `tissue.border_papers`.
//!
//! ## Inputs
//! The paper that is missing.
//!
//! ## Example
//! Tendons from abroad with the sender's name and no certificate: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::tissue::{Situation, Step};

/// REG-030.
pub static RULE: Rule<Situation> = Rule {
    code: "REG-030",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP17",
    params: &[param::TISSUE_BORDER_PAPERS.key],
    page: include_str!("reg_030.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let (other, certificate) = match &s.step {
        Step::Import(i) => (&i.supplier, &i.certificate),
        Step::Export { to, certificate, .. } => (to, certificate),
        _ => return Ok(Answer::NotAsked),
    };
    let papers = law.get(&param::TISSUE_BORDER_PAPERS)?;
    let has = |paper: &str| if paper == "certificate" { certificate.is_some() } else { other.is_some() };
    let missing = papers.iter().find(|paper| !has(paper));
    Ok(missing.map_or(Answer::Holds, |paper| Answer::Broken(vec![Input::term("paper", paper)])))
}
