//! Details that procedures share, as keyed hashes; and the advertisements handed in.

use domain::network::{Advert, Detail, Part};
use jiff::Timestamp;
use ledger::keyholder::Token;

use crate::error::StoreError;
use crate::record::{self, Columns, Stored};
use crate::row::Row;
use crate::sql::statements;
use crate::tables::{ADVERT, Table};
use crate::tx::Tx;
use crate::value::Value;

statements! {
    PUT = "INSERT INTO network_mark (kind, meets, procedure_id, part, token, key_version, noted_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING";
    STANDS_IN = "SELECT DISTINCT procedure_id FROM network_mark WHERE kind = $1 AND meets = $2 ORDER BY procedure_id LIMIT $3";
    OF_PROCEDURE = "SELECT kind, meets, procedure_id, part, token, key_version FROM network_mark \
        WHERE procedure_id = $1 ORDER BY kind, meets, part, token";
    AT = "SELECT kind, meets, procedure_id, part, token, key_version FROM network_mark \
        WHERE kind = $1 AND meets = $2 ORDER BY procedure_id, part, token LIMIT $3";
    MEET = "INSERT INTO network_meeting (kind, meets, procedures, last_at) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (kind, meets) DO UPDATE SET procedures = excluded.procedures, last_at = excluded.last_at";
    PART = "DELETE FROM network_meeting WHERE kind = $1 AND meets = $2";
    MEETINGS = "SELECT kind, meets, procedures, last_at FROM network_meeting WHERE procedures < $1 \
        ORDER BY last_at DESC, kind, meets LIMIT $2";
    HOW_MANY = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM network_meeting WHERE procedures < $1";
    MEETINGS_OF = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM network_meeting e WHERE e.procedures < $2 AND EXISTS \
        (SELECT 1 FROM network_mark m WHERE m.procedure_id = $1 AND m.kind = e.kind AND m.meets = e.meets)";
    PROCEDURES = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM pair";
    FORGET = "DELETE FROM network_mark WHERE procedure_id = $1 AND part = $2";
    CLEAR = "DELETE FROM network_meeting";
    REBUILD = "INSERT INTO network_meeting (kind, meets, procedures, last_at) \
        SELECT kind, meets, CAST(COUNT(DISTINCT procedure_id) AS BIGINT), MAX(noted_at) FROM network_mark \
        GROUP BY kind, meets HAVING COUNT(DISTINCT procedure_id) > 1";
    RELATED = "SELECT e.kind, e.meets FROM network_meeting e WHERE e.procedures < $1 AND NOT EXISTS \
        (SELECT 1 FROM network_mark a JOIN network_mark b ON b.kind = a.kind AND b.meets = a.meets AND b.procedure_id > a.procedure_id \
         LEFT JOIN pair p ON p.id = a.procedure_id LEFT JOIN pair q ON q.id = b.procedure_id \
         WHERE a.kind = e.kind AND a.meets = e.meets AND (p.id IS NULL OR q.id IS NULL \
         OR (p.donor_id <> q.donor_id AND p.recipient_id <> q.recipient_id)))";
    UNFILLED = "SELECT p.id FROM pair p WHERE NOT EXISTS (SELECT 1 FROM network_filled f WHERE f.procedure_id = p.id) ORDER BY p.id LIMIT $1";
    UNFILLED_COUNT = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM pair p WHERE NOT EXISTS (SELECT 1 FROM network_filled f WHERE f.procedure_id = p.id)";
    FILLED = "INSERT INTO network_filled (procedure_id, filled_at) VALUES ($1, $2) ON CONFLICT DO NOTHING";
    OLDER = "SELECT kind, meets, procedure_id, part, token, key_version FROM network_mark WHERE key_version < $1 \
        ORDER BY kind, meets, procedure_id, part, token LIMIT 500";
    OLDER_COUNT = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM network_mark WHERE key_version < $1";
    REPLACE = "UPDATE network_mark SET meets = $6, token = $7, key_version = $8 \
        WHERE kind = $1 AND meets = $2 AND procedure_id = $3 AND part = $4 AND token = $5";
    MOVE = "UPDATE network_meeting SET meets = $3 WHERE kind = $1 AND meets = $2";
    ADVERTS = "SELECT body FROM advert ORDER BY handed_in_at DESC, id LIMIT $1";
    ADVERTS_COUNT = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM advert";
}

