//! A result of a possible donor as it is typed: its value is read here, as a laboratory's is, so that a unit nobody knows is
//! named with its field.

use domain::pathway::{Analyte, Reactivity, ResultTold, Weighs};
use jiff::Timestamp;
use serde::Deserialize;

use crate::failure::Problem;
use crate::registry::{FoundTyped, found};

/// A result as it is typed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ResultTyped {
    /// What was measured or tested.
    pub what: Analyte,
    /// The number, digits and at most one decimal point, `88.4`; only of what is measured.
    pub value: Option<String>,
    /// The unit of the number by its UCUM code, `umol/L`; only of what is measured.
    pub unit: Option<String>,
    /// What a test or culture said, `reactive`, `nonreactive` or `pending`; only of what is tested.
    pub tested: Option<String>,
    /// The laboratory or ward.
    pub laboratory: String,
    /// When the sample was taken or the measurement made.
    pub taken_at: Timestamp,
    /// When it was reported; absent while it is awaited.
    pub reported_at: Option<Timestamp>,
    /// Whether the laboratory called.
    pub weighs: Weighs,
}

impl ResultTyped {
    /// Reads it.
    ///
    /// # Errors
    /// A number, unit or answer that does not fit what was measured or tested, by its field.
    pub fn told(self) -> Result<ResultTold, Problem> {
        let typed = FoundTyped { value: self.value.as_ref(), unit: self.unit.as_ref(), tested: self.tested.as_ref() };
        let said = [Reactivity::Reactive, Reactivity::Nonreactive, Reactivity::Pending];
        Ok(ResultTold {
            what: self.what,
            found: found(self.what, &typed, &said)?,
            laboratory: self.laboratory,
            taken_at: self.taken_at,
            reported_at: self.reported_at,
            weighs: self.weighs,
        })
    }
}
