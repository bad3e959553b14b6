//! Care and outcomes after the operation (CARE-1, REG-2; A/RES/79/189 OP5, 6(h), 6(k)).
//!
//! A living donor is followed for life. The plan of care and its owner are named before the removal; visits follow
//! the country's schedule; what is due, done and missed is computed from dates and never stored twice.

mod answers;
pub mod compare;
mod concern;
mod course;
pub mod cox;
pub mod function;
mod matrix;
mod message;
mod normal;
mod reminder;
pub mod rules;
mod schedule;
mod seen;
pub mod survival;
mod transfer;
mod visit;

use codes::country::Country;
use codes::ids::AccountId;
use jiff::civil::Date;
use law::{Floor, Law, Reading};
use serde::{Deserialize, Serialize};

use crate::Private;
use crate::consent::Held;
pub use answers::{Again, Answered, Answers, Call, Cost, Feeling, Hospital, OwnAnswers, QUESTIONS};
pub use concern::{Abnormal, Answer, CarerNamed, Concern, ConcernAnswered, ConcernRaised, Concerning, abnormal};
pub use course::Course;
pub use message::{Message, MessageQueued, MessageState, TRIES};
pub use reminder::{Reminded, VisitReminded, reminders_due};
pub use schedule::{covering, further, next_visit, replanned, schedule};
pub use seen::{Computed, DeathCause, Disease, FailureCause, Impossible, Rejection, Seen, Work};
pub use transfer::{
    CareTransfer, Declined, HandingOver, TransferAsked, TransferDeclined, TransferState, gate_transfer,
    transfer_refused,
};
pub use visit::{BESIDE, Covered, Due, FormKind, Over, Visit, VisitCorrected, VisitOver, VisitPlanned};

/// Who pays for the donor's care after donation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Payer {
    /// A public scheme.
    PublicScheme,
    /// The donor's own insurance.
    DonorInsurance,
    /// The recipient's insurance.
    RecipientInsurance,
    /// The hospital.
    Hospital,
}

/// The plan for a donor's care after donation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CarePlan {
    /// The person who answers for it.
    pub owner: AccountId,
    /// The clinic that sees the donor.
    pub clinic: String,
    /// Country of that clinic.
    pub clinic_country: Country,
    /// Who pays; absent when nobody was named.
    pub payer: Option<Payer>,
    /// Last day the plan covers; absent means for life.
    pub until: Option<Date>,
    /// How the donor can be reached.
    pub contact: Option<Private>,
}

/// What the rules of care look at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Situation {
    /// The plan of care.
    pub care: Option<Held<CarePlan>>,
    /// Country in which the donor makes their life.
    pub residence: Option<Country>,
    /// Country of this registry.
    pub country: Country,
    /// The day of the removal.
    pub on: Date,
}

/// Asks the rule on results that are not as they should be, and on missed visits.
#[must_use]
pub fn read_concerning(situation: &Concerning, law: &Law<'_>, floor: &Floor) -> Reading {
    law::check_all(rules::CONCERNING, situation, law, floor)
}

/// Asks every rule of care.
#[must_use]
pub fn read(situation: &Situation, law: &Law<'_>, floor: &Floor) -> Reading {
    law::check_all(rules::ALL, situation, law, floor)
}
