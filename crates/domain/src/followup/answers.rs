//! What a living donor answers on the own phone. The whole of it lies sealed as one text.

use codes::language::Language;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::Private;
use crate::words::words;

words! {
    /// How somebody feels, in own judgement.
    Feeling {
        /// Well.
        Well = "feel_well",
        /// Middling.
        Middling = "feel_middling",
        /// Badly.
        Badly = "feel_badly",
    }
}

words! {
    /// Whether somebody was in hospital since the last time.
    Hospital {
        /// No.
        No = "hospital_no",
        /// Yes, because of the donation.
        Donation = "hospital_donation",
        /// Yes, for another reason.
        Other = "hospital_other",
    }
}

words! {
    /// What the donation cost the donor in money, in own judgement.
    Cost {
        /// Nothing.
        None = "cost_none",
        /// A little.
        Minor = "cost_minor",
        /// Much.
        Major = "cost_major",
    }
}

words! {
    /// Whether somebody would give again.
    Again {
        /// Yes.
        Yes = "again_yes",
        /// Not sure.
        Unsure = "again_unsure",
        /// No.
        No = "again_no",
    }
}

words! {
    /// Whether the centre shall call.
    Call {
        /// No.
        No = "call_no",
        /// Yes.
        Yes = "call_yes",
    }
}

/// The questionnaire of living donors, first version. It has no `Debug`: the whole of it is private.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answers {
    /// How the donor feels.
    pub feeling: Feeling,
    /// Stays in hospital.
    pub hospital: Hospital,
    /// Work.
    pub work: super::Work,
    /// Cost.
    pub cost: Cost,
    /// Would give again.
    pub again: Again,
    /// Upper blood pressure measured at home, mm Hg.
    #[serde(default)]
    pub systolic_mmhg: Option<u32>,
    /// Lower blood pressure measured at home, mm Hg.
    #[serde(default)]
    pub diastolic_mmhg: Option<u32>,
    /// Whether the centre shall call.
    pub call: Call,
    /// What else the donor wants to say.
    #[serde(default)]
    pub words: Option<String>,
}

/// Version of the questionnaire.
pub const QUESTIONS: &str = "donor_1";

impl Answers {
    /// As private text, to be sealed. A plain struct cannot fail to become JSON.
    #[must_use]
    pub fn private(&self) -> Private {
        Private::Clear(serde_json::to_string(self).unwrap_or_default())
    }

    /// Read back from private text that was opened; `None` while it is sealed or after it was erased.
    #[must_use]
    pub fn opened(private: &Private) -> Option<Self> {
        private.clear().and_then(|text| serde_json::from_str(text).ok())
    }
}

/// The donor answered.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answered {
    /// The answers.
    pub answers: Private,
    /// Version of the questionnaire.
    pub questions: String,
    /// Language in which it was answered.
    pub language: Language,
}

/// Answers as they lie at the visit they were asked for.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OwnAnswers {
    /// When.
    pub at: Timestamp,
    /// What.
    pub answered: Answered,
}
