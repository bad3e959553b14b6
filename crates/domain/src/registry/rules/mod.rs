//! Rules of the registry itself, one per file; the file's doc comment is the published page.

mod reg_001;
mod reg_002;
mod reg_003;
mod reg_004;
mod reg_005;
mod reg_006;
mod reg_007;
mod reg_008;
mod reg_009;
mod reg_010;
mod reg_011;
mod reg_012;
mod reg_013;
mod reg_042;
mod reg_043;
mod reg_044;
mod reg_045;

use law::Rule;

use super::size::Sizing;
use super::{Ending, Sighting, Situation};

/// All of them, in order.
pub const ALL: &[&Rule<Situation>] = &[
    &reg_001::RULE,
    &reg_002::RULE,
    &reg_003::RULE,
    &reg_004::RULE,
    &reg_005::RULE,
    &reg_006::RULE,
    &reg_007::RULE,
    &reg_008::RULE,
    &reg_009::RULE,
];

/// Those that are asked of somebody who was seen.
pub const SEEN: &[&Rule<Sighting>] = &[&reg_004::SEEN, &reg_010::RULE];

/// Those of them that are asked of nothing else.
pub const SEEN_ALONE: &[&Rule<Sighting>] = &[&reg_010::RULE];

/// Those that an organ asks which leaves its way other than by a graft, in order.
pub const ENDING: &[&Rule<Ending>] = &[&reg_011::RULE, &reg_012::RULE, &reg_013::RULE];

/// Those that are asked of the size of a graft, in order.
pub const SIZE: &[&Rule<Sizing>] = &[&reg_042::RULE, &reg_043::RULE, &reg_044::RULE, &reg_045::RULE];
