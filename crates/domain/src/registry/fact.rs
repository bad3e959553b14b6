//! Operations that happened. They are kept, whatever the rules say of them.

use codes::ids::{AccountId, CentreId, DonorId, PairId, RecipientId, TransplantId, UnitId};
use codes::organ::Organ;
use codes::time::Happened;
use law::{Floor, Law, Reading};
use serde::{Deserialize, Serialize};

use super::unit::{Dispute, HandedOver, UnitEntered};
use super::{Grafting, LivingRemoval, Situation, read};
use crate::event::{Draft, Vault};
use crate::{Kept, Private};

/// An organ was removed from a living donor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RemovalFact {
    /// The pair, if a file was ever opened.
    pub pair: Option<PairId>,
    /// The donor.
    pub donor: DonorId,
    /// What was removed.
    pub organ: Organ,
    /// Where.
    pub centre: CentreId,
    /// When, start of the operation.
    pub happened: Happened,
    /// Who operated.
    pub team: Vec<AccountId>,
    /// Remarks.
    pub note: Option<Private>,
}

/// Tells a pair's file that its organ was removed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recovered {
    /// The organ.
    pub unit: UnitId,
}

/// An organ was transplanted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TransplantFact {
    /// The organ.
    pub unit: UnitId,
    /// Into whom.
    pub recipient: RecipientId,
    /// Where.
    pub centre: CentreId,
    /// When, time of reperfusion.
    pub happened: Happened,
    /// Cold ischaemia in minutes.
    pub cold_ischaemia_min: Option<u32>,
    /// Anastomosis time in minutes.
    pub anastomosis_min: Option<u32>,
    /// Who operated; empty where nobody wrote it down.
    #[serde(default)]
    pub team: Vec<AccountId>,
}

/// What is kept of a transplantation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Transplanted {
    /// The organ.
    pub unit: UnitId,
    /// Into whom.
    pub recipient: RecipientId,
    /// Where.
    pub centre: Option<CentreId>,
    /// Cold ischaemia in minutes.
    pub cold_ischaemia_min: Option<u32>,
    /// Anastomosis time in minutes.
    pub anastomosis_min: Option<u32>,
    /// What the record already said that contradicts it.
    pub disputes: Vec<Dispute>,
    /// Who operated; empty where nobody wrote it down.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub team: Vec<AccountId>,
}

/// The rule that misses a donor: a gap in the record, which contradicts nothing.
const GAP: &str = "REG-007";
/// The rule that compares an operation with what was approved: a breach like any other, which contradicts no entry.
const OTHER_THAN_APPROVED: &str = "REG-009";

/// What the registry's own rules see contradicted: findings that mean that two records cannot both be right. The same for
/// what is kept today and for old books. Whoever may read both records sees it anyway, so the mark stands in the clear;
/// every other breach is sealed with the verdict.
#[must_use]
pub fn disputes(reading: &Reading) -> Vec<Dispute> {
    reading
        .findings
        .iter()
        .filter(|f| f.rule.starts_with("REG-") && f.rule != GAP && f.rule != OTHER_THAN_APPROVED)
        .map(|f| Dispute {
            rule: f.rule.clone(),
            with: f.inputs.iter().find(|i| i.name == "with").map(|i| i.value.clone()),
        })
        .collect()
}

/// Keeps a removal. `unit` is the number the organ gets; `situation` is missing when no pair's file exists, which is
/// itself a breach of every rule about approval and consent.
#[must_use]
pub fn keep_removal(fact: &RemovalFact, unit: UnitId, situation: &LivingRemoval, law: &Law<'_>, floor: &Floor) -> Kept {
    let reading = situation.read(law, floor);
    let entered = UnitEntered {
        organ: fact.organ,
        donor: Some(fact.donor),
        centre: Some(fact.centre),
        pair: fact.pair,
        recovered: true,
        disputes: disputes(&reading),
        note: fact.note.clone(),
    };
    let mut events = vec![
        Draft::new("registry.unit_entered", unit, &entered)
            .about(fact.donor)
            .sealed_for(Vault::Clinical, fact.donor)
            .happened(fact.happened.clone()),
    ];
    if let Some(pair) = fact.pair {
        let recovered = Recovered { unit };
        let told = Draft::new("registry.pair_recovered", pair, &recovered).about(unit);
        events.push(told.sealed_for(Vault::Clinical, fact.donor).happened(fact.happened.clone()));
    }
    Kept::with(reading, events)
}

/// Keeps a transplantation; `pair` is the file that led to it, if any.
#[must_use]
pub fn keep_transplant(
    fact: &TransplantFact,
    id: TransplantId,
    pair: Option<PairId>,
    situation: &Grafting,
    law: &Law<'_>,
    floor: &Floor,
) -> Kept {
    let reading = situation.read(law, floor);
    let told = Transplanted {
        unit: fact.unit,
        recipient: fact.recipient,
        centre: Some(fact.centre),
        cold_ischaemia_min: fact.cold_ischaemia_min,
        anastomosis_min: fact.anastomosis_min,
        disputes: disputes(&reading),
        team: fact.team.clone(),
    };
    // Inputs of the verdict speak of the recipient, so that whoever erases the recipient erases them.
    let told_of = |draft: Draft| draft.sealed_for(Vault::Clinical, fact.recipient).happened(fact.happened.clone());
    let mut events = vec![
        told_of(Draft::new("registry.transplanted", id, &told).about(fact.unit).about(fact.recipient)),
        told_of(Draft::new("registry.unit_transplanted", fact.unit, &id).about(id)),
    ];
    if let Some(pair) = pair {
        events.push(told_of(Draft::new("registry.pair_transplanted", pair, &told).about(id)));
    }
    Kept::with(reading, events)
}

/// Keeps a hand-over.
#[must_use]
pub fn keep_handover(
    handed: &HandedOver,
    id: codes::ids::HandoverId,
    happened: &Happened,
    situation: &Situation,
    law: &Law<'_>,
    floor: &Floor,
) -> Kept {
    let reading = read(situation, law, floor);
    let told = HandedOver { disputes: disputes(&reading), ..handed.clone() };
    // An organ of unknown origin has nobody but itself.
    let of = situation.donor.map_or_else(|| handed.unit.to_string(), |donor| donor.to_string());
    let draft = Draft::new("registry.handed_over", id, &told).about(handed.unit);
    Kept::with(reading, vec![draft.sealed_for(Vault::Clinical, of).happened(happened.clone())])
}
