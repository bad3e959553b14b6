//! The days of the demonstration, counted back from the present.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, ToSpan};

use crate::Service;

/// Months of history.
const MONTHS: i64 = 46;

/// Civil days and hours of the country as instants.
pub(super) struct Calendar {
    zone: TimeZone,
    pub(super) today: Date,
    until: Timestamp,
}

impl Calendar {
    pub(super) fn until(service: &Service, until: Timestamp) -> Self {
        Self { zone: service.ctx.zone(), today: service.ctx.day_of(until), until }
    }

    /// The present.
    pub(super) fn now(&self) -> Timestamp {
        self.until
    }

    /// The day of founding.
    pub(super) fn first_day(&self) -> Date {
        self.later(self.today, (-MONTHS).months())
    }

    /// The instant of founding.
    pub(super) fn start(&self) -> Timestamp {
        self.at(self.first_day(), 6 * 60)
    }

    /// So many days before today.
    pub(super) fn ago(&self, days: i64) -> Date {
        self.later(self.today, (-days).days())
    }

    /// A day and a span.
    pub(super) fn later(&self, day: Date, span: Span) -> Date {
        day.saturating_add(span)
    }

    /// A minute of a civil day.
    pub(super) fn at(&self, day: Date, minute: i64) -> Timestamp {
        let midnight = day.to_zoned(self.zone.clone()).map_or(self.until, |z| z.timestamp());
        midnight.saturating_add(minute.minutes()).unwrap_or(midnight)
    }

    /// Once a month at night, for checkpoints.
    pub(super) fn monthly(&self) -> impl Iterator<Item = Timestamp> {
        let first = self.first_day();
        (1..MONTHS).map(move |month| self.at(self.later(first, month.months()), 3 * 60))
    }
}
