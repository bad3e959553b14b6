//! Reads single values from a row and collects what is wrong with them.

use codes::time::{Happened, Precision};
use jiff::SignedDuration;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::number::{clock_minutes, is_shortened, number};
use super::{Fault, Mark, Rejected};
use crate::mapping::{
    AmountUnit, Base, Coded, Column, Condition, Day, Known, Mapping, Moment, NoDate, Pattern, Stamp, Test, fold, words,
};
use crate::sheet::{Row, bare};

/// A value was wrong; the reason is already noted.
#[derive(Debug)]
pub(super) struct Noted;

/// A value, nothing, or a noted fault.
pub(super) type Read<T> = Result<Option<T>, Noted>;

/// Longest value of a column that the mapping uses, in characters.
const VALUE_CHARS: usize = 1_000;
/// Most days that one moment can lie after another.
const MOST_DAYS: i64 = 60_000;
const DAY_SECONDS: i64 = 86_400;

/// One row under one mapping.
pub(super) struct Cells<'a> {
    pub mapping: &'a Mapping,
    pub row: &'a Row,
    /// Place in the file of each of the mapping's columns.
    pub places: &'a [usize],
    pub faults: Vec<Rejected>,
}

impl<'a> Cells<'a> {
    /// The bare text of a cell, or `None` where the file says nothing.
    pub fn text(&self, column: Column) -> Option<&'a str> {
        let place = *self.places.get(column)?;
        let text = bare(self.row.cell(place)?);
        let absent = text.is_empty() || (!self.mapping.absent.is_empty() && self.mapping.absent.contains(&fold(text)));
        (!absent).then_some(text)
    }

    /// Notes a fault, once for each column and reason.
    pub fn refuse(&mut self, column: Column, why: Fault, expected: impl Into<String>) -> Noted {
        let name = self.mapping.columns.get(column).cloned().unwrap_or_default();
        let place = self.places.get(column).copied().unwrap_or(usize::MAX);
        let value = self.row.cell(place).unwrap_or_default().chars().take(VALUE_CHARS).collect();
        if !self.faults.iter().any(|fault| fault.column == name && fault.why == why) {
            let number = self.row.number;
            self.faults.push(Rejected { number, column: name, value, why, expected: expected.into() });
        }
        Noted
    }

    /// Insists on a value.
    pub fn required<T>(&mut self, column: Option<Column>, read: Read<T>) -> Result<T, Noted> {
        match (read?, column) {
            (Some(value), _) => Ok(value),
            (None, Some(column)) => Err(self.refuse(column, Fault::Absent, "a value")),
            (None, None) => {
                let (number, expected) = (self.row.number, "a constant in the mapping that can be used".to_owned());
                let (column, value, why) = (String::new(), String::new(), Fault::Malformed);
                self.faults.push(Rejected { number, column, value, why, expected });
                Err(Noted)
            }
        }
    }

    /// Notes every used cell that holds no proper text.
    pub fn check_text(&mut self) {
        for column in 0..self.mapping.columns.len() {
            let Some(text) = self.text(column) else { continue };
            let odd = |c: char| c == '\u{FFFD}' || (c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
            if text.chars().any(odd) {
                self.refuse(column, Fault::NoText, "text in the encoding of the file, without control characters");
            } else if text.chars().nth(VALUE_CHARS).is_some() {
                self.refuse(column, Fault::TooLong, format!("at most {VALUE_CHARS} characters"));
            }
        }
    }

    /// Whether all conditions hold.
    pub fn holds(&mut self, conditions: &[Condition]) -> Result<bool, Noted> {
        let mut all = true;
        for condition in conditions {
            all &= self.condition(condition)?;
        }
        Ok(all)
    }

    fn condition(&mut self, condition: &Condition) -> Result<bool, Noted> {
        let text = self.text(condition.column);
        let (yes, no) = match &condition.test {
            Test::Recorded => return Ok(text.is_some()),
            Test::Absent => return Ok(text.is_none()),
            Test::Codes { yes, no } => (yes, no),
        };
        let word = fold(text.unwrap_or_default());
        if yes.contains(&word) {
            Ok(true)
        } else if no.contains(&word) {
            Ok(false)
        } else {
            let known: Vec<&str> = yes.iter().chain(no).map(String::as_str).collect();
            Err(self.refuse(condition.column, Fault::UnknownCode, format!("one of {}", known.join(", "))))
        }
    }

    /// Reads a code.
    pub fn coded<T: std::str::FromStr<Err = codes::Malformed> + Clone>(&mut self, coded: &Coded<T>) -> Read<T> {
        match coded {
            Coded::Constant(value) => Ok(Some(value.clone())),
            Coded::Plain(column) => {
                let Some(text) = self.text(*column) else { return Ok(None) };
                text.parse()
                    .map(Some)
                    .map_err(|e: codes::Malformed| self.refuse(*column, Fault::UnknownCode, e.expected))
            }
            Coded::Mapped(column, meanings) => {
                let word = fold(self.text(*column).unwrap_or_default());
                match meanings.iter().find(|(known, _)| *known == word) {
                    Some((_, meaning)) => Ok(Some(meaning.clone())),
                    None if word.is_empty() => Ok(None),
                    None => Err(self.refuse(*column, Fault::UnknownCode, words(meanings))),
                }
            }
        }
    }

    /// Reads a code that must be there.
    pub fn code<T: std::str::FromStr<Err = codes::Malformed> + Clone>(&mut self, coded: &Coded<T>) -> Result<T, Noted> {
        let read = self.coded(coded);
        self.required(coded.column(), read)
    }

    /// Reads a number that cannot be negative.
    pub fn amount(&mut self, column: Column) -> Read<Decimal> {
        let Some(text) = self.text(column) else { return Ok(None) };
        let read = number(text, self.mapping.decimal);
        self.positive(column, read, "a number, such as 12").map(Some)
    }

    fn positive(&mut self, column: Column, read: Result<Decimal, Fault>, expected: &str) -> Result<Decimal, Noted> {
        match read {
            Ok(number) if number.is_sign_negative() && !number.is_zero() => {
                Err(self.refuse(column, Fault::Negative, "zero or more"))
            }
            Ok(number) => Ok(number),
            Err(Fault::AmbiguousNumber) => {
                let expected = "a number without thousands sign, or the key file.decimal in the mapping";
                Err(self.refuse(column, Fault::AmbiguousNumber, expected))
            }
            Err(why) => Err(self.refuse(column, why, expected)),
        }
    }

    /// Reads a length of time in minutes, rounded.
    pub fn minutes(&mut self, column: Column, unit: AmountUnit) -> Read<u32> {
        let Some(text) = self.text(column) else { return Ok(None) };
        let minutes = match unit {
            AmountUnit::Clock => self.positive(column, clock_minutes(text), "hours and minutes, such as 2:35")?,
            AmountUnit::Hours => {
                let read = number(text, self.mapping.decimal);
                self.positive(column, read, "hours, such as 2.5")? * Decimal::from(60)
            }
            AmountUnit::Minutes => {
                let read = number(text, self.mapping.decimal);
                self.positive(column, read, "minutes, such as 155")?
            }
        };
        let whole = minutes.round().to_u32().filter(|&minutes| minutes <= 1_000_000);
        whole.map(Some).ok_or_else(|| self.refuse(column, Fault::OutOfRange, "at most 1000000 minutes"))
    }

    /// Reads a date in the first pattern that fits.
    pub fn stamp(&mut self, column: Column, patterns: &[Pattern]) -> Read<Stamp> {
        let Some(text) = self.text(column) else { return Ok(None) };
        let mut worst = NoDate::OtherForm;
        for pattern in patterns {
            match pattern.read(text) {
                Ok(stamp) => return Ok(Some(stamp)),
                Err(why) => worst = worst.max(why),
            }
        }
        let forms: Vec<&str> = patterns.iter().map(Pattern::written).collect();
        let forms = forms.join(" or ");
        Err(match worst {
            NoDate::OtherForm => self.refuse(column, Fault::NoDate, format!("a date written {forms}")),
            NoDate::Impossible => {
                self.refuse(column, Fault::ImpossibleDate, format!("a day and time that exist, written {forms}"))
            }
        })
    }

    /// Reads a day.
    pub fn day(&mut self, day: &Day) -> Read<Date> {
        match day {
            Day::Constant(date) => Ok(Some(*date)),
            Day::Column(column, patterns) => Ok(self.stamp(*column, patterns)?.map(|stamp| stamp.date)),
        }
    }

    /// Reads a moment that must be there, unless the mapping says what to do without it.
    pub fn moment(&mut self, moment: &Moment) -> Result<Happened, Noted> {
        let (read, column) = match &moment.base {
            Base::Constant(stamp) => (Ok(self.happened(*stamp)), None),
            Base::Column { column, patterns, time } => (self.stamped(*column, patterns, *time), Some(*column)),
            Base::After { days, after } => (self.after(*days, after), Some(*days)),
        };
        let happened = match (read?, moment.if_absent) {
            (Some(happened), _) => Happened { precision: moment.precision.unwrap_or(happened.precision), ..happened },
            (None, Some(stamp)) => {
                let scale = self.happened(stamp);
                let scale = self.required(column, Ok(scale))?;
                Happened { precision: Precision::Unknown, ..scale }
            }
            (None, None) => self.required(column, Ok(None))?,
        };
        Ok(happened)
    }

    fn stamped(&mut self, column: Column, patterns: &[Pattern], time: Option<Column>) -> Read<Happened> {
        let Some(mut stamp) = self.stamp(column, patterns)? else { return Ok(None) };
        if let Some((time, text)) = time.and_then(|time| Some((time, self.text(time)?))) {
            let clock = ["hh:mm", "hh:mm:ss"].into_iter().find_map(|form| {
                let form = Pattern::parse(&format!("YYYY-MM-DD {form}"), None).ok()?;
                form.read(&format!("2000-01-01 {text}")).ok()?.clock
            });
            stamp.clock = Some(clock.ok_or_else(|| self.refuse(time, Fault::NoDate, "a time of day, such as 08:30"))?);
        }
        let happened = self.happened(stamp);
        self.required(Some(column), Ok(happened)).map(Some)
    }

    fn after(&mut self, column: Column, after: &Day) -> Read<Happened> {
        let (days, day) = (self.amount(column)?, self.day(after)?);
        let (Some(days), Some(day)) = (days, day) else { return Ok(None) };
        let far = |cells: &mut Self| cells.refuse(column, Fault::OutOfRange, format!("at most {MOST_DAYS} days"));
        let whole = days.trunc().to_i64().filter(|&days| days <= MOST_DAYS).ok_or_else(|| far(self))?;
        let seconds = (days.fract() * Decimal::from(DAY_SECONDS)).round().to_i64().unwrap_or(0);
        let date = day.checked_add(SignedDuration::from_secs(whole * DAY_SECONDS)).map_err(|_| far(self))?;
        let stamp = Stamp { date, known: Known::Day, clock: None };
        let Some(happened) = self.happened(stamp) else { return Err(far(self)) };
        let at = happened.at.checked_add(SignedDuration::from_secs(seconds)).map_err(|_| far(self))?;
        Ok(Some(Happened { at, ..happened }))
    }

    /// Puts a stamp into the zone of the book. A time that the clocks of that day showed twice or never is uncertain by an hour.
    fn happened(&self, stamp: Stamp) -> Option<Happened> {
        let (hour, minute) = stamp.clock.unwrap_or((0, 0));
        let zoned = self.mapping.time_zone.to_ambiguous_zoned(stamp.date.at(hour, minute, 0, 0));
        let unsure = stamp.clock.is_some() && zoned.is_ambiguous();
        let precision = match (stamp.known, stamp.clock) {
            (_, Some(_)) => Precision::Minute,
            (Known::Day, None) => Precision::Day,
            (Known::Month, None) => Precision::Month,
            (Known::Year, None) => Precision::Year,
        };
        let at = zoned.compatible().ok()?.timestamp();
        Some(Happened { at, zone: self.mapping.zone.clone(), precision, uncertainty_s: unsure.then_some(3600) })
    }

    /// The mark of somebody or something; absent if all its cells are.
    pub fn mark(&mut self, sort: &str, columns: &[Column]) -> Read<Mark> {
        let cells: Vec<Option<&str>> = columns.iter().map(|&column| self.text(column)).collect();
        for (&column, cell) in columns.iter().zip(&cells) {
            if cell.is_some_and(is_shortened) {
                return Err(self.refuse(column, Fault::Shortened, "the number with all its digits, as text"));
            }
        }
        if cells.iter().all(Option::is_none) {
            return Ok(None);
        }
        Ok(Some(Mark::new(&self.mapping.system, sort, cells.into_iter().map(Option::unwrap_or_default))))
    }

    /// The mark of somebody who must be there.
    pub fn somebody(&mut self, sort: &str, columns: &[Column]) -> Result<Mark, Noted> {
        let read = self.mark(sort, columns);
        self.required(columns.first().copied(), read)
    }
}
