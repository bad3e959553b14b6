//! What is known of the donor and the organs: sets A and B of Directive 2010/53/EU.

use codes::activity::Sex;
use codes::organ::{Organ, OrganFamily};
use codes::quantity::Quantity;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Analyte;
use crate::Private;

/// A blood group of the ABO system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Abo {
    /// O.
    O,
    /// A.
    A,
    /// B.
    B,
    /// AB.
    #[serde(rename = "AB")]
    Ab,
}

/// The Rhesus factor D.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rhesus {
    /// Present.
    Positive,
    /// Absent.
    Negative,
}

/// A laboratory determined the blood group from one sample.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BloodGroupFound {
    /// The group.
    pub abo: Abo,
    /// The Rhesus factor.
    pub rhesus: Rhesus,
    /// Number of the sample; two determinations of one sample are one.
    pub sample: String,
    /// The laboratory.
    pub laboratory: String,
    /// When the sample was taken.
    pub taken_at: Timestamp,
    /// When the laboratory reported.
    pub reported_at: Timestamp,
}

/// Of what a person died.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CauseOfDeath {
    /// Stroke.
    Stroke,
    /// Injury.
    Trauma,
    /// Lack of oxygen.
    Anoxia,
    /// Tumour of the brain.
    BrainTumour,
    /// Another natural cause.
    OtherNatural,
    /// Another cause from outside, or an unclear one.
    OtherExternal,
}

impl CauseOfDeath {
    /// Whether a court or coroner may have to ask about it.
    #[must_use]
    pub const fn is_unnatural(self) -> bool {
        matches!(self, Self::Trauma | Self::OtherExternal)
    }
}

/// What belongs to the person as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GeneralTold {
    /// Sex.
    pub sex: Sex,
    /// Group of the cause of death.
    pub cause: CauseOfDeath,
    /// The cause by ICD.
    pub cause_icd: Option<String>,
    /// Estimated age in completed years, where no birth date is known.
    pub estimated_age_years: Option<u32>,
}

/// What the history is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HistoryTopic {
    /// Drugs injected into a vein.
    IvDrugs,
    /// Malignant disease.
    Malignancy,
    /// Another disease that can be transmitted.
    OtherTransmissible,
}

impl HistoryTopic {
    const ALL: [Self; 3] = [Self::IvDrugs, Self::Malignancy, Self::OtherTransmissible];

    const fn asked(self) -> Asked {
        match self {
            Self::IvDrugs => Asked::IvDrugs,
            Self::Malignancy => Asked::Malignancy,
            Self::OtherTransmissible => Asked::OtherTransmissible,
        }
    }
}

/// What the history says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HistoryAnswer {
    /// Asked, and there was nothing.
    NothingKnown,
    /// In the past.
    InThePast,
    /// At present.
    AtPresent,
    /// Nobody could say.
    NobodyCouldSay,
}

/// A part of the history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HistoryTold {
    /// What was asked.
    pub topic: HistoryTopic,
    /// What was said.
    pub answer: HistoryAnswer,
    /// By whom and in what words.
    pub note: Option<Private>,
}

/// What a test said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reactivity {
    /// Found.
    Reactive,
    /// Not found.
    Nonreactive,
    /// The sample is at the laboratory.
    Pending,
}

/// A result: a number with its unit, such as `88.4 umol/L`, or what a test said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Found {
    /// Tested.
    Tested(Reactivity),
    /// Measured.
    Measured(Quantity),
}

impl Found {
    /// Whether it is of the kind and in a unit in which this is told.
    #[must_use]
    pub fn fits(self, what: Analyte) -> bool {
        match self {
            Self::Tested(_) => what.units().is_empty(),
            Self::Measured(quantity) => {
                what.units().contains(&quantity.unit) && quantity.value.is_sign_positive() && !quantity.value.is_zero()
            }
        }
    }

    /// Whether it answers what was asked; a sample on its way does not.
    #[must_use]
    pub const fn is_answer(self) -> bool {
        !matches!(self, Self::Tested(Reactivity::Pending))
    }
}

/// How much a result weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weighs {
    /// As any other.
    Usual,
    /// The laboratory called: somebody must acknowledge it.
    Critical,
}

/// A laboratory or a bedside measurement said something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultTold {
    /// What was measured or tested.
    pub what: Analyte,
    /// What was found, with its unit.
    pub found: Found,
    /// The laboratory or ward.
    pub laboratory: String,
    /// When the sample was taken or the measurement made.
    pub taken_at: Timestamp,
    /// When it was reported; `None` while it is awaited.
    pub reported_at: Option<Timestamp>,
    /// Whether the laboratory called.
    pub weighs: Weighs,
}

/// Somebody took note of a critical result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriticalSeen {
    /// Place of the result in the file, from 0.
    pub result: u32,
}

/// A group of set B.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SetB {
    /// Contact of the organisation, for coordination and tracing both ways.
    GeneralContact,
    /// For matching: build and origin.
    Anthropometric,
    /// Conditions that bear on suitability or transmission.
    MedicalHistory,
    /// Examination and maintenance.
    PhysicalClinical,
    /// Further laboratory findings.
    LaboratoryFindings,
    /// Imaging.
    Imaging,
    /// Treatment: antibiotics, inotropes, transfusion.
    Therapy,
    /// Description and biopsy.
    Pathology,
}

