//! One expense of a claim, with its receipts and what was made of it.

use codes::Money;
use codes::ids::{CentreId, ClaimId, DocumentId, DonorId, ExpenseId, PairId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::words::{Category, WithdrawnBecause};
use crate::Private;
use crate::event::{Past, Record, Unfoldable};

/// An expense was claimed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claimed {
    /// The claim.
    pub claim: ClaimId,
    /// The pair.
    pub pair: PairId,
    /// The donor.
    pub donor: DonorId,
    /// The centre that looks after the donor.
    pub centre: CentreId,
    /// What it was for.
    pub category: Category,
    /// How much, in the currency in which it was spent.
    pub amount: Money,
    /// Kilometres, days or nights, where the category has a rate; `None` where it has not.
    #[serde(default)]
    pub quantity: Option<u32>,
    /// The day, or the first of several.
    pub incurred_on: Date,
    /// The last day of several; `None` where there was one.
    #[serde(default)]
    pub until_on: Option<Date>,
    /// What for, in words.
    pub what: Private,
}

/// A receipt was filed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptFiled {
    /// The sealed paper.
    pub document: DocumentId,
    /// Digest of the paper's bytes.
    pub file: Private,
    /// Who issued it.
    pub issuer: Private,
    /// Its number, as the issuer wrote it; `None` where it has none.
    #[serde(default)]
    pub number: Option<Private>,
    /// The day on it.
    #[serde(default)]
    pub dated_on: Option<Date>,
}

impl ReceiptFiled {
    /// Issuer and number as they are compared: without blanks, signs and case. `None` while sealed, or without a number.
    #[must_use]
    pub fn mark(&self) -> Option<String> {
        let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
        let number = self.number.as_ref()?.clear().map(plain)?;
        Some(format!("{}|{number}", plain(self.issuer.clear()?)))
    }
}

/// How an amount in another currency became one in the country's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exchange {
    /// Units of the country's currency for one unit of the other, in millionths.
    pub rate_millionths: u64,
    /// Who published the rate, and for which day.
    pub source: String,
}

/// Somebody judged an expense.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verified {
    /// How much of it is accepted; nought refuses it.
    pub accepted: Money,
    /// Why not all of it; `None` where all of it was accepted.
    #[serde(default)]
    pub reason: Option<Private>,
    /// How another currency was converted.
    #[serde(default)]
    pub exchange: Option<Exchange>,
    /// Why it doubles nothing, although the same category, day and amount stand elsewhere.
    #[serde(default)]
    pub not_double: Option<Private>,
}

/// Somebody wanted to judge an expense and was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotVerified {
    /// Rules that refused it.
    pub rules: Vec<String>,
}

/// An expense was taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpenseWithdrawn {
    /// Why.
    pub because: WithdrawnBecause,
}

/// A receipt with who filed it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Filed {
    /// The receipt.
    pub receipt: ReceiptFiled,
    /// When it was filed.
    pub at: Timestamp,
    /// Who filed it.
    pub by: String,
}

/// A judgement with who made it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Judged {
    /// The judgement.
    pub verified: Verified,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: String,
}

/// Where an expense stands; computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExpenseState {
    /// Nobody has judged it.
    Claimed,
    /// Something of it was accepted.
    Accepted,
    /// Nothing of it was accepted.
    Refused,
    /// It was taken back.
    Withdrawn,
}

impl ExpenseState {
    /// The code as stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Claimed => "claimed",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// An expense.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Expense {
    /// Its number.
    pub id: ExpenseId,
    /// What was claimed.
    pub claimed: Claimed,
    /// When.
    pub claimed_at: Timestamp,
    /// Who wrote it down.
    pub claimed_by: String,
    /// Receipts, in the order in which they were filed.
    pub receipts: Vec<Filed>,
    /// Judgements, oldest first; the last one holds.
    pub judged: Vec<Judged>,
    /// When and why it was taken back.
    pub withdrawn: Option<(Timestamp, ExpenseWithdrawn)>,
}

impl Expense {
    /// Where it stands.
    #[must_use]
    pub fn state(&self) -> ExpenseState {
        match (&self.withdrawn, self.judged.last()) {
            (Some(_), _) => ExpenseState::Withdrawn,
            (None, None) => ExpenseState::Claimed,
            (None, Some(judged)) if judged.verified.accepted.minor > 0 => ExpenseState::Accepted,
            (None, Some(_)) => ExpenseState::Refused,
        }
    }

    /// What is accepted of it now.
    #[must_use]
    pub fn accepted(&self) -> Option<Money> {
        match self.state() {
            ExpenseState::Accepted => self.judged.last().map(|j| j.verified.accepted),
            _ => None,
        }
    }
}

impl Record for Expense {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        let (at, by) = (event.recorded_at, event.actor.clone());
        match (state, event.kind.as_str()) {
            (None, "expense.claimed") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not an expense"))?;
                let (receipts, judged) = (Vec::new(), Vec::new());
                Ok(Self {
                    id,
                    claimed: event.read()?,
                    claimed_at: at,
                    claimed_by: by,
                    receipts,
                    judged,
                    withdrawn: None,
                })
            }
            (Some(mut expense), "expense.receipt_filed") => {
                expense.receipts.push(Filed { receipt: event.read()?, at, by });
                Ok(expense)
            }
            (Some(mut expense), "expense.verified") => {
                expense.judged.push(Judged { verified: event.read()?, at, by });
                Ok(expense)
            }
            (Some(expense), "expense.withdrawn") => Ok(Self { withdrawn: Some((at, event.read()?)), ..expense }),
            (Some(expense), "expense.verification_refused") => {
                event.read::<NotVerified>()?;
                Ok(expense)
            }
            _ => Err(event.unfoldable("not an event of an expense in this state")),
        }
    }
}
