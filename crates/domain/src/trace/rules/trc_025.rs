//! # TRC-025 Somebody else than who decided holds organ and recipient together
//!
//! ## What it checks
//! Where a graft crosses blood groups by a decision, the check at the table is made by somebody else than the one who
//! decided, as far as the country asks for it. Where the groups fit, nothing is asked.
//!
//! ## Why
//! Whoever decided expects the groups not to fit, and reads every stop at the table as the one that was decided on. A
//! second person sees when it is another recipient, or another organ.
//!
//! ## Source
//! `registry.abo_second_person` of the country's law. A second check of both blood groups before the graft is usual
//! practice (OPTN policy 3.3: two qualified health care professionals); a country may say that one person is enough.
//!
//! ## Inputs
//! The decision, and why the rule is broken.
//!
//! ## Example
//! The surgeon who decided on Monday asks at the table on Friday: broken. A colleague asks: holds.
//!
//! ## Since
//! 0.1.0

use law::param::{ABO_SECOND_PERSON, SecondPerson};
use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::trace::theatre::{Decider, Theatre};

/// TRC-025.
pub static RULE: Rule<Theatre> = Rule {
    code: "TRC-025",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "Directive 2010/53/EU, annex A",
    params: &["registry.abo_second_person"],
    page: include_str!("trc_025.rs"),
    check,
};

fn check(s: &Theatre, law: &Law<'_>) -> Result<Answer, Unknown> {
    let Some(leave) = s.across() else { return Ok(Answer::NotAsked) };
    if law.get(&ABO_SECOND_PERSON)? == SecondPerson::NotRequired {
        return Ok(Answer::Holds);
    }
    let why = match s.decider {
        Some(Decider::Another) => return Ok(Answer::Holds),
        Some(Decider::Same) => "decided_alone",
        None => "not_known",
    };
    Ok(Answer::Broken(vec![Input::code("decision", leave.decision), Input::term("why", why)]))
}
