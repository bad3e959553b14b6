//! What can stand on a sheet, and whether it is well formed.

use codes::ids::{AccountId, PathwayId};
use codes::time::Happened;
use domain::Private;
use domain::pathway::{DeathCertified, RecoveryFact};
use domain::registry::TransplantFact;
use domain::trace::entry::HandTold;
use domain::trace::paper::SheetKind;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::failure::Problem;
use crate::plain;

/// What stands on a sheet: one of the facts that are kept from a screen, too.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case", deny_unknown_fields)]
pub enum SheetTold {
    /// A hand-over; its place in the chain is worked out.
    HandOver {
        /// Of which organ, from where to where.
        hand: HandTold,
        /// When.
        happened: Happened,
    },
    /// A recovery.
    Recovery {
        /// What happened.
        fact: RecoveryFact,
    },
    /// A doctor certified death.
    Death {
        /// In which file.
        pathway: PathwayId,
        /// What was certified.
        certificate: DeathCertified,
        /// When the sheet was signed.
        happened: Happened,
    },
    /// A graft.
    Graft {
        /// What happened.
        fact: TransplantFact,
    },
}

impl SheetTold {
    /// For which sort of sheet it is.
    pub(super) const fn kind(&self) -> SheetKind {
        match self {
            Self::HandOver { .. } => SheetKind::HandOver,
            Self::Recovery { .. } => SheetKind::Recovery,
            Self::Death { .. } => SheetKind::Death,
            Self::Graft { .. } => SheetKind::Graft,
        }
    }

    /// When it happened, as the paper says.
    pub(super) const fn happened(&self) -> &Happened {
        match self {
            Self::HandOver { happened, .. } | Self::Death { happened, .. } => happened,
            Self::Recovery { fact } => &fact.happened,
            Self::Graft { fact } => &fact.happened,
        }
    }
}

/// A sheet as it is entered.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SheetFilled {
    /// What stands on it.
    pub told: SheetTold,
    /// Who wrote it, where that person has an account.
    #[serde(default)]
    pub written_by: Option<AccountId>,
    /// Who wrote it, as the paper says, where not.
    #[serde(default)]
    pub writer: Option<Private>,
}

impl SheetFilled {
    /// Checks what is sent by itself.
    pub(super) fn fits(&self, by: AccountId, now: Timestamp) -> Result<(), Problem> {
        plain::not_ahead("happened", self.told.happened(), now)?;
        if self.written_by.is_some() == self.writer.is_some() {
            return Err(Problem::new("missing", "written_by", "an account, or else the name on the paper"));
        }
        match &self.told {
            SheetTold::HandOver { hand, .. } => {
                hand.package.as_deref().map_or(Ok(()), |text| plain::line("package", text))
            }
            SheetTold::Recovery { fact } => {
                plain::list("organs", &fact.organs)?;
                plain::list("team", &fact.team)
            }
            // A certificate is its doctor's: nobody enters it in another's name.
            SheetTold::Death { .. } if self.written_by != Some(by) => {
                Err(Problem::new("malformed", "written_by", "the doctor who wrote the sheet and is signed in"))
            }
            SheetTold::Death { certificate, .. } => crate::pathway::certificate(certificate, now),
            SheetTold::Graft { .. } => Ok(()),
        }
    }
}
