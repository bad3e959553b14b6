//! Dates as people write them, described as `DD/MM/YYYY`.

use jiff::civil::Date;

/// What a date text said; as much of it as its pattern has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// The day, or the first day of the month or year.
    pub date: Date,
    /// How much of the date was said.
    pub known: Known,
    /// Hour and minute, if the time of day was said.
    pub clock: Option<(i8, i8)>,
}

/// The finest part of a date that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Known {
    Year,
    Month,
    Day,
}

/// Why a text is no date of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum NoDate {
    /// It does not look like the pattern.
    OtherForm,
    /// It looks like it, but no calendar or clock has it.
    Impossible,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece {
    Year4,
    Year2,
    Month { least: usize },
    MonthName,
    Day { least: usize },
    Hour,
    Minute,
    Second,
    Literal(char),
}

/// A pattern of `YYYY`, `YY`, `MM`, `M`, `MON`, `DD`, `D`, `hh`, `mm`, `ss`, `T` and punctuation.
#[derive(Clone, Debug)]
pub(crate) struct Pattern {
    written: String,
    pieces: Vec<Piece>,
    two_digit_years_from: i16,
}

const PIECES: [(&str, Piece); 10] = [
    ("YYYY", Piece::Year4),
    ("YY", Piece::Year2),
    ("MON", Piece::MonthName),
    ("MM", Piece::Month { least: 2 }),
    ("M", Piece::Month { least: 1 }),
    ("DD", Piece::Day { least: 2 }),
    ("D", Piece::Day { least: 1 }),
    ("hh", Piece::Hour),
    ("mm", Piece::Minute),
    ("ss", Piece::Second),
];

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

impl Pattern {
    /// Reads a pattern; says in words what is wrong with it.
    pub fn parse(written: &str, two_digit_years_from: Option<i16>) -> Result<Self, &'static str> {
        let mut pieces = Vec::new();
        let mut rest = written;
        while let Some(c) = rest.chars().next() {
            if let Some((text, piece)) = PIECES.iter().find(|(text, _)| rest.starts_with(text)) {
                pieces.push(*piece);
                rest = rest.get(text.len()..).unwrap_or_default();
            } else if c == 'T' || !c.is_alphanumeric() {
                pieces.push(Piece::Literal(c));
                rest = rest.get(c.len_utf8()..).unwrap_or_default();
            } else {
                return Err("only YYYY, YY, MM, M, MON, DD, D, hh, mm, ss, T and punctuation");
            }
        }
        let has = |wanted: &[Piece]| pieces.iter().filter(|piece| wanted.contains(piece)).count();
        let months = has(&[Piece::Month { least: 1 }, Piece::Month { least: 2 }, Piece::MonthName]);
        let days = has(&[Piece::Day { least: 1 }, Piece::Day { least: 2 }]);
        let (hours, minutes) = (has(&[Piece::Hour]), has(&[Piece::Minute]));
        let two_digits = has(&[Piece::Year2]);
        if has(&[Piece::Year4]) + two_digits != 1 || months > 1 || days > months || hours > days {
            return Err("one year; then perhaps one month, one day, one hour, none of them without the one before");
        }
        if hours != minutes || has(&[Piece::Second]) > minutes {
            return Err("hours and minutes together, seconds only after them");
        }
        if two_digits > 0 && two_digit_years_from.is_none() {
            return Err("YYYY, or YY together with two_digit_years_from, such as 1930 for 1930 to 2029");
        }
        Ok(Self { written: written.to_owned(), pieces, two_digit_years_from: two_digit_years_from.unwrap_or(0) })
    }

    /// The pattern as written.
    pub fn written(&self) -> &str {
        &self.written
    }

    /// The finest part of a date that it gives.
    pub fn known(&self) -> Known {
        let day = self.pieces.iter().any(|piece| matches!(piece, Piece::Day { .. }));
        let month = self.pieces.iter().any(|piece| matches!(piece, Piece::Month { .. } | Piece::MonthName));
        match (day, month) {
            (true, _) => Known::Day,
            (false, true) => Known::Month,
            (false, false) => Known::Year,
        }
    }

    /// Reads a date. Digits of any script that Unicode calls Arabic-Indic count as digits.
    pub fn read(&self, text: &str) -> Result<Stamp, NoDate> {
        let text: String = text.chars().map(european_digit).collect();
        let mut rest = text.as_str();
        let (mut year, mut month, mut day, mut hour, mut minute) = (0, 1, 1, None, 0);
        for piece in &self.pieces {
            match *piece {
                Piece::Year4 => year = digits(&mut rest, 4, 4)?,
                Piece::Year2 => year = self.century(digits(&mut rest, 2, 2)?),
                Piece::Month { least } => month = digits(&mut rest, least, 2)?,
                Piece::MonthName => month = month_name(&mut rest)?,
                Piece::Day { least } => day = digits(&mut rest, least, 2)?,
                Piece::Hour => hour = Some(digits(&mut rest, 1, 2)?),
                Piece::Minute => minute = digits(&mut rest, 2, 2)?,
                Piece::Second => drop(digits(&mut rest, 2, 2)?),
                Piece::Literal(c) => rest = rest.strip_prefix(c).ok_or(NoDate::OtherForm)?,
            }
        }
        if !rest.is_empty() {
            return Err(NoDate::OtherForm);
        }
        let small = |number: i16| i8::try_from(number).map_err(|_| NoDate::Impossible);
        let date = Date::new(year, small(month)?, small(day)?).map_err(|_| NoDate::Impossible)?;
        let clock = hour.map(|hour| Ok((small(hour)?, small(minute)?))).transpose()?;
        if !(1000..=9998).contains(&year) || clock.is_some_and(|(hour, minute)| hour > 23 || minute > 59) {
            return Err(NoDate::Impossible);
        }
        Ok(Stamp { date, known: self.known(), clock })
    }

    fn century(&self, two_digits: i16) -> i16 {
        let from = self.two_digit_years_from;
        from + (two_digits - from).rem_euclid(100)
    }
}

