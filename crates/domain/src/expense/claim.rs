//! A claim: the expenses of one donor for one donation.

use codes::ids::{CentreId, ClaimId, DonorId, PairId, PaymentId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::event::{Past, Record, Unfoldable};

/// A claim was opened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimOpened {
    /// The pair.
    pub pair: PairId,
    /// The donor whose expenses they are.
    pub donor: DonorId,
    /// The centre that looks after the donor.
    pub centre: CentreId,
}

/// A payment of a claim was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaymentRefused {
    /// Number of the payment that was not planned.
    pub payment: PaymentId,
    /// Rules that refused it.
    pub rules: Vec<String>,
}

/// A claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// Its number.
    pub id: ClaimId,
    /// Whose it is.
    pub opened: ClaimOpened,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// Who opened it.
    pub opened_by: String,
    /// How often a payment of it was refused.
    pub refused: u32,
}

impl Record for Claim {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "expense.claim_opened") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a claim"))?;
                let (opened_at, opened_by) = (event.recorded_at, event.actor.clone());
                Ok(Self { id, opened: event.read()?, opened_at, opened_by, refused: 0 })
            }
            (Some(claim), "expense.payment_refused") => {
                event.read::<PaymentRefused>()?;
                Ok(Self { refused: claim.refused.saturating_add(1), ..claim })
            }
            _ => Err(event.unfoldable("not an event of a claim in this state")),
        }
    }
}
