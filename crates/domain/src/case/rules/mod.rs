//! Rules of cases, one per file; the file's doc comment is the published page.

mod rep_101;
mod rep_102;
mod rep_103;
mod rep_104;
mod rep_105;

use law::Rule;

use super::asked::{Disclosing, Ending, Knowing};

/// Those that a statement of knowledge must keep.
pub const KNOWING: &[&Rule<Knowing>] = &[&rep_101::RULE];
/// Those that a disclosure must keep.
pub const DISCLOSING: &[&Rule<Disclosing>] = &[&rep_102::RULE, &rep_103::RULE, &rep_104::RULE];
/// Those that the end of a case must keep.
pub const CLOSING: &[&Rule<Ending>] = &[&rep_105::RULE];
