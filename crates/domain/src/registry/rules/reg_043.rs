//! # REG-043 The graft has a size that the country recommends
//!
//! ## What it checks
//! No ratio of donor to recipient lies outside the bounds that the country recommends. It does not stop the graft: the surgeon
//! decides, and sees it before.
//!
//! ## Why
//! Outside these bounds grafts fail more often; whether the recipient can wait for another is a matter of judgement.
//!
//! ## Source
//! A/RES/79/189 OP6(k); the guidance of professions and programmes. What is compared and within which bounds is the country's:
//! `registry.size_bands`.
//!
//! ## Inputs
//! What is compared, the ratio, and the bounds.
//!
//! ## Example
//! The predicted heart mass of a woman is 0.78 of that of the man who shall receive her heart, recommended is 0.86: asked.
//!
//! ## Since
//! 0.1.0

use law::param::REGISTRY_SIZE_BANDS;
use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::registry::size::{Lies, Sizing, shown};

/// REG-043.
pub static RULE: Rule<Sizing> = Rule {
    code: "REG-043",
    severity: Severity::Ask,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(k)",
    params: &["registry.size_bands"],
    page: include_str!("reg_043.rs"),
    check,
};

fn check(s: &Sizing, law: &Law<'_>) -> Result<Answer, Unknown> {
    let mut found = Vec::new();
    for one in s.judged(&law.get(&REGISTRY_SIZE_BANDS)?) {
        if let (Lies::Asks, Some(ratio)) = (one.lies, one.ratio_per_mille) {
            let bound = |bound: Option<u32>| bound.map_or_else(|| "–".to_owned(), |b| shown(one.measure, b));
            found.push(Input::term("measure", one.measure.code()));
            found.push(Input::code("ratio", shown(one.measure, ratio)));
            found.push(Input::code("lowest", bound(one.band.asks_below)));
            found.push(Input::code("highest", bound(one.band.asks_above)));
        }
    }
    Ok(if found.is_empty() { Answer::Holds } else { Answer::Broken(found) })
}
