//! Rules of care, one per file; the file's doc comment is the published page.

mod car_001;
mod car_002;
mod car_003;
mod car_004;

use law::{Law, Rule};

use super::{CarePlan, Situation};
use crate::rules::civil_day;

/// All of them, in order.
pub const ALL: &[&Rule<Situation>] = &[&car_001::RULE, &car_002::RULE, &car_003::RULE, &car_004::RULE];

/// The plan of care that stood on the day of the removal.
fn plan<'a>(s: &'a Situation, law: &Law<'_>) -> Option<&'a CarePlan> {
    s.care.as_ref().filter(|care| civil_day(care.at, law) <= s.on).map(|care| &care.step)
}
