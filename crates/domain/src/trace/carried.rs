//! The way of an organ as its temperatures tell it: stretches within and outside the range, and stretches without a reading.

use codes::Quantity;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::temperature::{Lies, Range, TemperatureLog, Way};

/// Readings further apart than this many usual distances leave a gap between them.
const USUAL_DISTANCES: i32 = 3;
/// However close readings usually stand, a shorter time than this is no gap.
const SHORTEST_GAP: SignedDuration = SignedDuration::from_mins(15);

/// One reading with the range that it is held against.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Point {
    /// The instant.
    pub at: Timestamp,
    /// What was shown.
    pub temperature: Quantity,
    /// What is recommended; `None` where nothing is.
    pub range: Option<Range>,
    /// Where it lies.
    pub lies: Lies,
    /// The device.
    pub device: String,
}

/// Readings in a row that lie on one side, or a time without any.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "stretch", rename_all = "snake_case")]
pub enum Stretch {
    /// Readings.
    Read {
        /// Where they lie.
        lies: Lies,
        /// First of them.
        from_at: Timestamp,
        /// Last of them.
        until_at: Timestamp,
        /// How many.
        readings: usize,
        /// Coldest.
        lowest: Quantity,
        /// Warmest.
        highest: Quantity,
    },
    /// No reading.
    Gap {
        /// From when.
        from_at: Timestamp,
        /// Until when.
        until_at: Timestamp,
    },
}

/// What the temperatures of a way come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// Readings.
    pub readings: usize,
    /// Readings outside their range.
    pub outside: usize,
    /// Times without a reading.
    pub gaps: usize,
    /// Coldest.
    pub lowest: Quantity,
    /// Warmest.
    pub highest: Quantity,
}

/// Every reading of an organ, oldest first; `range` says what is recommended for a log.
#[must_use]
pub fn points(logs: &[TemperatureLog], range: impl Fn(&TemperatureLog) -> Option<Range>) -> Vec<Point> {
    let mut all: Vec<Point> = Vec::new();
    for log in logs {
        let range = range(log);
        all.extend(log.measured.readings.iter().map(|one| Point {
            at: one.at,
            temperature: one.temperature,
            range,
            lies: Range::lies(range, one.temperature),
            device: log.measured.device.clone(),
        }));
    }
    all.sort_by(|one, other| one.at.cmp(&other.at).then_with(|| one.device.cmp(&other.device)));
    all
}

/// The time between readings from which on there is a gap: three times what usually lies between two of them.
#[must_use]
pub fn longest(points: &[Point]) -> SignedDuration {
    let mut apart: Vec<SignedDuration> =
        points.iter().zip(points.iter().skip(1)).map(|(one, next)| next.at.duration_since(one.at)).collect();
    apart.sort();
    let usual = apart.get(apart.len() / 2).copied().unwrap_or_default();
    usual.checked_mul(USUAL_DISTANCES).unwrap_or(usual).max(SHORTEST_GAP)
}

/// The way as stretches, in order; every reading is in exactly one of them.
#[must_use]
pub fn stretches(points: &[Point], way: Way) -> Vec<Stretch> {
    let Some((first, last)) = points.first().zip(points.last()) else { return Vec::new() };
    let longest = longest(points);
    let gap = |from_at: Timestamp, until_at: Timestamp| {
        (until_at.duration_since(from_at) > longest).then_some(Stretch::Gap { from_at, until_at })
    };
    let mut all: Vec<Stretch> = way.begins_at.and_then(|begins| gap(begins, first.at)).into_iter().collect();
    let mut before = first.at;
    for point in points {
        all.extend(gap(before, point.at));
        before = point.at;
        if !all.last_mut().is_some_and(|stretch| stretch.takes(point)) {
            all.push(Stretch::Read {
                lies: point.lies,
                from_at: point.at,
                until_at: point.at,
                readings: 1,
                lowest: point.temperature,
                highest: point.temperature,
            });
        }
    }
    all.extend(way.ends_at.and_then(|ends| gap(last.at, ends)));
    all
}

impl Stretch {
    /// Takes a reading in if it lies on the same side.
    fn takes(&mut self, point: &Point) -> bool {
        let Self::Read { lies, until_at, readings, lowest, highest, .. } = self else { return false };
        if *lies != point.lies {
            return false;
        }
        *until_at = point.at;
        *readings += 1;
        if lowest.exceeds(point.temperature) == Some(true) {
            *lowest = point.temperature;
        }
        if point.temperature.exceeds(*highest) == Some(true) {
            *highest = point.temperature;
        }
        true
    }
}

/// What a way comes to; `None` without any reading.
#[must_use]
pub fn carried(points: &[Point], way: Way) -> Option<Carried> {
    let first = points.first()?;
    let mut sum =
        Carried { readings: points.len(), outside: 0, gaps: 0, lowest: first.temperature, highest: first.temperature };
    for stretch in stretches(points, way) {
        match stretch {
            Stretch::Gap { .. } => sum.gaps += 1,
            Stretch::Read { lies, readings, lowest, highest, .. } => {
                sum.outside += if matches!(lies, Lies::Below | Lies::Above) { readings } else { 0 };
                if sum.lowest.exceeds(lowest) == Some(true) {
                    sum.lowest = lowest;
                }
                if highest.exceeds(sum.highest) == Some(true) {
                    sum.highest = highest;
                }
            }
        }
    }
    Some(sum)
}
