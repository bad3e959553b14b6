//! Rules of protection, one per file; the file's doc comment is the published page.

mod vic_001;
mod vic_002;
mod vic_003;
mod vic_004;

use law::Rule;

use super::Situation;

/// All of them.
pub const ALL: &[&Rule<Situation>] = &[&vic_001::RULE, &vic_002::RULE, &vic_003::RULE, &vic_004::RULE];
