//! Figures: a country's own activity, the figures of others it compares itself with, and how far it meets its own need
//! (A/RES/79/189 OP5, WHA63.22).
//!
//! A figure is a count with what it counts, of which organ, where, in which year. Figures of others come as a
//! [`ReferenceSet`]: a file of a source with the day on which it was taken from there, since later corrections are
//! normal. A newer file supersedes an older one figure by figure; nothing is overwritten.

mod compare;
mod consistency;
mod rate;
mod reconcile;
mod suppress;
mod words;

use codes::ids::ReferenceSetId;
use codes::{Country, Jurisdiction};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Past, Record, Unfoldable};
pub use compare::{Activity, Compared, compare};
pub use consistency::{Flag, Inconsistent, inconsistencies};
pub use rate::{Denominator, PerMillion};
pub use reconcile::{Difference, Explained, Side, Term, hidden_told, reconcile};
pub use suppress::{SMALLEST, Shown, suppress};
pub use words::{Group, Measure, Quality, Source};

/// A figure without its place and source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Key {
    /// Calendar year.
    pub year: i16,
    /// What is counted.
    pub measure: Measure,
    /// Of which organ.
    pub organ: Group,
}

/// One figure of a reference set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// The country, or a part of it.
    pub place: Jurisdiction,
    /// Year, measure and organ.
    pub key: Key,
    /// The count in thousandths; `None` when the source hides a small number.
    pub milli: Option<i64>,
    /// How far it is what was reported.
    pub quality: Quality,
}

/// A figure as it is read back: of the newest set of its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reference {
    /// Where it comes from.
    pub source: Source,
    /// The day on which it was taken from there.
    pub as_of: Date,
    /// The figure.
    pub figure: Figure,
}

impl Figure {
    /// The count; `None` when the source hides it.
    #[must_use]
    pub fn count(&self) -> Option<f64> {
        self.milli.map(|m| m as f64 / 1000.0)
    }
}

/// That a file of reference figures was brought in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReferencesImported {
    /// Where it comes from.
    pub source: Source,
    /// The day on which it was taken from the source.
    pub as_of: Date,
    /// SHA-256 of the file, hex.
    pub file_digest: String,
    /// SHA-256 over every figure in order, hex, so that none can be changed in silence.
    pub figures_digest: String,
    /// Rows read.
    pub rows: u64,
    /// Figures kept.
    pub figures: u64,
    /// Figures that the source hides because they are small.
    pub suppressed: u64,
    /// Figures that were not counted but filled in.
    pub imputed: u64,
    /// Rows that are no country, such as the sum of a region; not kept.
    pub passed_over: u64,
    /// Rows that could not be read; they went back.
    pub rejected: u64,
    /// First and last year.
    pub years: Option<(i16, i16)>,
}

/// One file of reference figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferenceSet {
    /// Its number.
    pub id: ReferenceSetId,
    /// What was brought in.
    pub imported: ReferencesImported,
    /// When.
    pub imported_at: Timestamp,
}

impl Record for ReferenceSet {
    fn fold(state: Option<Self>, event: &Past) -> Result<Self, Unfoldable> {
        match (event.kind.as_str(), state) {
            ("statistics.references_imported", None) => Ok(Self {
                id: event.record.parse().map_err(|_| event.unfoldable("not the number of a reference set"))?,
                imported: event.read()?,
                imported_at: event.recorded_at,
            }),
            _ => Err(event.unfoldable("a reference set is brought in once and never changed")),
        }
    }
}

/// The newest figure of each source for each place, year, measure and organ.
#[must_use]
pub fn newest(mut all: Vec<Reference>) -> Vec<Reference> {
    let of = |r: &Reference| (r.source, r.figure.place.clone(), r.figure.key);
    all.sort_by(|a, b| of(a).cmp(&of(b)).then(b.as_of.cmp(&a.as_of)));
    all.dedup_by(|next, kept| of(next) == of(kept));
    all
}

/// The figures of one country itself, without those of its parts.
#[must_use]
pub fn of_country(all: &[Reference], country: Country) -> Vec<Reference> {
    let whole = Jurisdiction::from(country);
    all.iter().filter(|r| r.figure.place == whole).cloned().collect()
}
