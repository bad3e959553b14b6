//! # REG-044 What the size is recommended by is on record
//!
//! ## What it checks
//! Every value that a recommended bound needs is on record, and the equation speaks of both people. It does not stop the graft.
//!
//! ## Why
//! A size nobody looked at is not a size that fits. An equation made for adults says nothing of a child.
//!
//! ## Source
//! A/RES/79/189 OP6(k); the guidance of professions and programmes. What is compared and within which bounds is the country's:
//! `registry.size_bands`.
//!
//! ## Inputs
//! What cannot be compared, and the values that are missing.
//!
//! ## Example
//! Nobody recorded the height of the recipient of a lung: asked.
//!
//! ## Since
//! 0.1.0

use law::param::REGISTRY_SIZE_BANDS;
use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::registry::size::{Lies, Sizing};

/// REG-044.
pub static RULE: Rule<Sizing> = Rule {
    code: "REG-044",
    severity: Severity::Ask,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(k)",
    params: &["registry.size_bands"],
    page: include_str!("reg_044.rs"),
    check,
};

fn check(s: &Sizing, law: &Law<'_>) -> Result<Answer, Unknown> {
    let mut found = Vec::new();
    for one in s.judged(&law.get(&REGISTRY_SIZE_BANDS)?) {
        if one.lies == Lies::Untold && !one.band.has_stop() {
            found.push(Input::term("measure", one.measure.code()));
            found.extend(one.missing.iter().map(|value| Input::term("missing", value)));
        }
    }
    Ok(if found.is_empty() { Answer::Holds } else { Answer::Broken(found) })
}
