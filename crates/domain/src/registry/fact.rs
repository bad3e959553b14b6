//! Operations that happened. They are kept, whatever the rules say of them.

use codes::ids::{AccountId, CentreId, DonorId, PairId, RecipientId, TransplantId, UnitId};
use codes::organ::Organ;
use codes::time::Happened;
use law::{Floor, Law, Reading};
use serde::{Deserialize, Serialize};

use super::unit::{Dispute, HandedOver, UnitEntered};
use super::{LivingRemoval, Situation, read};
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
    /// Rules that were broken.
    pub breaches: Vec<String>,
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
    /// Rules that were broken.
    pub breaches: Vec<String>,
}

/// Registry rules whose breach means that two records contradict each other.
fn disputes(reading: &Reading) -> Vec<Dispute> {
    reading
        .findings
        .iter()
        .filter(|f| f.rule.starts_with("REG-"))
        .map(|f| Dispute {
            rule: f.rule.clone(),
            with: f.inputs.iter().find(|i| i.name == "with").map(|i| i.value.clone()),
        })
        .collect()
}

fn codes_of(reading: &Reading) -> Vec<String> {
    reading.findings.iter().map(|f| f.rule.clone()).collect()
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
        breaches: codes_of(&reading),
        note: fact.note.clone(),
    };
    let mut events = vec![
        Draft::new("registry.unit_entered", unit, &entered)
            .about(fact.donor)
            .sealed_for(Vault::Clinical, fact.donor)
            .happened(fact.happened.clone()),
    ];
    if let Some(pair) = fact.pair {
        let recovered = Recovered { unit, breaches: codes_of(&reading) };
        events
            .push(Draft::new("registry.pair_recovered", pair, &recovered).about(unit).happened(fact.happened.clone()));
    }
    Kept::with(reading, events)
}

/// Keeps a transplantation; `pair` is the file that led to it, if any.
#[must_use]
pub fn keep_transplant(
    fact: &TransplantFact,
    id: TransplantId,
    pair: Option<PairId>,
    situation: &Situation,
    law: &Law<'_>,
    floor: &Floor,
) -> Kept {
    let reading = read(situation, law, floor);
    let told = Transplanted {
        unit: fact.unit,
        recipient: fact.recipient,
        centre: Some(fact.centre),
        cold_ischaemia_min: fact.cold_ischaemia_min,
        anastomosis_min: fact.anastomosis_min,
        disputes: disputes(&reading),
        breaches: codes_of(&reading),
    };
    let at = &fact.happened;
    let mut events = vec![
        Draft::new("registry.transplanted", id, &told).about(fact.unit).about(fact.recipient).happened(at.clone()),
        Draft::new("registry.unit_transplanted", fact.unit, &id).about(id).happened(at.clone()),
    ];
    if let Some(pair) = pair {
        events.push(Draft::new("registry.pair_transplanted", pair, &told).about(id).happened(at.clone()));
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
    let events = vec![Draft::new("registry.handed_over", id, &told).about(handed.unit).happened(happened.clone())];
    Kept::with(reading, events)
}
