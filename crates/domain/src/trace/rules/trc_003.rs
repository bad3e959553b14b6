//! # TRC-003 The label says what a label must say
//!
//! ## What it checks
//! Where the organ comes from and where it goes, each with address and telephone, and between which temperatures it
//! travels.
//!
//! ## Why
//! Whoever finds the box at night must know whom to call and how cold it must stay.
//!
//! ## Source
//! Directive 2010/53/EU Art 8(1)(b) and (c), taken as good practice everywhere.
//!
//! ## Inputs
//! What the label lacks.
//!
//! ## Example
//! No telephone of the receiving centre: broken. The highest temperature below the lowest: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::trace::label::Labelling;

/// TRC-003.
pub static RULE: Rule<Labelling> = Rule {
    code: "TRC-003",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "Directive 2010/53/EU Art 8(1)",
    params: &[],
    page: include_str!("trc_003.rs"),
    check,
};

fn check(s: &Labelling, _: &Law<'_>) -> Result<Answer, Unknown> {
    let blank = |text: &str| text.trim().is_empty();
    let (from, to) = (&s.contents.from, &s.contents.to);
    let lacks: Vec<Input> = [
        ("from_address", blank(&from.address)),
        ("from_telephone", blank(&from.telephone)),
        ("to_address", blank(&to.address)),
        ("to_telephone", blank(&to.telephone)),
        ("temperature", s.contents.lowest_c > s.contents.highest_c),
    ]
    .into_iter()
    .filter(|(_, lacks)| *lacks)
    .map(|(what, _)| Input::term("lacks", what))
    .collect();
    Ok(if lacks.is_empty() { Answer::Holds } else { Answer::Broken(lacks) })
}
