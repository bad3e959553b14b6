//! # REG-011 An organ is divided into parts of itself
//!
//! ## What it checks
//! There are at least two parts, each is a part of this organ, none is the whole, and no two of them hold the same anatomy.
//!
//! ## Why
//! A part of something that was not there comes from another donor, and nobody knows from whom.
//!
//! ## Source
//! A/RES/79/189 OP6(h); Directive 2010/53/EU Art 10. No country's law changes it.
//!
//! ## Inputs
//! The organ and the part that does not fit; how many parts where there are too few.
//!
//! ## Example
//! A liver divided into the left part with segment IV and the right part with segment IV: broken. Two kidneys taken in one
//! block and divided into left and right: holds.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::registry::{Ending, Fate};

/// REG-011.
pub static RULE: Rule<Ending> = Rule {
    code: "REG-011",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("reg_011.rs"),
    check,
};

fn check(s: &Ending, _: &Law<'_>) -> Result<Answer, Unknown> {
    if s.to != Fate::Split {
        return Ok(Answer::NotAsked);
    }
    let organ = Input::term("organ", s.organ);
    Ok(match s.organ.misfit(&s.parts) {
        Some(part) => Answer::Broken(vec![organ, Input::term("part", part)]),
        None if s.parts.len() < 2 => Answer::Broken(vec![organ, Input::term("part", "only_one_part")]),
        None => Answer::Holds,
    })
}
