//! Tissues and cells beside organs (REG-3; A/RES/79/189 preamble and OP17).
//!
//! A unit comes from a donor, from abroad or from other units, in an amount with its unit of measure; amounts leave it to
//! become other units, go abroad, to a recipient, or are thrown away. Whatever is planned may not take more than is
//! there. What happened is kept, and where it contradicts the record it is marked *disputed*. The donor is the same number
//! as of the donor's organs, so that one trace shows all of them.
//!
//! | where a unit stands | what that means |
//! |---|---|
//! | `Available` | something is left, within its days |
//! | `Expired` | something is left, and its last day is over |
//! | `Recalled` | nobody may use it until somebody else lifts the recall |
//! | `Empty` | everything left it |
//! | `Overdrawn` | more left it than it held: the record disputes itself |

mod correct;
mod licence;
pub mod rules;
mod step;
mod unit;
mod write;

use codes::ids::{CentreId, DonorId, TissueId};
use codes::tissue::TissueKind;
use jiff::Timestamp;
use jiff::civil::Date;
use law::{Floor, Law, Reading};
use serde::{Deserialize, Serialize};

use crate::vigilance;

pub use correct::{ApplicationCorrected, Earlier, Entry, EntryCorrected, Given, TakingCorrected, TakingOf};
pub use licence::{TissueGranted, TissueLicence, TissueLicenceEnded};
pub use step::{CodeExemption, Collect, Consent, Import, Label, Portion, Purpose, Step, Unpaid};
pub use unit::{
    Application, Leaving, Making, Origin, Passage, Passed, Recall, Released, Standing, StepRefused, TissueApplied,
    TissueEntered, TissueIssued, TissueRecalled, TissueRefusal, TissueReleased, TissueStored, TissueTaken, TissueUnit,
    Trail,
};
pub use write::{Ids, disputes, gate, keep, refuse};

/// What is known of the donor of a collection or import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DonorKnown {
    /// The donor.
    pub donor: DonorId,
    /// Whether the donor lives.
    pub living: bool,
    /// Completed years, youngest and oldest reading; `None` when no birth date is known.
    pub age: Option<(u32, u32)>,
}

/// What is known of the recipient of an application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecipientKnown {
    /// When the recipient died, if known.
    pub died_at: Option<Timestamp>,
    /// Whether the recipient is the only donor of the unit; `None` where nobody knows who they are.
    pub is_donor: Option<bool>,
}

/// Who releases a unit, beside who made it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Releaser {
    /// Somebody else made it.
    Another,
    /// The same person made it.
    Same,
}

/// What the rules look at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Situation {
    /// What is done.
    pub step: Step,
    /// By which centre.
    pub centre: CentreId,
    /// Units it is about, as they are on record.
    pub units: Vec<TissueUnit>,
    /// The donor, for a collection or an import that names one; `None` when none is on record.
    pub donor: Option<DonorKnown>,
    /// The recipient, for an application.
    pub recipient: Option<RecipientKnown>,
    /// Licences of the centre as a tissue establishment.
    pub licences: Vec<TissueLicence>,
    /// Recalls of the donors of the units.
    #[serde(default)]
    pub recalls: Vec<vigilance::Recall>,
    /// Who releases the unit, beside who made it; `None` where nothing is released.
    #[serde(default)]
    pub releaser: Option<Releaser>,
    /// A unit on record that already has the code of the one that comes in.
    pub same_code: Option<TissueId>,
    /// When it shall happen or did happen.
    pub at: Timestamp,
    /// The civil day of that instant.
    pub on: Date,
}

impl Situation {
    /// A unit by its number.
    #[must_use]
    pub fn unit(&self, id: TissueId) -> Option<&TissueUnit> {
        self.units.iter().find(|u| u.id == id)
    }

    /// Kinds that the step handles.
    #[must_use]
    pub fn kinds(&self) -> Vec<TissueKind> {
        let mut kinds: Vec<TissueKind> = self.units.iter().map(|u| u.entered.kind).collect();
        match &self.step {
            Step::Collect(c) => kinds.push(c.kind),
            Step::Import(i) => kinds.push(i.kind),
            Step::Process { kind, .. } => kinds.push(*kind),
            _ => {}
        }
        kinds.sort_unstable();
        kinds.dedup();
        kinds
    }

    /// A unit that must be let out of quarantine before it leaves, and was not: it was made as `made` says.
    #[must_use]
    pub fn in_quarantine(&self, made: &[String]) -> Option<&TissueUnit> {
        self.units.iter().find(|unit| match &unit.entered.origin {
            Origin::Made { how, .. } => unit.released.is_none() && made.iter().any(|word| word == how.code()),
            Origin::Collected { .. } | Origin::Imported { .. } => false,
        })
    }

    /// Whether the step gives something to somebody outside the establishment.
    #[must_use]
    pub const fn gives_out(&self) -> bool {
        matches!(self.step, Step::Issue { .. } | Step::Export { .. } | Step::Apply { .. })
    }
}

/// The word of a unit of measure; the code itself where it has none.
#[must_use]
pub const fn measure(unit: codes::Unit) -> &'static str {
    match unit {
        codes::Unit::Piece => "pieces",
        codes::Unit::Millilitre => "millilitres",
        codes::Unit::Gram => "grams",
        codes::Unit::SquareCentimetre => "square_centimetres",
        codes::Unit::MillionCells => "million_cells",
        other => other.code(),
    }
}

/// Asks the rules.
#[must_use]
pub fn read(situation: &Situation, law: &Law<'_>, floor: &Floor) -> Reading {
    law::check_all(rules::ALL, situation, law, floor)
}