impl Stored for Advert {
    const TABLE: Table = ADVERT;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![("medium", domain::rules::term(&self.handed_in.medium).into()), ("handed_in_at", self.at.into())]
    }
}

/// One detail of one procedure.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// Its sort.
    pub detail: Detail,
    /// Keyed hash of what is the same in another spelling.
    pub meets: [u8; 16],
    /// The procedure or advertisement.
    pub procedure: String,
    /// Where in it.
    pub part: Part,
    /// Keyed hash of what was written.
    pub token: [u8; 16],
    /// Version of the secret.
    pub version: u32,
}

/// A detail in which procedures meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Met {
    /// Its sort.
    pub detail: Detail,
    /// The keyed hash.
    pub meets: [u8; 16],
    /// In how many procedures it stood when it was written last.
    pub procedures: i64,
    /// When that was.
    pub last_at: Timestamp,
}

fn mark(row: &Row) -> Result<Mark, StoreError> {
    let version = row.int("key_version")?.try_into();
    Ok(Mark {
        detail: detail(row)?,
        meets: row.array("meets")?,
        procedure: row.text("procedure_id")?,
        part: Part::from_code(&row.text("part")?).ok_or(StoreError::Column { column: "part", why: "no part" })?,
        token: row.array("token")?,
        version: version.map_err(|_| StoreError::Column { column: "key_version", why: "out of range" })?,
    })
}

fn detail(row: &Row) -> Result<Detail, StoreError> {
    Detail::from_code(&row.text("kind")?).ok_or(StoreError::Column { column: "kind", why: "no sort of detail" })
}

fn rows(most: usize) -> Value {
    i64::try_from(most).unwrap_or(i64::MAX).into()
}

/// Keeps a detail beside its procedure; whether it is new there.
///
/// # Errors
/// The database fails.
pub async fn put(tx: &mut Tx, mark: &Mark, at: Timestamp) -> Result<bool, StoreError> {
    let row = [
        mark.detail.code().into(),
        mark.meets.into(),
        (&mark.procedure).into(),
        mark.part.code().into(),
        mark.token.into(),
        i64::from(mark.version).into(),
        at.into(),
    ];
    Ok(tx.execute(PUT, &row).await? > 0)
}

/// Procedures in which a detail stands, at most so many.
///
/// # Errors
/// The database fails.
pub async fn stands_in(tx: &mut Tx, of: (Detail, [u8; 16]), most: usize) -> Result<Vec<String>, StoreError> {
    let found = tx.all(STANDS_IN, &[of.0.code().into(), of.1.into(), rows(most)]).await?;
    found.iter().map(|row| row.text("procedure_id")).collect()
}

/// Details of a procedure.
///
/// # Errors
/// The database fails.
pub async fn of_procedure(tx: &mut Tx, procedure: &str) -> Result<Vec<Mark>, StoreError> {
    tx.all(OF_PROCEDURE, &[procedure.into()]).await?.iter().map(mark).collect()
}

/// Everything that carries a detail, at most so many rows.
///
/// # Errors
/// The database fails.
pub async fn at(tx: &mut Tx, of: (Detail, [u8; 16]), most: usize) -> Result<Vec<Mark>, StoreError> {
    tx.all(AT, &[of.0.code().into(), of.1.into(), rows(most)]).await?.iter().map(mark).collect()
}

/// Keeps in how many procedures a detail stands; one that joins none is no meeting.
///
/// # Errors
/// The database fails.
pub async fn meet(tx: &mut Tx, of: (Detail, [u8; 16]), procedures: usize, at: Timestamp) -> Result<(), StoreError> {
    let (kind, meets): (Value, Value) = (of.0.code().into(), of.1.into());
    match procedures {
        0 | 1 => tx.execute(PART, &[kind, meets]).await.map(drop),
        _ => tx.execute(MEET, &[kind, meets, rows(procedures), at.into()]).await.map(drop),
    }
}

