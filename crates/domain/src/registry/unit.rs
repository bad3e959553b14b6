//! Donors, organs and their parts, hand-overs, transplantations, outcomes.

use codes::activity::DonorKind;
use codes::ids::{CentreId, DonorId, HandoverId, PairId, RecipientId, TransplantId, UnitId};
use codes::organ::Organ;
use codes::time::Happened;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::correction::{DonorCorrected, HandoverCorrected, LifeCorrected, OutcomeCorrected, RecipientCorrected};
use super::ischaemia::{MomentTold, Moments};
use crate::Private;
use crate::event::{Past, Record, Unfoldable};
use crate::trace::order::Scanned;

/// A person became known as a donor or candidate donor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DonorEntered {
    /// Living, after brain death, after circulatory death, domino.
    pub kind: DonorKind,
    /// Centre that looks after the donor.
    pub centre: Option<CentreId>,
}

/// A donor, by pseudonym.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Donor {
    /// The pseudonym.
    pub id: DonorId,
    /// Sort of donor.
    pub kind: DonorKind,
    /// Centre that looks after the donor.
    pub centre: Option<CentreId>,
    /// When the donor died, if known.
    pub died_at: Option<Timestamp>,
}

/// A person became known as a recipient or candidate.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecipientEntered {
    /// Centre that looks after the recipient.
    pub centre: Option<CentreId>,
    /// First day on the list or in the programme.
    pub accepted_on: Option<Date>,
}

/// A first day in a programme was told after the recipient was known, by an old book.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecipientAccepted {
    /// The day.
    pub accepted_on: Date,
}

/// A recipient, by pseudonym.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recipient {
    /// The pseudonym.
    pub id: RecipientId,
    /// Centre that looks after the recipient.
    pub centre: Option<CentreId>,
    /// First day on the list or in the programme.
    pub accepted_on: Option<Date>,
    /// When the recipient died, if known.
    pub died_at: Option<Timestamp>,
    /// Last instant at which the recipient was known to live.
    pub last_seen_at: Option<Timestamp>,
}

/// An organ or part of one came into the record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct UnitEntered {
    /// What it is.
    pub organ: Organ,
    /// From whom; `None` is a gap in the record, drawn as such.
    pub donor: Option<DonorId>,
    /// Where it was recovered, if known.
    pub centre: Option<CentreId>,
    /// The pair it belongs to.
    pub pair: Option<PairId>,
    /// Whether it was recovered here or is only known from its graft.
    pub recovered: bool,
    /// What the record already said that contradicts it.
    pub disputes: Vec<Dispute>,
    /// Remarks.
    pub note: Option<Private>,
}

/// A contradiction with what the record already said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dispute {
    /// The rule that saw it.
    pub rule: String,
    /// What it contradicts.
    pub with: Option<String>,
}

/// How a unit ended when it was not grafted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// Still on its way.
    Open,
    /// Grafted.
    Transplanted,
    /// Discarded.
    Discarded,
    /// Given to research.
    Research,
    /// Returned to the donor's body.
    Returned,
    /// Sent abroad.
    SentAbroad,
    /// Divided into parts, which go on.
    Split,
}

impl Fate {
    /// The code as stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Transplanted => "transplanted",
            Self::Discarded => "discarded",
            Self::Research => "research",
            Self::Returned => "returned",
            Self::SentAbroad => "sent_abroad",
            Self::Split => "split",
        }
    }
}

/// A unit ended otherwise than by grafting.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FateRecorded {
    /// How.
    pub fate: Fate,
    /// Why: a code such as `tumour_found`, `no_recipient`, `damaged`.
    pub reason: String,
}

/// An operation was written down wrongly: the instant of the event is when it happened. The earlier one stays in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OperationCorrected {
    /// Cold ischaemia in minutes, for a transplantation.
    pub cold_ischaemia_min: Option<u32>,
    /// Anastomosis time in minutes, for a transplantation.
    pub anastomosis_min: Option<u32>,
    /// What the record says that contradicts it now.
    pub disputes: Vec<Dispute>,
    /// Why: `typing_error`, `new_document`, `other`.
    pub reason: String,
}

