use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan, Zoned};
use serde::{Deserialize, Serialize};

use super::{Precision, Zone};
use crate::Malformed;

/// When something happened: the instant, the zone of the clock that was read, how finely it is known and how far a device's clock may be wrong.
///
/// With a precision coarser than a minute, `at` lies anywhere in the civil day, month or year that is meant, seen in `zone`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Happened {
    /// The instant, UTC.
    pub at: Timestamp,
    /// The zone in which the clock was read.
    pub zone: Zone,
    /// How finely the moment is known.
    pub precision: Precision,
    /// How many seconds the clock may have been wrong, either way, if that is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uncertainty_s: Option<u32>,
}

impl Happened {
    /// A moment known to the minute.
    #[must_use]
    pub const fn at(at: Timestamp, zone: Zone) -> Self {
        Self { at, zone, precision: Precision::Minute, uncertainty_s: None }
    }

    /// A moment known to the civil day.
    ///
    /// # Errors
    /// [`Malformed`] if the zone list does not have the zone.
    pub fn on(date: Date, zone: Zone) -> Result<Self, Malformed> {
        let midnight = date
            .to_zoned(zone.time_zone()?)
            .map_err(|_| Malformed::new("day", &date.to_string(), "a day within the years that clocks reach"))?;
        Ok(Self { at: midnight.timestamp(), zone, precision: Precision::Day, uncertainty_s: None })
    }

    /// The first instant at which it may have happened.
    #[must_use]
    pub fn earliest_at(&self) -> Timestamp {
        self.bounds().0
    }

    /// The first instant by which it had surely happened.
    #[must_use]
    pub fn latest_at(&self) -> Timestamp {
        self.bounds().1
    }

    /// Whether this happened before `other` however both are read; `false` is no statement that it happened after.
    #[must_use]
    pub fn surely_before(&self, other: &Self) -> bool {
        self.latest_at() <= other.earliest_at()
    }

    /// The civil day on which it happened, in its own zone; of a coarser precision, the day of `at`. UTC where the zone list lacks the zone.
    #[must_use]
    pub fn day_on(&self) -> Date {
        self.at.to_zoned(self.zone.time_zone().unwrap_or(jiff::tz::TimeZone::UTC)).date()
    }

    fn bounds(&self) -> (Timestamp, Timestamp) {
        if self.precision == Precision::Unknown {
            return (Timestamp::MIN, Timestamp::MAX);
        }
        let (start, end) = self.period().unwrap_or_else(|| self.widest());
        let slack = SignedDuration::from_secs(self.uncertainty_s.unwrap_or(0).into());
        (start.checked_sub(slack).unwrap_or(Timestamp::MIN), end.checked_add(slack).unwrap_or(Timestamp::MAX))
    }

    /// The minute, day, month or year around `at`; `None` if the zone is not known here or the period leaves the years that clocks reach.
    fn period(&self) -> Option<(Timestamp, Timestamp)> {
        let day = |zoned: &Zoned, date: Date| date.to_zoned(zoned.time_zone().clone()).ok();
        let (start, length) = match self.precision {
            Precision::Minute => {
                let start = self.at.as_second().div_euclid(60) * 60;
                return Some((Timestamp::from_second(start).ok()?, Timestamp::from_second(start + 60).ok()?));
            }
            precision => {
                let zoned = self.at.to_zoned(self.zone.time_zone().ok()?);
                match precision {
                    Precision::Month => (day(&zoned, zoned.date().first_of_month())?, 1.month()),
                    Precision::Year => (day(&zoned, zoned.date().first_of_year())?, 1.year()),
                    _ => (day(&zoned, zoned.date())?, 1.day()),
                }
            }
        };
        let end = start.checked_add(length).ok()?;
        Some((start.timestamp(), end.timestamp()))
    }

    /// Bounds that hold in every zone.
    fn widest(&self) -> (Timestamp, Timestamp) {
        let hours = match self.precision {
            Precision::Minute | Precision::Day => 25,
            Precision::Month => 31 * 24 + 1,
            Precision::Year | Precision::Unknown => 366 * 24 + 1,
        };
        let reach = SignedDuration::from_hours(hours);
        (self.at.checked_sub(reach).unwrap_or(Timestamp::MIN), self.at.checked_add(reach).unwrap_or(Timestamp::MAX))
    }
}
