//! # AUT-019 No suitable organ of a deceased donor was available
//!
//! ## What it checks
//! Where the law allows living donation only when no suitable organ of a deceased donor is available, at least one
//! body has decided in favour of this donation. Donare holds no waiting list yet, so it cannot see whether an organ
//! was available; it takes the decision of a body, which must have weighed it, as the statement. Not asked where the
//! law has no such condition, and while a body is deciding.
//!
//! ## Why
//! Nobody healthy should be operated on when it can be spared.
//!
//! ## Source
//! WHO guiding principle 3 prefers deceased donors; the profile's `approval.subsidiarity`.
//!
//! ## Inputs
//! None.
//!
//! ## Example
//! The law has the condition, and the pair's file holds no favourable decision of any body: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Law, Rule, Severity, Unknown, param};

use crate::approval::{Favour, Phase, Situation};

/// AUT-019.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-019",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[param::SUBSIDIARITY.key],
    page: include_str!("aut_019.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    if s.phase != Phase::Removal || !law.get(&param::SUBSIDIARITY)? {
        return Ok(Answer::NotAsked);
    }
    let weighed = super::heard(s).iter().any(|d| d.step.favour == Favour::Favourable);
    Ok(if weighed { Answer::Holds } else { Answer::Broken(Vec::new()) })
}
