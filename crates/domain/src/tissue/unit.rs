//! Units of tissue and cells, and their application to people.

use codes::country::Country;
use codes::ids::{ApplicationId, CentreId, DonorId, RecallId, RecipientId, TissueId, TissueRefusalId};
use codes::tissue::TissueKind;
use codes::{Happened, Quantity};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::correct::{ApplicationCorrected, Earlier, Entry, EntryCorrected, Given, TakingCorrected, TakingOf};
use super::step::{Consent, Label, Portion, Purpose, Unpaid};
use crate::Private;
use crate::event::{Past, Record, Unfoldable};
use crate::registry::Dispute;

/// How one unit was made of others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Making {
    /// By processing one.
    Process,
    /// By dividing one.
    Split,
    /// By putting several together.
    Pool,
}

impl Making {
    /// The code as stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Process => "process",
            Self::Split => "split",
            Self::Pool => "pool",
        }
    }
}

/// Where a unit comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "origin", rename_all = "snake_case")]
pub enum Origin {
    /// From a donor.
    Collected {
        /// How it was agreed to.
        consent: Consent,
        /// Whether it was declared unpaid.
        unpaid: Unpaid,
        /// The body that approved it.
        approved_by: Option<String>,
    },
    /// From abroad.
    Imported {
        /// From which country.
        country: Country,
        /// The establishment that sent it.
        supplier: Option<String>,
        /// Number of the certificate.
        certificate: Option<String>,
        /// Whether it was declared unpaid.
        unpaid: Unpaid,
    },
    /// From other units.
    Made {
        /// How.
        how: Making,
        /// By which method, for processing.
        method: Option<String>,
        /// Of what.
        of: Vec<Portion>,
    },
}

/// Whether the way back to the donor is on record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trail {
    /// To every donor, or to the donation abroad.
    Whole,
    /// Not to all of them.
    Broken,
}

/// A unit came into the record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TissueEntered {
    /// What it is.
    pub kind: TissueKind,
    /// How much came in.
    pub amount: Quantity,
    /// Everybody it comes from; empty where no donor is recorded.
    pub donors: Vec<DonorId>,
    /// Where it comes from.
    pub origin: Origin,
    /// Whether the way back to the donor is on record; of what was made, whether it is for all that it was made of.
    pub trail: Trail,
    /// For whom it is meant.
    pub purpose: Purpose,
    /// Its codes.
    pub label: Label,
    /// The establishment that collected, brought in or made it.
    pub establishment: CentreId,
    /// What the record already said that contradicts it.
    pub disputes: Vec<Dispute>,
    /// Remarks.
    pub note: Option<Private>,
}

/// Why an amount left a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "snake_case")]
pub enum Leaving {
    /// Other units were made of it.
    Made {
        /// How.
        how: Making,
        /// The units.
        into: Vec<TissueId>,
    },
    /// It was sent abroad.
    Exported {
        /// To which country.
        country: Country,
        /// To which establishment.
        to: Option<String>,
        /// Number of the certificate.
        certificate: Option<String>,
    },
    /// A recipient received it.
    Applied {
        /// The application.
        application: ApplicationId,
    },
    /// It was thrown away.
    Discarded {
        /// Why.
        reason: String,
    },
}

impl Leaving {
    /// The code as shown.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Made { how, .. } => how.code(),
            Self::Exported { .. } => "export",
            Self::Applied { .. } => "apply",
            Self::Discarded { .. } => "discard",
        }
    }
}

/// An amount left a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TissueTaken {
    /// How much.
    pub amount: Quantity,
    /// Why.
    pub leaving: Leaving,
    /// By which centre.
    pub centre: CentreId,
    /// What the record already said that contradicts it.
    pub disputes: Vec<Dispute>,
}

/// A unit was put in a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TissueStored {
    /// The place.
    pub place: String,
    /// The centre.
    pub centre: CentreId,
    /// What the record already said that contradicts it.
    pub disputes: Vec<Dispute>,
}

