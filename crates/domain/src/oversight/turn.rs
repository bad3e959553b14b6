//! What people say about a centre's turn.

use codes::ids::{AccountId, AuditTurnId, CentreId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Ruling;
use crate::Private;
use crate::event::{Past, Record, Unfoldable};

/// Somebody says that a centre's turn shall come sooner or later than risk says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TurnRuled {
    /// The centre.
    pub centre: CentreId,
    /// What is said.
    pub ruling: Ruling,
    /// Until when it holds.
    pub until: Date,
    /// Why; absent where investigators ask, whose reason stays theirs.
    pub reason: Option<Private>,
}

/// What somebody said about a centre's turn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AuditTurn {
    /// Its number.
    pub id: AuditTurnId,
    /// What was said.
    pub ruled: TurnRuled,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: AccountId,
}

impl AuditTurn {
    /// Whether it still holds on a day, when the centre was last audited on another.
    #[must_use]
    pub fn holds(&self, today: Date, said_on: Date, audited_on: Option<Date>) -> bool {
        today <= self.ruled.until && audited_on.is_none_or(|audited| audited <= said_on)
    }
}

impl Record for AuditTurn {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        let by: AccountId = event.actor.parse().map_err(|_| event.unfoldable("the actor is not an account"))?;
        match (state, event.kind.as_str()) {
            (None, "oversight.turn_ruled") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a turn"))?;
                Ok(Self { id, ruled: event.read()?, at: event.recorded_at, by })
            }
            _ => Err(event.unfoldable("a turn is ruled once")),
        }
    }
}
