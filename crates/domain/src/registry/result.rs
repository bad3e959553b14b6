//! Results of laboratories for donors and recipients (foundations, Laboratory): what was found in which sample, by whom and
//! when, with the unit beside every number.
//!
//! | state | what is known |
//! |---|---|
//! | stands | what was found, and everything that was believed before it |
//! | withdrawn | the same, and why it does not count any more |

use codes::ids::{CentreId, LabResultId};
use jiff::Timestamp;
pub use law::ORGANISMS;
use law::param::CriticalResult;
use serde::{Deserialize, Serialize};

use crate::Private;
use crate::event::{Past, Record, Unfoldable};
use crate::followup::Computed;
use crate::pathway::{Analyte, Found, Reactivity, Weighs};

/// Ways in which a laboratory finds something.
pub const METHODS: [&str; 7] =
    ["analyser", "immunoassay", "nucleic_acid_test", "culture", "microscopy", "point_of_care", "other_method"];

/// What a laboratory found in one sample.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LabTold {
    /// The donor or recipient, by number.
    pub person: String,
    /// What was measured or tested.
    pub analyte: Analyte,
    /// What was found, with its unit.
    pub found: Found,
    /// What grew in a culture, one of [`ORGANISMS`]; absent when nothing grew or it is not known yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub organism: Option<String>,
    /// How it was found, one of [`METHODS`]; absent when not told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// The laboratory.
    pub laboratory: CentreId,
    /// Number of the sample; absent when not told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sample: Option<String>,
    /// When the sample was taken.
    pub taken_at: Timestamp,
    /// When the laboratory reported.
    pub reported_at: Timestamp,
    /// Whether the laboratory called about it.
    pub called: Weighs,
    /// What else the laboratory wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Private>,
}

/// Kidney function that was computed from a creatinine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FunctionFound {
    /// Estimated GFR, mL/min/1.73 m².
    pub egfr_ml_min_173: u32,
    /// By which formula.
    pub by: Computed,
}

/// A result was written down.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultKept {
    /// What was found.
    pub told: LabTold,
    /// Whether somebody must acknowledge it, by the law of the day or because the laboratory called.
    pub weighs: Weighs,
    /// The kidney function; absent for anything but creatinine, and where age or sex are not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub function: Option<FunctionFound>,
}

/// A result was written down wrongly; the new content supersedes the old, which stays.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultCorrected {
    /// What holds now.
    pub kept: ResultKept,
    /// Why: `typing_error`, `laboratory_corrected`, `other`.
    pub reason: String,
}

/// A result does not count any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultWithdrawn {
    /// Why: `wrong_person`, `wrong_sample`, `other`.
    pub reason: String,
}

/// What was believed before a correction.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Superseded {
    /// What had been written down.
    pub kept: ResultKept,
    /// Why it was corrected.
    pub reason: String,
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub by: String,
}

/// A result of a laboratory.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LabResult {
    /// Its number.
    pub id: LabResultId,
    /// What holds now.
    pub kept: ResultKept,
    /// Who wrote it down first.
    pub by: String,
    /// When it was written down first.
    pub at: Timestamp,
    /// What was believed before, oldest first.
    pub superseded: Vec<Superseded>,
    /// Why it does not count any more; `None` while it stands.
    pub withdrawn: Option<String>,
}

impl Record for LabResult {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (state, event.kind.as_str()) {
            (None, "registry.result_kept") => {
                let id = event.record.parse().map_err(|_| event.unfoldable("the record is not a result"))?;
                let (by, at) = (event.actor.clone(), event.recorded_at);
                Ok(Self { id, kept: event.read()?, by, at, superseded: Vec::new(), withdrawn: None })
            }
            (Some(mut one), "registry.result_corrected") if one.withdrawn.is_none() => {
                let ResultCorrected { kept, reason } = event.read()?;
                let kept = std::mem::replace(&mut one.kept, kept);
                one.superseded.push(Superseded { kept, reason, at: event.recorded_at, by: event.actor.clone() });
                Ok(one)
            }
            (Some(one), "registry.result_withdrawn") if one.withdrawn.is_none() => {
                let ResultWithdrawn { reason } = event.read()?;
                Ok(Self { withdrawn: Some(reason), ..one })
            }
            _ => Err(event.unfoldable("not an event of a result in this state")),
        }
    }
}

impl LabTold {
    /// Codes of the fields in which two tellings differ; both with their private texts opened.
    #[must_use]
    pub fn differing(&self, now: &Self) -> Vec<String> {
        let fields = [
            ("analyte", self.analyte != now.analyte),
            ("found", self.found != now.found),
            ("organism", self.organism != now.organism),
            ("method", self.method != now.method),
            ("laboratory", self.laboratory != now.laboratory),
            ("sample", self.sample != now.sample),
            ("taken_at", self.taken_at != now.taken_at),
            ("reported_at", self.reported_at != now.reported_at),
            ("called", self.called != now.called),
            ("note", self.note != now.note),
        ];
        fields.iter().filter(|(_, differs)| *differs).map(|(field, _)| (*field).to_owned()).collect()
    }
}

/// What the law says of results that somebody must acknowledge; `None` where it is silent.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct CriticalLaw {
    /// Results, each with its bounds; a test or culture is critical when it finds something.
    pub results: Option<Vec<CriticalResult>>,
    /// Organisms in a culture.
    pub organisms: Option<Vec<String>>,
}

impl CriticalLaw {
    /// Whether somebody must acknowledge a result: the laboratory called, or the law names it. Where the law is silent,
    /// everything that a test or culture found is critical; nothing is passed over because nobody decided.
    #[must_use]
    pub fn weighs(&self, told: &LabTold) -> Weighs {
        let critical = told.called == Weighs::Critical
            || match (&self.results, told.found) {
                (_, Found::Tested(said)) if said != Reactivity::Reactive => false,
                (None, Found::Tested(_)) => true,
                (None, Found::Measured(_)) => false,
                (Some(named), found) => {
                    named.iter().filter(|n| n.analyte == told.analyte.code()).any(|n| within(n, told.analyte, found))
                        && self.organism_counts(told)
                }
            };
        if critical { Weighs::Critical } else { Weighs::Usual }
    }

    /// Whether what grew is on the list; what nobody has named yet is.
    fn organism_counts(&self, told: &LabTold) -> bool {
        match (&told.organism, &self.organisms) {
            (Some(organism), Some(named)) => named.contains(organism),
            _ => true,
        }
    }
}

/// Whether a value lies below or above what the law names; a test that found something has no bounds.
fn within(named: &CriticalResult, analyte: Analyte, found: Found) -> bool {
    let Found::Measured(value) = found else { return true };
    let beyond = |bound: Option<codes::Quantity>, below: bool| {
        let Some(bound) = bound else { return false };
        let Some(value) = analyte.convert(value, bound.unit) else { return false };
        let more = if below { bound.exceeds(value) } else { value.exceeds(bound) };
        more.unwrap_or(false)
    };
    beyond(named.below, true) || beyond(named.above, false)
}
