//! Rules on consent for a child, one per file; the file's doc comment is the published page.

mod con_050;
mod con_051;
mod con_052;
mod con_053;

use law::Rule;

use super::child::ChildConsenting;

/// All of them, in order.
pub const ALL: &[&Rule<ChildConsenting>] = &[&con_050::RULE, &con_051::RULE, &con_052::RULE, &con_053::RULE];
