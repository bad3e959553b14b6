//! What is measured or tested: one list for the donor's characterisation and for every result of a laboratory.
//!
//! Codes are those of LOINC where one names exactly what is meant; results without one stand under their own word. Nine
//! of them were compared with the names under which public code lists carry them (FHIR value sets of national laboratories and
//! registries), none with a licensed copy of LOINC itself; the others are not confirmed. For the serologies `Presence` by immunoassay, for HIV and hepatitis C RNA `Presence`
//! by amplification, for creatinine, urea and bilirubin `Moles/volume`.

use codes::quantity::{Quantity, Unit};
use serde::{Deserialize, Serialize};

use super::{Asked, Found};

macro_rules! analytes {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $loinc:expr, [$($unit:ident),*];)*) => {
        /// What is measured or tested.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Analyte { $($(#[$doc])* #[serde(rename = $code)] $name,)* }

        impl Analyte {
            /// All of them, in reading order.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];
            /// Their codes, in the same order.
            pub const CODES: &'static [&'static str] = &[$($code),*];

            /// The code as stored and shown.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }
            /// The code by which other systems know it (LOINC), in the unit that stands first; `None` where none fits.
            #[must_use]
            pub const fn loinc(self) -> Option<&'static str> {
                match self { $(Self::$name => $loinc,)* }
            }
            /// Units in which it is told; none for tests that find or do not find.
            #[must_use]
            pub const fn units(self) -> &'static [Unit] {
                match self { $(Self::$name => &[$(Unit::$unit),*],)* }
            }
        }
    };
}

analytes! {
    /// Body weight.
    Weight = "weight", Some("29463-7"), [Kilogram];
    /// Body height.
    Height = "height", Some("8302-2"), [Centimetre];
    /// HIV antibody and antigen.
    HivSerology = "hiv_serology", Some("56888-1"), [];
    /// HIV nucleic acid.
    HivNat = "hiv_nat", Some("25835-0"), [];
    /// Hepatitis C antibody.
    HcvSerology = "hcv_serology", Some("16128-1"), [];
    /// Hepatitis C nucleic acid.
    HcvNat = "hcv_nat", Some("11259-9"), [];
    /// Hepatitis B surface antigen.
    Hbsag = "hbsag", Some("5196-1"), [];
    /// Hepatitis B core antibody.
    Antihbc = "antihbc", Some("16933-4"), [];
    /// Cytomegalovirus antibody (IgG).
    CmvIgg = "cmv_igg", Some("13949-3"), [];
    /// Epstein-Barr virus antibody (IgG).
    EbvIgg = "ebv_igg", None, [];
    /// Toxoplasma antibody (IgG).
    ToxoplasmaIgg = "toxoplasma_igg", None, [];
    /// Antibody against the germ of syphilis.
    SyphilisAntibody = "syphilis_antibody", Some("24110-9"), [];
    /// Culture of blood.
    BloodCulture = "blood_culture", Some("600-7"), [];
    /// Culture of urine.
    UrineCulture = "urine_culture", Some("630-4"), [];
    /// Culture of the airways.
    AirwayCulture = "airway_culture", None, [];
    /// Culture of the preservation fluid.
    PreservationCulture = "preservation_culture", None, [];
    /// Serum creatinine; function of the kidneys.
    Creatinine = "creatinine", Some("14682-9"), [MicromolePerLitre, MilligramPerDecilitre];
    /// Urea in the blood.
    Urea = "urea", Some("22664-7"), [MillimolePerLitre];
    /// Albumin to creatinine ratio in urine.
    AlbuminRatio = "albumin_ratio", Some("9318-7"), [MilligramPerGram];
    /// Aspartate aminotransferase; function of the liver.
    Ast = "ast", Some("1920-8"), [UnitPerLitre];
    /// Alanine aminotransferase.
    Alt = "alt", Some("1742-6"), [UnitPerLitre];
    /// Gamma-glutamyl transferase.
    Ggt = "ggt", Some("2324-2"), [UnitPerLitre];
    /// Total bilirubin.
    Bilirubin = "bilirubin", Some("14631-6"), [MicromolePerLitre, MilligramPerDecilitre];
    /// International normalised ratio; clotting.
    Inr = "inr", Some("6301-6"), [NormalisedRatio];
    /// Albumin in the blood.
    Albumin = "albumin", Some("1751-7"), [GramPerLitre, GramPerDecilitre];
    /// Left ventricular ejection fraction; function of the heart.
    EjectionFraction = "ejection_fraction", None, [Percent];
    /// Oxygen pressure over inspired fraction; function of the lungs.
    OxygenationRatio = "oxygenation_ratio", None, [MillimetreOfMercury];
    /// Amylase; function of the pancreas.
    Amylase = "amylase", Some("1798-8"), [UnitPerLitre];
    /// Glycated haemoglobin.
    GlycatedHaemoglobin = "glycated_haemoglobin", Some("4548-4"), [Percent];
    /// Serum sodium.
    Sodium = "sodium", Some("2951-2"), [MillimolePerLitre];
    /// Serum potassium.
    Potassium = "potassium", Some("2823-3"), [MillimolePerLitre];
    /// Haemoglobin.
    Haemoglobin = "haemoglobin", Some("718-7"), [GramPerLitre, GramPerDecilitre];
    /// Platelets.
    Platelets = "platelets", Some("777-3"), [BillionPerLitre];
}

