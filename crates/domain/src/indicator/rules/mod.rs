//! Rules of signs, one per file; the file's doc comment is the published page.

mod ind_001;
mod ind_002;
mod ind_003;

use law::Rule;

use super::Situation;

/// Those that a decision in favour and a removal must keep.
pub const GOING_ON: &[&Rule<Situation>] = &[&ind_001::RULE, &ind_002::RULE];
/// Those that an answer to a hit must keep.
pub const ANSWERING: &[&Rule<Situation>] = &[&ind_003::RULE];
