//! What is on record of somebody when scores are computed, each value with its source.

use std::collections::BTreeMap;

use codes::Sex;
use codes::ids::{LabResultId, PathwayId};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::pathway::{Analyte, CauseOfDeath, Found};
use crate::registry::score::{Answer, Formula, Sharing};

/// Whose scores they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// A candidate for a graft, or a recipient.
    Recipient,
    /// A living donor.
    LivingDonor,
    /// A donor who died.
    DeceasedDonor,
}

/// Where an input comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "from", rename_all = "snake_case", deny_unknown_fields)]
pub enum Source {
    /// A result of a laboratory.
    Result {
        /// Its number.
        id: LabResultId,
        /// When the sample was taken.
        taken_at: Timestamp,
    },
    /// The characterisation of a donor who died.
    Pathway {
        /// The file.
        id: PathwayId,
        /// When the sample was taken or the value was told.
        at: Timestamp,
    },
    /// The register of people, or the entry of the donor or recipient.
    Person,
    /// Told when the scores were computed.
    Told,
    /// Another score.
    Score {
        /// Which.
        formula: Formula,
    },
}

/// A value with where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Its source.
    pub source: Source,
}

/// The groups that American formulas distinguished. They are those of their data and say nothing of anybody else; it is asked
/// only because these formulas cannot be computed without.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AmericanRace {
    /// White.
    White,
    /// African American.
    Black,
    /// Asian.
    Asian,
    /// Any other.
    Other,
}

macro_rules! told {
    ($($(#[$doc:meta])* $field:ident: $type:ty,)*) => {
        /// What formulas ask and no other record holds; absent is what nobody told.
        #[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct ScoreTold {
            $($(#[$doc])* #[serde(default, skip_serializing_if = "Option::is_none")] pub $field: Option<$type>,)*
        }

        impl ScoreTold {
            /// Everything that can be told, by name.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($field)),*];

            /// What holds after this was told: it, and what was told before where this is silent and does not take it back.
            #[must_use]
            pub fn over(self, earlier: Self, taken_back: &[String]) -> Self {
                let stands = |name: &str| taken_back.iter().all(|gone| gone != name);
                Self { $($field: self.$field.or(earlier.$field.filter(|_| stands(stringify!($field)))),)* }
            }
        }
    };
}

told! {
    /// Dialysed at least twice in the last week, or filtered for a whole day of it.
    dialysis: Answer,
    /// First day of regular dialysis.
    dialysis_since: Date,
    /// Dialysed when put on the list.
    dialysis_at_listing: Answer,
    /// Diabetes.
    diabetes: Answer,
    /// High blood pressure.
    hypertension: Answer,
    /// Any organ transplanted before.
    transplanted_before: Answer,
    /// More than two standard deviations below the growth of the age.
    growth_failure: Answer,
    /// Upper limit of normal of aspartate aminotransferase at the laboratory, U/L.
    ast_upper_u_l: u32,
    /// First day in hospital before the donation.
    hospital_since: Date,
    /// A part of the liver is grafted.
    split: Answer,
    /// Offered outside the usual order because no centre took it.
    rescue: Answer,
    /// How far the liver travels.
    sharing: Sharing,
    /// Cold ischaemia, minutes, expected or measured.
    cold_minutes: u32,
    /// Group of American formulas.
    race: AmericanRace,
}

/// What is on record of somebody on a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Basis {
    /// Whose scores they are.
    pub subject: Subject,
    /// The day for which they are computed.
    pub on: Date,
    /// Sex.
    pub sex: Option<Sourced<Sex>>,
    /// Age in completed months; `None` where it is known less surely than to a year.
    pub age_months: Option<Sourced<u32>>,
    /// Age in completed months on the first day on the list, of recipients.
    pub listing_months: Option<Sourced<u32>>,
    /// First day on the list, of recipients.
    pub listed_on: Option<Date>,
    /// The newest value that stands of everything measured or tested.
    pub measured: BTreeMap<Analyte, Sourced<Found>>,
    /// Of what a donor died.
    pub cause: Option<Sourced<CauseOfDeath>>,
    /// Whether a donor died by circulatory criteria.
    pub circulatory_death: Option<Sourced<Answer>>,
    /// What was told for the scores.
    pub told: ScoreTold,
}
