//! Planning a removal from a living donor.

use codes::ids::{CentreId, PairId, PlanId, RecallId};
use codes::organ::Organ;
use jiff::Timestamp;
use law::{Floor, Law};
use serde::{Deserialize, Serialize};

use super::LivingRemoval;
use crate::Verdict;
use crate::event::Draft;

/// Somebody wants to remove an organ from a living donor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemovalPlan {
    /// The pair.
    pub pair: PairId,
    /// When the operation shall begin.
    pub planned_at: Timestamp,
    /// Weight of the graft as it was estimated, grams; absent when nobody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub graft_g: Option<u32>,
}

/// The removal was planned; nothing stopped it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Planned {
    /// Number of the plan.
    pub plan: PlanId,
    /// Organ as planned.
    pub organ: Organ,
    /// Where.
    pub centre: CentreId,
    /// When it shall begin.
    pub planned_at: Timestamp,
    /// Weight of the graft as it was estimated, grams; absent when nobody did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub graft_g: Option<u32>,
}

/// A plan was refused; only this event is kept, so that refusals can be counted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Refused {
    /// Number under which the refusal can be found again.
    pub plan: PlanId,
    /// The instant that was asked for.
    pub planned_at: Timestamp,
    /// Rules that stopped it.
    pub rules: Vec<String>,
}

/// A recall of the donor came after the removal was planned: the plan is gone, whatever becomes of the recall. Who still wants it
/// plans it anew, once the recall is lifted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemovalStopped {
    /// The plan.
    pub plan: PlanId,
    /// The recall.
    pub recall: RecallId,
}

/// Whether the removal may be planned. All reasons at once.
#[must_use]
pub fn gate(plan: &RemovalPlan, id: PlanId, situation: &LivingRemoval, law: &Law<'_>, floor: &Floor) -> Verdict {
    let pair = &situation.approval.pair;
    Verdict::of(situation.read(law, floor), || {
        let RemovalPlan { planned_at, graft_g, .. } = *plan;
        let planned = Planned { plan: id, organ: pair.organ, centre: pair.centre, planned_at, graft_g };
        vec![Draft::new("registry.removal_planned", pair.id, &planned).about(id).about(pair.donor)]
    })
}
