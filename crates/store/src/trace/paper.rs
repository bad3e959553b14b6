//! Outages, and the numbered sheets of paper written while the system was away.

use domain::trace::outage::Outage;
use domain::trace::paper::Sheet;
use jiff::Timestamp;

use crate::error::StoreError;
use crate::record::{self, Columns, Stored};
use crate::row::Row;
use crate::sql::statements;
use crate::tables::{OUTAGE, SHEET, Table};
use crate::tx::Tx;
use crate::value::Value;

/// Rows of a list read at once at most.
pub const MOST_SHEETS: usize = 200;

impl Stored for Outage {
    const TABLE: Table = OUTAGE;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![
            ("state", if self.ended.is_some() { "ended" } else { "open" }.into()),
            ("from_at", self.opened.from_at.into()),
            ("until_at", self.ended.as_ref().map(|over| over.told.until_at).into()),
        ]
    }
}

impl Stored for Sheet {
    const TABLE: Table = SHEET;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![
            ("centre_id", self.issued.centre.to_string().into()),
            ("kind", self.issued.kind.code().into()),
            ("state", self.state().code().into()),
            ("about_id", self.about().map(|about| about.to_string()).into()),
            ("issued_at", self.issued_at.into()),
        ]
    }
}

statements! {
    OUTAGES = "SELECT body FROM outage ORDER BY CASE WHEN state = 'open' THEN 0 ELSE 1 END, from_at DESC, id LIMIT 201";
    SHEETS = "SELECT body FROM sheet WHERE ($1 = '' OR centre_id = $1) AND ($2 = '' OR state = $2) ORDER BY CASE state \
        WHEN 'missing' THEN 0 WHEN 'doubted' THEN 1 WHEN 'entered' THEN 2 WHEN 'issued' THEN 3 ELSE 4 END, issued_at DESC, id LIMIT 201";
    TALLY = "SELECT state, CAST(COUNT(*) AS BIGINT) AS n FROM sheet WHERE $1 = '' OR centre_id = $1 GROUP BY state";
    ABOUT = "SELECT body FROM sheet WHERE about_id = $1 ORDER BY issued_at, id";
    OF_DONOR = "WITH origin (id) AS (SELECT CAST($1 AS TEXT) UNION SELECT unit_id FROM unit WHERE donor_id = CAST($1 AS TEXT) \
            UNION SELECT id FROM pathway WHERE donor_id = CAST($1 AS TEXT)) \
        SELECT s.body FROM origin CROSS JOIN sheet s WHERE s.about_id = origin.id ORDER BY s.issued_at, s.id";
    OUT_BEFORE = "SELECT body FROM sheet WHERE state = 'issued' AND issued_at <= $1 ORDER BY issued_at, id";
    OUT_BY_UNIT = "SELECT centre_id, CAST(COUNT(*) AS BIGINT) AS n, MIN(id) AS first_id FROM sheet \
        WHERE state = 'issued' AND issued_at <= $1 AND ($2 = '' OR centre_id = $2) GROUP BY centre_id ORDER BY centre_id";
    PACK = "SELECT body FROM sheet WHERE state = 'issued' AND centre_id = $1 AND issued_at = $2 ORDER BY kind, id";
    ON_THE_WAY = "SELECT unit_id FROM unit WHERE fate = 'open' AND recovered_at >= $1 ORDER BY recovered_at DESC, unit_id LIMIT 201";
}

/// Outages: those that go on first, then the latest; one more than [`MOST_SHEETS`] when there are more.
///
/// # Errors
/// The database fails.
pub async fn outages(tx: &mut Tx) -> Result<Vec<Outage>, StoreError> {
    record::all(tx, OUTAGES, &[]).await
}

/// Sheets of a unit or of all, in one state or in any: those that want somebody first; one more than [`MOST_SHEETS`] when
/// there are more.
///
/// # Errors
/// The database fails.
pub async fn sheets(tx: &mut Tx, centre: Option<&str>, state: Option<&str>) -> Result<Vec<Sheet>, StoreError> {
    record::all(tx, SHEETS, &[centre.unwrap_or_default().into(), state.unwrap_or_default().into()]).await
}

/// How many sheets of a unit or of all stand in each state, by its code.
///
/// # Errors
/// The database fails.
pub async fn tally_of_sheets(tx: &mut Tx, centre: Option<&str>) -> Result<Vec<(String, i64)>, StoreError> {
    let rows = tx.all(TALLY, &[centre.unwrap_or_default().into()]).await?;
    rows.iter().map(|row| Ok((row.text("state")?, row.int("n")?))).collect()
}

/// Sheets from which something about a donor, organ or donor's file was entered.
///
/// # Errors
/// The database fails.
pub async fn sheets_about(tx: &mut Tx, about: &str) -> Result<Vec<Sheet>, StoreError> {
    record::all(tx, ABOUT, &[about.into()]).await
}

/// Sheets from which something about a donor, the donor's organs or the donor's file was entered.
///
/// # Errors
/// The database fails.
pub async fn sheets_of_donor(tx: &mut Tx, donor: &str) -> Result<Vec<Sheet>, StoreError> {
    record::all(tx, OF_DONOR, &[donor.into()]).await
}

/// Every sheet given out until an instant that has not come back.
///
/// # Errors
/// The database fails.
pub async fn sheets_out(tx: &mut Tx, until: Timestamp) -> Result<Vec<Sheet>, StoreError> {
    record::all(tx, OUT_BEFORE, &[until.into()]).await
}

/// Sheets of one unit that were given out and have not come back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutOfUnit {
    /// The unit's number.
    pub centre: String,
    /// How many.
    pub count: usize,
    /// Number of the first of them.
    pub first: String,
}

/// How many sheets given out until an instant have not come back, of one unit or of each.
///
/// # Errors
/// The database fails.
pub async fn sheets_out_by_unit(
    tx: &mut Tx,
    centre: Option<&str>,
    until: Timestamp,
) -> Result<Vec<OutOfUnit>, StoreError> {
    let rows = tx.all(OUT_BY_UNIT, &[until.into(), centre.unwrap_or_default().into()]).await?;
    let one = |row: &Row| {
        let count = usize::try_from(row.int("n")?).unwrap_or(0);
        Ok(OutOfUnit { centre: row.text("centre_id")?, count, first: row.text("first_id")? })
    };
    rows.iter().map(one).collect()
}

/// The sheets that were given out to a unit in one go and have not come back.
///
/// # Errors
/// The database fails.
pub async fn pack(tx: &mut Tx, centre: &str, issued_at: Timestamp) -> Result<Vec<Sheet>, StoreError> {
    record::all(tx, PACK, &[centre.into(), issued_at.into()]).await
}

/// Organs recovered since an instant that are on their way, the latest first;
/// one more than [`MOST_SHEETS`] when there are more.
///
/// # Errors
/// The database fails.
pub async fn on_the_way(tx: &mut Tx, since: Timestamp) -> Result<Vec<String>, StoreError> {
    let since: Value = since.into();
    tx.all(ON_THE_WAY, &[since]).await?.iter().map(|row| row.text("unit_id")).collect()
}
