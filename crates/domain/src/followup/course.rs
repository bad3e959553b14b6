//! How somebody's follow-up stands as a whole: due, missed, lost, found again. Computed from the visits, never stored.

use jiff::Timestamp;
use jiff::civil::Date;

use super::{Due, Visit};

/// Where somebody's follow-up stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// Every visit whose time is over was held, and none is open.
    Calm,
    /// A visit can be held now.
    Open,
    /// This many visits in a row were missed, fewer than make somebody lost.
    Missed(u32),
    /// So many visits in a row were missed that the person counts as lost, since this day.
    Lost(Date),
    /// Was lost, and was seen again on this day; nothing was missed since.
    Recontacted(Date),
    /// No further visit is due: the person died, or the graft failed and the country ends there.
    Ended,
}

impl Course {
    /// Of visits in the order in which they are due. `lost_after` visits missed in a row make somebody lost; `day` gives
    /// the civil day of an instant.
    #[must_use]
    pub fn of(visits: &[Visit], lost_after: u32, today: Date, day: impl Fn(Timestamp) -> Date) -> Self {
        let (mut missed, mut lost, mut recontacted, mut open, mut ended) = (0_u32, None, None, false, false);
        // A visit nobody planned finds somebody again; one at which the person is told lost finds nobody.
        for visit in visits.iter().filter(|v| v.is_scheduled() || v.seen.is_some()) {
            match (visit.due(today), visit.seen.as_ref().filter(|(_, seen)| seen.patient_status != "lost")) {
                (_, Some((at, _))) => {
                    recontacted = lost.map(|_| day(*at)).or(recontacted.filter(|_| missed == 0));
                    (missed, lost) = (0, None);
                }
                (Due::Overdue { .. } | Due::Missed | Due::Done, None) => {
                    missed += 1;
                    if missed == lost_after.max(1) {
                        lost = visit.planned.closes_on.tomorrow().ok();
                    }
                }
                (Due::Open { .. }, None) => open = true,
                (Due::Ended, None) => ended = true,
                _ => {}
            }
        }
        match (ended, lost, missed, recontacted, open) {
            (true, ..) => Self::Ended,
            (_, Some(since), ..) => Self::Lost(since),
            (_, _, 1.., ..) => Self::Missed(missed),
            (_, _, _, Some(on), _) => Self::Recontacted(on),
            (.., true) => Self::Open,
            _ => Self::Calm,
        }
    }

    /// The code as shown.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Calm => "calm",
            Self::Open => "window_open",
            Self::Missed(_) => "missed",
            Self::Lost(_) => "lost",
            Self::Recontacted(_) => "recontacted",
            Self::Ended => "ended",
        }
    }
}
