//! The way of an organ as a picture: what was read, turned into lines, bands and gaps.

use domain::trace::carried::{Point, Stretch};
use domain::trace::temperature::Lies;
use jiff::Timestamp;
use maud::Markup;
use service::Journey;

use super::temperature::sentence;
use crate::desk::Desk;
use crate::look::picture::Twin;
use crate::look::picture::temperature::{TemperatureLine, temperature};

/// From how many readings on only the coldest and warmest of each piece are drawn, and into how many pieces.
const MANY: usize = 600;
const PIECES: usize = 240;

/// The picture of a way with at least one reading.
pub(super) fn drawn(desk: &Desk, journey: &Journey) -> Markup {
    let (first, last) = ends(journey);
    let hour = |at: Timestamp| at.duration_since(first).as_secs_f64() / 3600.0;
    let gaps: Vec<(Timestamp, Timestamp)> = journey
        .stretches
        .iter()
        .filter_map(|one| match one {
            Stretch::Gap { from_at, until_at } => Some((*from_at, *until_at)),
            Stretch::Read { .. } => None,
        })
        .collect();
    let runs = runs(&journey.points, &gaps);
    let says = sentence(desk, journey.carried.as_ref());
    let view = TemperatureLine {
        lines: runs.iter().map(|run| thinned(run, journey.points.len(), hour)).collect(),
        strays: strays(&journey.points, hour),
        bands: bands(&journey.points, hour),
        band_says: band_says(desk, &journey.points),
        gaps: gaps.iter().map(|(from, to)| (hour(*from), hour(*to))).collect(),
        gap_says: desk.say("trace-no-record"),
        handed: journey.handed.iter().zip(1_u32..).map(|(one, n)| (hour(one.at), n.to_string())).collect(),
        hours: (0.0, hour(last).max(0.5)),
        axis: desk.say_with("temperature-axis", &[("at", desk.instant(first).into())]),
        twin: Twin { id: "temperature".to_owned(), title: desk.say("temperature-picture"), desc: says },
    };
    temperature(&view, desk.dir())
}

/// The first and last instant of anything that is drawn.
fn ends(journey: &Journey) -> (Timestamp, Timestamp) {
    let read = journey.points.iter().map(|point| point.at);
    let all = || {
        let way = [journey.way.begins_at, journey.way.ends_at].into_iter().flatten();
        read.clone().chain(way).chain(journey.handed.iter().map(|one| one.at))
    };
    (all().min().unwrap_or_default(), all().max().unwrap_or_default())
}

/// Readings without a gap between them.
fn runs<'a>(points: &'a [Point], gaps: &[(Timestamp, Timestamp)]) -> Vec<Vec<&'a Point>> {
    let mut all: Vec<Vec<&Point>> = Vec::new();
    for point in points {
        let parted = gaps.iter().any(|(_, until)| *until == point.at);
        match all.last_mut() {
            Some(run) if !parted => run.push(point),
            _ => all.push(vec![point]),
        }
    }
    all
}

fn shown(point: &Point) -> f64 {
    f64::from(point.temperature.hundredths().unwrap_or_default()) / 100.0
}

/// A run as it is drawn: all of it, or the coldest and warmest reading of each piece, so that none is lost that matters.
fn thinned(run: &[&Point], all: usize, hour: impl Fn(Timestamp) -> f64) -> Vec<(f64, f64)> {
    let at = |point: &&Point| (hour(point.at), shown(point));
    if all <= MANY {
        return run.iter().map(at).collect();
    }
    let long = run.len().div_ceil(PIECES).max(1);
    let mut kept: Vec<(f64, f64)> = Vec::new();
    for piece in run.chunks(long) {
        let coldest = piece.iter().map(at).min_by(|one, other| one.1.total_cmp(&other.1));
        let warmest = piece.iter().map(at).max_by(|one, other| one.1.total_cmp(&other.1));
        let mut both: Vec<(f64, f64)> = coldest.into_iter().chain(warmest).collect();
        both.sort_by(|one, other| one.0.total_cmp(&other.0));
        both.dedup();
        kept.extend(both);
    }
    kept
}

/// The farthest reading of each row of readings outside.
fn strays(points: &[Point], hour: impl Fn(Timestamp) -> f64) -> Vec<(f64, f64)> {
    let mut all: Vec<(Lies, (f64, f64))> = Vec::new();
    let mut before = Lies::Within;
    for point in points {
        let here = (hour(point.at), shown(point));
        match (point.lies, all.last_mut()) {
            (Lies::Within | Lies::Unjudged, _) => {}
            (lies, Some((kind, farthest))) if before == lies && *kind == lies => {
                let farther = if lies == Lies::Below { here.1 < farthest.1 } else { here.1 > farthest.1 };
                if farther {
                    *farthest = here;
                }
            }
            (lies, _) => all.push((lies, here)),
        }
        before = point.lies;
    }
    all.into_iter().map(|(_, at)| at).collect()
}

/// What is recommended along the way; where it changes a new band begins.
fn bands(points: &[Point], hour: impl Fn(Timestamp) -> f64) -> Vec<(f64, f64, f64, f64)> {
    let mut all: Vec<(f64, f64, f64, f64)> = Vec::new();
    for point in points {
        let Some(range) = point.range else { continue };
        let (low, high, at) = (f64::from(range.lowest_c), f64::from(range.highest_c), hour(point.at));
        match all.last_mut() {
            Some((_, to, l, h)) if (*l, *h) == (low, high) => *to = at,
            _ => all.push((at, at, low, high)),
        }
    }
    // A single reading has a band too, wide enough to be seen.
    all.into_iter().map(|(from, to, low, high)| (from, to.max(from + 0.25), low, high)).collect()
}

fn band_says(desk: &Desk, points: &[Point]) -> String {
    let Some(range) = points.iter().rev().find_map(|point| point.range) else { return String::new() };
    let degrees = |c: i16| super::temperature::degrees(desk, codes::Quantity::celsius(c));
    let values = [("lowest", degrees(range.lowest_c).into()), ("highest", degrees(range.highest_c).into())];
    desk.say_with("temperature-from-to", &values)
}
