//! Words, dates and spans of time for the trace, on a page or on the command line.

use codes::time::{Happened, Precision};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use law::{Text, Words};
use service::TraceFound;

/// In which language and zone a trace is told.
#[derive(Debug, Clone)]
pub struct Voice<'a> {
    /// Sentences.
    pub words: &'a Words,
    /// BCP 47 tag.
    pub lang: &'a str,
    /// Zone of instants that carry none.
    pub zone: TimeZone,
}

impl<'a> Voice<'a> {
    /// The voice of a command line: instants without a zone are told in that of the first fact that has one.
    #[must_use]
    pub fn new(words: &'a Words, lang: &'a str, found: &TraceFound) -> Self {
        let lines = found.traces.iter().flat_map(domain::trace::Trace::flat);
        let facts = lines.flat_map(|l| l.unit.recovered_at.iter().chain(l.transplants.iter().map(|t| &t.at)));
        let zone = facts.filter_map(|h| h.zone.time_zone().ok()).next().unwrap_or(TimeZone::UTC);
        Voice { words, lang, zone }
    }

    pub(super) fn say(&self, key: &str) -> String {
        self.words.say(self.lang, key)
    }

    pub(super) fn with(&self, key: &str, values: &[(&str, Text)]) -> String {
        self.words.say_with(self.lang, key, values)
    }

    /// A sentence without isolates: for pictures, which measure their words, and for words that are put into others.
    pub(super) fn bare(&self, key: &str, values: &[(&str, Text)]) -> String {
        self.with(key, values).replace(['\u{2068}', '\u{2069}'], "")
    }

    pub(super) fn counted(&self, key: &str, n: usize) -> String {
        self.with(key, &[("n", n.into())])
    }

    pub(super) fn term(&self, code: &str) -> String {
        let key = format!("term-{}", code.to_ascii_lowercase().replace('_', "-"));
        if self.words.has("en", &key) { self.say(&key) } else { code.to_owned() }
    }

    pub(super) fn date(&self, day: Date) -> String {
        let values = [
            ("day", Text::Words(day.day().to_string())),
            ("month", Text::Words(self.say(&format!("month-{}", day.month())))),
            ("year", Text::Words(day.year().to_string())),
        ];
        self.bare("date-long", &values)
    }

    pub(super) fn time(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone()).strftime("%H:%M").to_string()
    }

    pub(super) fn day(&self, at: Timestamp) -> String {
        self.date(at.to_zoned(self.zone.clone()).date())
    }

    /// When something happened, as finely as it is known, and how far the clock may have been wrong.
    pub(super) fn moment(&self, happened: &Happened) -> String {
        let local = happened.at.to_zoned(happened.zone.time_zone().unwrap_or_else(|_| self.zone.clone()));
        let told = match happened.precision {
            Precision::Minute => format!("{} {}", self.date(local.date()), local.strftime("%H:%M")),
            Precision::Day => self.date(local.date()),
            Precision::Month => local.strftime("%Y-%m").to_string(),
            Precision::Year => local.year().to_string(),
            Precision::Unknown => self.say("trace-when-unknown"),
        };
        match happened.uncertainty_s {
            Some(seconds) if seconds > 0 => {
                let n = i64::from(seconds.div_ceil(60));
                self.bare("trace-give-or-take", &[("told", told.into()), ("n", n.into())])
            }
            _ => told,
        }
    }

    /// The same in few signs: the time of day when it lies on the day of `beside`, the day otherwise.
    pub(super) fn short(&self, happened: &Happened, beside: Option<Date>) -> String {
        let local = happened.at.to_zoned(happened.zone.time_zone().unwrap_or_else(|_| self.zone.clone()));
        match happened.precision {
            Precision::Minute if beside.is_none_or(|day| day == local.date()) => local.strftime("%H:%M").to_string(),
            Precision::Minute | Precision::Day => {
                let month = self.say(&format!("month-{}", local.month()));
                self.bare("trace-day-month", &[("day", Text::Words(local.day().to_string())), ("month", month.into())])
            }
            _ => self.moment(happened),
        }
    }

    /// A length of time in words; `None` below one minute.
    pub(super) fn span(&self, since: Timestamp, until: Timestamp) -> Option<String> {
        let minutes = until.duration_since(since).as_mins();
        Some(match minutes {
            ..=0 => return None,
            1..=59 => self.bare("trace-span-minutes", &[("n", minutes.into())]),
            60..=2879 => self.bare("trace-span-hours", &[("h", (minutes / 60).into()), ("m", (minutes % 60).into())]),
            _ => self.bare("trace-span-days", &[("n", (minutes / 1440).into())]),
        })
    }
}
