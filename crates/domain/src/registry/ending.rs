//! An organ leaves its way other than by a graft: divided into parts, discarded, given to research, returned, sent abroad.

use codes::organ::Organ;
use jiff::Timestamp;
use law::{Floor, Law, Reading};
use serde::{Deserialize, Serialize};

use super::rules;
use super::unit::{Dispute, Fate};

/// Where a division was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Technique {
    /// In the donor's body, before the blood stopped.
    InSitu,
    /// On the back table, in the cold.
    ExSitu,
}

impl Technique {
    /// The code as stored.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::InSitu => "in_situ",
            Self::ExSitu => "ex_situ",
        }
    }
}

/// Somebody wants to divide an organ, or did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Division {
    /// What its parts are.
    pub parts: Vec<Organ>,
    /// Where it is done; `None` when nobody wrote it down.
    #[serde(default)]
    pub technique: Option<Technique>,
}

/// A division that nothing stops.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DivisionPlanned {
    /// What is planned.
    pub division: Division,
}

/// A division was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DivisionRefused {
    /// What was asked for.
    pub division: Division,
    /// Rules that stopped it.
    pub rules: Vec<String>,
}

/// What the rules look at when an organ leaves its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    /// The organ.
    pub organ: Organ,
    /// How it ends.
    pub to: Fate,
    /// Parts it is divided into; none where it is not divided.
    pub parts: Vec<Organ>,
    /// Number of the approval under which it is given to research.
    pub approval: Option<String>,
    /// Where it stands on record.
    pub stands: Fate,
    /// Since when it ended, if it did.
    pub ended_at: Option<Timestamp>,
    /// When it was recovered, if that is on record.
    pub recovered_at: Option<Timestamp>,
    /// When it ends or ended now.
    pub at: Timestamp,
}

/// The rule that misses a paper, which contradicts no entry.
const WITHOUT_APPROVAL: &str = "REG-013";

/// What the rules say of an organ that leaves its way.
#[must_use]
pub fn read_ending(situation: &Ending, law: &Law<'_>, floor: &Floor) -> Reading {
    law::check_all(rules::ENDING, situation, law, floor)
}

/// What the record already says that contradicts such an end.
#[must_use]
pub fn ending_disputes(reading: &Reading) -> Vec<Dispute> {
    let contradicts = reading.findings.iter().filter(|f| f.rule != WITHOUT_APPROVAL);
    contradicts.map(|f| Dispute { rule: f.rule.clone(), with: None }).collect()
}