/// A whole unit went to another centre.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TissueIssued {
    /// From which centre.
    pub from: CentreId,
    /// To which.
    pub to: CentreId,
    /// What the record already said that contradicts it.
    pub disputes: Vec<Dispute>,
}

/// A unit was recalled: nobody may use it until somebody else lifts the recall.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TissueRecalled {
    /// Why: a code such as `donor_infection`, `storage_failure`, `label_error`.
    pub reason: String,
    /// The recall of the donor that it is part of, and with which it ends; absent for one of this unit alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<RecallId>,
}

/// A recall of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recall {
    /// Why.
    pub reason: String,
    /// The account that recalled it.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// The recall of the donor that it is part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_of: Option<RecallId>,
    /// The account that lifted it, and when; `None` while it stands.
    pub lifted: Option<(String, Timestamp)>,
}

/// A unit was let out of quarantine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TissueReleased {
    /// The establishment.
    pub centre: CentreId,
    /// What the record already said that contradicts it.
    pub disputes: Vec<Dispute>,
}

/// A release with who signed for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Released {
    /// The account.
    pub by: String,
    /// When it was written down.
    pub at: Timestamp,
    /// The establishment.
    pub centre: CentreId,
}

/// Something a unit went through, with its instant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "did", rename_all = "snake_case")]
pub enum Passage {
    /// An amount left it.
    Taken(TissueTaken),
    /// It was put in a place.
    Stored(TissueStored),
    /// It went to another centre.
    Issued(TissueIssued),
}

impl Passage {
    /// What contradicts it.
    #[must_use]
    pub fn disputes(&self) -> &[Dispute] {
        match self {
            Self::Taken(t) => &t.disputes,
            Self::Stored(s) => &s.disputes,
            Self::Issued(i) => &i.disputes,
        }
    }
}

/// A passage with when it happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Passed {
    /// What.
    #[serde(flatten)]
    pub passage: Passage,
    /// When.
    pub at: Happened,
    /// Amounts that were written down before and were wrong, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Earlier<Quantity>>,
}

/// Where a unit stands on a day; computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Nobody may use it.
    Recalled,
    /// More left it than it held.
    Overdrawn,
    /// Nothing is left.
    Empty,
    /// Its last day is over.
    Expired,
    /// It can be used.
    Available,
}

impl Standing {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::Available, Self::Expired, Self::Recalled, Self::Overdrawn, Self::Empty];

    /// The code as shown.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Recalled => "recalled",
            Self::Overdrawn => "overdrawn",
            Self::Empty => "empty",
            Self::Expired => "expired",
            Self::Available => "available",
        }
    }
}

/// A unit of tissue or cells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TissueUnit {
    /// Its number.
    pub id: TissueId,
    /// What came into the record.
    pub entered: TissueEntered,
    /// When.
    pub entered_at: Happened,
    /// What it went through, in the order in which it was told.
    pub passed: Vec<Passed>,
    /// Its recalls, oldest first.
    pub recalls: Vec<Recall>,
    /// Who let it out of quarantine; `None` while nobody did, and where nobody must.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub released: Option<Released>,
    /// What was written down wrongly when it came in, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Earlier<Entry>>,
}

impl TissueUnit {
    /// What left it, in order.
    pub fn taken(&self) -> impl Iterator<Item = (&TissueTaken, &Happened)> {
        self.passed.iter().filter_map(|p| match &p.passage {
            Passage::Taken(taken) => Some((taken, &p.at)),
            _ => None,
        })
    }

    /// What is left: less than nothing where more left than came. An amount in another unit of measure is not counted
    /// here; it is disputed where it stands.
    #[must_use]
    pub fn left(&self) -> Quantity {
        self.taken().fold(self.entered.amount, |left, (taken, _)| left.minus(taken.amount).unwrap_or(left))
    }

    /// What was told of it when it came in and can be corrected.
    #[must_use]
    pub fn entry(&self) -> Entry {
        let method = match &self.entered.origin {
            Origin::Made { method, .. } => method.clone(),
            Origin::Collected { .. } | Origin::Imported { .. } => None,
        };
        Entry { amount: self.entered.amount, expires_on: self.entered.label.expires_on, method }
    }

