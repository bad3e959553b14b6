//! Rules of the donor register, one per file; the file's doc comment is the published page.

mod con_016;
mod con_017;
mod con_018;
mod con_019;
mod con_020;
mod con_021;
mod con_022;
mod con_023;
mod con_024;
mod con_025;
mod con_026;

use law::Rule;

use super::{Accepting, Consulting, Declaring};

/// What is asked before a decision is written down.
pub const DECLARING: &[&Rule<Declaring>] = &[&con_016::RULE, &con_017::RULE, &con_018::RULE, &con_019::RULE];

/// What is asked before a decision is read.
pub const CONSULTING: &[&Rule<Consulting>] = &[&con_020::RULE, &con_021::RULE, &con_022::RULE, &con_023::RULE];

/// What is asked before an old register counts.
pub const ACCEPTING: &[&Rule<Accepting>] = &[&con_024::RULE, &con_025::RULE, &con_026::RULE];
