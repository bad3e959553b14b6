//! # TRC-006 Both blood groups are known from two samples
//!
//! ## What it checks
//! For donor and recipient, at least two samples are on record, and all agree.
//!
//! ## Why
//! One sample may be of somebody else. Heart and lungs were grafted across blood groups because one wrong line was
//! believed.
//!
//! ## Source
//! Directive 2010/53/EU, annex A; A/RES/79/189 OP6(h). No country's law changes it.
//!
//! ## Inputs
//! Whose blood group is not sure, and why.
//!
//! ## Example
//! One sample of the donor: broken. Two samples of the recipient that differ: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::registry::blood::{Grouped, Sample, grouped};
use crate::trace::theatre::Theatre;

/// TRC-006.
pub static RULE: Rule<Theatre> = Rule {
    code: "TRC-006",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "Directive 2010/53/EU, annex A",
    params: &[],
    page: include_str!("trc_006.rs"),
    check,
};

fn check(s: &Theatre, _: &Law<'_>) -> Result<Answer, Unknown> {
    let unsure = |who: &str, groups: &[Sample]| {
        let why = match grouped(groups) {
            Grouped::Surely(_) => return Vec::new(),
            Grouped::TooFew(0) => "no_sample",
            Grouped::TooFew(_) => "one_sample",
            Grouped::Differs => "samples_differ",
        };
        vec![Input::term("who", who), Input::term("why", why)]
    };
    let mut inputs = unsure("donor", &s.donor_groups);
    inputs.extend(unsure("recipient", &s.recipient_groups));
    Ok(if inputs.is_empty() { Answer::Holds } else { Answer::Broken(inputs) })
}
