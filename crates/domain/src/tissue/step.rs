//! What somebody does with tissues and cells, as it is asked for or reported.

use codes::country::Country;
use codes::ids::{CentreId, DonorId, RecipientId, TissueId};
use codes::tissue::{TissueActivity, TissueKind};
use codes::{DonationNumber, Quantity, SingleEuropeanCode};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Private;

/// For whom a unit is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// For somebody else.
    #[default]
    Allogeneic,
    /// For the donor alone.
    Autologous,
}

/// In what way a collection was agreed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// The donor signed.
    DonorSigned,
    /// The representative of a donor who cannot decide signed.
    RepresentativeSigned,
    /// The donor's own decision stands in the register.
    OwnDecision,
    /// The kin agreed.
    KinAgreed,
    /// The law reads silence as no objection, and the kin were asked.
    NoObjection,
    /// Nobody agreed, or it was not written down.
    None,
}

/// Whether it was declared that nothing was paid or promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unpaid {
    /// Declared.
    Declared,
    /// Not asked or not declared.
    NotDeclared,
    /// Something was paid or promised.
    Paid,
}

/// Why a unit may go without its codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CodeExemption {
    /// Reproductive cells between partners.
    PartnerCells,
    /// Collected and applied in one place without storage.
    ImmediateUse,
    /// Brought in in an emergency with leave of the authority.
    EmergencyImport,
}

impl CodeExemption {
    /// The code as profiles write it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::PartnerCells => "partner_cells",
            Self::ImmediateUse => "immediate_use",
            Self::EmergencyImport => "emergency_import",
        }
    }
}

/// The codes on a unit.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Label {
    /// The Single European Code.
    #[serde(default)]
    pub sec: Option<SingleEuropeanCode>,
    /// The donation number of ISBT 128.
    #[serde(default)]
    pub donation: Option<DonationNumber>,
    /// Last day of use; `None` where none is set.
    #[serde(default)]
    pub expires_on: Option<Date>,
    /// Why it may go without codes; `None` where it may not.
    #[serde(default)]
    pub exempt: Option<CodeExemption>,
}

/// Something was taken from a donor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Collect {
    /// The donor; the same number as of the donor's organs. `None` where nobody knows: the origin is unknown.
    pub donor: Option<DonorId>,
    /// What it is.
    pub kind: TissueKind,
    /// How much.
    pub amount: Quantity,
    /// For whom.
    #[serde(default)]
    pub purpose: Purpose,
    /// How it was agreed to.
    pub consent: Consent,
    /// Whether it was declared unpaid.
    pub unpaid: Unpaid,
    /// The body that approved it, where one must; an office, never a person.
    #[serde(default)]
    pub approved_by: Option<String>,
    /// Its codes.
    #[serde(default)]
    pub label: Label,
    /// Remarks.
    #[serde(default)]
    pub note: Option<Private>,
}

/// Something came from abroad.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Import {
    /// What it is.
    pub kind: TissueKind,
    /// How much.
    pub amount: Quantity,
    /// From which country.
    pub country: Country,
    /// The establishment that sent it; an office. `None` where nobody knows.
    pub supplier: Option<String>,
    /// Number of the certificate that the donor was tested and the origin is known; `None` where there is none.
    pub certificate: Option<String>,
    /// The donor, where already known here under a number.
    #[serde(default)]
    pub donor: Option<DonorId>,
    /// Whether the supplier declared it unpaid.
    pub unpaid: Unpaid,
    /// Its codes.
    #[serde(default)]
    pub label: Label,
}

/// An amount of a unit that is used.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Portion {
    /// The unit.
    pub unit: TissueId,
    /// How much of it.
    pub amount: Quantity,
}

