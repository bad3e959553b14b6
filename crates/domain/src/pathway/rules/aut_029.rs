//! # AUT-029 Death is certified by enough doctors
//!
//! ## What it checks
//! At least as many physicians as the law asks for have certified death, each in their own session, by the criteria that belong
//! to the way of donating. Of each doctor the latest certificate counts, and only what was written down by the instant of
//! the recovery.
//!
//! ## Why
//! Nobody may become a donor before they are dead, and one pair of eyes is not enough to say so.
//!
//! ## Source
//! A/RES/79/189 OP6(g); WHO guiding principle 2; the profile's `pathway.doctors_neurological` and
//! `pathway.doctors_circulatory`.
//!
//! ## Inputs
//! The criteria, how many doctors certified, and how many the law asks for.
//!
//! ## Example
//! Two doctors where the law asks for three: broken. A nurse's certificate counts as none.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::access::Profession;
use crate::pathway::{Criteria, Situation};

/// AUT-029.
pub static RULE: Rule<Situation> = Rule {
    code: "AUT-029",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "WHO guiding principle 2",
    params: &[param::PATHWAY_DOCTORS_NEUROLOGICAL.key, param::PATHWAY_DOCTORS_CIRCULATORY.key],
    page: include_str!("aut_029.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let criteria = s.pathway.way.map(Criteria::of);
    let needed = match criteria {
        Some(Criteria::Circulatory) => law.get(&param::PATHWAY_DOCTORS_CIRCULATORY)?,
        _ => law.get(&param::PATHWAY_DOCTORS_NEUROLOGICAL)?,
    };
    let physician = |account| {
        let held = s.qualifications.get(account).map(Vec::as_slice).unwrap_or_default();
        held.iter().any(|q| q.profession == Profession::Physician && q.holds(s.on))
    };
    let certified = s.pathway.certified(s.at).into_iter().filter(|c| physician(&c.by)).count();
    if u32::try_from(certified).unwrap_or(u32::MAX) >= needed.max(1) {
        return Ok(Answer::Holds);
    }
    Ok(Answer::Broken(vec![
        Input::term("criteria", criteria.map_or("not_told", Criteria::code)),
        Input::number("certified", certified),
        Input::number("needed", needed.max(1)),
    ]))
}
