//! Reminders of a visit: who is told at which step, once for each visit and step.

use jiff::Timestamp;
use jiff::ToSpan;
use jiff::civil::Date;
use law::param::{Moment, RemindWhom, Reminder};
use serde::{Deserialize, Serialize};

use super::Visit;

/// A step of the ladder was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VisitReminded {
    /// Its code in the profile.
    pub step: String,
    /// Who was told.
    pub to: RemindWhom,
}

/// A step that was taken, and when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reminded {
    /// When.
    pub at: Timestamp,
    /// Which.
    pub reminded: VisitReminded,
}

/// Steps of the ladder whose day has come and that were not taken yet, in order; none of a visit that is held, covered or
/// over.
#[must_use]
pub fn reminders_due<'r>(visit: &Visit, ladder: &'r [Reminder], today: Date) -> Vec<&'r Reminder> {
    if !visit.is_open() || !visit.is_scheduled() {
        return Vec::new();
    }
    let taken = |step: &Reminder| visit.reminded.iter().any(|r| r.reminded.step == step.step);
    let come = |step: &Reminder| {
        let from = match step.after {
            Moment::Opens => visit.planned.opens_on,
            Moment::Closes => visit.planned.closes_on,
        };
        from.checked_add(i64::from(step.days).days()).is_ok_and(|on| on <= today)
    };
    ladder.iter().filter(|step| come(step) && !taken(step)).collect()
}
