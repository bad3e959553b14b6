use std::fmt;
use std::str::FromStr;

use jiff::ToSpan;
use jiff::civil::Date;

use super::Precision;
use crate::Malformed;

const WHAT: &str = "date";
const FORM: &str = "year-month-day, year-month or year in digits, such as 1990-04-02, or an estimated age such as ~34@2024-05-01 or ~30-40@2024-05-01";
const OLDEST_YEARS: u8 = 130;

/// A date as well as it is known, above all a birth date: a day, a month, a year, or an age estimated on a day.
///
/// Text forms: `1990-04-02`, `1990-04`, `1990`, `~34@2024-05-01` (about 34 years old on that day), `~30-40@2024-05-01`.
/// Birth dates are personal, so `Debug` shows the form only and errors withhold the text.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartialDate(Known);

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Known {
    Day(Date),
    /// The first day of the month.
    Month(Date),
    /// The first day of the year.
    Year(Date),
    Age {
        min_years: u8,
        max_years: u8,
        on: Date,
    },
}

impl PartialDate {
    /// A date known to the day.
    #[must_use]
    pub const fn day(date: Date) -> Self {
        Self(Known::Day(date))
    }

    /// A birth date of which only the age on a day is estimated, in completed years.
    ///
    /// # Errors
    /// [`Malformed`] if the least age is above the greatest, or the greatest above 130 years.
    pub fn estimated_age(min_years: u8, max_years: u8, on: Date) -> Result<Self, Malformed> {
        if min_years > max_years {
            return Err(Malformed::withheld(WHAT, "the lower age first"));
        }
        if max_years > OLDEST_YEARS {
            return Err(Malformed::withheld(WHAT, "an age of at most 130 years"));
        }
        Ok(Self(Known::Age { min_years, max_years, on }))
    }

    /// Reads one of the text forms.
    ///
    /// # Errors
    /// [`Malformed`], saying whether the form, the year, the month or the day is at fault; the text itself is withheld.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        match text.strip_prefix('~') {
            Some(rest) => estimated(rest),
            None => calendar(text).map(Self),
        }
    }

    /// The day, if it is known.
    #[must_use]
    pub const fn exact(&self) -> Option<Date> {
        match self.0 {
            Known::Day(date) => Some(date),
            _ => None,
        }
    }

    /// Whether the date rests on an estimate of age.
    #[must_use]
    pub const fn is_estimated(&self) -> bool {
        matches!(self.0, Known::Age { .. })
    }

    /// How finely the date is known; an estimated age counts as a year.
    #[must_use]
    pub const fn precision(&self) -> Precision {
        match self.0 {
            Known::Day(_) => Precision::Day,
            Known::Month(_) => Precision::Month,
            Known::Year(_) | Known::Age { .. } => Precision::Year,
        }
    }

    /// The first day it may be.
    #[must_use]
    pub fn earliest(&self) -> Date {
        match self.0 {
            Known::Day(date) | Known::Month(date) | Known::Year(date) => date,
            Known::Age { max_years, on, .. } => {
                years_before(on, i16::from(max_years) + 1).tomorrow().unwrap_or(Date::MAX)
            }
        }
    }

    /// The last day it may be.
    #[must_use]
    pub fn latest(&self) -> Date {
        match self.0 {
            Known::Day(date) => date,
            Known::Month(first) => first.last_of_month(),
            Known::Year(first) => first.last_of_year(),
            Known::Age { min_years, on, .. } => years_before(on, i16::from(min_years)),
        }
    }

    /// The least and greatest age in completed years that somebody born then can have on `date`; `None` if nobody born then is born yet.
    /// Who is born on 29 February completes a year on 1 March of a year without that day.
    #[must_use]
    pub fn age_on(&self, date: Date) -> Option<(u16, u16)> {
        let greatest = completed_years(self.earliest(), date)?;
        Some((completed_years(self.latest(), date).unwrap_or(0), greatest))
    }
}

impl PartialDate {
    /// The least and greatest age in completed months that somebody born then can have on `date`; `None` if nobody born
    /// then is born yet.
    #[must_use]
    pub fn months_on(&self, date: Date) -> Option<(u16, u16)> {
        let greatest = completed_months(self.earliest(), date)?;
        Some((completed_months(self.latest(), date).unwrap_or(0), greatest))
    }
}

fn completed_months(born: Date, date: Date) -> Option<u16> {
    if date < born {
        return None;
    }
    let whole = i32::from(date.year() - born.year()) * 12 + i32::from(date.month() - born.month());
    u16::try_from(whole - i32::from(date.day() < born.day())).ok()
}

fn years_before(date: Date, years: i16) -> Date {
    date.checked_sub(years.years()).unwrap_or(Date::MIN)
}

fn completed_years(born: Date, date: Date) -> Option<u16> {
    if date < born {
        return None;
    }
    let had_birthday = (date.month(), date.day()) >= (born.month(), born.day());
    u16::try_from(date.year() - born.year() - i16::from(!had_birthday)).ok()
}

/// Reads exactly `width` digits.
fn number(text: &str, width: usize) -> Result<i16, Malformed> {
    let digits = text.len() == width && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| digits).ok_or_else(|| Malformed::withheld(WHAT, FORM))
}

fn calendar(text: &str) -> Result<Known, Malformed> {
    let wrong = |why| Malformed::withheld(WHAT, why);
    let mut parts = text.splitn(3, '-');
    let year = number(parts.next().unwrap_or_default(), 4)?;
    if year < 1000 {
        return Err(wrong("a year of four digits from 1000 on"));
    }
    let Some(month) = parts.next() else {
        return Date::new(year, 1, 1).map(Known::Year).map_err(|_| wrong(FORM));
    };
    let month = i8::try_from(number(month, 2)?).unwrap_or_default();
    let first = Date::new(year, month, 1).map_err(|_| wrong("a month from 01 to 12"))?;
    let Some(day) = parts.next() else {
        return Ok(Known::Month(first));
    };
    let day = i8::try_from(number(day, 2)?).unwrap_or_default();
    Date::new(year, month, day).map(Known::Day).map_err(|_| match (month, day) {
        (2, 29) => wrong("29 February only in a leap year"),
        (_, 31) => wrong("a day that the month has; this month ends with 30 or earlier"),
        _ => wrong("a day that the month has, from 01 to its last"),
    })
}

fn estimated(text: &str) -> Result<PartialDate, Malformed> {
    let form = || Malformed::withheld(WHAT, FORM);
    let (ages, on) = text.split_once('@').ok_or_else(form)?;
    let (min, max) = ages.split_once('-').unwrap_or((ages, ages));
    let age = |text: &str| text.parse::<u8>().ok().filter(|age| age.to_string() == text).ok_or_else(form);
    let Known::Day(on) = calendar(on)? else {
        return Err(form());
    };
    PartialDate::estimated_age(age(min)?, age(max)?, on)
}

impl FromStr for PartialDate {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        Self::parse(text)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Known::Day(date) => write!(f, "{date}"),
            Known::Month(first) => write!(f, "{:04}-{:02}", first.year(), first.month()),
            Known::Year(first) => write!(f, "{:04}", first.year()),
            Known::Age { min_years, max_years, on } if min_years == max_years => write!(f, "~{min_years}@{on}"),
            Known::Age { min_years, max_years, on } => write!(f, "~{min_years}-{max_years}@{on}"),
        }
    }
}

impl fmt::Debug for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PartialDate(to the {}{})", self.precision(), if self.is_estimated() { ", estimated" } else { "" })
    }
}

serde_as_text!(PartialDate);
