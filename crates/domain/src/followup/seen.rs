//! What is found at a visit, in an interim record, or told of one.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::Private;
use crate::registry::score::Formula;
use crate::words::words;

words! {
    /// Why a graft failed (OPTN transplant recipient follow-up form).
    FailureCause {
        /// Hyperacute rejection.
        HyperacuteRejection = "hyperacute_rejection",
        /// Acute rejection.
        AcuteRejection = "acute_rejection",
        /// Chronic rejection.
        ChronicRejection = "chronic_rejection",
        /// It never worked.
        PrimaryFailure = "primary_failure",
        /// Thrombosis.
        Thrombosis = "thrombosis",
        /// Infection.
        Infection = "graft_infection",
        /// Surgical complication.
        Surgical = "surgical",
        /// The disease came back.
        RecurrentDisease = "recurrent_disease",
        /// BK virus.
        BkVirus = "bk_virus",
        /// Medicine was not taken.
        Nonadherence = "nonadherence",
        /// Something else.
        Other = "other_cause",
        /// Not known.
        Unknown = "unknown_cause",
    }
}

words! {
    /// Of what somebody died, by group.
    DeathCause {
        /// Infection.
        Infection = "death_infection",
        /// Heart and vessels.
        Cardiovascular = "death_cardiovascular",
        /// Cancer.
        Malignancy = "death_malignancy",
        /// Failure of the graft or of the remaining organ.
        OrganFailure = "death_organ_failure",
        /// Accident or violence.
        External = "death_external",
        /// Something else.
        Other = "death_other",
        /// Not known.
        Unknown = "death_unknown",
    }
}

words! {
    /// A rejection since the last visit.
    Rejection {
        /// None.
        None = "no_rejection",
        /// Suspected and treated.
        Suspected = "rejection_suspected",
        /// Proven by biopsy.
        Proven = "rejection_proven",
    }
}

words! {
    /// A disease, seen from the last visit.
    Disease {
        /// Not there.
        Absent = "disease_absent",
        /// Known before.
        Known = "disease_known",
        /// New since the last visit.
        New = "disease_new",
    }
}

words! {
    /// Work of a living donor.
    Work {
        /// As before donation.
        AsBefore = "work_as_before",
        /// Less, because of the donation.
        LessByDonation = "work_less_donation",
        /// None, because of the donation.
        NoneByDonation = "work_none_donation",
        /// Less or none, for another reason.
        OtherReason = "work_other_reason",
    }
}

/// The formula behind a value that was computed here, so that it can be told in thirty years.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Computed {
    /// Which formula.
    pub formula: Formula,
    /// The version of its rule when it was computed.
    pub version: String,
    /// The year of the table it was looked up in; absent for a formula without a table.
    pub table_year: Option<i16>,
}

/// What was seen at a visit.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seen {
    /// `alive`, `dead` or `lost`.
    pub patient_status: String,
    /// `functioning` or `failed`, for recipients.
    pub graft_status: Option<String>,
    /// Serum creatinine, µmol/L.
    pub creatinine_umol_l: Option<u32>,
    /// Estimated GFR, mL/min/1.73 m², CKD-EPI 2021.
    pub egfr_ml_min_173: Option<u32>,
    /// Systolic blood pressure, mm Hg.
    pub systolic_mmhg: Option<u32>,
    /// Diastolic blood pressure, mm Hg.
    pub diastolic_mmhg: Option<u32>,
    /// Albumin to creatinine ratio, mg/g.
    pub albuminuria_mg_g: Option<u32>,
    /// Remarks.
    pub note: Option<Private>,
    /// Formula of the estimated GFR, where it was computed here; absent where the laboratory gave it, and in older
    /// records.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub computed: Option<Computed>,
    /// Day on which the graft failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub graft_failed_on: Option<Date>,
    /// Why it failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure_cause: Option<FailureCause>,
    /// Of what the person died.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub death_cause: Option<DeathCause>,
    /// Rejection since the last visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rejection: Option<Rejection>,
    /// High blood pressure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hypertension: Option<Disease>,
    /// Diabetes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub diabetes: Option<Disease>,
    /// Stays in hospital since the last visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hospital_stays: Option<u32>,
    /// First day on dialysis.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dialysis_from_on: Option<Date>,
    /// Work of a living donor.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work: Option<Work>,
    /// Height of a child, cm.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub height_cm: Option<u32>,
    /// Weight of a child, kg.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight_kg: Option<u32>,
}

/// A value that no living person has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Impossible {
    /// The field.
    pub field: &'static str,
    /// The value.
    pub value: u32,
    /// Lowest value that is taken.
    pub low: u32,
    /// Highest value that is taken.
    pub high: u32,
}

/// Lowest and highest values that are taken: whatever lies outside was typed wrongly. Chosen by this project, wide.
const RANGES: [(&str, u32, u32); 8] = [
    ("creatinine_umol_l", 10, 3_000),
    ("egfr_ml_min_173", 1, 200),
    ("systolic_mmhg", 40, 300),
    ("diastolic_mmhg", 20, 200),
    ("albuminuria_mg_g", 0, 30_000),
    ("hospital_stays", 0, 200),
    ("height_cm", 30, 250),
    ("weight_kg", 1, 400),
];

impl Seen {
    fn value(&self, field: &str) -> Option<u32> {
        match field {
            "creatinine_umol_l" => self.creatinine_umol_l,
            "egfr_ml_min_173" => self.egfr_ml_min_173,
            "systolic_mmhg" => self.systolic_mmhg,
            "diastolic_mmhg" => self.diastolic_mmhg,
            "albuminuria_mg_g" => self.albuminuria_mg_g,
            "hospital_stays" => self.hospital_stays,
            "height_cm" => self.height_cm,
            "weight_kg" => self.weight_kg,
            _ => None,
        }
    }

    /// Every value that no living person has; a lower blood pressure above the upper one is named as the lower one.
    #[must_use]
    pub fn impossible(&self) -> Vec<Impossible> {
        let out = |(field, low, high): &(&'static str, u32, u32)| {
            let value = self.value(field)?;
            (value < *low || value > *high).then_some(Impossible { field, value, low: *low, high: *high })
        };
        let mut found: Vec<Impossible> = RANGES.iter().filter_map(out).collect();
        if let (Some(upper), Some(lower)) = (self.systolic_mmhg, self.diastolic_mmhg)
            && lower >= upper
            && found.is_empty()
        {
            let high = upper.saturating_sub(1);
            found.push(Impossible { field: "diastolic_mmhg", value: lower, low: 20, high });
        }
        found
    }

    /// Whether it tells that the graft has failed.
    #[must_use]
    pub fn graft_failed(&self) -> bool {
        self.graft_status.as_deref() == Some("failed")
    }
}
