//! # TRC-007 The blood groups fit
//!
//! ## What it checks
//! The organ carries no antigen of the ABO system that the recipient lacks. Where a group is not sure, TRC-006 says
//! so.
//!
//! ## Why
//! Against such an antigen the recipient has antibodies, and the graft may be lost in minutes. A graft across
//! groups that was prepared for on purpose is recorded as a fact, and somebody asks.
//!
//! ## Source
//! Directive 2010/53/EU, annex A; A/RES/79/189 OP6(h). No country's law changes it.
//!
//! ## Inputs
//! Both groups.
//!
//! ## Example
//! A donor of group A, a recipient of group O: broken. A donor of group O: holds.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::registry::blood::{Grouped, grouped};
use crate::trace::theatre::Theatre;

/// TRC-007.
pub static RULE: Rule<Theatre> = Rule {
    code: "TRC-007",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "Directive 2010/53/EU, annex A",
    params: &[],
    page: include_str!("trc_007.rs"),
    check,
};

fn check(s: &Theatre, _: &Law<'_>) -> Result<Answer, Unknown> {
    let (Grouped::Surely(donor), Grouped::Surely(recipient)) = (grouped(&s.donor_groups), grouped(&s.recipient_groups))
    else {
        return Ok(Answer::NotAsked);
    };
    Ok(match donor.fits(recipient) {
        true => Answer::Holds,
        false => Answer::Broken(vec![
            Input::code("donor_group", donor.code()),
            Input::code("recipient_group", recipient.code()),
        ]),
    })
}
