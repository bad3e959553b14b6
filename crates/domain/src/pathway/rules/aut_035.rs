//! # AUT-035 What the family declined is not taken
//!
//! ## What it checks
//! Where the law lets the family stop a donation, none of those who were asked says no at last, and no organ is taken that one of
//! them declined. Of each of them the latest answer counts.
//!
//! ## Why
//! A recovery against the living costs the trust of a whole town.
//!
//! ## Source
//! A/RES/79/189 OP6(g); the profile's `pathway.family_veto`.
//!
//! ## Inputs
//! Who said no, by their tie to the person, and to what: an organ, or `everything`.
//!
//! ## Example
//! The daughter agrees to everything but the heart. The heart shall be recovered: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::pathway::{FamilyAnswer, Situation};

/// AUT-035.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-035",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[param::PATHWAY_FAMILY_VETO.key],
    page: include_str!("aut_035.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    if !law.get(&param::PATHWAY_FAMILY_VETO)? {
        return Ok(Answer::NotAsked);
    }
    let mut inputs = Vec::new();
    for talk in s.pathway.answers(s.at) {
        let kin = || Input::term("kin", talk.step.kin.code());
        if talk.step.answer == FamilyAnswer::SaysNo {
            inputs.extend([kin(), Input::term("declined", "everything")]);
        }
        for organ in s.organs.iter().filter(|o| talk.step.declined.contains(&o.family())) {
            inputs.extend([kin(), Input::term("declined", organ)]);
        }
    }
    Ok(if inputs.is_empty() { Answer::Holds } else { Answer::Broken(inputs) })
}
