//! Counts for the public, frozen once a month so that two readings never show one person by their difference.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::error::StoreError;
use crate::log::SignedCheckpoint;
use crate::row::Row;
use crate::sql::statements;
use crate::tx::Tx;

statements! {
    FROZEN = "SELECT value FROM setting WHERE name = $1";
    FREEZE = "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING";
    GRAFTS_BY_YEAR = "SELECT substr(transplanted_at, 1, 4) AS year, COUNT(*) AS n FROM transplant \
     WHERE transplanted_at < $1 GROUP BY substr(transplanted_at, 1, 4) ORDER BY year";
    ORIGIN_KNOWN = "WITH RECURSIVE up (graft_id, unit_id) AS (\
         SELECT transplant_id, unit_id FROM transplant WHERE transplanted_at < $1 \
         UNION SELECT up.graft_id, l.parent_id FROM up CROSS JOIN unit_link l WHERE l.child_id = up.unit_id) \
     SELECT COUNT(DISTINCT up.graft_id) AS grafts, \
         COUNT(DISTINCT CASE WHEN u.donor_id IS NOT NULL THEN up.graft_id END) AS known \
     FROM up CROSS JOIN unit u WHERE u.unit_id = up.unit_id";
    DONORS_SEEN = "SELECT COUNT(DISTINCT subject_id) AS donors, \
         COUNT(DISTINCT CASE WHEN state = 'seen' THEN subject_id END) AS seen \
     FROM visit WHERE subject_id LIKE 'don%' AND closes_on >= $1 AND closes_on < $2";
    GROWTH = "SELECT size, signed_at, note FROM checkpoint c \
     WHERE signed_at = (SELECT MAX(signed_at) FROM checkpoint s WHERE s.size = c.size) ORDER BY size DESC LIMIT $1";
}

/// A snapshot that was frozen under this name.
///
/// # Errors
/// The database fails.
pub async fn frozen(tx: &mut Tx, name: &str) -> Result<Option<String>, StoreError> {
    tx.optional(FROZEN, &[name.into()]).await?.map(|row| row.text("value")).transpose()
}

/// Freezes a snapshot; one that is there already stays.
///
/// # Errors
/// The database fails.
pub async fn freeze(tx: &mut Tx, name: &str, snapshot: &str) -> Result<(), StoreError> {
    tx.execute(FREEZE, &[name.into(), snapshot.into()]).await.map(drop)
}

/// Transplantations before an instant, by the year of the instant in UTC.
///
/// # Errors
/// The database fails.
pub async fn grafts_by_year(tx: &mut Tx, before: Timestamp) -> Result<Vec<(String, i64)>, StoreError> {
    tx.all(GRAFTS_BY_YEAR, &[before.into()]).await?.iter().map(|row| Ok((row.text("year")?, row.int("n")?))).collect()
}

/// Transplantations before an instant, and how many of them lead up to a donor on record.
///
/// # Errors
/// The database fails.
pub async fn origin_known(tx: &mut Tx, before: Timestamp) -> Result<(i64, i64), StoreError> {
    let row = tx.one(ORIGIN_KNOWN, &[before.into()]).await?;
    Ok((row.int("grafts")?, row.int("known")?))
}

/// Donors of whom a visit closed between two days, and how many of them were seen at one.
///
/// # Errors
/// The database fails.
pub async fn donors_seen(tx: &mut Tx, from: Date, before: Date) -> Result<(i64, i64), StoreError> {
    let row = tx.one(DONORS_SEEN, &[from.into(), before.into()]).await?;
    Ok((row.int("donors")?, row.int("seen")?))
}

/// The last checkpoint of each of the latest sizes of the log, newest first: size, instant and signed note.
///
/// # Errors
/// The database fails.
pub async fn growth(tx: &mut Tx, sizes: u32) -> Result<Vec<SignedCheckpoint>, StoreError> {
    let seen = |row: &Row| {
        let size =
            u64::try_from(row.int("size")?).map_err(|_| StoreError::Column { column: "size", why: "negative" })?;
        Ok(SignedCheckpoint { size, signed_at: row.instant("signed_at")?, note: row.text("note")? })
    };
    tx.all(GROWTH, &[i64::from(sizes).into()]).await?.iter().map(seen).collect()
}
