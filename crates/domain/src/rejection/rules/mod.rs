//! Rules of rejections, one per file; the file's doc comment is the published page.

mod rej_001;
mod rej_002;
mod rej_003;
mod rej_004;

use law::Rule;

use super::{Situation, Standings};

/// Those that a recorded rejection must keep.
pub const RECORDING: &[&Rule<Situation>] = &[&rej_001::RULE, &rej_002::RULE, &rej_003::RULE];
/// Those that are asked when two people stand in a pair.
pub const STANDING_AGAIN: &[&Rule<Standings>] = &[&rej_004::RULE];
