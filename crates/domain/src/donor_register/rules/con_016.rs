//! # CON-016 Whoever decides has proved who they are
//!
//! ## What it checks
//! A decision comes from a counter where an original paper was seen, or with a code sent by letter, as far as the
//! country takes that way. What comes from an old register proves nothing here; it counts only by its own rules and
//! once the person was told.
//!
//! ## Why
//! Name and birth date of a neighbour are known to the whole street. Whoever could decide with them could decide for
//! others.
//!
//! ## Source
//! A/RES/79/189 OP5 and OP6(b); the profile's `donor_register.identity`.
//!
//! ## Inputs
//! The way in which the person proved who they are.
//!
//! ## Example
//! A code sent by letter in a country that wants everybody at a counter: broken. An identity card at the counter:
//! holds.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::donor_register::{Declaring, Source};

/// CON-016.
pub static RULE: Rule<Declaring> = Rule {
    code: "CON-016",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(b)",
    params: &[param::REGISTER_IDENTITY.key],
    page: include_str!("con_016.rs"),
    check,
};

fn check(s: &Declaring, law: &Law<'_>) -> Result<Answer, Unknown> {
    if matches!(s.source, Source::Imported { .. }) {
        return Ok(Answer::NotAsked);
    }
    let way = s.source.code();
    Ok(match law.get(&param::REGISTER_IDENTITY)?.iter().any(|taken| taken == way) {
        true => Answer::Holds,
        false => Answer::Broken(vec![Input::term("way", way)]),
    })
}