    /// How much was taken for `of`; `None` where nothing was.
    #[must_use]
    pub fn taken_for(&self, of: TakingOf) -> Option<Quantity> {
        self.taken().find(|(taken, _)| of.names(&taken.leaving)).map(|(taken, _)| taken.amount)
    }

    /// The unit as it was before something was taken for `of`.
    #[must_use]
    pub fn without(&self, of: TakingOf) -> Self {
        let mut before = self.clone();
        before.passed.retain(|p| !matches!(&p.passage, Passage::Taken(taken) if of.names(&taken.leaving)));
        before
    }

    /// Who holds it.
    #[must_use]
    pub fn holder(&self) -> CentreId {
        let last = self.passed.iter().rev().find_map(|p| match &p.passage {
            Passage::Issued(issued) => Some(issued.to),
            _ => None,
        });
        last.unwrap_or(self.entered.establishment)
    }

    /// Where it lies; `None` where nobody said so since it came to whoever holds it.
    #[must_use]
    pub fn place(&self) -> Option<&str> {
        self.passed.iter().rev().find_map(|p| match &p.passage {
            Passage::Stored(stored) => Some(Some(stored.place.as_str())),
            Passage::Issued(_) => Some(None),
            Passage::Taken(_) => None,
        })?
    }

    /// The recall that stands.
    #[must_use]
    pub fn recalled(&self) -> Option<&Recall> {
        self.recalls.iter().find(|r| r.lifted.is_none())
    }

    /// Whether its last day is over on a civil day.
    #[must_use]
    pub fn is_expired(&self, on: Date) -> bool {
        self.entered.label.expires_on.is_some_and(|last| last < on)
    }

    /// Where it stands on a civil day.
    #[must_use]
    pub fn standing(&self, on: Date) -> Standing {
        let left = self.left();
        match (self.recalled(), left.is_some(), left == left.none()) {
            (Some(_), ..) => Standing::Recalled,
            (None, false, false) => Standing::Overdrawn,
            (None, false, true) => Standing::Empty,
            (None, true, _) if self.is_expired(on) => Standing::Expired,
            (None, true, _) => Standing::Available,
        }
    }

    /// Everything about it that contradicts the record.
    #[must_use]
    pub fn disputes(&self) -> Vec<&Dispute> {
        self.entered.disputes.iter().chain(self.passed.iter().flat_map(|p| p.passage.disputes())).collect()
    }

