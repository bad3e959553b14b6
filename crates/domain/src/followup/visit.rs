//! Visits: planned from the schedule, seen or missed, with what the donor answered and what was done about it.
//!
//! | state on a day | what it knows |
//! |---|---|
//! | `NotYet` | when it opens |
//! | `Open` | how many days are left |
//! | `Overdue` | since how many days its time is over |
//! | `Done` | what was seen, and when |
//! | `Missed` | that a later one was held instead |
//! | `Ended` | that the person died, or that the country ends with the graft |
//! | `Covered` | the visit of another number that serves for it |

use codes::ids::{AccountId, CentreId, VisitId};
use jiff::Timestamp;
use jiff::civil::Date;
use law::param::RemindWhom;
use serde::{Deserialize, Serialize};

use super::answers::OwnAnswers;
use super::concern::Concern;
use super::reminder::Reminded;
use super::{CarerNamed, Payer, Seen};
use crate::event::{Past, Record, Unfoldable};

/// Which form is filled in at a visit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FormKind {
    /// That of adults.
    #[default]
    Adult,
    /// That of children and young people, which asks for growth.
    Paediatric,
}

/// A visit was planned.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VisitPlanned {
    /// Donor or recipient pseudonym.
    pub subject: String,
    /// Which visit of the schedule: `6m`, `yearly`; or one beside it: `interim_death`, `interim_failure` or
    /// `unscheduled`.
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
    /// Who pays; absent when nobody was named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payer: Option<Payer>,
    /// Which form is filled in.
    #[serde(default)]
    pub form: FormKind,
}

/// Kinds of visits beside the schedule.
pub const BESIDE: [&str; 3] = ["interim_death", "interim_failure", "unscheduled"];

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

/// Why a visit is not waited for any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Over {
    /// A later one was held.
    LaterHeld,
    /// The person died.
    Died,
    /// The graft failed, and the country follows no further.
    GraftFailed,
}

/// A visit is not waited for any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VisitOver {
    /// Why.
    pub why: Over,
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
    /// Why it is not waited for any more.
    #[serde(default)]
    pub over: Option<Over>,
    /// Steps of the ladder of reminders that were taken.
    #[serde(default)]
    pub reminded: Vec<Reminded>,
    /// What the donor answered, in order.
    #[serde(default)]
    pub answers: Vec<OwnAnswers>,
    /// What wants somebody.
    #[serde(default)]
    pub concern: Option<Concern>,
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
    /// Closed without having been seen; a later one was held.
    Missed,
    /// Not waited for any more.
    Ended,
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
        } else if let Some(over) = self.over {
            if over == Over::LaterHeld { Due::Missed } else { Due::Ended }
        } else if today < self.planned.opens_on {
            Due::NotYet
        } else if today <= self.planned.closes_on {
            Due::Open { days_left: days(today, self.planned.closes_on) }
        } else {
            Due::Overdue { days: days(self.planned.closes_on, today) }
        }
    }

    /// Whether it is still waited for.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.seen.is_none() && self.covered_by.is_none() && self.over.is_none()
    }

    /// Whether the schedule asked for it.
    #[must_use]
    pub fn is_scheduled(&self) -> bool {
        !BESIDE.contains(&self.planned.kind.as_str())
    }

    /// Whether the regulator was told that it is overdue.
    #[must_use]
    pub fn regulator_told(&self) -> bool {
        self.reminded.iter().any(|r| r.reminded.to == RemindWhom::Regulator)
    }

    /// What wants somebody and was not answered.
    #[must_use]
    pub fn open_concern(&self) -> Option<&Concern> {
        self.concern.as_ref().filter(|c| c.answered.is_none())
    }

    fn taking(mut self, event: &Past) -> Result<Self, Unfoldable> {
        let at = event.recorded_at;
        match event.kind.as_str() {
            "followup.visit_over" if self.seen.is_none() => self.over = Some(event.read::<VisitOver>()?.why),
            "followup.visit_reopened" => self.over = None,
            "followup.visit_reminded" => self.reminded.push(Reminded { at, reminded: event.read()? }),
            "followup.answered" => self.answers.push(OwnAnswers { at, answered: event.read()? }),
            "followup.concern_raised" => {
                self.concern = Some(Concern { raised: event.read()?, at, answered: None });
            }
            "followup.concern_answered" => match &mut self.concern {
                Some(concern) if concern.answered.is_none() => concern.answered = Some((at, event.read()?)),
                _ => return Err(event.unfoldable("nothing wants an answer")),
            },
            "followup.carer_named" => {
                let named: CarerNamed = event.read()?;
                (self.planned.owner, self.planned.payer) = (Some(named.carer), Some(named.payer));
                if let Some(concern) = self.concern.as_mut().filter(|c| c.answered.is_none()) {
                    (concern.raised.carer, concern.raised.payer) = (Some(named.carer), Some(named.payer));
                }
            }
            _ => return Err(event.unfoldable("not an event of a visit in this state")),
        }
        Ok(self)
    }
}

impl Record for Visit {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "followup.visit_planned") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a visit"))?;
                Ok(Self {
                    id,
                    planned: event.read()?,
                    seen: None,
                    covered_by: None,
                    corrections: 0,
                    over: None,
                    reminded: Vec::new(),
                    answers: Vec::new(),
                    concern: None,
                })
            }
            (Some(visit), "followup.visit_seen") => {
                Ok(Self { seen: Some((event.at(), event.read()?)), over: None, ..visit })
            }
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
            (Some(visit), _) => visit.taking(event),
            _ => Err(event.unfoldable("not an event of a visit in this state")),
        }
    }
}
