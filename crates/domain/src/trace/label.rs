//! The label of an organ on its way (Directive 2010/53/EU Art 8): planned, printed and numbered.
//!
//! | state | what is known |
//! |---|---|
//! | printed | what each print said, who printed it, and when; the newest counts |

use codes::ids::{CentreId, DonorId, LabelId, RecipientId, UnitId};
use codes::organ::Organ;
use jiff::Timestamp;
use law::{Floor, Law, Reading};
use serde::{Deserialize, Serialize};

use super::rules;
use crate::Verdict;
use crate::event::{Draft, Past, Record, Unfoldable, Vault};
use crate::registry::Fate;

/// A place an organ leaves or goes to, as Art 8(1)(b) and (c) want it on the label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// The centre.
    pub centre: CentreId,
    /// Street and town of the centre; empty when nobody wrote it down.
    #[serde(default)]
    pub address: String,
    /// Telephone at which the centre answers at any hour; empty when nobody wrote it down.
    #[serde(default)]
    pub telephone: String,
}

/// How the box shall stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Position {
    /// Upright, never tilted.
    Upright,
    /// As it comes.
    AnyPosition,
}

/// What a label says. Nothing of it tells who the donor or the recipient is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contents {
    /// Where it comes from.
    pub from: Place,
    /// Where it goes.
    pub to: Place,
    /// Number of the box.
    pub package: Option<String>,
    /// Lowest temperature of the way, whole degrees Celsius.
    pub lowest_c: i16,
    /// Highest temperature of the way, whole degrees Celsius.
    pub highest_c: i16,
    /// How the box shall stand.
    pub position: Position,
    /// The instant after which the organ shall not be grafted any more; `None` when nobody set one.
    pub use_by_at: Option<Timestamp>,
    /// For whom it is meant, by pseudonym; kept in the record, never printed.
    pub intended_for: Option<RecipientId>,
}

/// Somebody wants to print a label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabelPlan {
    /// The organ.
    pub unit: UnitId,
    /// What it shall say.
    pub contents: Contents,
}

/// A label was printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printed {
    /// The organ.
    pub unit: UnitId,
    /// What the organ is, and of which side.
    pub organ: Organ,
    /// Which print this is, 1 first.
    pub copy: u32,
    /// What it says.
    pub contents: Contents,
}

/// A label was refused; only this is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelRefused {
    /// The organ.
    pub unit: UnitId,
    /// Rules that stopped it.
    pub rules: Vec<String>,
}

/// One print as it stands in the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Print {
    /// What was printed.
    pub printed: Printed,
    /// Account that printed it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// The label of one organ with every print of it, and every refusal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// Its number.
    pub id: LabelId,
    /// The organ.
    pub unit: UnitId,
    /// Prints, oldest first.
    pub prints: Vec<Print>,
    /// How often a print was refused.
    pub refused: u32,
}

impl Label {
    /// The print that counts.
    #[must_use]
    pub fn newest(&self) -> Option<&Print> {
        self.prints.last()
    }

    /// The number that the next print gets.
    #[must_use]
    pub fn next_copy(&self) -> u32 {
        self.newest().map_or(1, |print| print.printed.copy + 1)
    }
}

impl Record for Label {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a label"))?;
        let begun = |unit| Self { id, unit, prints: Vec::new(), refused: 0 };
        match event.kind.as_str() {
            "trace.label_printed" => {
                let printed: Printed = event.read()?;
                let mut label = state.unwrap_or_else(|| begun(printed.unit));
                label.prints.push(Print { printed, by: event.actor.clone(), at: event.recorded_at });
                Ok(label)
            }
            "trace.label_refused" => {
                let told: LabelRefused = event.read()?;
                let label = state.unwrap_or_else(|| begun(told.unit));
                Ok(Self { refused: label.refused + 1, ..label })
            }
            _ => Err(event.unfoldable("not an event of a label")),
        }
    }
}

/// What the rules look at when a label shall be printed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Labelling {
    /// The organ.
    pub unit: UnitId,
    /// The donor; `None` when no donor is recorded.
    pub donor: Option<DonorId>,
    /// How the organ ended, or that it is on its way.
    pub fate: Fate,
    /// What the label shall say.
    pub contents: Contents,
}

/// What the rules say of a label.
#[must_use]
pub fn read_label(situation: &Labelling, law: &Law<'_>, floor: &Floor) -> Reading {
    law::check_all(rules::LABEL, situation, law, floor)
}

/// Whether the label may be printed; `id` is the organ's label and `copy` the number of this print.
#[must_use]
pub fn gate_label(printed: &Printed, id: LabelId, situation: &Labelling, law: &Law<'_>, floor: &Floor) -> Verdict {
    Verdict::of(read_label(situation, law, floor), || {
        vec![sealed(Draft::new("trace.label_printed", id, printed), situation)]
    })
}

/// The event of a label that was refused.
#[must_use]
pub fn label_refused(id: LabelId, situation: &Labelling, reading: &Reading) -> Draft {
    let rules = reading.findings.iter().map(|f| f.rule.clone()).collect();
    sealed(Draft::new("trace.label_refused", id, &LabelRefused { unit: situation.unit, rules }), situation)
}

/// What the rules looked at is the donor's; an organ of unknown origin has nobody but itself.
fn sealed(draft: Draft, situation: &Labelling) -> Draft {
    let of = situation.donor.map_or_else(|| situation.unit.to_string(), |donor| donor.to_string());
    draft.about(situation.unit).sealed_for(Vault::Clinical, of)
}