/// So many meetings in fewer procedures than are common, the latest first; and how many there are.
///
/// # Errors
/// The database fails.
pub async fn meetings(tx: &mut Tx, common: i64, most: usize) -> Result<(Vec<Met>, i64), StoreError> {
    let read = |row: &Row| {
        let (meets, procedures) = (row.array("meets")?, row.int("procedures")?);
        Ok(Met { detail: detail(row)?, meets, procedures, last_at: row.instant("last_at")? })
    };
    let found = tx.all(MEETINGS, &[common.into(), rows(most)]).await?.iter().map(read).collect::<Result<_, _>>()?;
    Ok((found, tx.one(HOW_MANY, &[common.into()]).await?.int("n")?))
}

/// In how many details a procedure meets others.
///
/// # Errors
/// The database fails.
pub async fn meetings_of(tx: &mut Tx, procedure: &str, common: i64) -> Result<i64, StoreError> {
    tx.one(MEETINGS_OF, &[procedure.into(), common.into()]).await?.int("n")
}

/// How many procedures there are.
///
/// # Errors
/// The database fails.
pub async fn procedures(tx: &mut Tx) -> Result<i64, StoreError> {
    tx.one(PROCEDURES, &[]).await?.int("n")
}

/// Takes away the details of one part of a procedure.
///
/// # Errors
/// The database fails.
pub async fn forget(tx: &mut Tx, procedure: &str, part: Part) -> Result<u64, StoreError> {
    tx.execute(FORGET, &[procedure.into(), part.code().into()]).await
}

/// Makes all meetings anew from the details; how many there are. Files of one donor or recipient do not meet.
///
/// # Errors
/// The database fails.
pub async fn rebuild(tx: &mut Tx, common: i64) -> Result<u64, StoreError> {
    tx.execute(CLEAR, &[]).await?;
    let found = tx.execute(REBUILD, &[]).await?;
    let related = tx.all(RELATED, &[common.into()]).await?;
    for row in &related {
        tx.execute(PART, &[detail(row)?.code().into(), row.array::<16>("meets")?.into()]).await?;
    }
    Ok(found.saturating_sub(related.len() as u64))
}

/// Pairs whose file was not gone through yet, at most so many; and how many there are.
///
/// # Errors
/// The database fails.
pub async fn unfilled(tx: &mut Tx, most: usize) -> Result<(Vec<String>, i64), StoreError> {
    let found = tx.all(UNFILLED, &[rows(most)]).await?.iter().map(|row| row.text("id")).collect::<Result<_, _>>()?;
    Ok((found, tx.one(UNFILLED_COUNT, &[]).await?.int("n")?))
}

/// Remembers that the file of a pair was gone through.
///
/// # Errors
/// The database fails.
pub async fn filled(tx: &mut Tx, pair: &str, at: Timestamp) -> Result<(), StoreError> {
    tx.execute(FILLED, &[pair.into(), at.into()]).await.map(drop)
}

/// Details under an older secret than this version, at most 500.
///
/// # Errors
/// The database fails.
pub async fn older(tx: &mut Tx, newest: u32) -> Result<Vec<Mark>, StoreError> {
    tx.all(OLDER, &[i64::from(newest).into()]).await?.iter().map(mark).collect()
}

/// How many there are.
///
/// # Errors
/// The database fails.
pub async fn count_older(tx: &mut Tx, newest: u32) -> Result<i64, StoreError> {
    tx.one(OLDER_COUNT, &[i64::from(newest).into()]).await?.int("n")
}

/// Puts hashes under a newer secret in the place of old ones.
///
/// # Errors
/// The database fails.
pub async fn replace(tx: &mut Tx, old: &Mark, meets: &Token, token: &Token) -> Result<(), StoreError> {
    let kind: Value = old.detail.code().into();
    let row = [
        kind.clone(),
        old.meets.into(),
        (&old.procedure).into(),
        old.part.code().into(),
        old.token.into(),
        (*meets.as_bytes()).into(),
        (*token.as_bytes()).into(),
        i64::from(token.version()).into(),
    ];
    tx.execute(REPLACE, &row).await?;
    tx.execute(MOVE, &[kind, old.meets.into(), (*meets.as_bytes()).into()]).await.map(drop)
}

/// So many advertisements, the latest first; and how many there are.
///
/// # Errors
/// The database fails.
pub async fn adverts(tx: &mut Tx, most: usize) -> Result<(Vec<Advert>, i64), StoreError> {
    let found = record::all(tx, ADVERTS, &[rows(most)]).await?;
    Ok((found, tx.one(ADVERTS_COUNT, &[]).await?.int("n")?))
}
