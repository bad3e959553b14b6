//! Checks the single fields of a mapping.

use std::str::FromStr;

use codes::time::{Precision, Zone};
use codes::{IdentifierSystem, Malformed};
use jiff::tz::TimeZone;

use super::form::{self, Either, OneOrMore};
use super::pattern::{Known, Pattern, Stamp, constant};
use super::plan::{Base, Birth, Coded, Column, Condition, Day, Moment, PersonPlan, Test, fold};
use super::{Problem, Problems};

/// Collects columns and problems while fields are checked. A field that is wrong leaves a problem and no value.
pub(super) struct Checker {
    columns: Vec<String>,
    problems: Vec<Problem>,
    two_digit_years_from: Option<i16>,
}

impl Checker {
    pub fn new(two_digit_years_from: Option<i16>) -> Self {
        Self { columns: Vec::new(), problems: Vec::new(), two_digit_years_from }
    }

    /// The columns used, if nothing was wrong.
    pub fn done(self, time_zone: Option<TimeZone>) -> Result<(Vec<String>, TimeZone), Problems> {
        match time_zone {
            Some(time_zone) if self.problems.is_empty() => Ok((self.columns, time_zone)),
            _ => Err(Problems(self.problems)),
        }
    }

    /// Notes a problem; returns nothing, for use as the value of a field that is wrong.
    pub fn problem<T>(&mut self, key: &str, expected: &str) -> Option<T> {
        self.note(key, expected);
        None
    }

    /// Notes a problem.
    pub fn note(&mut self, key: &str, expected: &str) {
        self.problems.push(Problem { key: key.to_owned(), why: format!("expected {expected}") });
    }

    pub fn parsed<T: FromStr<Err = Malformed>>(&mut self, key: &str, text: &str) -> Option<T> {
        text.parse()
            .map_err(|e: Malformed| self.problems.push(Problem { key: key.to_owned(), why: e.to_string() }))
            .ok()
    }

    pub fn time_zone(&mut self, zone: &Zone) -> Option<TimeZone> {
        zone.time_zone().map_err(|e| self.problems.push(Problem { key: "zone".to_owned(), why: e.to_string() })).ok()
    }

    /// The number of a column, new or already named.
    pub fn column(&mut self, name: &str) -> Column {
        let folded = fold(name);
        let known = self.columns.iter().position(|column| fold(column) == folded);
        known.unwrap_or_else(|| {
            self.columns.push(name.to_owned());
            self.columns.len() - 1
        })
    }

    pub fn columns_of(&mut self, names: &OneOrMore<String>) -> Vec<Column> {
        names.0.iter().map(|name| self.column(name)).collect()
    }

    /// Checks a field that need not be there: `None` is wrong, `Some(None)` is absent.
    #[expect(clippy::option_option, reason = "wrong and absent are two things")]
    pub fn optional<F, T>(
        &mut self,
        form: Option<F>,
        check: impl FnOnce(&mut Self, F) -> Option<T>,
    ) -> Option<Option<T>> {
        match form {
            None => Some(None),
            Some(form) => check(self, form).map(Some),
        }
    }

    pub fn conditions(&mut self, at: &str, when: OneOrMore<form::When>) -> Option<Vec<Condition>> {
        let key = format!("{at}.when");
        when.0.into_iter().map(|when| self.condition(&key, when)).collect::<Vec<_>>().into_iter().collect()
    }

    fn condition(&mut self, key: &str, when: form::When) -> Option<Condition> {
        let column = self.column(&when.column);
        let test = match (when.recorded, when.yes, when.no) {
            (Some(true), None, None) => Test::Recorded,
            (Some(false), None, None) => Test::Absent,
            (None, Some(yes), Some(no)) => Test::Codes { yes: folded(&yes), no: folded(&no) },
            _ => return self.problem(key, "either recorded = true or false, or both lists yes and no"),
        };
        Some(Condition { column, test })
    }

    pub fn coded<T: FromStr<Err = Malformed>>(&mut self, key: &str, form: Either<form::Code>) -> Option<Coded<T>> {
        let code = match form {
            Either::Constant(text) => return self.parsed(key, &text).map(Coded::Constant),
            Either::Table(code) => code,
        };
        let column = self.column(&code.column);
        let Some(codes) = code.codes else { return Some(Coded::Plain(column)) };
        let mut meanings = Vec::new();
        for (word, meaning) in &codes {
            let meaning = self.parsed(&format!("{key}.codes.{word}"), meaning);
            meanings.push(meaning.map(|meaning| (fold(word), meaning)));
        }
        meanings.into_iter().collect::<Option<Vec<_>>>().map(|meanings| Coded::Mapped(column, meanings))
    }

