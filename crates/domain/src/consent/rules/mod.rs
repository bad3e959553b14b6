//! Rules of consent, one per file; the file's doc comment is the published page.

mod con_001;
mod con_002;
mod con_003;
mod con_004;
mod con_005;
mod con_006;
mod con_007;
mod con_008;
mod con_009;
mod con_010;
mod con_011;
mod con_012;
mod con_013;
mod con_014;
mod con_015;

use law::{Answer, Input, Rule};
use serde::Serialize;

use super::Situation;

/// All of them, in order.
pub const ALL: &[&Rule<Situation>] = &[
    &con_001::RULE,
    &con_002::RULE,
    &con_003::RULE,
    &con_004::RULE,
    &con_005::RULE,
    &con_006::RULE,
    &con_007::RULE,
    &con_008::RULE,
    &con_009::RULE,
    &con_010::RULE,
    &con_011::RULE,
    &con_012::RULE,
    &con_013::RULE,
    &con_014::RULE,
    &con_015::RULE,
];

/// The JSON word of a code-list value.
fn term(value: &impl Serialize) -> String {
    crate::rules::term(value)
}

/// Broken by what is listed, if anything is.
fn unless(inputs: Vec<Input>) -> Answer {
    if inputs.is_empty() { Answer::Holds } else { Answer::Broken(inputs) }
}
