//! The cells of one row, and what is wrong with them.

use codes::Jurisdiction;
use domain::statistics::{Figure, Group, Key, Measure, Quality};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::{NotReferences, Places};
use crate::import::{Fault, Rejected, number};
use crate::sheet::{Row, bare};

/// Years of which anybody has figures.
const YEARS: std::ops::RangeInclusive<i16> = 1950..=2100;

/// Letters and digits of a heading, small: `TOTAL Liver TX` and `Total Liver Tx` are the same.
pub(super) fn plain(heading: &str) -> String {
    heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The place of a column.
pub(super) fn column(heading: &[String], names: &[&str]) -> Option<usize> {
    heading.iter().position(|h| names.contains(&plain(h).as_str()))
}

/// The place of a column that must be there.
pub(super) fn needed(heading: &[String], names: &'static [&'static str]) -> Result<usize, NotReferences> {
    column(heading, names).ok_or(NotReferences::NoColumn(names.first().copied().unwrap_or_default()))
}

/// One row under its heading.
pub(super) struct Cells<'r> {
    row: &'r Row,
    heading: &'r [String],
    pub places: &'r Places,
    faults: Vec<Rejected>,
}

impl<'r> Cells<'r> {
    pub fn new(row: &'r Row, heading: &'r [String], places: &'r Places) -> Self {
        Self { row, heading, places, faults: Vec::new() }
    }

    pub fn into_faults(self) -> Vec<Rejected> {
        self.faults
    }

    /// The text of a cell without blanks around it.
    pub fn text(&self, place: usize) -> &'r str {
        self.row.cell(place).map_or("", bare)
    }

    /// Notes what is wrong with a cell.
    pub fn fault(&mut self, place: usize, why: Fault, expected: &str) {
        self.faults.push(Rejected {
            number: self.row.number,
            column: self.heading.get(place).cloned().unwrap_or_default(),
            value: self.text(place).to_owned(),
            why,
            expected: expected.to_owned(),
        });
    }

    /// The year in a cell.
    pub fn year(&mut self, place: usize) -> Option<i16> {
        let year = self.text(place).parse().ok().filter(|y| YEARS.contains(y));
        if year.is_none() {
            self.fault(place, Fault::OutOfRange, "a year of four digits, such as 2021");
        }
        year
    }

    /// The number in a cell; `None` when nothing was reported, or when it is noted as wrong.
    pub fn number(&mut self, place: usize) -> Option<Decimal> {
        let text = self.text(place);
        if matches!(text, "" | "-" | "–" | "NA" | "N/A" | "n/a" | "NR") {
            return None;
        }
        // With both signs in it the later one is the decimal sign.
        let decimal = match (text.rfind('.'), text.rfind(',')) {
            (Some(point), Some(comma)) => Some(if point > comma { '.' } else { ',' }),
            _ => None,
        };
        match number(text, decimal) {
            Ok(value) if value.is_sign_negative() && !value.is_zero() => {
                self.fault(place, Fault::Negative, "a number that is not below zero");
                None
            }
            Ok(value) => Some(value),
            Err(why) => {
                self.fault(place, why, "a number in digits, or nothing where none was reported");
                None
            }
        }
    }

    /// A count as a figure; `None` when nothing was reported.
    pub fn figure(&mut self, place: usize, at: &Jurisdiction, key: Key) -> Option<Figure> {
        let value = self.number(place)?;
        let quality = if value.fract().is_zero() { Quality::Reported } else { Quality::Imputed };
        self.kept(place, at, key, value, quality)
    }

    /// People, given in so many at once.
    pub fn people(&mut self, place: usize, at: &Jurisdiction, year: i16, unit: i64) -> Option<Figure> {
        let value = self.number(place)? * Decimal::from(unit);
        let key = Key { year, measure: Measure::Population, organ: Group::All };
        self.kept(place, at, key, value.round(), Quality::Reported)
    }

    fn kept(&mut self, place: usize, at: &Jurisdiction, key: Key, value: Decimal, quality: Quality) -> Option<Figure> {
        let Some(milli) = (value * Decimal::from(1000)).round().to_i64() else {
            self.fault(place, Fault::OutOfRange, "a count of people or organs");
            return None;
        };
        Some(Figure { place: at.clone(), key, milli: Some(milli), quality })
    }
}
