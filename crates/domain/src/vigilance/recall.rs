//! Recall: nothing of a donor, or of one unit, is grafted while it stands.

use codes::ids::{AnyId, RecallId, SareId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::SareKind;
use crate::Private;
use crate::event::{Past, Record, Unfoldable};

/// A donor's units, or one unit with its parts, were recalled.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recalled {
    /// The donor, or one unit.
    pub of: AnyId,
    /// The adverse event it came of; absent when there is none.
    pub sare: Option<SareId>,
    /// Why, as a code.
    pub why: SareKind,
    /// Why, in words.
    pub because: Private,
}

/// A recall ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lifted {
    /// Why, in words.
    pub because: Private,
}

/// How a recall ended.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ending {
    /// When it was lifted.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
    /// Why, in words.
    pub because: Private,
}

/// Lifting was refused; only this is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LiftRefused {
    /// Rules that refused.
    pub rules: Vec<String>,
}

/// A recall.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recall {
    /// Its number.
    pub id: RecallId,
    /// Of what, and why.
    pub recalled: Recalled,
    /// Who ordered it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// How it ended; absent while it stands.
    pub lifted: Option<Ending>,
    /// How often lifting it was refused.
    pub refusals: u32,
}

impl Recall {
    /// Whether it stood at an instant.
    #[must_use]
    pub fn stands(&self, at: Timestamp) -> bool {
        self.at <= at && self.lifted.as_ref().is_none_or(|ending| at < ending.at)
    }
}

impl Record for Recall {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "vigilance.recalled") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a recall"))?;
                let (by, at) = (event.actor.clone(), event.recorded_at);
                Ok(Self { id, recalled: event.read()?, by, at, lifted: None, refusals: 0 })
            }
            (Some(recall), "vigilance.lift_refused") => Ok(Self { refusals: recall.refusals + 1, ..recall }),
            (Some(recall), "vigilance.recall_lifted") if recall.lifted.is_none() => {
                let Lifted { because } = event.read()?;
                let ending = Ending { at: event.recorded_at, by: event.actor.clone(), because };
                Ok(Self { lifted: Some(ending), ..recall })
            }
            _ => Err(event.unfoldable("not an event of a recall in this state")),
        }
    }
}
