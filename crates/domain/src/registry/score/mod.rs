//! Clinical scores: each a pure function of typed inputs, with the version of its formula and the year of its table
//! in the result.
//!
//! A score without its version is not a score: the same patient has another MELD in 2008, 2016 and 2023. What lies
//! outside the range in which a formula was made, or outside any human range, is refused with the field and the value.

mod bench;
mod egfr;
mod epts;
mod kidney;
mod liver;
mod meld;
mod pancreas;
mod tables;
mod uk;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use bench::Answer;
pub use egfr::{
    CockcroftGault, KidneyFunction, Nankivell, Race, Schwartz, ckd_epi_2009, ckd_epi_2021, cockcroft_gault, mdrd_1999,
    nankivell, schwartz_2009,
};
pub use epts::{Epts, epts_percentile_2018, epts_percentile_2018_of, epts_raw};
pub use kidney::{KidneyDonor, kdpi_2018, kdpi_2018_of, kdri_2018, kdri_2024};
pub use liver::{
    Apri, DonorDeath, EurotransplantLiverDonor, LiverDonor, LiverDonorRace, Sharing, apri, et_dri, liver_dri,
};
pub use meld::{LiverPatient, Meld3, Peld, meld, meld_3, meld_na_2008, meld_na_2016, peld};
pub use pancreas::{PancreasDonor, PancreasDonorRace, pdri};
pub use uk::{
    DonorGroup, HlaLevel, UkKidneyDonor, UkKidneyRecipient, hla_level, uk_donor_group, ukeld, ukkdri_2019, ukkrri_2019,
};

macro_rules! formulas {
    ($($(#[$doc:meta])* $name:ident = $code:literal, $version:literal, $year:expr;)*) => {
        /// A formula, with the version of its rule and the year of its table.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Formula { $($(#[$doc])* #[serde(rename = $code)] $name,)* }

        impl Formula {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];
            /// The code as stored and shown.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }
            /// The version of the rule: who published it, and when.
            #[must_use]
            pub const fn version(self) -> &'static str {
                match self { $(Self::$name => $version,)* }
            }
            /// The year of the table it was looked up in; `None` for a formula without a table.
            #[must_use]
            pub const fn table_year(self) -> Option<i16> {
                match self { $(Self::$name => $year,)* }
            }
        }
    };
}

formulas! {
    /// Model for End-Stage Liver Disease, without sodium.
    Meld = "meld", "UNOS 2002", None;
    /// MELD with sodium as first published.
    MeldNa2008 = "meld_na_2008", "Kim 2008", None;
    /// MELD with sodium as the OPTN allocated by from 2016 to 2023.
    MeldNa2016 = "meld_na_2016", "OPTN 2016", None;
    /// MELD 3.0.
    Meld3 = "meld_3", "Kim 2021, OPTN 2023", None;
    /// Paediatric End-Stage Liver Disease.
    Peld = "peld", "UNOS 2002", None;
    /// United Kingdom Model for End-Stage Liver Disease.
    Ukeld = "ukeld", "Barber 2011", None;
    /// Kidney Donor Risk Index with race and hepatitis C, scaled to the donors of a year.
    Kdri2018 = "kdri_2018", "Rao 2009, OPTN", Some(2018);
    /// Kidney Donor Profile Index by the table of a year.
    Kdpi2018 = "kdpi_2018", "Rao 2009, OPTN", Some(2018);
    /// Kidney Donor Risk Index without race and hepatitis C, not scaled.
    Kdri2024 = "kdri_2024", "OPTN October 2024", None;
    /// Estimated Post-Transplant Survival, raw.
    EptsRaw = "epts_raw", "OPTN 2014", None;
    /// Estimated Post-Transplant Survival by the table of a year.
    EptsPercentile2018 = "epts_percentile_2018", "OPTN 2014", Some(2018);
    /// UK Kidney Donor Risk Index.
    Ukkdri2019 = "ukkdri_2019", "NHSBT 2019", None;
    /// UK Kidney Recipient Risk Index.
    Ukkrri2019 = "ukkrri_2019", "NHSBT 2019", None;
    /// Aspartate aminotransferase to platelet ratio index.
    Apri = "apri", "Wai 2003", None;
    /// US Liver Donor Risk Index.
    LiverDri = "liver_dri", "Feng 2006", None;
    /// Eurotransplant Donor Risk Index of a liver.
    EtDri = "et_dri", "Braat 2012", None;
    /// Pancreas Donor Risk Index.
    Pdri = "pdri", "Axelrod 2010", None;
    /// Estimated GFR, CKD-EPI with race.
    CkdEpi2009 = "ckd_epi_2009", "Levey 2009", None;
    /// Estimated GFR, CKD-EPI without race.
    CkdEpi2021 = "ckd_epi_2021", "Inker 2021", None;
    /// Estimated GFR, four-variable MDRD before creatinine was standardised.
    Mdrd1999 = "mdrd_1999", "Levey 2000 (186)", None;
    /// Estimated GFR of children, bedside Schwartz.
    Schwartz2009 = "schwartz_2009", "Schwartz 2009", None;
    /// GFR of a transplanted kidney.
    Nankivell = "nankivell", "Nankivell 1995", None;
    /// Estimated creatinine clearance.
    CockcroftGault = "cockcroft_gault", "Cockcroft and Gault 1976", None;
}

impl Formula {
    /// The unit of the value; empty for an index without one, `%` for a place among a hundred.
    #[must_use]
    pub const fn unit(self) -> &'static str {
        match self {
            Self::CkdEpi2009 | Self::CkdEpi2021 | Self::Mdrd1999 | Self::Schwartz2009 => "mL/min/1.73 m²",
            Self::Nankivell | Self::CockcroftGault => "mL/min",
            Self::Kdpi2018 | Self::EptsPercentile2018 => "%",
            _ => "",
        }
    }
}

/// One input as it was given, with its unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Its name.
    pub field: String,
    /// Its value with the unit.
    pub value: String,
}

/// A score as it is stored: it can be told and checked in thirty years.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Score {
    /// Which formula.
    pub name: Formula,
    /// The version of its rule when it was computed.
    pub version: String,
    /// The year of the table it was looked up in; `None` for a formula without a table.
    pub table_year: Option<i16>,
    /// The value, not rounded; in the unit of the formula.
    pub value: f64,
    /// The whole number by which the rule ranks, rounded and bounded as it says; `None` where it ranks by the value.
    pub points: Option<i32>,
    /// What it was computed from.
    pub inputs: Vec<Input>,
}

/// An input outside the range for which a formula speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutOfRange {
    /// The input.
    pub field: &'static str,
    /// Its value with the unit.
    pub value: String,
    /// What would be right.
    pub expected: String,
}

impl fmt::Display for OutOfRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: expected {}", self.field, self.value, self.expected)
    }
}

impl std::error::Error for OutOfRange {}
