//! Recoveries and transplantations (REG-1; A/RES/79/189 OP6(h)).
//!
//! The plan of a removal asks the rules of every capability at once. An operation that happened is kept whatever the
//! rules say: its breaches raise questions, and what contradicts the record is marked *disputed* beside it.

pub mod blood;
mod correction;
mod ending;
mod fact;
pub mod hla;
mod ischaemia;
mod outcome;
mod plan;
pub mod result;
pub mod rules;
pub mod score;
pub mod scored;
pub mod size;
mod unit;

use codes::ids::{CentreId, DonorId, RecipientId};
use codes::organ::Organ;
use jiff::Timestamp;
use law::{Floor, Law, Reading};
use serde::{Deserialize, Serialize};

use crate::{approval, consent, followup, indicator, licence, vigilance};
pub use correction::{
    DonorCorrected, HandoverCorrected, LifeCorrected, OutcomeCorrected, RecipientCorrected, told_otherwise,
};
pub use ending::{Division, DivisionPlanned, DivisionRefused, Ending, Technique, ending_disputes, read_ending};
pub use fact::{
    Recovered, RemovalFact, TransplantFact, Transplanted, disputes, keep_handover, keep_removal, keep_transplant,
};
pub use ischaemia::{Ischaemia, Moment, MomentTold, Moments, Span};
pub use outcome::{Sighting, keep_outcome, sighted};
pub use plan::{Planned, Refused, RemovalPlan, RemovalStopped, gate};
pub use unit::{
    Dispute, Donor, DonorEntered, Fate, FateRecorded, HandedOver, Handover, OperationCorrected, Outcome, OutcomeSeen,
    Recipient, RecipientAccepted, RecipientEntered, Split, Transplant, Unit, UnitEntered,
};

/// For what the rules are asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// A removal, from a living donor or after death.
    Removal,
    /// A transplantation.
    Transplantation,
    /// A hand-over between two places.
    HandOver,
}

/// The operation that a pair's file speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approved {
    /// The organ.
    pub organ: Organ,
    /// The centre of the removal.
    pub centre: CentreId,
    /// The recipient.
    pub recipient: RecipientId,
}

/// What the registry's own rules look at: does it fit what is already known?
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Situation {
    /// Removal or transplantation.
    pub phase: Phase,
    /// The organ.
    pub organ: Organ,
    /// The donor; `None` when no donor is recorded.
    pub donor: Option<DonorId>,
    /// The recipient.
    pub recipient: Option<RecipientId>,
    /// Whether donor and recipient are the same person.
    pub same_person: bool,
    /// Where it shall happen or did happen.
    pub centre: Option<CentreId>,
    /// What the pair's file was opened for; `None` when there is no file.
    pub approved: Option<Approved>,
    /// Organs already removed from this person, under whatever donor number, without the one concerned.
    pub removed_before: Vec<Organ>,
    /// Transplantations of this very organ already on record.
    pub transplanted_before: u32,
    /// When the donor died, if known.
    pub donor_died_at: Option<Timestamp>,
    /// When the recipient died, if known.
    pub recipient_died_at: Option<Timestamp>,
    /// When the organ was recovered, for a transplantation.
    pub recovered_at: Option<Timestamp>,
    /// When the organ was discarded or otherwise ended, if it was.
    pub ended_at: Option<Timestamp>,
    /// When it shall happen or did happen.
    pub at: Timestamp,
    /// Now, for plans: nothing is planned into the past. `None` for facts.
    pub now: Option<Timestamp>,
}

/// Everything that decides whether a living removal may be planned.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LivingRemoval {
    /// Licences of the centre.
    pub licence: licence::Situation,
    /// Approval.
    pub approval: approval::Situation,
    /// Consent.
    pub consent: consent::Situation,
    /// Care afterwards.
    pub care: followup::Situation,
    /// The registry's own view.
    pub registry: Situation,
    /// Recalls of the donor; absent for what was read before they were asked about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vigilance: Option<vigilance::Grafting>,
    /// Build of donor and recipient, for plans; absent for facts, and for what was read before sizes were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<size::Sizing>,
    /// Signs of trafficking around the pair; absent for what was read before signs were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indicator: Option<indicator::Situation>,
}

impl LivingRemoval {
    /// Asks every rule of every capability.
    #[must_use]
    pub fn read(&self, law: &Law<'_>, floor: &Floor) -> Reading {
        let mut reading = licence::read(&self.licence, law, floor);
        reading.extend(approval::read(&self.approval, law, floor));
        reading.extend(consent::read(&self.consent, law, floor));
        reading.extend(followup::read(&self.care, law, floor));
        reading.extend(read(&self.registry, law, floor));
        if let Some(recalled) = &self.vigilance {
            reading.extend(vigilance::read_removing(recalled, law, floor));
        }
        if let Some(size) = &self.size {
            reading.extend(size::read_size(size, law, floor));
        }
        if let Some(signs) = &self.indicator {
            reading.extend(indicator::read(signs, law, floor));
        }
        reading
    }
}

/// Everything that a transplantation is read against.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Grafting {
    /// Licences of the recipient's centre; `None` for grafts of old books, whose centres may never have been licensed here.
    pub licence: Option<licence::Situation>,
    /// The registry's own view.
    pub registry: Situation,
    /// Recalls of what is grafted; absent for old books, and for what was kept before recalls were.
    #[serde(default)]
    pub vigilance: Option<vigilance::Grafting>,
    /// Build of donor and recipient, for plans; absent for facts, and for what was read before sizes were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<size::Sizing>,
}

impl Grafting {
    /// Asks every rule of every capability.
    #[must_use]
    pub fn read(&self, law: &Law<'_>, floor: &Floor) -> Reading {
        let mut reading = read(&self.registry, law, floor);
        if let Some(licence) = &self.licence {
            reading.extend(licence::read(licence, law, floor));
        }
        if let Some(recalled) = &self.vigilance {
            reading.extend(vigilance::read_grafting(recalled, law, floor));
        }
        if let Some(size) = &self.size {
            reading.extend(size::read_size(size, law, floor));
        }
        reading
    }
}

/// Asks the registry's own rules.
#[must_use]
pub fn read(situation: &Situation, law: &Law<'_>, floor: &Floor) -> Reading {
    law::check_all(rules::ALL, situation, law, floor)
}