/// One step with tissues or cells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Step {
    /// Collection.
    Collect(Collect),
    /// Import.
    Import(Import),
    /// Another unit is made of one.
    Process {
        /// What is used.
        of: Portion,
        /// What comes of it.
        kind: TissueKind,
        /// How much.
        made: Quantity,
        /// By which method: a code.
        method: String,
        /// Codes of what was made.
        #[serde(default)]
        label: Label,
    },
    /// A unit is divided.
    Split {
        /// What is used.
        of: TissueId,
        /// How much each part holds.
        parts: Vec<Quantity>,
    },
    /// Several units become one.
    Pool {
        /// What is used.
        of: Vec<Portion>,
        /// How much comes of it.
        made: Quantity,
        /// Codes of the pool.
        #[serde(default)]
        label: Label,
    },
    /// A unit is put in a place.
    Store {
        /// The unit.
        unit: TissueId,
        /// The place: tank, shelf, box.
        place: String,
    },
    /// A responsible person lets a unit out of quarantine.
    Release {
        /// The unit.
        unit: TissueId,
    },
    /// A unit or a part of it is given out to another centre.
    Issue {
        /// What is given out.
        of: Portion,
        /// To whom.
        to: CentreId,
    },
    /// A unit or a part of it is sent abroad.
    Export {
        /// What is sent.
        of: Portion,
        /// To which country.
        country: Country,
        /// To which establishment; an office.
        to: Option<String>,
        /// Number of the certificate that goes with it.
        certificate: Option<String>,
    },
    /// A recipient receives it.
    Apply {
        /// What is given.
        of: Portion,
        /// To whom.
        recipient: RecipientId,
    },
    /// It is thrown away.
    Discard {
        /// What is thrown away.
        of: Portion,
        /// Why: a code such as `expired`, `contaminated`, `recalled`.
        reason: String,
    },
}

impl Step {
    /// Codes of all steps, as written in JSON.
    pub const KINDS: &'static [&'static str] =
        &["collect", "import", "process", "split", "pool", "store", "release", "issue", "export", "apply", "discard"];

    /// The code of the step.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Collect(_) => "collect",
            Self::Import(_) => "import",
            Self::Process { .. } => "process",
            Self::Split { .. } => "split",
            Self::Pool { .. } => "pool",
            Self::Store { .. } => "store",
            Self::Release { .. } => "release",
            Self::Issue { .. } => "issue",
            Self::Export { .. } => "export",
            Self::Apply { .. } => "apply",
            Self::Discard { .. } => "discard",
        }
    }

    /// What of which units is used, each unit once for every time it is named.
    #[must_use]
    pub fn uses(&self) -> Vec<Portion> {
        match self {
            Self::Collect(_) | Self::Import(_) | Self::Store { .. } | Self::Release { .. } => Vec::new(),
            Self::Pool { of, .. } => of.clone(),
            Self::Split { of, parts } => {
                let all = parts.split_first().and_then(|(one, rest)| rest.iter().try_fold(*one, |sum, p| sum.plus(*p)));
                all.into_iter().map(|amount| Portion { unit: *of, amount }).collect()
            }
            Self::Process { of, .. }
            | Self::Issue { of, .. }
            | Self::Export { of, .. }
            | Self::Apply { of, .. }
            | Self::Discard { of, .. } => vec![of.clone()],
        }
    }

    /// Units that the step is about.
    #[must_use]
    pub fn units(&self) -> Vec<TissueId> {
        match self {
            Self::Store { unit, .. } | Self::Release { unit } => vec![*unit],
            Self::Split { of, .. } => vec![*of],
            _ => {
                let mut units: Vec<TissueId> = self.uses().iter().map(|p| p.unit).collect();
                units.sort_unstable();
                units.dedup();
                units
            }
        }
    }

    /// The activity for which the establishment needs a licence; none to throw away.
    #[must_use]
    pub const fn activity(&self) -> Option<TissueActivity> {
        Some(match self {
            Self::Collect(_) => TissueActivity::Collection,
            Self::Import(_) => TissueActivity::Import,
            Self::Process { .. } | Self::Split { .. } | Self::Pool { .. } | Self::Release { .. } => {
                TissueActivity::Processing
            }
            Self::Store { .. } => TissueActivity::Storage,
            Self::Issue { .. } => TissueActivity::Distribution,
            Self::Export { .. } => TissueActivity::Export,
            Self::Apply { .. } => TissueActivity::Application,
            Self::Discard { .. } => return None,
        })
    }

    /// Amounts that the step names.
    #[must_use]
    pub fn amounts(&self) -> Vec<Quantity> {
        let mut all: Vec<Quantity> = self.uses().iter().map(|p| p.amount).collect();
        match self {
            Self::Collect(c) => all.push(c.amount),
            Self::Import(i) => all.push(i.amount),
            Self::Process { made, .. } | Self::Pool { made, .. } => all.push(*made),
            Self::Split { parts, .. } => all.extend(parts),
            _ => {}
        }
        all
    }

    /// The codes of what the step brings into the record.
    #[must_use]
    pub const fn label(&self) -> Option<&Label> {
        match self {
            Self::Collect(c) => Some(&c.label),
            Self::Import(i) => Some(&i.label),
            Self::Process { label, .. } | Self::Pool { label, .. } => Some(label),
            _ => None,
        }
    }
}
