//! Rules of this capability, one per file; the file's doc comment is the published page.

use law::Rule;

use super::Situation;

/// All of them, in order.
pub const ALL: &[&Rule<Situation>] = &[];
