//! Rules of consent, one per file; the file's doc comment is the published page.

mod con_004;
mod con_007;

use law::Rule;
use serde::Serialize;

use super::Situation;

/// All of them, in order.
pub const ALL: &[&Rule<Situation>] = &[&con_004::RULE, &con_007::RULE];

/// The JSON word of a code-list value.
fn term(value: &impl Serialize) -> String {
    crate::rules::term(value)
}
