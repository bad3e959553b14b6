//! Loading and saving one record of a table in [`crate::tables`].

use crate::error::StoreError;
use crate::tables::Table;
use crate::tx::Tx;
use crate::value::Value;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A record that lies as one row: its JSON body, without personal data, and the columns it is asked for by.
pub trait Stored: Serialize + DeserializeOwned {
    /// Its table.
    const TABLE: Table;
    /// Its id as text.
    fn id(&self) -> String;
    /// Its columns, in the order of [`Table::columns`].
    fn columns(&self) -> Vec<Value>;
}

/// A record with the version under which it was loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded<R> {
    /// The record.
    pub record: R,
    /// Its version, from 1.
    pub version: i64,
}

/// The record with this id. Write transactions are serialisable, so it stays as loaded until they commit.
///
/// # Errors
/// The database fails or the body cannot be read.
pub async fn load<R: Stored>(tx: &mut Tx, id: &str) -> Result<Option<Loaded<R>>, StoreError> {
    let Some(row) = tx.optional(R::TABLE.load, &[id.into()]).await? else { return Ok(None) };
    Ok(Some(Loaded { record: from_body::<R>(&row.text("body")?)?, version: row.int("version")? }))
}

/// Reads the body of a row of `R`'s table.
///
/// # Errors
/// [`StoreError::Body`].
pub fn from_body<R: Stored>(body: &str) -> Result<R, StoreError> {
    serde_json::from_str(body).map_err(|_| StoreError::Body { table: R::TABLE.name })
}

/// Saves a new record as version 1.
///
/// # Errors
/// [`StoreError::Conflict`] when the id is taken.
pub async fn insert<R: Stored>(tx: &mut Tx, record: &R) -> Result<(), StoreError> {
    tx.execute(R::TABLE.insert, &row(record, 1)?).await.map(drop)
}

/// Replaces the record loaded as version `loaded` and returns the new version.
///
/// # Errors
/// [`StoreError::Stale`] when it is not there in that version.
pub async fn update<R: Stored>(tx: &mut Tx, record: &R, loaded: i64) -> Result<i64, StoreError> {
    match tx.execute(R::TABLE.update, &row(record, loaded + 1)?).await? {
        1 => Ok(loaded + 1),
        _ => Err(StoreError::Stale { table: R::TABLE.name }),
    }
}

fn row<R: Stored>(record: &R, version: i64) -> Result<Vec<Value>, StoreError> {
    let unfit = || StoreError::Body { table: R::TABLE.name };
    let body = serde_json::to_string(record).map_err(|_| unfit())?;
    let columns = record.columns();
    if columns.len() != R::TABLE.columns.len() {
        return Err(unfit());
    }
    Ok([record.id().into(), version.into(), body.into()].into_iter().chain(columns).collect())
}

macro_rules! kept {
    ($($table:literal $id:literal;)*) => {
        /// Lists the ids of each table that keeps records.
        pub const KEPT: &[&str] = &[$(concat!("SELECT ", $id, " AS id FROM ", $table, " ORDER BY 1")),*];
    };
}

kept! {
    "person" "id";
    "centre" "id";
    "licence" "id";
    "account" "id";
    "pair" "id";
    "question" "id";
    "suspicion_case" "id";
    "visit" "id";
    "donor" "donor_id";
    "recipient" "recipient_id";
    "unit" "unit_id";
    "transplant" "transplant_id";
    "handover" "handover_id";
    "outcome" "outcome_id";
    "document" "document_id";
}

/// Ids of every record of a table of [`KEPT`].
///
/// # Errors
/// The database fails.
pub async fn ids(tx: &mut Tx, table: &'static str) -> Result<Vec<String>, StoreError> {
    tx.all(table, &[]).await?.iter().map(|row| row.text("id")).collect()
}
