//! A payment: planned under the gate, made, or simply found out.

use codes::Money;
use codes::ids::{CentreId, ClaimId, DonorId, ExpenseId, PairId, PaymentId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::words::{Ground, Payee, Payer, Service};
use crate::Private;
use crate::event::{Past, Record, Unfoldable};

/// What of a payment is for one expense.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The expense.
    pub expense: ExpenseId,
    /// So much, in minor units of the payment's currency.
    pub minor: i64,
}

/// What is said of a payment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaymentSaid {
    /// The claim that is paid; `None` where none is.
    pub claim: Option<ClaimId>,
    /// The pair it concerns; `None` where it concerns none.
    pub pair: Option<PairId>,
    /// The donor it concerns; `None` where that is nobody on record.
    pub donor: Option<DonorId>,
    /// The centre concerned.
    pub centre: CentreId,
    /// How much.
    pub amount: Money,
    /// How it falls on the expenses of the claim.
    pub parts: Vec<Part>,
    /// To whom.
    pub payee: Payee,
    /// Their name.
    pub payee_name: Option<Private>,
    /// By whom.
    pub payer: Payer,
    /// Their name.
    pub payer_name: Option<Private>,
    /// What for.
    pub ground: Ground,
    /// The service, where it is a fee.
    pub service: Option<Service>,
    /// How it is known, in words.
    pub note: Option<Private>,
}

/// A planned payment was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Made {
    /// Reference of the bank, where there is one.
    #[serde(default)]
    pub reference: Option<String>,
}

/// A planned payment will not be made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cancelled {}

/// Where a payment stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum PaymentState {
    /// No rule stopped it; the money has not gone yet.
    Planned,
    /// The money went.
    Made {
        /// When.
        at: Timestamp,
    },
    /// It will not be made.
    Cancelled,
}

impl PaymentState {
    /// The code as stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Made { .. } => "made",
            Self::Cancelled => "cancelled",
        }
    }
}

/// A payment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Payment {
    /// Its number.
    pub id: PaymentId,
    /// What is said of it.
    pub said: PaymentSaid,
    /// When it was written down.
    pub recorded_at: Timestamp,
    /// Who wrote it down.
    pub recorded_by: String,
    /// Where it stands.
    pub state: PaymentState,
}

impl Payment {
    /// Whether it counts against what was verified.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.state != PaymentState::Cancelled
    }

    /// What it pays for an expense, minor units.
    #[must_use]
    pub fn pays(&self, expense: ExpenseId) -> i64 {
        self.said.parts.iter().filter(|p| p.expense == expense).map(|p| p.minor).sum()
    }
}

impl Record for Payment {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        let begun = |state| {
            let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a payment"))?;
            let (recorded_at, recorded_by) = (event.recorded_at, event.actor.clone());
            Ok(Self { id, said: event.read()?, recorded_at, recorded_by, state })
        };
        match (state, event.kind.as_str()) {
            (None, "expense.payment_planned") => begun(PaymentState::Planned),
            (None, "expense.payment_recorded") => begun(PaymentState::Made { at: event.at() }),
            (Some(payment), "expense.payment_made") => {
                event.read::<Made>()?;
                Ok(Self { state: PaymentState::Made { at: event.at() }, ..payment })
            }
            (Some(payment), "expense.payment_cancelled") => {
                event.read::<Cancelled>()?;
                Ok(Self { state: PaymentState::Cancelled, ..payment })
            }
            _ => Err(event.unfoldable("not an event of a payment in this state")),
        }
    }
}
