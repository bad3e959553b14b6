//! # AUT-039 A judge gave leave where the law asks for it
//!
//! ## What it checks
//! Where the law wants leave for every recovery, for a death from outside or for a minor, a judge, prosecutor or coroner gave it
//! before the recovery. A cause of death or an age that nobody told counts as one that needs leave.
//!
//! ## Why
//! Whoever may have been killed is owed an inquiry first.
//!
//! ## Source
//! A/RES/79/189 OP6(g); the profile's `pathway.leave_for`.
//!
//! ## Inputs
//! Why leave is needed: `every_recovery`, `unnatural_death` or `minor`.
//!
//! ## Example
//! Death after a fall from a scaffold, and no leave: broken in a country that asks for it.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::pathway::Situation;

/// AUT-039.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-039",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[param::PATHWAY_LEAVE_FOR.key, param::PATHWAY_ADULT_AGE.key],
    page: include_str!("aut_039.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let mut needs = Vec::new();
    for case in law.get(&param::PATHWAY_LEAVE_FOR)? {
        let concerns = match case.as_str() {
            "unnatural_death" => s.pathway.known.general.as_ref().is_none_or(|g| g.step.cause.is_unnatural()),
            "minor" => {
                let adult = law.get(&param::PATHWAY_ADULT_AGE)?;
                s.age.is_none_or(|(youngest, _)| youngest < adult)
            }
            _ => true,
        };
        if concerns {
            needs.push(Input::term("because", case));
        }
    }
    if needs.is_empty() {
        return Ok(Answer::NotAsked);
    }
    let given = s.pathway.leave.as_ref().is_some_and(|leave| leave.at <= s.at);
    Ok(if given { Answer::Holds } else { Answer::Broken(needs) })
}
