//! # AUT-034 Somebody who may authorise the recovery did
//!
//! ## What it checks
//! For each organ there is one of the grounds that the law takes: the person's registered will, the word of somebody the person
//! named, the family's agreement, or that nothing is registered where the law reads silence as no objection and nobody
//! of the family says no. Where the person named somebody, only that somebody's word counts.
//!
//! ## Why
//! Nobody owns a dead person. Somebody must stand for what they wanted.
//!
//! ## Source
//! A/RES/79/189 OP6(g); WHO guiding principle 1; the profile's `pathway.authorised_by`.
//!
//! ## Inputs
//! Each organ without a ground, and the grounds that the law takes.
//!
//! ## Example
//! An opt-in country, nothing registered, and a family that could not be reached: broken.
//!
//! ## Since
//! 0.1.0

use codes::organ::Organ;
use law::param::Silence;
use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use super::agreed;
use crate::donor_register::ChoiceKind;
use crate::pathway::{FamilyAnswer, Kin, Situation};

/// AUT-034.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-034",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "WHO guiding principle 1",
    params: &[param::PATHWAY_AUTHORISED_BY.key],
    page: include_str!("aut_034.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let grounds = law.get(&param::PATHWAY_AUTHORISED_BY)?;
    let without = s.organs.iter().filter(|organ| !grounds.iter().any(|g| stands(s, g, **organ)));
    let mut inputs: Vec<Input> = without.map(|organ| Input::term("organ", organ)).collect();
    if inputs.is_empty() {
        return Ok(Answer::Holds);
    }
    inputs.extend(grounds.iter().map(|ground| Input::term("ground", ground)));
    Ok(Answer::Broken(inputs))
}

/// Whether a ground that the law takes stands for an organ.
fn stands(s: &Situation, ground: &str, organ: Organ) -> bool {
    let said_no = || s.pathway.answers(s.at).iter().any(|f| f.step.answer == FamilyAnswer::SaysNo);
    let Some(registered) = &s.registered else { return ground == "family" && agreed(s, organ, |_| true) };
    if registered.choice == Some(ChoiceKind::NamedPerson) {
        return ground == "named_person" && agreed(s, organ, |kin| kin == Kin::NamedByPerson);
    }
    match ground {
        "registered_will" => registered.allows(organ) == Some(true),
        "family" => agreed(s, organ, |_| true) && !said_no(),
        "no_objection" => {
            registered.allows(organ).is_none() && registered.silence == Some(Silence::NoObjection) && !said_no()
        }
        _ => false,
    }
}
