//! A donor moves abroad: the care is offered to a clinic there, which accepts or declines; until it accepts, whoever
//! answered before answers still (CARE-1).
//!
//! | state | what it knows |
//! |---|---|
//! | `Asked` | by when an answer is expected, and how often was reminded |
//! | `Accepted` | when |
//! | `Declined` | when, and why |
//! | `Refused` | when the rules stopped it |

use codes::country::Country;
use codes::ids::TransferId;
use jiff::Timestamp;
use jiff::civil::Date;
use law::{Floor, Law};
use serde::{Deserialize, Serialize};

use super::{Payer, rules};
use crate::event::{Past, Record, Unfoldable};
use crate::words::words;
use crate::{Draft, Private, Vault, Verdict};

words! {
    /// Why a clinic declined.
    Declined {
        /// Nobody pays it.
        NoPayer = "decline_no_payer",
        /// It cannot.
        NoCapacity = "decline_no_capacity",
        /// The donor does not want it.
        DonorSaysNo = "decline_donor",
        /// It never answered.
        NoAnswer = "decline_no_answer",
        /// Something else.
        Other = "decline_other",
    }
}

/// A clinic is asked to take over.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TransferAsked {
    /// The donor, by pseudonym.
    pub subject: String,
    /// The clinic.
    pub clinic: String,
    /// Country of the clinic.
    pub clinic_country: Country,
    /// Who pays there; absent when nobody was named.
    pub payer: Option<Payer>,
    /// How the clinic and the donor are reached there.
    pub contact: Option<Private>,
    /// Last day for an answer.
    pub answer_by_on: Date,
}

/// The clinic declined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TransferDeclined {
    /// Why.
    pub why: Declined,
}

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum TransferState {
    /// The clinic was asked.
    Asked {
        /// Instants at which it was reminded.
        reminded: Vec<Timestamp>,
    },
    /// The clinic takes over.
    Accepted {
        /// Since when.
        at: Timestamp,
    },
    /// The clinic does not.
    Declined {
        /// When it said so.
        at: Timestamp,
        /// Why.
        why: Declined,
    },
    /// The rules stopped it; nobody was asked.
    Refused {
        /// When.
        at: Timestamp,
    },
}

impl TransferState {
    /// The code as stored.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Asked { .. } => "asked",
            Self::Accepted { .. } => "accepted",
            Self::Declined { .. } => "declined",
            Self::Refused { .. } => "refused",
        }
    }
}

/// A hand-over of care.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CareTransfer {
    /// Its number.
    pub id: TransferId,
    /// What was asked.
    pub asked: TransferAsked,
    /// When.
    pub asked_at: Timestamp,
    /// How far it is.
    pub state: TransferState,
}

/// What the rules on handing care over look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandingOver {
    /// Country in which the donor makes their life; `None` when nobody knows.
    pub lives_in: Option<Country>,
    /// Country of the clinic.
    pub clinic_country: Country,
    /// Who pays there.
    pub payer: Option<Payer>,
}

/// Whether care may be offered to that clinic.
#[must_use]
pub fn gate_transfer(
    asked: &TransferAsked,
    id: TransferId,
    situation: &HandingOver,
    law: &Law<'_>,
    floor: &Floor,
) -> Verdict {
    Verdict::of(law::check_all(rules::HANDING_OVER, situation, law, floor), || {
        let draft = Draft::new("followup.transfer_asked", id, asked).about(&asked.subject);
        vec![draft.sealed_for(Vault::Clinical, &asked.subject)]
    })
}

/// The event of a hand-over that the rules stopped.
#[must_use]
pub fn transfer_refused(asked: &TransferAsked, id: TransferId) -> Draft {
    let draft = Draft::new("followup.transfer_refused", id, asked).about(&asked.subject);
    draft.sealed_for(Vault::Clinical, &asked.subject)
}

impl CareTransfer {
    /// Whether an answer is still expected.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        matches!(self.state, TransferState::Asked { .. })
    }
}

impl Record for CareTransfer {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        let at = event.recorded_at;
        match (state, event.kind.as_str()) {
            (None, kind @ ("followup.transfer_asked" | "followup.transfer_refused")) => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a hand-over of care"))?;
                let state = match kind {
                    "followup.transfer_asked" => TransferState::Asked { reminded: Vec::new() },
                    _ => TransferState::Refused { at },
                };
                Ok(Self { id, asked: event.read()?, asked_at: at, state })
            }
            (Some(transfer), "followup.transfer_reminded") => match transfer.state {
                TransferState::Asked { mut reminded } => {
                    reminded.push(at);
                    Ok(Self { state: TransferState::Asked { reminded }, ..transfer })
                }
                _ => Err(event.unfoldable("it was answered already")),
            },
            (Some(transfer), "followup.transfer_accepted") if transfer.is_open() => {
                Ok(Self { state: TransferState::Accepted { at }, ..transfer })
            }
            (Some(transfer), "followup.transfer_declined") if transfer.is_open() => {
                let why = event.read::<TransferDeclined>()?.why;
                Ok(Self { state: TransferState::Declined { at, why }, ..transfer })
            }
            _ => Err(event.unfoldable("not an event of a hand-over of care in this state")),
        }
    }
}
