//! The rota: who is on duty in a role at a centre, from when until when, and who stands behind them.
//!
//! A role at a centre may have nobody on duty (a gap) or several (an overlap); neither is refused, both are shown.

use codes::ids::{AccountId, CentreId, DutyId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Role;
use crate::event::{Past, Record, Unfoldable};

/// Somebody goes on duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DutyEntered {
    /// Who.
    pub account: AccountId,
    /// Who is reached when the first cannot be; absent when nobody was named.
    pub deputy: Option<AccountId>,
    /// In which role.
    pub role: Role,
    /// Where; absent for a duty in the whole country.
    pub centre: Option<CentreId>,
    /// When it begins.
    pub from: Timestamp,
    /// When it ends; that instant belongs to the next.
    pub until: Timestamp,
}

/// A duty was called off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DutyCancelled {
    /// Why: `ill`, `swapped`, `wrong_entry`, `other`.
    pub reason: String,
}

/// A time on duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// Its number.
    pub id: DutyId,
    /// Who, where and when.
    pub entered: DutyEntered,
    /// Whether it was called off, and when.
    pub cancelled_at: Option<Timestamp>,
}

impl Duty {
    /// Whether somebody is on duty by it at an instant.
    #[must_use]
    pub fn holds(&self, at: Timestamp) -> bool {
        self.cancelled_at.is_none() && self.entered.from <= at && at < self.entered.until
    }
}

impl Record for Duty {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "access.duty_entered") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a duty"))?;
                Ok(Self { id, entered: event.read()?, cancelled_at: None })
            }
            (Some(duty), "access.duty_cancelled") if duty.cancelled_at.is_none() => {
                event.read::<DutyCancelled>()?;
                Ok(Self { cancelled_at: Some(event.recorded_at), ..duty })
            }
            _ => Err(event.unfoldable("not an event of a duty in this state")),
        }
    }
}

/// A stretch of time in which the same duties hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// Its beginning.
    pub from: Timestamp,
    /// Its end.
    pub until: Timestamp,
    /// Duties that hold; none is a gap, more than one an overlap.
    pub duties: Vec<DutyId>,
}

/// Between two instants, which duties hold when; without holes, in order of time.
#[must_use]
pub fn cover(duties: &[Duty], from: Timestamp, until: Timestamp) -> Vec<Stretch> {
    let stand = || duties.iter().filter(|d| d.cancelled_at.is_none());
    let ends = stand().flat_map(|d| [d.entered.from, d.entered.until]).filter(|at| from < *at && *at < until);
    let mut edges: Vec<Timestamp> = ends.chain([from, until]).collect();
    edges.sort_unstable();
    edges.dedup();
    let mut out: Vec<Stretch> = Vec::new();
    for (begin, end) in edges.iter().zip(edges.iter().skip(1)) {
        let mut held: Vec<DutyId> = stand().filter(|d| d.holds(*begin)).map(|d| d.id).collect();
        held.sort_unstable();
        match out.last_mut() {
            Some(last) if last.duties == held => last.until = *end,
            _ => out.push(Stretch { from: *begin, until: *end, duties: held }),
        }
    }
    out
}
