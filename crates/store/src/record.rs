//! Loading and saving one record of a table in [`crate::tables`].

use crate::error::StoreError;
use crate::tables::Table;
use crate::tx::Tx;
use crate::value::Value;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A record that lies as one row: its JSON body, without personal data, and the columns it is asked for by.
pub trait Stored: Serialize + DeserializeOwned + Clone + Send + Sync + 'static {
    /// Its table.
    const TABLE: Table;
    /// Its id as text.
    fn id(&self) -> String;
    /// Its columns by name, in the order of [`Table::columns`]; two that are swapped are refused.
    fn columns(&self) -> Columns;
}

/// Names and values of the columns beside id, version and body.
pub type Columns = Vec<(&'static str, Value)>;

/// A record with the version under which it was loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded<R> {
    /// The record.
    pub record: R,
    /// Its version, from 1.
    pub version: i64,
}

/// The record with this id, read once in a transaction. Write transactions are serialisable, so it stays as loaded until
/// they commit.
///
/// # Errors
/// The database fails or the body cannot be read.
pub async fn load<R: Stored>(tx: &mut Tx, id: &str) -> Result<Option<Loaded<R>>, StoreError> {
    if let Some(held) = tx.held(id) {
        return Ok(Some(held));
    }
    let Some(row) = tx.load_row(R::TABLE.load, id).await? else { return Ok(None) };
    let loaded = Loaded { record: from_body::<R>(&row.text("body")?)?, version: row.int("version")? };
    tx.hold(&loaded);
    Ok(Some(loaded))
}

/// Whether the columns of a stored record say what its body says; they are what it is asked for by.
///
/// # Errors
/// The database fails.
pub async fn stands<R: Stored>(tx: &mut Tx, loaded: &Loaded<R>) -> Result<bool, StoreError> {
    let found = tx.all(R::TABLE.stands, &row(&loaded.record, loaded.version)?).await?;
    Ok(found.first().map(|row| row.int("n")).transpose()? == Some(1))
}

/// Reads the body of a row of `R`'s table.
///
/// # Errors
/// [`StoreError::Body`].
pub fn from_body<R: Stored>(body: &str) -> Result<R, StoreError> {
    serde_json::from_str(body).map_err(|_| StoreError::Body { table: R::TABLE.name })
}

/// Every record whose body a statement finds.
///
/// # Errors
/// The database fails or a body cannot be read.
pub async fn all<R: Stored>(tx: &mut Tx, sql: &'static str, values: &[Value]) -> Result<Vec<R>, StoreError> {
    tx.all(sql, values).await?.iter().map(|row| from_body(&row.text("body")?)).collect()
}

/// Saves a new record as version 1.
///
/// # Errors
/// [`StoreError::Conflict`] when the id is taken.
pub async fn insert<R: Stored>(tx: &mut Tx, record: &R) -> Result<(), StoreError> {
    tx.execute(R::TABLE.insert, &row(record, 1)?).await?;
    tx.hold(&Loaded { record: record.clone(), version: 1 });
    Ok(())
}

/// Replaces the record loaded as version `loaded` and returns the new version. One that was loaded in this transaction is
/// written just before the commit, once, and many together.
///
/// # Errors
/// [`StoreError::Stale`] when it is not there in that version.
pub async fn update<R: Stored>(tx: &mut Tx, record: &R, loaded: i64) -> Result<i64, StoreError> {
    let next = row(record, loaded + 1)?;
    if tx.holds::<R>(&record.id(), loaded)? {
        tx.replace(record, loaded + 1, next);
        return Ok(loaded + 1);
    }
    match tx.execute(R::TABLE.update, &next).await? {
        1 => Ok(loaded + 1),
        _ => Err(StoreError::Stale { table: R::TABLE.name }),
    }
}

/// Id, version, body and columns of a record, in the order of the table's insert.
pub(crate) fn row<R: Stored>(record: &R, version: i64) -> Result<Vec<Value>, StoreError> {
    let unfit = || StoreError::Body { table: R::TABLE.name };
    let body = serde_json::to_string(record).map_err(|_| unfit())?;
    let columns = record.columns();
    if !columns.iter().map(|(name, _)| name).eq(R::TABLE.columns) {
        return Err(unfit());
    }
    let values = columns.into_iter().map(|(_, value)| value);
    Ok([record.id().into(), version.into(), body.into()].into_iter().chain(values).collect())
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
    "sign_file" "id";
    "rejection" "id";
    "guideline" "id";
    "advert" "id";
    "concern" "id";
    "concern_key" "id";
    "concern_script" "id";
    "suspicion_case" "id";
    "licence_review" "id";
    "audit" "id";
    "nonconformity" "id";
    "audit_turn" "id";
    "professional_licence" "id";
    "protected_person" "id";
    "custodian" "id";
    "identity_opening" "id";
    "support_service" "id";
    "visit" "id";
    "care_transfer" "id";
    "message" "id";
    "donor" "donor_id";
    "recipient" "recipient_id";
    "unit" "unit_id";
    "transplant" "transplant_id";
    "handover" "handover_id";
    "outcome" "outcome_id";
    "label" "id";
    "table_check" "id";
    "device_entry" "id";
    "outage" "id";
    "sheet" "id";
    "temperature_log" "id";
    "abo_decision" "id";
    "blood_group" "id";
    "lab_result" "id";
    "score_sheet" "id";
    "hla_test" "id";
    "guardianship" "id";
    "child_consent" "id";
    "notice" "id";
    "sare" "id";
    "alert" "id";
    "recall" "id";
    "graft_plan" "id";
    "duty" "id";
    "emergency_access" "id";
    "document" "document_id";
    "expense_claim" "id";
    "expense" "id";
    "expense_payment" "id";
    "register_decision" "id";
    "letter" "id";
    "pathway" "id";
    "referral" "id";
    "look_up" "id";
    "tissue" "id";
    "tissue_application" "id";
    "tissue_licence" "id";
    "tissue_refusal" "id";
    "register_import" "id";
    "reference_set" "id";
}

/// Ids of every record of a table of [`KEPT`].
///
/// # Errors
/// The database fails.
pub async fn ids(tx: &mut Tx, table: &'static str) -> Result<Vec<String>, StoreError> {
    tx.all(table, &[]).await?.iter().map(|row| row.text("id")).collect()
}
