//! Licences of tissue establishments: one centre, some activities, some kinds, from day to day.

use codes::ids::{CentreId, TissueLicenceId};
use codes::tissue::{TissueActivity, TissueKind};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::event::{Past, Record, Unfoldable};

/// A tissue establishment was licensed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TissueGranted {
    /// The centre.
    pub centre: CentreId,
    /// Its number as a tissue establishment in the Single European Code, six characters; `None` where it assigns no codes.
    pub number: Option<String>,
    /// What it may do.
    pub activities: Vec<TissueActivity>,
    /// With what.
    pub kinds: Vec<TissueKind>,
    /// First day.
    pub valid_from: Date,
    /// Last day.
    pub valid_to: Date,
    /// The act of the authority.
    pub legal_act: String,
}

/// A licence of a tissue establishment ended before its last day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TissueLicenceEnded {
    /// From when.
    pub from: Timestamp,
    /// The reason, in public words.
    pub reason: String,
}

/// A licence of a tissue establishment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TissueLicence {
    /// Its number.
    pub id: TissueLicenceId,
    /// What was granted.
    pub granted: TissueGranted,
    /// That it ended early; `None` where it did not.
    pub ended: Option<TissueLicenceEnded>,
}

impl TissueLicence {
    /// Whether it allows an activity with a kind at an instant that falls on the civil day `on`.
    #[must_use]
    pub fn allows(&self, activity: TissueActivity, kind: TissueKind, at: Timestamp, on: Date) -> bool {
        let g = &self.granted;
        let ended = self.ended.as_ref().is_some_and(|e| e.from <= at);
        g.activities.contains(&activity) && g.kinds.contains(&kind) && g.valid_from <= on && on <= g.valid_to && !ended
    }
}

impl Record for TissueLicence {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "tissue.licence_granted") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a tissue licence"))?;
                Ok(Self { id, granted: event.read()?, ended: None })
            }
            (Some(licence), "tissue.licence_ended") if licence.ended.is_none() => {
                Ok(Self { ended: Some(event.read()?), ..licence })
            }
            _ => Err(event.unfoldable("not an event of a tissue licence in this state")),
        }
    }
}
