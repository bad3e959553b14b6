//! How death was found, and by whom.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::stage::{Maastricht, Way};

/// By which criteria death is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Criteria {
    /// The functions of the brain have ceased for good.
    Neurological,
    /// The circulation has ceased for good.
    Circulatory,
}

impl Criteria {
    /// The code as stored and shown.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Neurological => "neurological",
            Self::Circulatory => "circulatory",
        }
    }

    /// Those that belong to a way of donating.
    #[must_use]
    pub const fn of(way: Way) -> Self {
        match way {
            Way::BrainDeath => Self::Neurological,
            Way::CirculatoryDeath { .. } => Self::Circulatory,
        }
    }
}

/// A test that confirms death by neurological criteria.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confirmation {
    /// Electroencephalogram.
    Eeg,
    /// Angiography of the brain's vessels.
    Angiography,
    /// Doppler of the vessels through the skull.
    TranscranialDoppler,
    /// Scintigraphy of the brain's perfusion.
    PerfusionScintigraphy,
}

/// It is now thought that the person may donate, and how.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FoundPotential {
    /// By which criteria death will be found.
    pub criteria: Criteria,
    /// The category, for circulatory criteria; there is none for neurological ones.
    pub maastricht: Option<Maastricht>,
}

impl FoundPotential {
    /// The way, where criteria and category fit together.
    #[must_use]
    pub const fn way(&self) -> Option<Way> {
        match (self.criteria, self.maastricht) {
            (Criteria::Neurological, None) => Some(Way::BrainDeath),
            (Criteria::Circulatory, Some(maastricht)) => Some(Way::CirculatoryDeath { maastricht }),
            _ => None,
        }
    }
}

/// A doctor certified death; whoever is signed in signs, and nobody signs for somebody else.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DeathCertified {
    /// By which criteria.
    pub criteria: Criteria,
    /// When this doctor examined the person.
    pub examined_at: Timestamp,
    /// When the person died, as this doctor certifies it.
    pub died_at: Timestamp,
    /// Minutes of absent circulation that were watched without touching the person; circulatory criteria only.
    pub no_touch_min: Option<u32>,
    /// Tests beside the examination.
    #[serde(default)]
    pub confirmations: Vec<Confirmation>,
}

/// Somebody responsible found the donor medically suitable after death was certified.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FoundEligible {}
