//! Reference figures by set, and the country's own activity.

use codes::ids::ReferenceSetId;
use domain::statistics::{Figure, Group, Key, Measure, Quality, Reference, ReferenceSet, Source};
use jiff::Timestamp;

use crate::error::StoreError;
use crate::insert::Insert;
use crate::record::{self, Columns, Stored, from_body};
use crate::row::Row;
use crate::tables::{REFERENCE_SET, Table};
use crate::tx::Tx;

impl Stored for ReferenceSet {
    const TABLE: Table = REFERENCE_SET;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        let of = &self.imported;
        vec![
            ("source", of.source.code().into()),
            ("as_of", of.as_of.into()),
            ("file_digest", of.file_digest.as_str().into()),
        ]
    }
}

static FIGURES: Insert =
    Insert::new("INSERT INTO reference_figure (set_id, place, year, measure, organ, milli, quality)", 7, "");

/// Inserts of this module.
pub const INSERTS: &[&Insert] = &[&FIGURES];

const SETS: &str = "SELECT body FROM reference_set ORDER BY source, as_of DESC, id";
const BY_FILE: &str = "SELECT body FROM reference_set WHERE source = $1 AND file_digest = $2";
const OF_SET: &str = "SELECT place, year, measure, organ, milli, quality FROM reference_figure WHERE set_id = $1 \
     ORDER BY place, year, measure, organ";
const OF_COUNTRY: &str = "SELECT s.source, s.as_of, f.place, f.year, f.measure, f.organ, f.milli, f.quality \
     FROM reference_figure f CROSS JOIN reference_set s \
     WHERE s.id = f.set_id AND (f.place = $1 OR (f.place >= $2 AND f.place < $3)) \
     ORDER BY s.source, f.place, f.year, f.measure, f.organ, s.as_of DESC";
const OF_KEY: &str = "SELECT s.source, s.as_of, f.place, f.year, f.measure, f.organ, f.milli, f.quality \
     FROM reference_figure f CROSS JOIN reference_set s \
     WHERE s.id = f.set_id AND f.measure = $1 AND f.organ = $2 AND f.year = $3 \
     ORDER BY s.source, f.place, s.as_of DESC";
const YEARS: &str = "SELECT DISTINCT year FROM reference_figure WHERE measure = $1 AND organ = $2 ORDER BY year DESC";
const PLACES: &str = "SELECT DISTINCT place FROM reference_figure ORDER BY place";
const GRAFTS: &str = "WITH RECURSIVE up (graft_id, unit_id) AS (\
         SELECT transplant_id, unit_id FROM transplant WHERE transplanted_at < $1 \
         UNION SELECT up.graft_id, l.parent_id FROM up CROSS JOIN unit_link l WHERE l.child_id = up.unit_id), \
     origin (graft_id, kind) AS (\
         SELECT up.graft_id, MAX(d.kind) FROM up CROSS JOIN unit u CROSS JOIN donor d \
         WHERE u.unit_id = up.unit_id AND d.donor_id = u.donor_id GROUP BY up.graft_id) \
     SELECT substr(t.transplanted_at, 1, 4) AS year, u.code AS code, o.kind AS kind, COUNT(*) AS n \
     FROM transplant t JOIN unit u ON u.unit_id = t.unit_id LEFT JOIN origin o ON o.graft_id = t.transplant_id \
     WHERE t.transplanted_at < $1 GROUP BY substr(t.transplanted_at, 1, 4), u.code, o.kind ORDER BY 1, 2, 3";
const DONORS: &str = "SELECT substr(f.first_at, 1, 4) AS year, f.kind AS kind, COUNT(*) AS n FROM (\
         SELECT u.donor_id AS donor_id, d.kind AS kind, MIN(u.recovered_at) AS first_at \
         FROM unit u JOIN donor d ON d.donor_id = u.donor_id WHERE u.recovered_at < $1 GROUP BY u.donor_id, d.kind) f \
     GROUP BY substr(f.first_at, 1, 4), f.kind ORDER BY 1, 2";

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[SETS, BY_FILE, OF_SET, OF_COUNTRY, OF_KEY, YEARS, PLACES, GRAFTS, DONORS];

/// Grafts or donors of a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// Calendar year of the instant in UTC.
    pub year: String,
    /// Organ code; empty where donors are counted.
    pub code: String,
    /// Kind of donor; `None` when no donor is on record.
    pub kind: Option<String>,
    /// How many.
    pub n: i64,
}

/// Every set, by source and the newest first.
///
/// # Errors
/// The database fails.
pub async fn sets(tx: &mut Tx) -> Result<Vec<ReferenceSet>, StoreError> {
    record::all(tx, SETS, &[]).await
}

