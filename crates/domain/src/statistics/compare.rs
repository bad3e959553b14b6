//! A country's own figures per million beside those of others.

use codes::{Country, Jurisdiction};
use jiff::civil::Date;
use serde::Serialize;

use super::{Denominator, Group, Key, Measure, PerMillion, Quality, Reference, Source};

/// One number of a country's own activity; `None` where it is too small to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct Activity {
    /// Year, measure and organ.
    pub key: Key,
    /// The count.
    pub count: Option<i64>,
}

/// One country in a comparison.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Compared {
    /// The country.
    pub country: Country,
    /// The rate with numerator and denominator.
    pub rate: PerMillion,
    /// Where the count comes from.
    pub source: Source,
    /// The day on which it was taken from there.
    pub as_of: Date,
    /// How far it is what was reported.
    pub quality: Quality,
}

/// Which population a count of a source is divided by: the source's own where it has one, the World Bank's otherwise.
const PREFERRED: [Source; 3] = [Source::Godt, Source::WorldBank, Source::Hrsa];

/// Every country that has this figure, in order of its code; one line per country and source. Where `divide_by` names a
/// source, every count is divided by its population.
#[must_use]
pub fn compare(figures: &[Reference], key: Key, divide_by: Option<Source>) -> Vec<Compared> {
    let people = |place: &Jurisdiction, own: Source| {
        let key = Key { measure: Measure::Population, organ: Group::All, ..key };
        let mut order = vec![own];
        order.extend(PREFERRED);
        if let Some(only) = divide_by {
            order = vec![only];
        }
        order.into_iter().find_map(|source| {
            let wanted = |r: &&Reference| r.source == source && r.figure.place == *place && r.figure.key == key;
            let people = figures.iter().find(wanted)?.figure.milli? / 1000;
            Some(Denominator { people, year: key.year, source: Some(source) })
        })
    };
    let line = |r: &Reference| {
        let place = &r.figure.place;
        let rate = PerMillion::of(r.figure.count()?, people(place, r.source)?)?;
        let whole = place.subdivision().is_none();
        whole.then_some(Compared {
            country: place.country(),
            rate,
            source: r.source,
            as_of: r.as_of,
            quality: r.figure.quality,
        })
    };
    let mut lines: Vec<Compared> = figures.iter().filter(|r| r.figure.key == key).filter_map(line).collect();
    lines.sort_by_key(|l| (l.country, l.source));
    lines
}
