//! # TRC-019 A graft across blood groups belongs to a programme
//!
//! ## What it checks
//! The country permits grafts across blood groups of this organ, from this sort of donor, on this ground.
//!
//! ## Why
//! Outside of a programme that prepares the recipient and measures what comes of it, such a graft is usually lost.
//!
//! ## Source
//! The country's programmes: `registry.abo_programmes`. That living kidneys can be grafted after desensitisation, and hearts into infants who have no
//! such antibodies yet, is reported since 2001 (West et al., J Thorac Cardiovasc Surg 2006;131:455); OPTN names an age of two
//! years for hearts. The rule holds what a profile says, and nothing where it says nothing.
//!
//! ## Inputs
//! Organ, sort of donor and ground.
//!
//! ## Example
//! A liver after brain death where only living kidneys are permitted: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::trace::abo::AboDeciding;

/// TRC-019.
pub static RULE: Rule<AboDeciding> = Rule {
    code: "TRC-019",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "Directive 2010/53/EU, annex A",
    params: &["registry.abo_programmes"],
    page: include_str!("trc_019.rs"),
    check,
};

fn check(s: &AboDeciding, law: &Law<'_>) -> Result<Answer, Unknown> {
    Ok(match super::programme(s, law)? {
        Some(_) => Answer::Holds,
        None => Answer::Broken(vec![
            Input::term("organ", s.organ),
            Input::term("donor", s.donor),
            Input::term("ground", s.ground.code()),
        ]),
    })
}