/// The set of a file that was brought in.
///
/// # Errors
/// The database fails.
pub async fn by_file(tx: &mut Tx, source: Source, file_digest: &str) -> Result<Option<ReferenceSet>, StoreError> {
    let row = tx.optional(BY_FILE, &[source.code().into(), file_digest.into()]).await?;
    row.map(|row| from_body(&row.text("body")?)).transpose()
}

/// Puts a figure into a set whose event is written in the same transaction.
///
/// # Errors
/// The transaction only reads.
pub fn put(tx: &mut Tx, set: ReferenceSetId, figure: &Figure) -> Result<(), StoreError> {
    tx.later(
        &FIGURES,
        vec![
            set.to_string().into(),
            figure.place.to_string().into(),
            i64::from(figure.key.year).into(),
            figure.key.measure.code().into(),
            figure.key.organ.code().into(),
            figure.milli.into(),
            figure.quality.code().into(),
        ],
    )
}

/// The figures of a set, in order.
///
/// # Errors
/// The database fails.
pub async fn of_set(tx: &mut Tx, set: &str) -> Result<Vec<Figure>, StoreError> {
    tx.all(OF_SET, &[set.into()]).await?.iter().map(figure).collect()
}

/// The figures of a country and its parts, from every set.
///
/// # Errors
/// The database fails.
pub async fn of_country(tx: &mut Tx, country: &str) -> Result<Vec<Reference>, StoreError> {
    // The parts are written `US-AL`; a full stop follows the hyphen.
    let values = [country.into(), format!("{country}-").into(), format!("{country}.").into()];
    tx.all(OF_COUNTRY, &values).await?.iter().map(reference).collect()
}

/// One figure of every place, from every set.
///
/// # Errors
/// The database fails.
pub async fn of_key(tx: &mut Tx, key: Key) -> Result<Vec<Reference>, StoreError> {
    let values = [key.measure.code().into(), key.organ.code().into(), i64::from(key.year).into()];
    tx.all(OF_KEY, &values).await?.iter().map(reference).collect()
}

/// Years of which anybody has this figure, the newest first.
///
/// # Errors
/// The database fails.
pub async fn years(tx: &mut Tx, measure: Measure, organ: Group) -> Result<Vec<i16>, StoreError> {
    tx.all(YEARS, &[measure.code().into(), organ.code().into()]).await?.iter().map(year).collect()
}

/// Places of which anything is known, in order.
///
/// # Errors
/// The database fails.
pub async fn places(tx: &mut Tx) -> Result<Vec<String>, StoreError> {
    tx.all(PLACES, &[]).await?.iter().map(|row| row.text("place")).collect()
}

/// Transplantations before an instant by year, organ and kind of the donor to whom the chain leads.
///
/// # Errors
/// The database fails.
pub async fn grafts(tx: &mut Tx, before: Timestamp) -> Result<Vec<Counted>, StoreError> {
    let counted = |row: &Row| {
        let (year, code, kind) = (row.text("year")?, row.text("code")?, row.opt_text("kind")?);
        Ok(Counted { year, code, kind, n: row.int("n")? })
    };
    tx.all(GRAFTS, &[before.into()]).await?.iter().map(counted).collect()
}

/// Donors by the year of their first recovery before an instant, and by kind.
///
/// # Errors
/// The database fails.
pub async fn donors(tx: &mut Tx, before: Timestamp) -> Result<Vec<Counted>, StoreError> {
    let counted = |row: &Row| {
        let (year, kind) = (row.text("year")?, row.opt_text("kind")?);
        Ok(Counted { year, code: String::new(), kind, n: row.int("n")? })
    };
    tx.all(DONORS, &[before.into()]).await?.iter().map(counted).collect()
}

fn year(row: &Row) -> Result<i16, StoreError> {
    i16::try_from(row.int("year")?).map_err(|_| unfit("year"))
}

fn figure(row: &Row) -> Result<Figure, StoreError> {
    let key = Key {
        year: year(row)?,
        measure: Measure::from_code(&row.text("measure")?).ok_or_else(|| unfit("measure"))?,
        organ: Group::from_code(&row.text("organ")?).ok_or_else(|| unfit("organ"))?,
    };
    let quality = Quality::from_code(&row.text("quality")?).ok_or_else(|| unfit("quality"))?;
    let place = row.text("place")?.parse().map_err(|_| unfit("place"))?;
    Ok(Figure { place, key, milli: row.opt_int("milli")?, quality })
}

fn reference(row: &Row) -> Result<Reference, StoreError> {
    let source = Source::from_code(&row.text("source")?).ok_or_else(|| unfit("source"))?;
    let as_of = row.opt_date("as_of")?.ok_or_else(|| unfit("as_of"))?;
    Ok(Reference { source, as_of, figure: figure(row)? })
}

const fn unfit(column: &'static str) -> StoreError {
    StoreError::Column { column, why: "not a word of this list" }
}
