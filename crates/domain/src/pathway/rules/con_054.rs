//! # CON-054 The family declared that nothing was offered
//!
//! ## What it checks
//! Where the law asks the family of somebody who died for a declaration, everybody of them who agreed to the donation declared,
//! at last, that nothing of monetary value was offered, promised or given for it. Where nobody agreed it is not asked: then the
//! donation rests on something else than the family's word.
//!
//! ## Why
//! A family in grief can be bought as a living donor can. The declaration tells them what is forbidden, in their language, and
//! gives them a moment to say that it was not so.
//!
//! ## Source
//! A/RES/79/189 OP6(b); WHO guiding principle 5; the profile's `pathway.family_declares`.
//!
//! ## Inputs
//! Whose declaration is missing, by their tie to the person.
//!
//! ## Example
//! The husband agreed and has declared nothing yet: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::pathway::{FamilyAnswer, Situation};

/// CON-054.
pub static RULE: Rule<Situation> = Rule {
    code: "CON-054",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(b)",
    params: &[param::PATHWAY_FAMILY_DECLARES.key],
    page: include_str!("con_054.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    if !law.get(&param::PATHWAY_FAMILY_DECLARES)? {
        return Ok(Answer::NotAsked);
    }
    let mut agreed = s.pathway.answers(s.at);
    agreed.retain(|talk| talk.step.answer == FamilyAnswer::SaysYes);
    if agreed.is_empty() {
        return Ok(Answer::NotAsked);
    }
    let lacking = agreed.iter().filter(|talk| !s.unpaid.contains(&talk.step.kin));
    let inputs: Vec<Input> = lacking.map(|talk| Input::term("kin", talk.step.kin.code())).collect();
    Ok(if inputs.is_empty() { Answer::Holds } else { Answer::Broken(inputs) })
}
