//! Planning that a unit is grafted: where a recall stops it.

use codes::ids::{CentreId, PlanId, RecallId, RecipientId, UnitId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::event::{Past, Record, Unfoldable};

/// Somebody wants to graft a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GraftPlanned {
    /// The unit.
    pub unit: UnitId,
    /// Into whom.
    pub recipient: RecipientId,
    /// Where.
    pub centre: CentreId,
    /// When it shall begin.
    pub planned_at: Timestamp,
    /// Weight of the graft, grams; absent when nobody weighed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub graft_g: Option<u32>,
}

/// The plan was refused; only this is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GraftRefused {
    /// What was asked for.
    pub asked: GraftPlanned,
    /// Rules that stopped it.
    pub rules: Vec<String>,
}

/// A recall came after the plan was made; it stays stopped, whatever becomes of the recall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GraftStopped {
    /// The recall.
    pub recall: RecallId,
}

/// Whether a plan stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum GraftState {
    /// Nothing stopped it.
    Planned,
    /// It was refused.
    Refused {
        /// Rules that stopped it.
        rules: Vec<String>,
    },
    /// It was allowed, and a recall stopped it. Who still wants it plans it anew, once the recall is lifted.
    Stopped {
        /// The recall.
        recall: RecallId,
        /// When.
        at: Timestamp,
    },
}

impl GraftState {
    /// The code as stored.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Refused { .. } => "refused",
            Self::Stopped { .. } => "stopped",
        }
    }
}

/// A plan to graft a unit: allowed, refused, or stopped by a recall that came after it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GraftPlan {
    /// Its number.
    pub id: PlanId,
    /// What was asked for.
    pub asked: GraftPlanned,
    /// When.
    pub asked_at: Timestamp,
    /// What came of it.
    pub state: GraftState,
}

impl Record for GraftPlan {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        let (asked, state) = match (state, event.kind.as_str()) {
            (None, "vigilance.graft_planned") => (event.read()?, GraftState::Planned),
            (None, "vigilance.graft_refused") => {
                let GraftRefused { asked, rules } = event.read()?;
                (asked, GraftState::Refused { rules })
            }
            (Some(plan), "vigilance.graft_stopped") if plan.state == GraftState::Planned => {
                let GraftStopped { recall } = event.read()?;
                return Ok(Self { state: GraftState::Stopped { recall, at: event.recorded_at }, ..plan });
            }
            _ => return Err(event.unfoldable("not an event of a plan to graft in this state")),
        };
        let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a plan"))?;
        Ok(Self { id, asked, asked_at: event.recorded_at, state })
    }
}
