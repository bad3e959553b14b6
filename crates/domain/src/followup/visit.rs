//! Visits: planned from the schedule, seen or missed.

use codes::ids::{AccountId, CentreId, VisitId};
use jiff::civil::Date;
use jiff::{Span, Timestamp};
use law::param;
use serde::{Deserialize, Serialize};

use crate::Private;
use crate::event::{Past, Record, Unfoldable};

/// A visit was planned.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VisitPlanned {
    /// Donor or recipient pseudonym.
    pub subject: String,
    /// Which visit of the schedule: `6m`, `yearly`.
    pub kind: String,
    /// The operation it is counted from.
    pub operated_on: Date,
    /// The day it is due.
    pub due_on: Date,
    /// First day on which it counts.
    pub opens_on: Date,
    /// Last day on which it counts.
    pub closes_on: Date,
    /// Centre that answers for it.
    pub centre: CentreId,
    /// Person who answers for it.
    pub owner: Option<AccountId>,
}

/// What was seen at a visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seen {
    /// `alive`, `dead` or `lost`.
    pub patient_status: String,
    /// `functioning` or `failed`, for recipients.
    pub graft_status: Option<String>,
    /// Serum creatinine, µmol/L.
    pub creatinine_umol_l: Option<u32>,
    /// Estimated GFR, mL/min/1.73 m², CKD-EPI 2021.
    pub egfr_ml_min_173: Option<u32>,
    /// Systolic blood pressure, mm Hg.
    pub systolic_mmhg: Option<u32>,
    /// Diastolic blood pressure, mm Hg.
    pub diastolic_mmhg: Option<u32>,
    /// Albumin to creatinine ratio, mg/g.
    pub albuminuria_mg_g: Option<u32>,
    /// Remarks.
    pub note: Option<Private>,
}

/// What was seen at a visit was written down wrongly; the new content supersedes the old, which stays in the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VisitCorrected {
    /// What was seen.
    pub seen: Seen,
    /// Why: `typing_error`, `new_document`, `other`.
    pub reason: String,
}

/// Another visit of the same person, under another number, serves for this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Covered {
    /// The visit that serves.
    pub by: VisitId,
}

/// A visit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Visit {
    /// Its number.
    pub id: VisitId,
    /// What was planned.
    pub planned: VisitPlanned,
    /// When the person was seen, and what was found.
    pub seen: Option<(Timestamp, Seen)>,
    /// The visit that serves for this one while two records are held to be one person.
    #[serde(default)]
    pub covered_by: Option<VisitId>,
    /// How often it was corrected.
    #[serde(default)]
    pub corrections: u32,
}

/// Where a visit stands on a day; computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Seen.
    Done,
    /// Another visit of the same person serves for it.
    Covered,
    /// Opens later.
    NotYet,
    /// Open, so many days left.
    Open {
        /// Days until it closes.
        days_left: i32,
    },
    /// Closed without having been seen.
    Overdue {
        /// Days since it closed.
        days: i32,
    },
}

impl Visit {
    /// Where the visit stands on that day.
    #[must_use]
    pub fn due(&self, today: Date) -> Due {
        let days = |from: Date, to: Date| (to - from).get_days();
        if self.seen.is_some() {
            Due::Done
        } else if self.covered_by.is_some() {
            Due::Covered
        } else if today < self.planned.opens_on {
            Due::NotYet
        } else if today <= self.planned.closes_on {
            Due::Open { days_left: days(today, self.planned.closes_on) }
        } else {
            Due::Overdue { days: days(self.planned.closes_on, today) }
        }
    }
}

impl Record for Visit {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "followup.visit_planned") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a visit"))?;
                Ok(Self { id, planned: event.read()?, seen: None, covered_by: None, corrections: 0 })
            }
            (Some(visit), "followup.visit_seen") => Ok(Self { seen: Some((event.at(), event.read()?)), ..visit }),
            (Some(visit), "followup.visit_corrected") => {
                let (at, _) = visit.seen.ok_or_else(|| event.unfoldable("nothing was seen yet"))?;
                let corrected: VisitCorrected = event.read()?;
                Ok(Self { seen: Some((at, corrected.seen)), corrections: visit.corrections + 1, ..visit })
            }
            (Some(visit), "followup.visit_replanned") if visit.seen.is_none() => {
                Ok(Self { planned: event.read()?, ..visit })
            }
            (Some(visit), "followup.visit_covered") => {
                Ok(Self { covered_by: Some(event.read::<Covered>()?.by), ..visit })
            }
            (Some(visit), "followup.visit_uncovered") => Ok(Self { covered_by: None, ..visit }),
            _ => Err(event.unfoldable("not an event of a visit in this state")),
        }
    }
}

fn dated(visit: &param::Visit, months: u32, operated_on: Date, like: &VisitPlanned) -> Option<VisitPlanned> {
    let due_on = operated_on.checked_add(Span::new().try_months(months).ok()?).ok()?;
    let window = Span::new().try_days(visit.window_days).ok()?;
    let opens_on = due_on.checked_sub(window).ok()?.max(operated_on);
    let closes_on = due_on.checked_add(window).ok()?;
    Some(VisitPlanned { kind: visit.kind.clone(), operated_on, due_on, opens_on, closes_on, ..like.clone() })
}

/// The visits a schedule asks for after an operation; repeating ones give their first date only.
#[must_use]
pub fn schedule(visits: &[param::Visit], like: &VisitPlanned) -> Vec<VisitPlanned> {
    visits.iter().filter_map(|v| dated(v, v.months, like.operated_on, like)).collect()
}

/// The visit that follows a repeating one, for life.
#[must_use]
pub fn next_visit(visits: &[param::Visit], last: &VisitPlanned) -> Option<VisitPlanned> {
    let visit = visits.iter().find(|v| v.kind == last.kind)?;
    let every = visit.every_months?;
    let mut months = visit.months;
    loop {
        let next = dated(visit, months, last.operated_on, last)?;
        if next.due_on > last.due_on {
            return Some(next);
        }
        months = months.checked_add(every.max(1))?;
    }
}

/// Dates of a planned visit when the operation it is counted from was on another day; `None` when the schedule does not
/// know its kind. A repeating visit keeps its place in the row.
#[must_use]
pub fn replanned(visits: &[param::Visit], planned: &VisitPlanned, operated_on: Date) -> Option<VisitPlanned> {
    let visit = visits.iter().find(|v| v.kind == planned.kind)?;
    let mut months = visit.months;
    loop {
        let before = dated(visit, months, planned.operated_on, planned)?;
        if before.due_on >= planned.due_on {
            return dated(visit, months, operated_on, planned);
        }
        months = months.checked_add(visit.every_months?.max(1))?;
    }
}

/// Which of two records' open visits serve for each other: each visit of `leaving` whose window meets that of a visit of
/// the same kind in `staying` is covered by it.
#[must_use]
pub fn covering(leaving: &[Visit], staying: &[Visit]) -> Vec<(VisitId, VisitId)> {
    let open = |v: &&Visit| v.seen.is_none() && v.covered_by.is_none();
    let meets = |a: &VisitPlanned, b: &VisitPlanned| {
        a.kind == b.kind
            && a.subject.get(..4) == b.subject.get(..4)
            && a.subject != b.subject
            && a.opens_on <= b.closes_on
            && b.opens_on <= a.closes_on
    };
    let serving = |one: &Visit| staying.iter().filter(open).find(|other| meets(&one.planned, &other.planned));
    leaving.iter().filter(open).filter_map(|one| Some((one.id, serving(one)?.id))).collect()
}
