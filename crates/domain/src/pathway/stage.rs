//! How far a possible donor has come, and where and why the way ends (WHO critical pathway for deceased donation).

use codes::activity::DonorKind;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A stage of the critical pathway; each includes the ones before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// A devastating brain lesion or circulatory failure, apparently medically suitable.
    Possible,
    /// Brain death is suspected, or circulation has ceased or is about to.
    Potential,
    /// Medically suitable, and declared dead under the law.
    Eligible,
    /// An incision was made with intent to recover.
    Actual,
    /// At least one organ was transplanted.
    Utilised,
}

impl Stage {
    /// All of them, in order.
    pub const ALL: &'static [Self] = &[Self::Possible, Self::Potential, Self::Eligible, Self::Actual, Self::Utilised];

    /// The code as stored and shown.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Possible => "possible",
            Self::Potential => "potential",
            Self::Eligible => "eligible",
            Self::Actual => "actual",
            Self::Utilised => "utilised",
        }
    }

    /// The stage for a code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|stage| stage.code() == code)
    }

    /// Its place, from 0.
    #[must_use]
    pub const fn place(self) -> usize {
        self as usize
    }
}

/// The modified Maastricht category of a donor after circulatory death (Paris 2013).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Maastricht {
    /// Found dead outside a hospital.
    IA,
    /// Found dead in hospital.
    IB,
    /// Witnessed arrest outside a hospital, resuscitation without success.
    IiA,
    /// Witnessed arrest in hospital, resuscitation without success.
    IiB,
    /// Treatment that sustains life is withdrawn as planned.
    Iii,
    /// Arrest of somebody already dead by neurological criteria, or while that is diagnosed.
    Iv,
    /// After medical assistance in dying.
    V,
}

impl Maastricht {
    /// The code as stored and shown.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::IA => "i_a",
            Self::IB => "i_b",
            Self::IiA => "ii_a",
            Self::IiB => "ii_b",
            Self::Iii => "iii",
            Self::Iv => "iv",
            Self::V => "v",
        }
    }

    /// The category without its part, as laws name it.
    #[must_use]
    pub const fn group(self) -> &'static str {
        match self {
            Self::IA | Self::IB => "i",
            Self::IiA | Self::IiB => "ii",
            Self::Iii => "iii",
            Self::Iv => "iv",
            Self::V => "v",
        }
    }
}

/// How a person may become a donor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "after", rename_all = "snake_case")]
pub enum Way {
    /// After death by neurological criteria.
    BrainDeath,
    /// After death by circulatory criteria.
    CirculatoryDeath {
        /// The category.
        maastricht: Maastricht,
    },
}

impl Way {
    /// The kind of donor.
    #[must_use]
    pub const fn kind(self) -> DonorKind {
        match self {
            Self::BrainDeath => DonorKind::Dbd,
            Self::CirculatoryDeath { .. } => DonorKind::Dcd,
        }
    }

    /// The code as profiles name what they allow: `dbd`, or the category.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::BrainDeath => "dbd",
            Self::CirculatoryDeath { maastricht } => maastricht.group(),
        }
    }
}

/// The group of a reason for loss.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LossGroup {
    /// The system failed the donor.
    System,
    /// The donor or the organs were not fit.
    DonorOrOrgan,
    /// It was not permitted.
    Permission,
}

impl LossGroup {
    /// The code as shown.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::DonorOrOrgan => "donor_or_organ",
            Self::Permission => "permission",
        }
    }
}

macro_rules! reasons {
    ($($(#[$doc:meta])* $variant:ident = $code:literal in $group:ident;)*) => {
        /// Why the way to a transplantation ended.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum LossReason { $($(#[$doc])* $variant,)* }

        impl LossReason {
            /// All of them, by group.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
            /// Their codes, in the same order.
            pub const CODES: &'static [&'static str] = &[$($code),*];

            /// The code as stored and shown.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// Its group.
            #[must_use]
            pub const fn group(self) -> LossGroup {
                match self { $(Self::$variant => LossGroup::$group,)* }
            }

            /// The reason for a code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|reason| reason.code() == code)
            }
        }
    };
}

reasons! {
    /// Nobody saw that the person might donate.
    NotIdentified = "not_identified" in System;
    /// The person was not referred.
    NotReferred = "not_referred" in System;
    /// Death did not follow, or was not found.
    DeathNotConfirmed = "death_not_confirmed" in System;
    /// The diagnosis of death was begun and not completed.
    DeathDiagnosisNotCompleted = "death_diagnosis_not_completed" in System;
    /// Circulatory death was not declared in time.
    NotDeclaredInTime = "not_declared_in_time" in System;
    /// Transport, theatre, staff.
    Logistics = "logistics" in System;
    /// Nobody could receive the organs.
    NoSuitableRecipient = "no_suitable_recipient" in System;
    /// The donor is not suitable.
    MedicallyUnsuitable = "medically_unsuitable" in DonorOrOrgan;
    /// The circulation could not be kept up.
    HaemodynamicInstabilityOrArrest = "haemodynamic_instability_or_arrest" in DonorOrOrgan;
    /// Anatomy of the organs.
    Anatomical = "anatomical" in DonorOrOrgan;
    /// Histology of the organs.
    Histological = "histological" in DonorOrOrgan;
    /// Function of the organs.
    Functional = "functional" in DonorOrOrgan;
    /// Damaged while they were recovered.
    DamagedAtRecovery = "damaged_at_recovery" in DonorOrOrgan;
    /// Perfusion or thrombosis.
    PerfusionThrombosis = "perfusion_thrombosis" in DonorOrOrgan;
    /// The person had decided against it.
    DeceasedObjected = "deceased_objected" in Permission;
    /// The family said no.
    FamilyRefused = "family_refused" in Permission;
    /// A judge or coroner said no.
    JudgeCoronerRefused = "judge_coroner_refused" in Permission;
}

/// The way ended before the next stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loss {
    /// The last stage that was reached.
    pub stage: Stage,
    /// Why.
    pub reason: LossReason,
    /// When.
    pub at: Timestamp,
}