    fn patterns(&mut self, key: &str, formats: &[String], least: Known) -> Option<Vec<Pattern>> {
        let mut patterns = Vec::new();
        for format in formats {
            match Pattern::parse(format, self.two_digit_years_from) {
                Ok(pattern) if pattern.known() >= least => patterns.push(pattern),
                Ok(_) => return self.problem(key, "formats with day, month and year"),
                Err(expected) => return self.problem(key, expected),
            }
        }
        if patterns.is_empty() { self.problem(key, "at least one format, such as DD/MM/YYYY") } else { Some(patterns) }
    }

    fn stamp(&mut self, key: &str, text: &str) -> Option<Stamp> {
        constant(text).or_else(|| self.problem(key, "a date such as 1982-01-01, 1982-01 or 1982"))
    }

    pub fn day(&mut self, key: &str, form: Either<form::Day>) -> Option<Day> {
        match form {
            Either::Constant(text) => match constant(&text) {
                Some(stamp) if stamp.known == Known::Day => Some(Day::Constant(stamp.date)),
                _ => self.problem(key, "a day such as 1982-01-01"),
            },
            Either::Table(day) => {
                let column = self.column(&day.column);
                self.patterns(key, &day.formats, Known::Day).map(|patterns| Day::Column(column, patterns))
            }
        }
    }

    pub fn moment(&mut self, key: &str, form: Either<form::Moment>) -> Option<Moment> {
        let form = match form {
            Either::Constant(text) => {
                let base = Base::Constant(self.stamp(key, &text)?);
                return Some(Moment { base, precision: None, if_absent: None });
            }
            Either::Table(form) => form,
        };
        let if_absent = match form.if_absent {
            Some(text) => Some(self.stamp(&format!("{key}.if_absent"), &text)?),
            None => None,
        };
        let mut precision = form.precision;
        let base = match (form.on, form.column, form.days) {
            (Some(on), None, None) => Base::Constant(self.stamp(key, &on)?),
            (None, Some(column), None) => {
                let column = self.column(&column);
                let patterns = self.patterns(key, &form.formats.unwrap_or_default(), Known::Year)?;
                Base::Column { column, patterns, time: form.time.map(|time| self.column(&time)) }
            }
            (None, None, Some(days)) => {
                let days = self.column(&days);
                let Some(after) = form.after else { return self.problem(key, "days together with after") };
                let after = self.day(&format!("{key}.after"), after)?;
                if matches!(after, Day::Constant(_)) {
                    precision = precision.or(Some(Precision::Unknown));
                }
                Base::After { days, after }
            }
            _ => return self.problem(key, "one of on, column or days"),
        };
        Some(Moment { base, precision, if_absent })
    }

    pub fn person(&mut self, at: &str, form: form::Person) -> Option<PersonPlan> {
        let names = form.names.into_iter().map(|name| (self.column(&name.column), name.script)).collect();
        let mut identifiers = Vec::new();
        for one in form.identifiers {
            let system: IdentifierSystem = self.parsed(&format!("{at}.person.identifiers.system"), &one.system)?;
            identifiers.push((self.column(&one.column), system.as_str().to_owned()));
        }
        let birth = self.optional(form.birth, |check, birth| check.birth(&format!("{at}.person.birth"), birth));
        let sex = self.optional(form.sex, |check, code| check.coded(&format!("{at}.person.sex"), code));
        let language = self.optional(form.language, |check, code| check.coded(&format!("{at}.person.language"), code));
        let residence =
            self.optional(form.residence, |check, code| check.coded(&format!("{at}.person.residence"), code));
        let phone = form.phone.map(|phone| self.column(&phone.column));
        let (birth, sex, language, residence) = (birth?, sex?, language?, residence?);
        Some(PersonPlan { names, identifiers, birth, sex, language, residence, phone })
    }

    fn birth(&mut self, key: &str, form: form::Birth) -> Option<Birth> {
        match (form.column, form.formats, form.age, form.on) {
            (Some(column), Some(formats), None, None) => {
                let column = self.column(&column);
                self.patterns(key, &formats, Known::Year).map(|patterns| Birth::Column(column, patterns))
            }
            (None, None, Some(age), Some(on)) => {
                let age = self.column(&age);
                self.day(&format!("{key}.on"), on).map(|on| Birth::Age { age, on })
            }
            _ => self.problem(key, "either column and formats, or age and on"),
        }
    }
}

impl<T> Coded<T> {
    /// Every value that the mapping itself names.
    pub(super) fn meanings(&self) -> impl Iterator<Item = &T> {
        let (constant, mapped) = match self {
            Self::Constant(one) => (Some(one), [].as_slice()),
            Self::Plain(_) => (None, [].as_slice()),
            Self::Mapped(_, meanings) => (None, meanings.as_slice()),
        };
        constant.into_iter().chain(mapped.iter().map(|(_, meaning)| meaning))
    }
}

/// Words ready for comparison.
pub(super) fn folded(words: &[String]) -> Vec<String> {
    words.iter().map(|word| fold(word)).collect()
}
