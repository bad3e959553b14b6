//! # TRC-016 The organ travels within its temperatures
//!
//! ## What it checks
//! Every reading lies between the temperatures that the country recommends for this organ and this way of preservation.
//!
//! ## Why
//! An organ that froze or grew warm may not work, and whoever grafts it must know before, not after.
//!
//! ## Source
//! Directive 2010/53/EU Art 8(1)(b): recommended transport conditions, with the temperature, stand on the label; Art 9(2):
//! they are verified before the graft. The temperatures themselves are the country's:
//! `registry.transport_temperatures`.
//!
//! ## Inputs
//! How many readings lie outside, the coldest and the warmest, and what is recommended.
//!
//! ## Example
//! A kidney in ice, recommended 2 to 8 degrees, one reading of 11.5: broken. Nothing recommended for the pump it lay on:
//! not asked.
//!
//! ## Since
//! 0.1.0

use law::param::TRANSPORT_TEMPERATURES;
use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::trace::temperature::{Carriage, Lies, Range};

/// TRC-016.
pub static RULE: Rule<Carriage> = Rule {
    code: "TRC-016",
    severity: Severity::Ask,
    since: "0.1.0",
    base: "Directive 2010/53/EU Art 8(1)",
    params: &["registry.transport_temperatures"],
    page: include_str!("trc_016.rs"),
    check,
};

fn check(s: &Carriage, law: &Law<'_>) -> Result<Answer, Unknown> {
    let all = law.get(&TRANSPORT_TEMPERATURES)?;
    let Some(range) = Range::recommended(&all, s.organ, s.preservation) else { return Ok(Answer::NotAsked) };
    let strays = |lies: Lies| matches!(lies, Lies::Below | Lies::Above);
    let outside: Vec<_> = s.readings.iter().filter(|one| strays(Range::lies(Some(range), one.temperature))).collect();
    let coldest = outside.iter().map(|one| one.temperature).min_by_key(|t| t.value);
    let warmest = outside.iter().map(|one| one.temperature).max_by_key(|t| t.value);
    let (Some(coldest), Some(warmest)) = (coldest, warmest) else { return Ok(Answer::Holds) };
    Ok(Answer::Broken(vec![
        Input::number("outside", outside.len()),
        Input::code("coldest", coldest.value),
        Input::code("warmest", warmest.value),
        Input::number("lowest_c", range.lowest_c),
        Input::number("highest_c", range.highest_c),
    ]))
}
