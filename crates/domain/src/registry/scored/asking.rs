//! How one formula asks for its inputs: each is found with its source, or named as missing.

use codes::{Quantity, Sex};
use jiff::civil::Date;

use super::basis::{Basis, Source, Sourced};
use super::{Computed, NotComputed, Outside, Used};
use crate::pathway::{Analyte, Found, Reactivity};
use crate::registry::score::{Answer, Formula, OutOfRange, Score};

/// The questions of one formula.
pub(super) struct Asking<'b> {
    /// What is on record.
    pub basis: &'b Basis,
    sources: Vec<(&'static str, Source)>,
    missing: Vec<&'static str>,
}

impl<'b> Asking<'b> {
    pub fn of(basis: &'b Basis) -> Self {
        Self { basis, sources: Vec::new(), missing: Vec::new() }
    }

    /// Takes a value that is known, or names it as missing.
    pub fn known<T>(&mut self, field: &'static str, value: Option<Sourced<T>>) -> Option<T> {
        match value {
            Some(found) => {
                self.sources.push((field, found.source));
                Some(found.value)
            }
            None => self.lacks(field),
        }
    }

    /// Names an input as missing.
    pub fn lacks<T>(&mut self, field: &'static str) -> Option<T> {
        self.missing.push(field);
        None
    }

    /// What was told for the scores.
    pub fn told<T>(&mut self, field: &'static str, value: Option<T>) -> Option<T> {
        self.known(field, value.map(|value| Sourced { value, source: Source::Told }))
    }

    /// A concentration with its unit.
    pub fn lab(&mut self, field: &'static str, analyte: Analyte) -> Option<Quantity> {
        let found = self.basis.measured.get(&analyte).and_then(|found| match found.value {
            Found::Measured(value) => Some(Sourced { value, source: found.source }),
            Found::Tested(_) => None,
        });
        self.known(field, found)
    }

    /// A number in the first unit of what is measured.
    pub fn number(&mut self, field: &'static str, analyte: Analyte) -> Option<f64> {
        let value = self.lab(field, analyte)?;
        let unit = *analyte.units().first()?;
        f64::try_from(analyte.convert(value, unit)?.value).ok()
    }

    /// Whether a test found something; a sample on its way is missing.
    pub fn reacts(&mut self, field: &'static str, analyte: Analyte) -> Option<Answer> {
        let found = self.basis.measured.get(&analyte).and_then(|found| {
            let value = match found.value {
                Found::Tested(Reactivity::Reactive) => Answer::Yes,
                Found::Tested(Reactivity::Nonreactive) => Answer::No,
                _ => return None,
            };
            Some(Sourced { value, source: found.source })
        });
        self.known(field, found)
    }

    /// Age in completed years.
    pub fn years(&mut self) -> Option<u32> {
        self.known("age", self.basis.age_months).map(|months| months / 12)
    }

    /// Sex.
    pub fn sex(&mut self) -> Option<Sex> {
        self.known("sex", self.basis.sex)
    }

    /// Completed days from a day to that of the scores; a day that lies ahead is missing.
    pub fn days_since(&mut self, field: &'static str, from: Option<Sourced<Date>>) -> Option<u32> {
        let on = self.basis.on;
        let days = |from: Date| u32::try_from((on - from).get_days()).ok();
        let found = from.and_then(|f| Some(Sourced { value: days(f.value)?, source: f.source }));
        self.known(field, found)
    }

    /// What came of it.
    pub fn settled(self, formula: Formula, score: Option<Result<Score, OutOfRange>>) -> Result<Computed, NotComputed> {
        let missing: Vec<String> = self.missing.iter().map(|field| (*field).to_owned()).collect();
        match score {
            Some(Ok(score)) => Ok(self.frozen(score)),
            Some(Err(wrong)) => {
                let outside =
                    Outside { field: wrong.field.to_owned(), value: wrong.value, expected: wrong.expected.clone() };
                Err(NotComputed { formula, missing: Vec::new(), outside: Some(outside) })
            }
            None => Err(NotComputed { formula, missing, outside: None }),
        }
    }

    fn frozen(&self, score: Score) -> Computed {
        let source = |field: &str| {
            let found = self.sources.iter().find(|(name, _)| *name == field);
            found.map_or(Source::Told, |(_, source)| *source)
        };
        let inputs = score.inputs.into_iter().map(|input| {
            let source = source(&input.field);
            Used { field: input.field, value: input.value, source }
        });
        Computed {
            formula: score.name,
            version: score.version,
            table_year: score.table_year,
            value: format!("{:.5}", score.value),
            points: score.points,
            inputs: inputs.collect(),
        }
    }
}