/// A unit was divided.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Split {
    /// The parts.
    pub parts: Vec<UnitId>,
}

/// An organ or a part of one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Unit {
    /// Its number.
    pub id: UnitId,
    /// What came into the record.
    pub entered: UnitEntered,
    /// When it was recovered, if it was recovered here.
    pub recovered_at: Option<Happened>,
    /// How it ended.
    pub fate: Fate,
    /// When.
    pub fate_at: Option<Timestamp>,
    /// Why, for discards.
    pub fate_reason: Option<String>,
    /// Parts it was divided into.
    pub parts: Vec<UnitId>,
    /// When its blood stopped, when it lay cold and when blood flowed again.
    #[serde(default, skip_serializing_if = "Moments::is_empty")]
    pub moments: Moments,
}

/// A unit changed hands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandedOver {
    /// The unit.
    pub unit: UnitId,
    /// Place in the chain, 1 first.
    pub place: u32,
    /// From which centre; `None` when not recorded.
    pub from: Option<CentreId>,
    /// To which centre.
    pub to: Option<CentreId>,
    /// Number of the box.
    pub package: Option<String>,
    /// What the record already said that contradicts it.
    #[serde(default)]
    pub disputes: Vec<Dispute>,
}

/// A hand-over.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Handover {
    /// Its number.
    pub id: HandoverId,
    /// What happened.
    pub handed: HandedOver,
    /// When.
    pub at: Happened,
    /// What the device said that scanned it; `None` when somebody wrote it down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scanned: Option<Scanned>,
}

/// A transplantation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Transplant {
    /// Its number.
    pub id: TransplantId,
    /// What happened.
    pub transplanted: super::Transplanted,
    /// When.
    pub at: Happened,
}

/// How a recipient or living donor was, seen once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutcomeSeen {
    /// The transplantation followed, a donor, or a recipient who was never transplanted.
    pub subject: String,
    /// `alive`, `dead` or `lost`.
    pub patient_status: String,
    /// `functioning` or `failed`, for recipients.
    pub graft_status: Option<String>,
    /// The graft concerned.
    pub unit: Option<UnitId>,
    /// What the record already said that contradicts it.
    #[serde(default)]
    pub disputes: Vec<Dispute>,
}

/// An outcome.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// Number of the visit or report it came with.
    pub id: String,
    /// What was seen.
    pub seen: OutcomeSeen,
    /// When.
    pub at: Happened,
}

fn at(event: &Past) -> Happened {
    event.happened.clone().unwrap_or_else(|| Happened::at(event.recorded_at, codes::time::Zone::utc()))
}

impl Record for Donor {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "registry.donor_entered") => {
                let entered: DonorEntered = event.read()?;
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a donor"))?;
                Ok(Self { id, kind: entered.kind, centre: entered.centre, died_at: None })
            }
            (Some(donor), "registry.donor_died") => Ok(Self { died_at: Some(event.at()), ..donor }),
            (Some(donor), "registry.donor_life_corrected") => {
                let life: LifeCorrected = event.read()?;
                Ok(Self { died_at: life.died_at, ..donor })
            }
            (Some(donor), "registry.donor_corrected") => {
                let told: DonorCorrected = event.read()?;
                Ok(Self { kind: told.kind, centre: told.centre, ..donor })
            }
            _ => Err(event.unfoldable("not an event of a donor in this state")),
        }
    }
}

impl Record for Recipient {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "registry.recipient_entered") => {
                let entered: RecipientEntered = event.read()?;
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a recipient"))?;
                let (centre, accepted_on) = (entered.centre, entered.accepted_on);
                Ok(Self { id, centre, accepted_on, died_at: None, last_seen_at: None })
            }
            (Some(one), "registry.recipient_died") => {
                Ok(Self { died_at: Some(event.at()), last_seen_at: Some(event.at()), ..one })
            }
            (Some(one), "registry.recipient_life_corrected") => {
                let life: LifeCorrected = event.read()?;
                Ok(Self { died_at: life.died_at, last_seen_at: life.last_seen_at, ..one })
            }
            (Some(one), "registry.recipient_corrected") => {
                let told: RecipientCorrected = event.read()?;
                Ok(Self { centre: told.centre, accepted_on: told.accepted_on, ..one })
            }
            (Some(one), "registry.recipient_accepted") => {
                let told: RecipientAccepted = event.read()?;
                Ok(Self { accepted_on: one.accepted_on.or(Some(told.accepted_on)), ..one })
            }
            (Some(one), "registry.recipient_seen") => {
                Ok(Self { last_seen_at: one.last_seen_at.max(Some(event.at())), ..one })
            }
            _ => Err(event.unfoldable("not an event of a recipient in this state")),
        }
    }
}

