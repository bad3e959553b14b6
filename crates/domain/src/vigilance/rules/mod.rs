//! Rules of vigilance, one per file; the file's doc comment is the published page.

mod vig_001;
mod vig_002;
mod vig_003;
mod vig_004;
mod vig_005;
mod vig_006;
mod vig_007;
mod vig_008;
mod vig_009;

use jiff::{SignedDuration, Timestamp, ToSpan as _};
use law::{Law, Rule};

use super::{Acknowledging, Closing, Filing, Grafting, Lifting, Reporting};

/// What is asked before a unit is grafted, and of a graft that happened.
pub const GRAFTING: &[&Rule<Grafting>] = &[&vig_001::RULE];

/// What is asked before an organ is removed from a living donor, and of a removal that happened.
pub const REMOVING: &[&Rule<Grafting>] = &[&vig_009::RULE];

/// What is asked before a recall ends.
pub const LIFTING: &[&Rule<Lifting>] = &[&vig_002::RULE];

/// What is asked before a final report is made.
pub const CLOSING: &[&Rule<Closing>] = &[&vig_003::RULE, &vig_004::RULE, &vig_005::RULE];

/// What is asked of a filing.
pub const FILING: &[&Rule<Filing>] = &[&vig_006::RULE];

/// What is asked of an acknowledgement.
pub const ACKNOWLEDGING: &[&Rule<Acknowledging>] = &[&vig_007::RULE];

/// What is asked of a result that a laboratory reported.
pub const REPORTING: &[&Rule<Reporting>] = &[&vig_008::RULE];

/// The instant so many calendar months after another, in the country's zone.
#[must_use]
pub fn due_at(from: Timestamp, months: u32, law: &Law<'_>) -> Timestamp {
    let zoned = from.to_zoned(law.profile().time_zone().clone());
    let later = zoned.checked_add(i64::from(months).months());
    later.map_or(from.saturating_add(SignedDuration::from_hours(24 * 30)).unwrap_or(from), |at| at.timestamp())
}
