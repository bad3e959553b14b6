//! # REG-012 An organ ends once, and while it is on its way
//!
//! ## What it checks
//! An organ that is divided, discarded, given to research, returned or sent abroad was recovered before and neither grafted
//! nor ended otherwise.
//!
//! ## Why
//! What was thrown away cannot be divided, and what was grafted cannot be thrown away: one of the two is another organ.
//!
//! ## Source
//! A/RES/79/189 OP6(h). No country's law changes it.
//!
//! ## Inputs
//! How it ended on record and when, or when it was recovered.
//!
//! ## Example
//! A liver was discarded at noon; at two somebody divides it: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::registry::{Ending, Fate};

/// REG-012.
pub static RULE: Rule<Ending> = Rule {
    code: "REG-012",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(h)",
    params: &[],
    page: include_str!("reg_012.rs"),
    check,
};

fn check(s: &Ending, _: &Law<'_>) -> Result<Answer, Unknown> {
    if s.stands != Fate::Open {
        let since = s.ended_at.map_or_else(|| Input::term("since", "unknown"), |at| Input::instant("since", at));
        return Ok(Answer::Broken(vec![Input::term("stands", s.stands.code()), since]));
    }
    Ok(match s.recovered_at.filter(|recovered| s.at < *recovered) {
        Some(recovered) => {
            Answer::Broken(vec![Input::term("stands", "not_recovered_yet"), Input::instant("since", recovered)])
        }
        None => Answer::Holds,
    })
}
