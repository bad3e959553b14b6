//! A result that is not as it should be, or a visit that was missed: who answers for it, by when, and who pays (CARE-1).

use codes::country::Country;
use codes::ids::AccountId;
use jiff::Timestamp;
use jiff::civil::Date;
use law::param::Limits;
use serde::{Deserialize, Serialize};

use super::function::donor_band;
use super::{Payer, Seen};
use crate::Private;
use crate::words::words;

words! {
    /// What wants somebody.
    Abnormal {
        /// Estimated GFR below the band of donors.
        LowFunction = "low_function",
        /// Blood pressure at or above the limit.
        HighPressure = "high_pressure",
        /// Albumin in urine at or above the limit.
        Albuminuria = "albuminuria",
        /// A visit was missed.
        MissedVisit = "missed_visit",
        /// The donor asked to be called.
        WantsCall = "wants_call",
    }
}

words! {
    /// What was done about it.
    Answer {
        /// Measured again, and as it should be.
        MeasuredAgain = "measured_again",
        /// Sent to a specialist.
        Referred = "referred_on",
        /// Treatment began or changed.
        Treated = "treated",
        /// The donor was reached and comes.
        Reached = "donor_reached",
        /// The donor could not be reached.
        NotReached = "donor_not_reached",
        /// The donor wants no more visits.
        Declined = "donor_declined",
    }
}

/// Something wants somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConcernRaised {
    /// What.
    pub found: Vec<Abnormal>,
    /// Who answers for it; absent when nobody is named.
    pub carer: Option<AccountId>,
    /// Who pays; absent when nobody is named.
    pub payer: Option<Payer>,
    /// Country in which the donor makes their life, where it is known.
    pub lives_in: Option<Country>,
    /// Last day to act.
    pub answer_by_on: Date,
}

/// Somebody acted.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConcernAnswered {
    /// What was done.
    pub what: Answer,
    /// Remarks.
    pub note: Option<Private>,
}

/// Who answers for a visit, and who pays, from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CarerNamed {
    /// Who answers for it.
    pub carer: AccountId,
    /// Who pays.
    pub payer: Payer,
}

/// Something that wants somebody, with what was done about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Concern {
    /// What it is.
    pub raised: ConcernRaised,
    /// When it was raised.
    pub at: Timestamp,
    /// What was done, and when; absent while nothing was.
    pub answered: Option<(Timestamp, ConcernAnswered)>,
}

/// What the rule on concerns looks at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concerning {
    /// What was found.
    pub found: Vec<Abnormal>,
    /// Who answers for it.
    pub carer: Option<AccountId>,
    /// Who pays.
    pub payer: Option<Payer>,
}

/// What of a living donor's visit wants somebody. `months` are full months from donation to the visit.
#[must_use]
pub fn abnormal(seen: &Seen, months: i32, limits: &Limits) -> Vec<Abnormal> {
    let reaches = |value: Option<u32>, limit: u32| value.is_some_and(|v| v >= limit);
    let mut found = Vec::new();
    if seen.egfr_ml_min_173.is_some_and(|egfr| egfr < donor_band(months).0) {
        found.push(Abnormal::LowFunction);
    }
    if reaches(seen.systolic_mmhg, limits.systolic_mmhg) || reaches(seen.diastolic_mmhg, limits.diastolic_mmhg) {
        found.push(Abnormal::HighPressure);
    }
    if reaches(seen.albuminuria_mg_g, limits.albuminuria_mg_g) {
        found.push(Abnormal::Albuminuria);
    }
    found
}
