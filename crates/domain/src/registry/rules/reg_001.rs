//! # REG-001 The donor's body still has this organ
//!
//! ## What it checks
//! What is removed was not removed from the same donor before, and does not hold what was: no third kidney, no left
//! kidney twice, no right kidney after both. Of parts that exist several times (lobes, limbs) no more are taken than
//! a body has.
//!
//! ## Why
//! Two records that cannot both be true mean that one of them hides where an organ came from.
//!
//! ## Source
//! A/RES/79/189 OP6(h). No country's law changes it.
//!
//! ## Inputs
//! The organ, how many organs of its kind are on record for the donor already, and the donor whose record is
//! contradicted.
//!
//! ## Example
//! A donor with both kidneys on record as removed: a third one breaks the rule.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::registry::{Phase, Situation};

/// REG-001.
pub static RULE: Rule<Situation> = Rule {
    code: "REG-001",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("reg_001.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    if s.phase != Phase::Removal {
        return Ok(Answer::NotAsked);
    }
    let same = s.removed_before.iter().filter(|o| **o == s.organ).count();
    let used_up = s.organ.count_in_body().is_some_and(|count| same >= usize::from(count));
    if !used_up && !s.removed_before.iter().any(|o| s.organ.excludes(*o)) {
        return Ok(Answer::Holds);
    }
    let before = s.removed_before.iter().filter(|o| o.family() == s.organ.family()).count();
    let mut inputs = vec![Input::term("organ", s.organ), Input::number("removed_before", before)];
    inputs.extend(s.donor.map(|donor| Input::code("with", donor)));
    Ok(Answer::Broken(inputs))
}
