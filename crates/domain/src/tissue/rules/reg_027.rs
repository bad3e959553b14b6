//! # REG-027 Nothing was paid for it
//!
//! ## What it checks
//! It was declared at the collection, or by the supplier abroad, that nothing was paid or promised for the tissue
//! or cells, where the law asks for that; and nothing was.
//!
//! ## Why
//! What is bought is taken from those who need the money.
//!
//! ## Source
//! WHO guiding principle 5; A/RES/79/189 OP17; Directive 2004/23/EC Art 12; the profile's `tissue.unpaid`.
//!
//! ## Inputs
//! What was said about payment.
//!
//! ## Example
//! Cells from an agency that pays its donors: broken.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown, param};

use crate::rules::term;
use crate::tissue::{Situation, Step, Unpaid};

/// REG-027.
pub static RULE: Rule<Situation> = Rule {
    code: "REG-027",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "WHO GP 5",
    params: &[param::TISSUE_UNPAID.key],
    page: include_str!("reg_027.rs"),
    check,
};

fn check(s: &Situation, law: &Law<'_>) -> Result<Answer, Unknown> {
    let said = match &s.step {
        Step::Collect(c) => c.unpaid,
        Step::Import(i) => i.unpaid,
        _ => return Ok(Answer::NotAsked),
    };
    let asked = law.get(&param::TISSUE_UNPAID)?;
    Ok(match said {
        Unpaid::Declared => Answer::Holds,
        Unpaid::NotDeclared if !asked => Answer::NotAsked,
        Unpaid::NotDeclared | Unpaid::Paid => Answer::Broken(vec![Input::term("said", term(&said))]),
    })
}
