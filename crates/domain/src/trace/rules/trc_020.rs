//! # TRC-020 The recipient is as young as the programme asks
//!
//! ## What it checks
//! Where the programme sets an age, the recipient is surely below it, by the birth date on record. Not asked where no
//! programme fits or it sets no age.
//!
//! ## Why
//! The antibodies against other groups come in the first years of life; after that the graft meets them.
//!
//! ## Source
//! The country's programme: `registry.abo_programmes`.
//!
//! ## Inputs
//! The age in completed months, or that no birth date is on record, and the age that is set.
//!
//! ## Example
//! A heart for a child of thirty months where twenty-four are set: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::trace::abo::AboDeciding;

/// TRC-020.
pub static RULE: Rule<AboDeciding> = Rule {
    code: "TRC-020",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "Directive 2010/53/EU, annex A",
    params: &["registry.abo_programmes"],
    page: include_str!("trc_020.rs"),
    check,
};

fn check(s: &AboDeciding, law: &Law<'_>) -> Result<Answer, Unknown> {
    let Some(under) = super::programme(s, law)?.and_then(|p| p.recipient_under_months) else {
        return Ok(Answer::NotAsked);
    };
    Ok(match s.recipient_months {
        Some((_, oldest)) if oldest < under => Answer::Holds,
        Some((_, oldest)) => {
            Answer::Broken(vec![Input::number("months", oldest), Input::number("under_months", under)])
        }
        None => Answer::Broken(vec![Input::term("months", "no_record_of_it"), Input::number("under_months", under)]),
    })
}
