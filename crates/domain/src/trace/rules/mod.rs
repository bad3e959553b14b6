//! Rules of labels, of the check at the table and of what devices told later, one per file; the file's doc comment is the published page.

mod trc_001;
mod trc_002;
mod trc_003;
mod trc_004;
mod trc_005;
mod trc_006;
mod trc_007;
mod trc_008;
mod trc_009;
mod trc_011;
mod trc_012;
mod trc_013;
mod trc_014;
mod trc_015;
mod trc_016;
mod trc_017;
mod trc_018;
mod trc_019;
mod trc_020;
mod trc_021;
mod trc_022;
mod trc_023;
mod trc_024;
mod trc_025;

use law::param::{ABO_PROGRAMMES, AboProgramme};
use law::{Law, Rule, Unknown};

use super::abo::AboDeciding;
use super::entry::Arrival;
use super::label::Labelling;
use super::paper::{Accounting, Entering, SecondEyes};
use super::temperature::Carriage;
use super::theatre::Theatre;

/// Those that a label asks, in order.
pub const LABEL: &[&Rule<Labelling>] = &[&trc_001::RULE, &trc_002::RULE, &trc_003::RULE];

/// Those that readings of a way ask, in order.
pub const CARRIAGE: &[&Rule<Carriage>] = &[&trc_016::RULE, &trc_017::RULE, &trc_018::RULE];

/// Those that are asked of a sheet once the time for it is over.
pub const ACCOUNTING: &[&Rule<Accounting>] = &[&trc_021::RULE];

/// Those that are asked of what a sheet tells, in order.
pub const ENTERING: &[&Rule<Entering>] = &[&trc_022::RULE, &trc_023::RULE];

/// Those that are asked before a sheet is confirmed or voided.
pub const SECOND_EYES: &[&Rule<SecondEyes>] = &[&trc_024::RULE];

/// Those that a decision to graft across blood groups asks, in order.
pub const ACROSS_GROUPS: &[&Rule<AboDeciding>] = &[&trc_019::RULE, &trc_020::RULE];

/// Those that the check at the table asks, in order.
pub const THEATRE: &[&Rule<Theatre>] =
    &[&trc_004::RULE, &trc_005::RULE, &trc_006::RULE, &trc_007::RULE, &trc_008::RULE, &trc_009::RULE];

/// Those that the check at the table asks where a graft crosses blood groups, in order.
pub const SECOND: &[&Rule<Theatre>] = &[&trc_025::RULE];

/// Those that are asked of what a device told later, in order.
pub const ARRIVAL: &[&Rule<Arrival>] = &[&trc_011::RULE, &trc_012::RULE, &trc_013::RULE, &trc_014::RULE];
/// What the surgeon is told at the table and nothing stops, in order.
pub const CONDITIONS: &[&Rule<Theatre>] = &[&trc_015::RULE];

/// The country's programme under which a graft across blood groups falls, if any.
pub(super) fn programme(s: &AboDeciding, law: &Law<'_>) -> Result<Option<AboProgramme>, Unknown> {
    let all = law.get(&ABO_PROGRAMMES)?;
    let fits = |p: &AboProgramme| p.organ == s.organ && p.ground == s.ground && p.donors.contains(&s.donor);
    Ok(all.into_iter().find(fits))
}
