//! # REG-045 What the size is permitted by is on record
//!
//! ## What it checks
//! Every value that a bound needs at which the country stops a graft is on record, and the equation speaks of both people.
//!
//! ## Why
//! A bound that is passed over because nobody weighed the graft protects nobody.
//!
//! ## Source
//! A/RES/79/189 OP6(k); the guidance of professions and programmes. What is compared and within which bounds is the country's:
//! `registry.size_bands`.
//!
//! ## Inputs
//! What cannot be compared, and the values that are missing.
//!
//! ## Example
//! Nobody told the weight of the part of the liver: broken.
//!
//! ## Since
//! 0.1.0

use law::param::REGISTRY_SIZE_BANDS;
use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::registry::size::{Lies, Sizing};

/// REG-045.
pub static RULE: Rule<Sizing> = Rule {
    code: "REG-045",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(k)",
    params: &["registry.size_bands"],
    page: include_str!("reg_045.rs"),
    check,
};

fn check(s: &Sizing, law: &Law<'_>) -> Result<Answer, Unknown> {
    let mut found = Vec::new();
    for one in s.judged(&law.get(&REGISTRY_SIZE_BANDS)?) {
        if one.lies == Lies::Untold && one.band.has_stop() {
            found.push(Input::term("measure", one.measure.code()));
            found.extend(one.missing.iter().map(|value| Input::term("missing", value)));
        }
    }
    Ok(if found.is_empty() { Answer::Holds } else { Answer::Broken(found) })
}
