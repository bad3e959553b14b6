//! # CON-035 Nothing is paid twice
//!
//! ## What it checks
//! No other expense that stands has the same file or the same issuer and number as receipt. Where only category, day
//! and amount are the same, the verifier wrote down why they are two.
//!
//! ## Why
//! One bill handed in twice, by one donor or by two, pays one of them for the donation.
//!
//! ## Source
//! A/RES/79/189 OP6(b), “verifiable”.
//!
//! ## Inputs
//! The expense, the one it doubles, and by what.
//!
//! ## Example
//! Two donors of two hospitals hand in the same hotel bill: the later one is refused.
//!
//! ## Since
//! 0.1.0

use law::{Answer, Input, Law, Rule, Severity, Unknown};

use crate::expense::{Alike, Situation};

/// CON-035.
pub static RULE: Rule<Situation> = Rule {
    code: "CON-035",
    severity: Severity::Stop,
    since: "0.1.0",
    base: "A/RES/79/189 OP6(b)",
    params: &[],
    page: include_str!("con_035.rs"),
    check,
};

fn check(s: &Situation, _: &Law<'_>) -> Result<Answer, Unknown> {
    let counts = |by: Alike, explained: bool| by != Alike::SameDayAndAmount || !explained;
    let mut inputs = Vec::new();
    for line in s.counted() {
        for double in line.doubles.iter().filter(|d| counts(d.by, line.explained)) {
            inputs.extend([Input::code("expense", line.expense), Input::code("of", double.of)]);
            inputs.push(Input::term("by", double.by.code()));
        }
    }
    Ok(super::unless(inputs))
}
