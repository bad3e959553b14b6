//! A living donor's expenses (CON-3; A/RES/79/189 OP6(b), WHO guiding principle 5): claimed with receipts, verified by
//! somebody else, paid by whom the law permits, up to what the law gives. Whatever was paid besides is kept as a fact.
//!
//! | state of an expense | what it knows |
//! |---|---|
//! | `Claimed` | category, amount, days, receipts; nobody has judged it |
//! | `Accepted` | how much of it was verified, by whom |
//! | `Refused` | that nothing of it was accepted, and why |
//! | `Withdrawn` | that the donor or whoever typed it took it back |
//!
//! | state of a payment | what it knows |
//! |---|---|
//! | `Planned` | that no rule stopped it |
//! | `Made` | when the money went |
//! | `Cancelled` | that it was not made |

mod claim;
mod item;
mod payment;
pub mod rules;
mod share;
mod words;

use codes::Money;
use codes::ids::{AccountId, ClaimId, ExpenseId, PaymentId};
use codes::time::Happened;
use jiff::Timestamp;
use jiff::civil::Date;
use law::{Floor, Law, Reading};
use serde::{Deserialize, Serialize};

use crate::event::{Draft, Subject, Vault};
use crate::{Kept, Verdict};
pub use claim::{Claim, ClaimOpened, PaymentRefused};
pub use item::{
    Claimed, Exchange, Expense, ExpenseState, ExpenseWithdrawn, Filed, Judged, NotVerified, ReceiptFiled, Verified,
};
pub use payment::{Cancelled, Made, Part, Payment, PaymentSaid, PaymentState};
pub use share::{Open, share};
pub use words::{Category, Ground, Payee, Payer, Service, WithdrawnBecause};

/// What the rules are asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Somebody wants to accept or refuse an expense.
    Verifying,
    /// Somebody wants to pay a claim.
    Paying,
    /// Money went.
    Paid,
}

/// The donation to which the expenses belong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Donation {
    /// When the pair's file was opened.
    pub opened_on: Date,
    /// Whether anybody evaluated the donor.
    pub evaluated: bool,
    /// Whether every body of the law agreed and the donor's consent stands.
    pub approved: bool,
    /// When the organ was removed; `None` when it was not, or not yet.
    pub removed_on: Option<Date>,
    /// Who declared that nothing is paid or promised: `donor`, `recipient`, `intermediary`.
    pub declared: Vec<String>,
}

/// What makes two expenses look like one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Alike {
    /// The same file was handed in as receipt.
    SameFile,
    /// The same issuer and number stand on the receipt.
    SameReceipt,
    /// The same category, day and amount.
    SameDayAndAmount,
}

impl Alike {
    /// The code as shown.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::SameFile => "same_file",
            Self::SameReceipt => "same_receipt",
            Self::SameDayAndAmount => "same_day_and_amount",
        }
    }
}

/// Another expense that this one doubles.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Double {
    /// The other one.
    pub of: ExpenseId,
    /// Its claim.
    pub claim: ClaimId,
    /// By what.
    pub by: Alike,
}

/// One expense as the rules see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// The expense.
    pub expense: ExpenseId,
    /// What it was for.
    pub category: Category,
    /// What was claimed.
    pub claimed: Money,
    /// Kilometres, days or nights, where the category has a rate.
    pub quantity: Option<u32>,
    /// First day.
    pub incurred_on: Date,
    /// When it was claimed.
    pub claimed_on: Date,
    /// The account that wrote it down.
    pub claimed_by: String,
    /// Receipts filed.
    pub receipts: usize,
    /// What was accepted, or is about to be; `None` while nobody judged it.
    pub accepted: Option<Money>,
    /// How another currency was converted.
    pub exchange: Option<Exchange>,
    /// Who judged it, or is about to.
    pub verified_by: Option<String>,
    /// Whether the verifier wrote down why it doubles nothing.
    pub explained: bool,
    /// What it doubles.
    pub doubles: Vec<Double>,
    /// What was paid or planned for it before, minor units.
    pub paid_minor: i64,
    /// What is paid for it now, minor units.
    pub pays_minor: i64,
}

/// The payment that is planned or happened.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Paying {
    /// How much.
    pub amount: Money,
    /// To whom.
    pub payee: Payee,
    /// By whom.
    pub payer: Payer,
    /// What for.
    pub ground: Ground,
    /// The service, where it is a fee.
    pub service: Option<Service>,
}

/// What the rules look at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Situation {
    /// What they are asked about.
    pub phase: Phase,
    /// The donation; `None` for a payment that belongs to none.
    pub donation: Option<Donation>,
    /// The expense that is judged, or those that are paid.
    pub lines: Vec<Line>,
    /// What was paid or planned for this donation before, minor units of the country's currency by category.
    pub spent: Vec<(Category, i64)>,
    /// The payment; `None` while verifying.
    pub payment: Option<Paying>,
    /// Who verifies or pays.
    pub actor: AccountId,
    /// When.
    pub at: Timestamp,
}

impl Situation {
    /// The lines of which money is accepted or paid now.
    pub(crate) fn counted(&self) -> impl Iterator<Item = &Line> {
        let verifying = self.phase == Phase::Verifying;
        self.lines.iter().filter(move |l| match verifying {
            true => l.accepted.is_some_and(|a| a.minor > 0),
            false => l.pays_minor > 0,
        })
    }

    /// Whether money is, or was, paid for a donor's expenses.
    pub(crate) fn reimburses(&self) -> bool {
        self.payment.as_ref().is_some_and(|p| p.ground == Ground::Reimbursement)
    }

    /// What the rules say of it.
    #[must_use]
    pub fn read(&self, law: &Law<'_>, floor: &Floor) -> Reading {
        law::check_all(rules::ALL, self, law, floor)
    }
}

/// Gates the judgement of an expense.
#[must_use]
pub fn gate_verification(of: &Expense, judged: &Verified, s: &Situation, law: &Law<'_>, floor: &Floor) -> Verdict {
    let draft = || Draft::new("expense.verified", of.id, judged).sealed_for(Vault::Clinical, of.claimed.donor);
    Verdict::of(s.read(law, floor), || vec![draft().about(of.claimed.claim)])
}

/// Gates a payment of a claim.
#[must_use]
pub fn gate_payment(said: &PaymentSaid, id: PaymentId, s: &Situation, law: &Law<'_>, floor: &Floor) -> Verdict {
    Verdict::of(s.read(law, floor), || vec![drafted("expense.payment_planned", said, id)])
}

/// Keeps a payment that happened without having been planned here.
#[must_use]
pub fn keep_payment(
    said: &PaymentSaid,
    id: PaymentId,
    happened: Happened,
    s: &Situation,
    (law, floor): (&Law<'_>, &Floor),
) -> Kept {
    Kept::with(s.read(law, floor), vec![drafted("expense.payment_recorded", said, id).happened(happened)])
}

fn drafted(kind: &'static str, said: &PaymentSaid, id: PaymentId) -> Draft {
    let mut draft = Draft::new(kind, id, said);
    draft.subject = Some(Subject { vault: Vault::Clinical, id: sealed_under(said, id) });
    let concerned = [said.claim.map(|c| c.to_string()), said.pair.map(|p| p.to_string())];
    concerned.into_iter().flatten().fold(draft, Draft::about)
}

/// Whose key seals what is private of a payment: the donor's, or where there is none the payment's own.
#[must_use]
pub fn sealed_under(said: &PaymentSaid, id: PaymentId) -> String {
    said.donor.map_or_else(|| id.to_string(), |donor| donor.to_string())
}
