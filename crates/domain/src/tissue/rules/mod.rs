//! Rules of tissues and cells, one per file; the file's doc comment is the published page.

mod reg_020;
mod reg_021;
mod reg_022;
mod reg_023;
mod reg_024;
mod reg_025;
mod reg_026;
mod reg_027;
mod reg_028;
mod reg_029;
mod reg_030;
mod reg_031;
mod reg_032;
mod reg_033;
mod reg_034;
mod reg_040;
mod reg_041;

use law::Rule;

use super::Situation;

/// All of them, in order.
pub const ALL: &[&Rule<Situation>] = &[
    &reg_020::RULE,
    &reg_021::RULE,
    &reg_022::RULE,
    &reg_023::RULE,
    &reg_024::RULE,
    &reg_025::RULE,
    &reg_026::RULE,
    &reg_027::RULE,
    &reg_028::RULE,
    &reg_029::RULE,
    &reg_030::RULE,
    &reg_031::RULE,
    &reg_032::RULE,
    &reg_033::RULE,
    &reg_034::RULE,
    &reg_040::RULE,
    &reg_041::RULE,
];
