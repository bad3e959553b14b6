//! Rules of care, one per file; the file's doc comment is the published page.

mod car_001;
mod car_002;
mod car_003;
mod car_004;
mod car_005;
mod car_006;
mod car_007;

use law::{Law, Rule};

use super::{CarePlan, Concerning, HandingOver, Situation};
use crate::rules::civil_day;

/// Those that a removal asks, in order.
pub const ALL: &[&Rule<Situation>] = &[&car_001::RULE, &car_002::RULE, &car_003::RULE, &car_004::RULE];

/// Those that are asked of what wants somebody after donation.
pub const CONCERNING: &[&Rule<Concerning>] = &[&car_005::RULE];

/// Those that are asked before care is handed over to another clinic.
pub const HANDING_OVER: &[&Rule<HandingOver>] = &[&car_006::RULE, &car_007::RULE];

/// The plan of care that stood on the day of the removal.
fn plan<'a>(s: &'a Situation, law: &Law<'_>) -> Option<&'a CarePlan> {
    s.care.as_ref().filter(|care| civil_day(care.at, law) <= s.on).map(|care| &care.step)
}
