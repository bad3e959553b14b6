//! # REP-105 Nothing is left open when a case is closed
//!
//! ## What it checks
//! It was said which crime is suspected; of every party that is suspected of something it is known what became of it; every task
//! is done; every referral was answered.
//!
//! ## Why
//! A case that is closed over an unanswered referral is forgotten on both sides. Figures of outcomes are only true if no actor is
//! left out of them, whatever their status.
//!
//! ## Source
//! A/RES/79/189 OP7 (all who take part, legal persons included), OP22 (statistics for the report to the General Assembly).
//!
//! ## Inputs
//! How many parties, tasks and referrals wait, and whether the crime is said: `said` or `not_said`.
//!
//! ## Example
//! The broker was convicted; nobody has written down what became of the clinic: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::case::Ending;

/// REP-105.
pub static RULE: Rule<Ending> = Rule {
    code: "REP-105",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP7",
    params: &[],
    page: include_str!("rep_105.rs"),
    check,
};

fn check(s: &Ending, _: &Law<'_>) -> Result<Answer, Unknown> {
    if s.crime_is_said && s.parties == 0 && s.tasks == 0 && s.referrals == 0 {
        return Ok(Answer::Holds);
    }
    let crime = if s.crime_is_said { Input::term("crime", "said") } else { Input::term("crime", "not_said") };
    Ok(Answer::Broken(vec![
        Input::number("parties", s.parties),
        Input::number("tasks", s.tasks),
        Input::number("referrals", s.referrals),
        crime,
    ]))
}
