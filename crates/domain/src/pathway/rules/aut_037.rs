//! # AUT-037 For a minor, those with authority agreed
//!
//! ## What it checks
//! The donor is of the age from which the law asks nobody else, or those with parental authority agreed and none of them said no.
//! Where the law excludes minors, there is no donation. An age that nobody knows or estimated counts as too young.
//!
//! ## Why
//! A child's body is guarded by those who guarded the child.
//!
//! ## Source
//! A/RES/79/189 OP6(g); WHO guiding principle 4 in its spirit; the profile's `pathway.adult_age_years` and `pathway.minors`.
//!
//! ## Inputs
//! Why it does not hold (`age_unknown`, `minors_excluded` or `no_guardian`), and the age of full age.
//!
//! ## Example
//! A girl of eleven, an aunt who agrees, and no word of the parents: broken.
//!
//! ## Since
//! 0.1.0

use law::param::Minors;
use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::pathway::{FamilyAnswer, Kin, Situation};

/// AUT-037.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-037",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(g)",
    params: &[param::PATHWAY_ADULT_AGE.key, param::PATHWAY_MINORS.key],
    page: include_str!("aut_037.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let needed = law.get(&param::PATHWAY_ADULT_AGE)?;
    let broken = |reason| Ok(Answer::Broken(vec![Input::term("reason", reason), Input::number("needed", needed)]));
    match s.age {
        None => return broken("age_unknown"),
        Some((youngest, _)) if youngest >= needed => return Ok(Answer::Holds),
        Some(_) => {}
    }
    if law.get(&param::PATHWAY_MINORS)? == Minors::Never {
        return broken("minors_excluded");
    }
    let answers = s.pathway.answers(s.at);
    let of_guardian = |answer| answers.iter().any(|f| f.step.kin == Kin::Guardian && f.step.answer == answer);
    match of_guardian(FamilyAnswer::SaysYes) && !of_guardian(FamilyAnswer::SaysNo) {
        true => Ok(Answer::Holds),
        false => broken("no_guardian"),
    }
}
