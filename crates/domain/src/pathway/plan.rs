//! Approving recovery.

use codes::ids::{AccountId, CentreId, PathwayId, PlanId};
use codes::organ::Organ;
use jiff::Timestamp;
use law::{Floor, Law};
use serde::{Deserialize, Serialize};

use super::Recovering;
use super::record::Approved;
use crate::Verdict;
use crate::event::{Draft, Vault};

/// Somebody wants to recover organs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecoveryPlan {
    /// The file.
    pub pathway: PathwayId,
    /// Which organs.
    pub organs: Vec<Organ>,
    /// Where.
    pub centre: CentreId,
    /// When it shall begin.
    pub planned_at: Timestamp,
    /// Who shall operate.
    pub team: Vec<AccountId>,
}

/// A plan was refused; only this event is kept, so that refusals can be counted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct RecoveryRefused {
    /// Number under which the refusal can be found again.
    pub plan: PlanId,
    /// The instant that was asked for.
    pub planned_at: Timestamp,
    /// Rules that stopped it.
    pub rules: Vec<String>,
}

/// Whether recovery may go on. All reasons at once.
#[must_use]
pub fn gate(plan: &RecoveryPlan, id: PlanId, situation: &Recovering, law: &Law<'_>, floor: &Floor) -> Verdict {
    Verdict::of(situation.read(law, floor), || {
        let approved = Approved {
            plan: id,
            organs: plan.organs.clone(),
            centre: plan.centre,
            planned_at: plan.planned_at,
            team: plan.team.clone(),
        };
        let draft = Draft::new("pathway.recovery_approved", plan.pathway, &approved).about(id);
        vec![draft.sealed_for(Vault::Clinical, plan.pathway)]
    })
}
