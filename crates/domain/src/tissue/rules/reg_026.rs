//! # REG-026 The collection was agreed to
//!
//! ## What it checks
//! A living donor, or a representative where the country takes that, signed; for a donor who died there is one of
//! the ways that the country takes: the own decision, the kin, or no objection.
//!
//! ## Why
//! Nobody is a store of parts, alive or dead.
//!
//! ## Source
//! WHO guiding principles 1 and 3; Directive 2004/23/EC Art 13; the profile's `tissue.consent_living` and
//! `tissue.consent_deceased`.
//!
//! ## Inputs
//! The way in which it was agreed to, and whether the donor lives.
//!
//! ## Example
//! Skin of a donor who died, without anybody asked: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::rules::term;
use crate::tissue::{Situation, Step};

/// REG-026.
pub static RULE: Rule<Situation> = Rule {
    code: "REG-026",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "WHO GP 1; WHO GP 3",
    params: &[param::TISSUE_CONSENT_LIVING.key, param::TISSUE_CONSENT_DECEASED.key],
    page: include_str!("reg_026.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let (Step::Collect(collect), Some(donor)) = (&s.step, &s.donor) else { return Ok(Answer::NotAsked) };
    let taken = match donor.living {
        true => law.get(&param::TISSUE_CONSENT_LIVING)?,
        false => law.get(&param::TISSUE_CONSENT_DECEASED)?,
    };
    let way = term(&collect.consent);
    Ok(match taken.contains(&way) {
        true => Answer::Holds,
        false => Answer::Broken(vec![
            Input::term("way", way),
            Input::term("donor", if donor.living { "living" } else { "deceased" }),
        ]),
    })
}