    /// Every centre it was at.
    #[must_use]
    pub fn centres(&self) -> Vec<CentreId> {
        let passed = self.passed.iter().flat_map(|p| match &p.passage {
            Passage::Taken(t) => vec![t.centre],
            Passage::Stored(s) => vec![s.centre],
            Passage::Issued(i) => vec![i.from, i.to],
        });
        let mut all: Vec<CentreId> = std::iter::once(self.entered.establishment).chain(passed).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

fn at(event: &Past) -> Happened {
    event.happened.clone().unwrap_or_else(|| Happened::at(event.recorded_at, codes::time::Zone::utc()))
}

impl Record for TissueUnit {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        let Some(mut unit) = state else {
            if event.kind != "tissue.entered" {
                return Err(event.unfoldable("the unit never came into the record"));
            }
            let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a tissue unit"))?;
            let (entered, entered_at) = (event.read()?, at(event));
            let (passed, recalls, earlier) = (Vec::new(), Vec::new(), Vec::new());
            return Ok(Self { id, entered, entered_at, passed, recalls, released: None, earlier });
        };
        let passage = match event.kind.as_str() {
            "tissue.taken" => Passage::Taken(event.read()?),
            "tissue.stored" => Passage::Stored(event.read()?),
            "tissue.issued" => Passage::Issued(event.read()?),
            "tissue.released" => {
                let TissueReleased { centre, .. } = event.read()?;
                // The first release counts; another one changes nothing.
                unit.released.get_or_insert(Released { by: event.actor.clone(), at: event.recorded_at, centre });
                return Ok(unit);
            }
            "tissue.entry_corrected" => {
                let EntryCorrected { entry, reason } = event.read()?;
                unit.earlier.push(Earlier::of(event, unit.entry(), reason));
                unit.entered.amount = entry.amount;
                unit.entered.label.expires_on = entry.expires_on;
                if let Origin::Made { method, .. } = &mut unit.entered.origin {
                    *method = entry.method;
                }
                return Ok(unit);
            }
            "tissue.taking_corrected" => {
                let TakingCorrected { of, amount, disputes, reason } = event.read()?;
                let taking = unit.passed.iter_mut().find_map(|p| match &mut p.passage {
                    Passage::Taken(taken) if of.names(&taken.leaving) => Some((taken, &mut p.earlier)),
                    _ => None,
                });
                let (taken, earlier) = taking.ok_or_else(|| event.unfoldable("nothing was taken for it"))?;
                earlier.push(Earlier::of(event, taken.amount, reason));
                (taken.amount, taken.disputes) = (amount, disputes);
                return Ok(unit);
            }
            "tissue.recalled" if unit.recalled().is_none() => {
                let TissueRecalled { reason, part_of } = event.read()?;
                let (by, at) = (event.actor.clone(), event.recorded_at);
                unit.recalls.push(Recall { reason, by, at, part_of, lifted: None });
                return Ok(unit);
            }
            "tissue.recall_lifted" => {
                let open = unit.recalls.iter_mut().find(|r| r.lifted.is_none());
                let open = open.ok_or_else(|| event.unfoldable("no recall stands"))?;
                open.lifted = Some((event.actor.clone(), event.recorded_at));
                return Ok(unit);
            }
            _ => return Err(event.unfoldable("not an event of a tissue unit in this state")),
        };
        unit.passed.push(Passed { passage, at: at(event), earlier: Vec::new() });
        Ok(unit)
    }
}

/// A recipient received tissue or cells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TissueApplied {
    /// The unit.
    pub unit: TissueId,
    /// How much.
    pub amount: Quantity,
    /// Who received it.
    pub recipient: RecipientId,
    /// Where.
    pub centre: CentreId,
    /// What the record already said that contradicts it.
    pub disputes: Vec<Dispute>,
}

/// A human application.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Application {
    /// Its number.
    pub id: ApplicationId,
    /// What happened.
    pub applied: TissueApplied,
    /// When.
    pub at: Happened,
    /// What was written down before and was wrong, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<Earlier<Given>>,
}

impl Application {
    /// What was told of it and can be corrected.
    #[must_use]
    pub fn given(&self) -> Given {
        Given { amount: self.applied.amount, recipient: self.applied.recipient, at: self.at.clone() }
    }
}

impl Record for Application {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "tissue.applied") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not an application"))?;
                Ok(Self { id, applied: event.read()?, at: at(event), earlier: Vec::new() })
            }
            (Some(mut one), "tissue.application_corrected") => {
                let told: ApplicationCorrected = event.read()?;
                one.earlier.push(Earlier::of(event, one.given(), told.reason));
                one.applied.amount = told.amount;
                one.applied.recipient = told.recipient;
                one.applied.disputes = told.disputes;
                one.at = at(event);
                Ok(one)
            }
            _ => Err(event.unfoldable("not an event of an application in this state")),
        }
    }
}

/// A step was refused; only this is kept, so that refusals can be counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepRefused {
    /// The step's code.
    pub step: String,
    /// Units it was about.
    pub units: Vec<TissueId>,
    /// The centre that planned it.
    pub centre: CentreId,
    /// Rules that stopped it.
    pub rules: Vec<String>,
}

/// A refusal on record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TissueRefusal {
    /// Its number.
    pub id: TissueRefusalId,
    /// What was refused.
    pub refused: StepRefused,
    /// When.
    pub at: Timestamp,
}

impl Record for TissueRefusal {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "tissue.step_refused") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a refusal"))?;
                Ok(Self { id, refused: event.read()?, at: event.recorded_at })
            }
            _ => Err(event.unfoldable("a refusal is told once")),
        }
    }
}