/// Reads a constant of a mapping: `1982-01-01`, `1982-01`, `1982` or `1982-01-01 08:30`.
pub(crate) fn constant(text: &str) -> Option<Stamp> {
    let forms = ["YYYY-MM-DD", "YYYY-MM", "YYYY", "YYYY-MM-DD hh:mm"];
    forms.into_iter().find_map(|form| Pattern::parse(form, None).ok()?.read(text).ok())
}

/// The European digit of an Arabic or Persian one; any other character as it is.
pub(crate) fn european_digit(c: char) -> char {
    let zero = match c {
        '\u{0660}'..='\u{0669}' => 0x0660,
        '\u{06F0}'..='\u{06F9}' => 0x06F0,
        _ => return c,
    };
    char::from_digit(u32::from(c) - zero, 10).unwrap_or(c)
}

/// Takes as many digits as there are, at most `most`.
fn digits(rest: &mut &str, least: usize, most: usize) -> Result<i16, NoDate> {
    let count = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
    let (number, after) = rest.split_at_checked(count).filter(|_| count >= least).ok_or(NoDate::OtherForm)?;
    *rest = after;
    number.parse().map_err(|_| NoDate::OtherForm)
}

/// Takes the English name of a month by its first three letters.
fn month_name(rest: &mut &str) -> Result<i16, NoDate> {
    let (name, after) = rest.split_at_checked(3).ok_or(NoDate::OtherForm)?;
    let place = MONTHS.iter().position(|month| month.eq_ignore_ascii_case(name)).ok_or(NoDate::OtherForm)?;
    *rest = after.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    i16::try_from(place + 1).map_err(|_| NoDate::OtherForm)
}

#[cfg(test)]
mod tests {
    use super::{NoDate, Pattern};

    fn read(pattern: &str, text: &str) -> Result<String, NoDate> {
        Pattern::parse(pattern, Some(1930)).unwrap().read(text).map(|stamp| stamp.date.to_string())
    }

    #[test]
    fn dates_are_read_as_described_and_not_otherwise() {
        assert_eq!(read("D/M/YYYY", "3/12/1968").unwrap(), "1968-12-03");
        assert_eq!(read("DD/MM/YYYY", "3/12/1968"), Err(NoDate::OtherForm));
        assert_eq!(read("DD-MON-YY", "15-Nov-67").unwrap(), "1967-11-15");
        assert_eq!(read("DD.MM.YY", "01.02.29").unwrap(), "2029-02-01");
        assert_eq!(read("YYYY-MM-DD", "١٩٦٨-٠١-٠٢").unwrap(), "1968-01-02");
        assert_eq!(read("YYYY-MM-DD", "1968-01-02x"), Err(NoDate::OtherForm));
    }

    #[test]
    fn days_that_no_calendar_has_are_impossible() {
        assert_eq!(read("YYYY-MM-DD", "1969-02-31"), Err(NoDate::Impossible));
        assert_eq!(read("YYYY-MM-DD", "1969-02-29"), Err(NoDate::Impossible));
        assert_eq!(read("YYYY-MM-DD", "1968-02-29").unwrap(), "1968-02-29");
        assert_eq!(read("YYYY-MM-DD hh:mm", "1968-02-29 24:00"), Err(NoDate::Impossible));
    }

    #[test]
    fn ambiguous_patterns_are_refused() {
        assert!(Pattern::parse("DD/MM/YY", None).is_err());
        assert!(Pattern::parse("DD/YYYY", None).is_err());
        assert!(Pattern::parse("dd/mm/yyyy", None).is_err());
        assert!(Pattern::parse("YYYY hh:mm", None).is_err());
    }
}
