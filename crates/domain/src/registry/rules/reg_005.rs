//! # REG-005 An organ is recovered before it moves on
//!
//! ## What it checks
//! A transplantation or a hand-over does not lie before the recovery of the organ. Not asked when the recovery is
//! not on record.
//!
//! ## Why
//! A time before its cause shows that one of the two times, or the organ, is another one.
//!
//! ## Source
//! A/RES/79/189 OP6(h). No country's law changes it.
//!
//! ## Inputs
//! When the organ was recovered, and when the later step is said to have happened.
//!
//! ## Example
//! Recovered at 10:00 and transplanted at 09:00 of the same day: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::registry::{Phase, Situation};

/// REG-005.
pub static RULE: Rule<Situation> = Rule {
    code: "REG-005",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("reg_005.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    Ok(match s.recovered_at.filter(|_| s.phase != Phase::Removal) {
        None => Answer::NotAsked,
        Some(recovered_at) if s.at >= recovered_at => Answer::Holds,
        Some(recovered_at) => {
            Answer::Broken(vec![Input::instant("recovered_at", recovered_at), Input::instant("happened_at", s.at)])
        }
    })
}
