//! A time without the system: from when to when, at which units, and why.
//!
//! It is written down when it is known, which may be before (maintenance) or after (the network failed). Once it is over,
//! the sheets of paper of its units are counted: see [`super::paper`].
//!
//! | state of an outage | what it knows |
//! |---|---|
//! | open | since when, at which units, why |
//! | ended | until when, and by when its sheets must be accounted for |

use codes::ids::{CentreId, OutageId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::event::{Past, Record, Unfoldable};

/// Why the system was away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OutageWhy {
    /// It was announced.
    Maintenance,
    /// The network of a unit or of the country.
    NetworkDown,
    /// No electricity.
    PowerCut,
    /// The program, its database or its machine.
    SystemFailed,
    /// Somebody attacked it.
    Attack,
    /// Something else.
    Other,
}

/// The system is, was or will be away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutageOpened {
    /// At which units; none named means all of the country.
    #[serde(default)]
    pub centres: Vec<CentreId>,
    /// Why.
    pub why: OutageWhy,
    /// Since when, UTC; it may lie ahead when it is announced.
    pub from_at: Timestamp,
}

/// The system is back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutageEnded {
    /// Until when it was away, UTC.
    pub until_at: Timestamp,
    /// By when each sheet of its units must be entered or voided, UTC.
    pub sheets_due_at: Timestamp,
}

/// How an outage ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutageOver {
    /// What was said.
    pub told: OutageEnded,
    /// Account that said so.
    pub by: String,
    /// When it was written down.
    pub at: Timestamp,
}

/// A time without the system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outage {
    /// Its number.
    pub id: OutageId,
    /// What was said when it began.
    pub opened: OutageOpened,
    /// Account that wrote it down.
    pub by: String,
    /// When it was written down.
    pub recorded_at: Timestamp,
    /// How it ended; `None` while it goes on.
    pub ended: Option<OutageOver>,
}

impl Outage {
    /// Whether a unit was without the system.
    #[must_use]
    pub fn concerns(&self, centre: CentreId) -> bool {
        self.opened.centres.is_empty() || self.opened.centres.contains(&centre)
    }

    /// From when to when; no end while it goes on.
    #[must_use]
    pub fn stretch(&self) -> Stretch {
        Stretch {
            outage: self.id,
            from_at: self.opened.from_at,
            until_at: self.ended.as_ref().map(|over| over.told.until_at),
        }
    }
}

/// From when to when an outage lasted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// Which.
    pub outage: OutageId,
    /// Since when.
    pub from_at: Timestamp,
    /// Until when; `None` while it goes on.
    pub until_at: Option<Timestamp>,
}

impl Record for Outage {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "trace.outage_opened") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not an outage"))?;
                let (by, recorded_at) = (event.actor.clone(), event.recorded_at);
                Ok(Self { id, opened: event.read()?, by, recorded_at, ended: None })
            }
            (Some(outage), "trace.outage_ended") if outage.ended.is_none() => {
                let over = OutageOver { told: event.read()?, by: event.actor.clone(), at: event.recorded_at };
                Ok(Self { ended: Some(over), ..outage })
            }
            _ => Err(event.unfoldable("not an event of an outage in this state")),
        }
    }
}
