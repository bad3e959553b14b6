//! A recovery that happened. It is kept, whatever the rules say of it.

use std::collections::BTreeMap;

use codes::ids::{AccountId, CentreId, DonorId, PathwayId, UnitId};
use codes::organ::Organ;
use codes::time::Happened;
use jiff::Timestamp;
use law::{Floor, Law, Reading};
use serde::{Deserialize, Serialize};

use super::Recovering;
use super::record::RecoveryHeld;
use crate::event::{Draft, Vault};
use crate::registry::{UnitEntered, disputes};
use crate::{Kept, Private};

/// Organs were recovered from somebody who died, or an incision was made with that intent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecoveryFact {
    /// The file.
    pub pathway: PathwayId,
    /// What was recovered; empty where nothing was.
    pub organs: Vec<Organ>,
    /// Where.
    pub centre: CentreId,
    /// When, the incision.
    pub happened: Happened,
    /// When the cold flush or the perfusion in the body began.
    pub perfused_at: Option<Timestamp>,
    /// Who operated.
    pub team: Vec<AccountId>,
    /// Remarks.
    pub note: Option<Private>,
}

/// Keeps a recovery. `units` are the numbers that the organs get, in their order; `situation.registry` speaks of the organs
/// in the same order.
#[must_use]
pub fn keep_recovery(
    fact: &RecoveryFact,
    donor: DonorId,
    units: &[UnitId],
    situation: &Recovering,
    (law, floor): (&Law<'_>, &Floor),
) -> Kept {
    let mut events = Vec::new();
    let numbered: BTreeMap<UnitId, Organ> = units.iter().copied().zip(fact.organs.iter().copied()).collect();
    for ((&unit, &organ), registry) in units.iter().zip(&fact.organs).zip(&situation.registry) {
        let own: Reading = crate::registry::read(registry, law, floor);
        let entered = UnitEntered {
            organ,
            donor: Some(donor),
            centre: Some(fact.centre),
            pair: None,
            recovered: true,
            disputes: disputes(&own),
            note: fact.note.clone(),
        };
        events
            .push(Draft::new("registry.unit_entered", unit, &entered).about(donor).sealed_for(Vault::Clinical, donor));
    }
    let held =
        RecoveryHeld { centre: fact.centre, team: fact.team.clone(), units: numbered, perfused_at: fact.perfused_at };
    let told = Draft::new("pathway.recovery_held", fact.pathway, &held).about(donor);
    events.push(told.sealed_for(Vault::Clinical, fact.pathway));
    let events = events.into_iter().map(|draft| draft.happened(fact.happened.clone())).collect();
    Kept::with(situation.read(law, floor), events)
}
