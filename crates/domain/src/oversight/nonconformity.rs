//! What an audit found not to be as it shall be, and what the centre does about it.

use codes::ids::{AccountId, AuditId, CentreId, NonconformityId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{CheckItem, Grade, NonconformityState};
use crate::Private;
use crate::consent::Held;
use crate::event::{Past, Record, Unfoldable};

/// A nonconformity is recorded.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Raised {
    /// In which audit.
    pub audit: AuditId,
    /// At which centre.
    pub centre: CentreId,
    /// How grave.
    pub grade: Grade,
    /// At which line of the checklist.
    pub item: CheckItem,
    /// What was seen.
    pub seen: Private,
    /// By when it must be put right.
    pub due: Date,
    /// Mark of the device under which it was kept without a network; absent where it came at once.
    #[serde(default)]
    pub mark: Option<String>,
}

/// The centre says what it will do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionPlanned {
    /// What.
    pub action: Private,
    /// Who is answerable for it.
    pub owner: Private,
    /// By when.
    pub by: Date,
}

/// The centre says that it is done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActionDone {
    /// How one can see it.
    pub evidence: Private,
}

/// An inspector does not think so.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Returned {
    /// What is missing.
    pub reason: Private,
}

/// The deadline is moved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DueMoved {
    /// The new one.
    pub due: Date,
    /// Why.
    pub reason: Private,
}

/// An inspector saw that it is done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Closed {
    /// On which day.
    pub on: Date,
    /// How it was verified.
    pub verified: Private,
}

/// One thing done about a nonconformity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum Corrective {
    /// The centre says what it will do.
    Planned(ActionPlanned),
    /// The centre says that it is done.
    Done(ActionDone),
    /// An inspector does not think so.
    Returned(Returned),
    /// The deadline is moved.
    DueMoved(DueMoved),
    /// An inspector saw that it is done.
    Closed(Closed),
}

crate::event::step_events! { Corrective:
    Planned = "oversight.action_planned";
    Done = "oversight.action_done";
    Returned = "oversight.action_returned";
    DueMoved = "oversight.due_moved";
    Closed = "oversight.nonconformity_closed";
}

/// A nonconformity.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Nonconformity {
    /// Its number.
    pub id: NonconformityId,
    /// What was recorded.
    pub raised: Raised,
    /// When.
    pub raised_at: Timestamp,
    /// By whom.
    pub raised_by: AccountId,
    /// What was done since, oldest first.
    pub steps: Vec<Held<Corrective>>,
}

impl Nonconformity {
    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> NonconformityState {
        let last = self.steps.iter().rev().find(|s| !matches!(s.step, Corrective::DueMoved(_)));
        match last.map(|s| &s.step) {
            None | Some(Corrective::DueMoved(_)) => NonconformityState::Open,
            Some(Corrective::Planned(_) | Corrective::Returned(_)) => NonconformityState::Answered,
            Some(Corrective::Done(_)) => NonconformityState::Done,
            Some(Corrective::Closed(_)) => NonconformityState::Closed,
        }
    }

    /// The deadline in force.
    #[must_use]
    pub fn due(&self) -> Date {
        let moved = self.steps.iter().rev().find_map(|s| match &s.step {
            Corrective::DueMoved(moved) => Some(moved.due),
            _ => None,
        });
        moved.unwrap_or(self.raised.due)
    }

    /// The day on which it was closed.
    #[must_use]
    pub fn closed_on(&self) -> Option<Date> {
        self.steps.iter().rev().find_map(|s| match &s.step {
            Corrective::Closed(closed) => Some(closed.on),
            _ => None,
        })
    }

    /// Whether it was closed after its deadline, or is open behind it today.
    #[must_use]
    pub fn is_late(&self, today: Date) -> bool {
        self.closed_on().unwrap_or(today) > self.due()
    }

    /// Whether a step may follow where it stands now.
    #[must_use]
    pub fn takes(&self, step: &Corrective) -> bool {
        let state = self.state();
        match step {
            Corrective::Planned(_) => matches!(state, NonconformityState::Open | NonconformityState::Answered),
            Corrective::Done(_) => state == NonconformityState::Answered,
            Corrective::Returned(_) => state == NonconformityState::Done,
            Corrective::DueMoved(_) => state != NonconformityState::Closed,
            // What needs no action, an observation, may be closed as it stands.
            Corrective::Closed(_) => {
                state == NonconformityState::Done
                    || (self.raised.grade == Grade::Observation && state != NonconformityState::Closed)
            }
        }
    }
}

impl Corrective {
    /// Whether it is the centre's to do; otherwise an inspector's.
    #[must_use]
    pub const fn is_the_centres(&self) -> bool {
        matches!(self, Self::Planned(_) | Self::Done(_))
    }
}

impl Record for Nonconformity {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        let by: AccountId = event.actor.parse().map_err(|_| event.unfoldable("the actor is not an account"))?;
        let at = event.recorded_at;
        match (state, event.kind.as_str()) {
            (None, "oversight.nonconformity_raised") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a nonconformity"))?;
                Ok(Self { id, raised: event.read()?, raised_at: at, raised_by: by, steps: Vec::new() })
            }
            (Some(mut one), _) => {
                let step =
                    Corrective::read(event)?.ok_or_else(|| event.unfoldable("not an event of a nonconformity"))?;
                one.steps.push(Held { at, by, step });
                Ok(one)
            }
            _ => Err(event.unfoldable("no nonconformity was recorded")),
        }
    }
}
