//! # REG-042 The graft has a size that the country permits
//!
//! ## What it checks
//! No ratio of donor to recipient lies beyond the bounds at which the country stops a graft. A ratio that cannot be told is
//! REG-045's.
//!
//! ## Why
//! A heart that is too small fails at once; a part of a liver below the least share of the body cannot keep anybody alive; a
//! lung that is too large cannot be closed in.
//!
//! ## Source
//! A/RES/79/189 OP6(k); the guidance of professions and programmes. What is compared and within which bounds is the country's:
//! `registry.size_bands`.
//!
//! ## Inputs
//! What is compared, the ratio, and the bounds.
//!
//! ## Example
//! A left part of a liver of 280 g for a man of 70 kg is 0.4 % of his weight, permitted is 0.6 %: broken.
//!
//! ## Since
//! 0.1.0

use law::param::REGISTRY_SIZE_BANDS;
use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::registry::size::{Lies, Sizing, shown};

/// REG-042.
pub static RULE: Rule<Sizing> = Rule {
    code: "REG-042",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(k)",
    params: &["registry.size_bands"],
    page: include_str!("reg_042.rs"),
    check,
};

fn check(s: &Sizing, law: &Law<'_>) -> Result<Answer, Unknown> {
    let mut found = Vec::new();
    for one in s.judged(&law.get(&REGISTRY_SIZE_BANDS)?) {
        if let (Lies::Stops, Some(ratio)) = (one.lies, one.ratio_per_mille) {
            let bound = |bound: Option<u32>| bound.map_or_else(|| "–".to_owned(), |b| shown(one.measure, b));
            found.push(Input::term("measure", one.measure.code()));
            found.push(Input::code("ratio", shown(one.measure, ratio)));
            found.push(Input::code("lowest", bound(one.band.stops_below)));
            found.push(Input::code("highest", bound(one.band.stops_above)));
        }
    }
    Ok(if found.is_empty() { Answer::Holds } else { Answer::Broken(found) })
}