impl Record for Unit {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        let Some(unit) = state else {
            if event.kind != "registry.unit_entered" {
                return Err(event.unfoldable("the unit never came into the record"));
            }
            let entered: UnitEntered = event.read()?;
            let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a unit"))?;
            let recovered_at = entered.recovered.then(|| at(event));
            let (fate, fate_at, fate_reason, parts) = (Fate::Open, None, None, Vec::new());
            let moments = Moments::default();
            return Ok(Self { id, entered, recovered_at, fate, fate_at, fate_reason, parts, moments });
        };
        let fate_at = Some(event.at());
        match event.kind.as_str() {
            "registry.unit_transplanted" => Ok(Self { fate: Fate::Transplanted, fate_at, ..unit }),
            "registry.unit_ended" => {
                let ended: FateRecorded = event.read()?;
                Ok(Self { fate: ended.fate, fate_at, fate_reason: Some(ended.reason), ..unit })
            }
            "registry.unit_moment" => {
                let told: MomentTold = event.read()?;
                Ok(Self { moments: unit.moments.with(told.moment, at(event)), ..unit })
            }
            "registry.unit_corrected" => {
                event.read::<OperationCorrected>()?;
                Ok(Self { recovered_at: Some(at(event)), ..unit })
            }
            "registry.unit_split" => {
                let split: Split = event.read()?;
                Ok(Self { fate: Fate::Split, fate_at, parts: split.parts, ..unit })
            }
            _ => Err(event.unfoldable("not an event of a unit")),
        }
    }
}

impl Record for Transplant {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "registry.transplanted") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a transplantation"))?;
                Ok(Self { id, transplanted: event.read()?, at: at(event) })
            }
            (Some(graft), "registry.transplant_corrected") => {
                let told: OperationCorrected = event.read()?;
                let transplanted = super::Transplanted {
                    cold_ischaemia_min: told.cold_ischaemia_min,
                    anastomosis_min: told.anastomosis_min,
                    disputes: told.disputes,
                    ..graft.transplanted
                };
                Ok(Self { transplanted, at: at(event), ..graft })
            }
            _ => Err(event.unfoldable("a transplantation is told once; afterwards it is corrected")),
        }
    }
}

impl Record for Handover {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "registry.handed_over") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a hand-over"))?;
                Ok(Self { id, handed: event.read()?, at: at(event), scanned: None })
            }
            (Some(one), "registry.handover_scanned") => Ok(Self { scanned: Some(event.read()?), ..one }),
            (Some(one), "registry.handover_corrected") => {
                let told: HandoverCorrected = event.read()?;
                let (from, to, package, disputes) = (told.from, told.to, told.package, told.disputes);
                Ok(Self { handed: HandedOver { from, to, package, disputes, ..one.handed }, at: at(event), ..one })
            }
            _ => Err(event.unfoldable("a hand-over is told once; afterwards it is corrected")),
        }
    }
}

impl Record for Outcome {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "registry.outcome_seen") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not an outcome"))?;
                Ok(Self { id, seen: event.read()?, at: at(event) })
            }
            (Some(one), "registry.outcome_corrected") => {
                let told: OutcomeCorrected = event.read()?;
                let (patient_status, graft_status, disputes) = (told.patient_status, told.graft_status, told.disputes);
                let seen = OutcomeSeen { patient_status, graft_status, disputes, ..one.seen };
                Ok(Self { seen, at: at(event), ..one })
            }
            _ => Err(event.unfoldable("an outcome is told once; afterwards it is corrected")),
        }
    }
}
