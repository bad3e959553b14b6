//! An alert to one place: which units reached it, who was called, who knows of it.

use std::fmt;

use codes::ids::{AccountId, AlertId, LabResultId, RecallId, SareId};
use jiff::Timestamp;
use law::param::Who;
use serde::{Deserialize, Serialize};

use super::{AlertTo, Exposed};
use crate::Private;
use crate::access::Role;
use crate::event::{Past, Record, Unfoldable};

/// What an alert is about; in JSON its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(untagged)]
pub enum AlertCause {
    /// A serious adverse event or reaction.
    Sare(SareId),
    /// A critical result of a laboratory.
    Result(LabResultId),
    /// A recall of what somebody plans to graft.
    Recall(RecallId),
}

impl fmt::Display for AlertCause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sare(id) => id.fmt(f),
            Self::Result(id) => id.fmt(f),
            Self::Recall(id) => id.fmt(f),
        }
    }
}

/// An alert was queued.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Queued {
    /// What it is about; alerts from before results could call said `sare`.
    #[serde(alias = "sare")]
    pub about: AlertCause,
    /// Whom it is to.
    pub to: AlertTo,
    /// Units that reached them, and whom there.
    pub exposed: Vec<Exposed>,
    /// By when somebody must say that they know of it; absent when the law names no time.
    pub due_at: Option<Timestamp>,
}

/// How somebody was found who can be called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reached {
    /// They are on duty by the rota, or stand behind who is.
    OnDuty,
    /// Nobody was on duty, or the rung says so: everybody who holds the role there.
    Role,
    /// Nobody at the place holds the role; the next rung begins at once.
    Nobody,
}

/// The alert came to a rung of the ladder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Escalated {
    /// Which rung, from 0; beyond the last one it is the last once more.
    pub rung: u32,
    /// Whom the rung names.
    pub who: Who,
    /// In which role.
    pub role: Role,
    /// How somebody was found.
    pub reached: Reached,
    /// Who is called.
    pub to: Vec<AccountId>,
    /// Until when they have time.
    pub until: Timestamp,
}

/// A rung with when the alert came to it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Climbed {
    /// When.
    pub at: Timestamp,
    /// The rung.
    pub rung: Escalated,
}

/// What became of one call out of the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// Whoever carries it has not taken it; it is tried again.
    Failed,
    /// Whoever carries it took it.
    Sent,
}

/// A call was tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    /// On which rung.
    pub rung: u32,
    /// To whom.
    pub to: AccountId,
    /// What became of it.
    pub delivery: Delivery,
}

/// A call with when it was last tried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    /// What is known of it.
    pub sent: Sent,
    /// When.
    pub at: Timestamp,
}

/// Somebody said that they know of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acknowledged {
    /// What was done about it; absent when nothing was said.
    pub measures: Option<Private>,
}

/// Who knows of an alert.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Known {
    /// By whom it was acknowledged.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// What was done about it.
    pub measures: Option<Private>,
}

/// An alert.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Alert {
    /// Its number.
    pub id: AlertId,
    /// What it says, and to whom.
    pub queued: Queued,
    /// When it was queued.
    pub queued_at: Timestamp,
    /// Rungs it came to, in order.
    pub rungs: Vec<Climbed>,
    /// Calls out of the system, one for each rung and person.
    pub calls: Vec<Call>,
    /// Who knows of it.
    pub known: Option<Known>,
}

impl Alert {
    /// By when somebody must answer now: the end of the present rung, or the first end.
    #[must_use]
    pub fn due_at(&self) -> Option<Timestamp> {
        self.rungs.last().map(|climbed| climbed.rung.until).or(self.queued.due_at)
    }

    /// True when the first time ran out before an instant, or before somebody answered.
    #[must_use]
    pub fn is_late(&self, now: Timestamp) -> bool {
        let until = self.known.as_ref().map_or(now, |known| known.at);
        self.queued.due_at.is_some_and(|due| due < until)
    }

    /// The rung that comes next.
    #[must_use]
    pub fn next_rung(&self) -> u32 {
        self.rungs.last().map_or(0, |climbed| climbed.rung.rung + 1)
    }
}

impl Record for Alert {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        let Some(mut alert) = state else {
            if event.kind != "vigilance.alert_queued" {
                return Err(event.unfoldable("the alert was never queued"));
            }
            let id = event.record.parse().map_err(|_| event.unfoldable("the record is not an alert"))?;
            let (queued, queued_at) = (event.read()?, event.recorded_at);
            return Ok(Self { id, queued, queued_at, rungs: Vec::new(), calls: Vec::new(), known: None });
        };
        match event.kind.as_str() {
            "vigilance.alert_escalated" if alert.known.is_none() => {
                alert.rungs.push(Climbed { at: event.recorded_at, rung: event.read()? });
            }
            "vigilance.alert_sent" => {
                let call = Call { sent: event.read()?, at: event.recorded_at };
                alert.calls.retain(|c| (c.sent.rung, c.sent.to) != (call.sent.rung, call.sent.to));
                alert.calls.push(call);
            }
            "vigilance.alert_acknowledged" if alert.known.is_none() => {
                let Acknowledged { measures } = event.read()?;
                alert.known = Some(Known { by: event.actor.clone(), at: event.recorded_at, measures });
            }
            _ => return Err(event.unfoldable("not an event of an alert in this state")),
        }
        Ok(alert)
    }
}
