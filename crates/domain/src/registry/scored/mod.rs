//! Scores of a candidate, recipient or donor as they were computed once: what came out, from which inputs of which source, and
//! what is missing for the others (issue of the registry, Follow-up; foundations, Laboratory).
//!
//! | state | what is known |
//! |---|---|
//! | computed | every score of that instant with its version, table year and frozen inputs; never changed, a later one stands beside it |

mod asked;
mod asking;
mod basis;
mod formulas;

use codes::ids::ScoreSheetId;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use asked::{ALL_TOLD, asked_of, told_for};
pub use basis::{AmericanRace, Basis, ScoreTold, Source, Sourced, Subject};
pub use formulas::{formulas_of, scored};

use super::score::Formula;
use crate::event::{Past, Record, Unfoldable};

/// One input of a score as it was when the score was computed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Used {
    /// Its name in the formula.
    pub field: String,
    /// Its value with the unit.
    pub value: String,
    /// Where it came from.
    pub source: Source,
}

/// A score that came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Computed {
    /// Which formula.
    pub formula: Formula,
    /// The version of its rule on that day.
    pub version: String,
    /// The year of the table it was looked up in; `None` for a formula without a table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table_year: Option<i16>,
    /// The value to five decimals, in the unit of the formula.
    pub value: String,
    /// The whole number by which its rule ranks; `None` where it ranks by the value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<i32>,
    /// What it was computed from, frozen.
    pub inputs: Vec<Used>,
}

/// An input for which a formula does not speak.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outside {
    /// The input.
    pub field: String,
    /// Its value with the unit.
    pub value: String,
    /// Values for which it speaks.
    pub expected: String,
}

/// A score that could not be computed, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotComputed {
    /// Which formula.
    pub formula: Formula,
    /// Names of the inputs that nobody recorded; empty where one lies outside.
    pub missing: Vec<String>,
    /// The input for which the formula does not speak.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outside: Option<Outside>,
}

/// Why scores were computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Because {
    /// Somebody asked.
    Asked,
    /// A result of a laboratory was written down, corrected or withdrawn.
    ResultChanged,
    /// Something was written into the file of a donor who died, or will.
    FileChanged,
}

/// Scores were computed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScoresComputed {
    /// The donor or recipient, by number.
    pub person: String,
    /// Why.
    pub because: Because,
    /// What was told for them and no other record holds; it holds for the next ones too until it is told otherwise.
    pub told: ScoreTold,
    /// What came out, in the order of the formulas.
    pub computed: Vec<Computed>,
    /// What could not be computed.
    pub not_computed: Vec<NotComputed>,
}

/// Scores of one donor or recipient, computed at one instant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScoreSheet {
    /// Its number.
    pub id: ScoreSheetId,
    /// What was computed.
    pub scores: ScoresComputed,
    /// Account that asked, or that wrote the result down.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

impl ScoreSheet {
    /// The score of a formula.
    #[must_use]
    pub fn of(&self, formula: Formula) -> Option<&Computed> {
        self.scores.computed.iter().find(|c| c.formula == formula)
    }
}

impl Record for ScoreSheet {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "registry.scores_computed") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a sheet of scores"))?;
                Ok(Self { id, scores: event.read()?, by: event.actor.clone(), at: event.recorded_at })
            }
            _ => Err(event.unfoldable("scores are computed once; later ones are another sheet")),
        }
    }
}
