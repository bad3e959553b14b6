//! Where the inputs of one score are laid out: each is checked, converted and written down before it is used.

use std::fmt::Display;
use std::ops::RangeInclusive;

use codes::{Quantity, Sex, Unit};
use serde::{Deserialize, Serialize};

use super::{Formula, Input, OutOfRange, Score};

/// An answer to a question that a score asks and somebody may not have asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
}

impl Answer {
    /// True when the answer is yes.
    #[must_use]
    pub const fn is_yes(self) -> bool {
        matches!(self, Self::Yes)
    }

    /// What a yes adds.
    pub(super) const fn adds(self, points: f64) -> f64 {
        if self.is_yes() { points } else { 0.0 }
    }
}

/// The two ways in which a laboratory writes one substance, and the range of both.
pub(super) struct Substance {
    /// The unit that formulas use.
    own: Unit,
    /// The other customary unit.
    other: Unit,
    /// So many of the other unit are one of the own.
    factor: f64,
    /// Values that a living person can have, in the own unit.
    range: RangeInclusive<f64>,
}

/// Creatinine in mg/dL; 1 mg/dL is 88.4 µmol/L.
pub(super) const CREATININE: Substance =
    Substance { own: Unit::MilligramPerDecilitre, other: Unit::MicromolePerLitre, factor: 88.4, range: 0.05..=40.0 };
/// Bilirubin in mg/dL; 1 mg/dL is 17.1 µmol/L.
pub(super) const BILIRUBIN: Substance =
    Substance { own: Unit::MilligramPerDecilitre, other: Unit::MicromolePerLitre, factor: 17.1, range: 0.05..=100.0 };
/// Albumin in g/dL; 1 g/dL is 10 g/L.
pub(super) const ALBUMIN: Substance =
    Substance { own: Unit::GramPerDecilitre, other: Unit::GramPerLitre, factor: 10.0, range: 0.5..=8.0 };

/// Urea in mmol/L; the other customary unit, mg/dL of urea nitrogen, is not told here.
pub(super) const UREA: Substance =
    Substance { own: Unit::MillimolePerLitre, other: Unit::MillimolePerLitre, factor: 1.0, range: 0.1..=120.0 };

/// Inputs of one score.
#[derive(Default)]
pub(super) struct Bench {
    inputs: Vec<Input>,
}

impl Bench {
    /// Takes a number; `unit` is empty where it has none.
    pub fn number(
        &mut self,
        field: &'static str,
        value: f64,
        unit: &str,
        range: RangeInclusive<f64>,
    ) -> Result<f64, OutOfRange> {
        let shown = if unit.is_empty() { value.to_string() } else { format!("{value} {unit}") };
        if !range.contains(&value) {
            let expected = format!("{} to {} {unit}", range.start(), range.end()).trim_end().to_owned();
            return Err(OutOfRange { field, value: shown, expected });
        }
        self.note(field, shown);
        Ok(value)
    }

    /// Takes a concentration in either of its units and gives it in the one the formulas use.
    pub fn lab(&mut self, field: &'static str, quantity: Quantity, of: &Substance) -> Result<f64, OutOfRange> {
        let factor = match quantity.unit {
            unit if unit == of.own => 1.0,
            unit if unit == of.other => of.factor,
            _ if of.own == of.other => return Err(refused(field, quantity, format!("a value in {}", of.own.code()))),
            _ => return Err(refused(field, quantity, format!("a value in {} or {}", of.own.code(), of.other.code()))),
        };
        let value = f64::try_from(quantity.value).unwrap_or(f64::NAN) / factor;
        if !of.range.contains(&value) {
            let (from, to) = (of.range.start() * factor, of.range.end() * factor);
            return Err(refused(field, quantity, format!("{from} to {to} {}", quantity.unit.code())));
        }
        self.note(field, quantity);
        Ok(value)
    }

    /// Takes a yes or no.
    pub fn answer(&mut self, field: &'static str, answer: Answer) -> Answer {
        self.note(field, if answer.is_yes() { "yes" } else { "no" });
        answer
    }

    /// Takes the sex; formulas know female and male only. True for female.
    pub fn is_female(&mut self, sex: Sex) -> Result<bool, OutOfRange> {
        let female = match sex {
            Sex::Female => true,
            Sex::Male => false,
            _ => {
                let expected = "female or male: the formula knows no other".to_owned();
                return Err(OutOfRange { field: "sex", value: sex.code().to_owned(), expected });
            }
        };
        self.note("sex", sex.code());
        Ok(female)
    }

    /// Writes an input down that needs no check.
    pub fn note(&mut self, field: &'static str, value: impl Display) {
        self.inputs.push(Input { field: field.to_owned(), value: value.to_string() });
    }

    /// The score.
    pub fn score(self, name: Formula, value: f64) -> Score {
        let (version, table_year) = (name.version().to_owned(), name.table_year());
        Score { name, version, table_year, value, points: None, inputs: self.inputs }
    }

    /// The score with the whole number by which its rule ranks.
    pub fn ranked(self, name: Formula, value: f64, range: RangeInclusive<f64>) -> Score {
        let points = value.round().clamp(*range.start(), *range.end()) as i32;
        Score { points: Some(points), ..self.score(name, value) }
    }
}

fn refused(field: &'static str, quantity: Quantity, expected: String) -> OutOfRange {
    OutOfRange { field, value: quantity.to_string(), expected }
}