impl Analyte {
    /// What of set A it answers; `None` belongs to set B.
    #[must_use]
    pub const fn asked(self) -> Option<Asked> {
        Some(match self {
            Self::Weight => Asked::Weight,
            Self::Height => Asked::Height,
            Self::HivSerology | Self::HivNat => Asked::HivTest,
            Self::HcvSerology | Self::HcvNat => Asked::HcvTest,
            Self::Hbsag => Asked::HbvTest,
            Self::Creatinine => Asked::KidneyFunction,
            Self::Ast => Asked::LiverFunction,
            Self::EjectionFraction => Asked::HeartFunction,
            Self::OxygenationRatio => Asked::LungFunction,
            Self::Amylase => Asked::PancreasFunction,
            _ => return None,
        })
    }

    /// Whether it is a culture, in which an organism grows or does not.
    #[must_use]
    pub const fn is_culture(self) -> bool {
        matches!(self, Self::BloodCulture | Self::UrineCulture | Self::AirwayCulture | Self::PreservationCulture)
    }

    /// How many tenths of the first unit make one of a unit in which it is told, as both are used at the bedside: creatinine
    /// 88.4 µmol/L and bilirubin 17.1 µmol/L for 1 mg/dL, 10 g/L for 1 g/dL.
    fn tenths(self, unit: Unit) -> Option<i64> {
        match (self, unit) {
            (Self::Creatinine, Unit::MilligramPerDecilitre) => Some(884),
            (Self::Bilirubin, Unit::MilligramPerDecilitre) => Some(171),
            (Self::Albumin | Self::Haemoglobin, Unit::GramPerDecilitre) => Some(100),
            (_, unit) if self.units().first() == Some(&unit) => Some(10),
            _ => None,
        }
    }

    /// A value in another unit in which it is told, rounded to four decimals; `None` for a unit in which it is not.
    #[must_use]
    pub fn convert(self, value: Quantity, to: Unit) -> Option<Quantity> {
        value.rescaled(self.tenths(value.unit)?, (self.tenths(to)?, to))
    }

    /// The same value in the other unit in which it is told; `None` where there is one unit only.
    #[must_use]
    pub fn also(self, found: Found) -> Option<Quantity> {
        let Found::Measured(value) = found else { return None };
        let other = self.units().iter().find(|unit| **unit != value.unit)?;
        self.convert(value, *other)
    }
}
