//! # AUT-045 What was recovered had been approved
//!
//! ## What it checks
//! Asked of a recovery that happened: an approval stood at that instant, for each of the organs, for the place and for everybody
//! who operated.
//!
//! ## Why
//! An approval for two kidneys is none for a heart.
//!
//! ## Source
//! A/RES/79/189 OP6(g).
//!
//! ## Inputs
//! What lacked approval: `standing_approval`, an organ, `centre` or `operators`.
//!
//! ## Example
//! The kidneys were approved; the liver was taken as well: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::pathway::{Phase, Situation};

/// AUT-045.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-045",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[],
    page: include_str!("aut_045.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    if s.phase != Phase::Recovery {
        return Ok(Answer::NotAsked);
    }
    let lacking = |what: &str| Input::term("lacking", what);
    let Some(approved) = s.pathway.approved.as_ref().filter(|a| a.at <= s.at).map(|a| &a.step) else {
        return Ok(Answer::Broken(vec![lacking("standing_approval")]));
    };
    let mut inputs: Vec<Input> =
        s.organs.iter().filter(|o| !approved.organs.contains(o)).map(|o| lacking(o.code())).collect();
    inputs.extend((approved.centre != s.centre).then(|| lacking("centre")));
    inputs.extend(s.team.iter().any(|m| !approved.team.contains(m)).then(|| lacking("operators")));
    Ok(if inputs.is_empty() { Answer::Holds } else { Answer::Broken(inputs) })
}