impl SetB {
    /// All of them, in the order of the directive.
    pub const ALL: &'static [Self] = &[
        Self::GeneralContact,
        Self::Anthropometric,
        Self::MedicalHistory,
        Self::PhysicalClinical,
        Self::LaboratoryFindings,
        Self::Imaging,
        Self::Therapy,
        Self::Pathology,
    ];
}

/// A group of set B in words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Described {
    /// The group.
    pub group: SetB,
    /// The words.
    pub text: Private,
}

/// Whether organs are considered although something of set A is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weighed {
    /// The expected benefit outweighs the risk.
    Favourable,
    /// It does not.
    Unfavourable,
}

/// A risk–benefit decision (Article 7(2)), by whoever records it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RiskWeighed {
    /// What is decided.
    pub weighed: Weighed,
    /// What was missing when it was decided; it covers nothing else.
    pub missing: Vec<Asked>,
    /// Why.
    pub reason: Private,
}

macro_rules! set_a {
    ($($(#[$doc:meta])* $variant:ident = $code:literal;)*) => {
        /// What set A asks for, in the order of Annex A.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum Asked { $($(#[$doc])* $variant,)* }

        impl Asked {
            /// All of it.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// The codes, in the same order.
            pub const CODES: &'static [&'static str] = &[$($code),*];

            /// The code as stored and shown.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }
        }
    };
}

set_a! {
    /// After which death the donor gives.
    DonorType = "donor_type";
    /// Blood group.
    BloodGroup = "blood_group";
    /// Sex.
    DonorSex = "donor_sex";
    /// Cause of death.
    CauseOfDeath = "cause_of_death";
    /// Date and time of death.
    TimeOfDeath = "time_of_death";
    /// Birth date or estimated age.
    DonorAge = "donor_age";
    /// Weight.
    Weight = "weight";
    /// Height.
    Height = "height";
    /// Drugs injected into a vein, past or present.
    IvDrugs = "iv_drugs";
    /// Malignant disease, past or present.
    Malignancy = "malignancy";
    /// Another disease that can be transmitted.
    OtherTransmissible = "other_transmissible";
    /// HIV test.
    HivTest = "hiv_test";
    /// Hepatitis C test.
    HcvTest = "hcv_test";
    /// Hepatitis B test.
    HbvTest = "hbv_test";
    /// Function of the kidneys.
    KidneyFunction = "kidney_function";
    /// Function of the liver.
    LiverFunction = "liver_function";
    /// Function of the heart.
    HeartFunction = "heart_function";
    /// Function of the lungs.
    LungFunction = "lung_function";
    /// Function of the pancreas.
    PancreasFunction = "pancreas_function";
}

impl Asked {
    /// Whether it is asked for these organs: functions are asked for organs that are offered.
    #[must_use]
    pub fn concerns(self, organs: &[Organ]) -> bool {
        let any = |families: &[OrganFamily]| organs.iter().any(|o| families.contains(&o.family()));
        match self {
            Self::KidneyFunction => any(&[OrganFamily::Kidney]),
            Self::LiverFunction => any(&[OrganFamily::Liver, OrganFamily::Multivisceral]),
            Self::HeartFunction => any(&[OrganFamily::Heart, OrganFamily::HeartLung]),
            Self::LungFunction => any(&[OrganFamily::Lung, OrganFamily::HeartLung]),
            Self::PancreasFunction => any(&[OrganFamily::Pancreas, OrganFamily::Multivisceral]),
            _ => true,
        }
    }
}

/// What is known about the donor and the organs.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Characterisation {
    /// The person as a whole; the latest holds.
    pub general: Option<crate::consent::Held<GeneralTold>>,
    /// Determinations of the blood group, oldest first.
    pub blood_groups: Vec<crate::consent::Held<BloodGroupFound>>,
    /// History, oldest first.
    pub history: Vec<crate::consent::Held<HistoryTold>>,
    /// Results, oldest first; never replaced.
    pub results: Vec<crate::consent::Held<ResultTold>>,
    /// Places of critical results that somebody took note of.
    pub seen: Vec<crate::consent::Held<CriticalSeen>>,
    /// Set B in words.
    pub described: Vec<crate::consent::Held<Described>>,
    /// Risk–benefit decisions, oldest first.
    pub weighed: Vec<crate::consent::Held<RiskWeighed>>,
}

impl Characterisation {
    /// What of set A these records answer.
    pub(super) fn answers(&self, what: Asked) -> bool {
        let history = |asked| self.history.iter().any(|h| h.step.topic.asked() == asked);
        if HistoryTopic::ALL.iter().any(|topic| topic.asked() == what) {
            return history(what);
        }
        match what {
            Asked::BloodGroup => !self.blood_groups.is_empty(),
            Asked::DonorSex => self.general.as_ref().is_some_and(|g| g.step.sex != Sex::Unknown),
            Asked::CauseOfDeath => self.general.is_some(),
            Asked::DonorAge => self.general.as_ref().is_some_and(|g| g.step.estimated_age_years.is_some()),
            _ => self.results.iter().any(|r| r.step.what.asked() == Some(what) && r.step.found.is_answer()),
        }
    }

    /// Critical results of which nobody took note, by their place.
    pub fn unseen(&self) -> impl Iterator<Item = (usize, &ResultTold)> {
        self.results
            .iter()
            .enumerate()
            .filter(|(place, r)| {
                let noted = |s: &crate::consent::Held<CriticalSeen>| usize::try_from(s.step.result) == Ok(*place);
                r.step.weighs == Weighs::Critical && !self.seen.iter().any(noted)
            })
            .map(|(place, r)| (place, &r.step))
    }
}
