//! Papers: sealed blobs with the digest of what is stored.

use crate::error::StoreError;
use crate::sql::statements;
use crate::tx::Tx;
use domain::person::{Document, DocumentKept};
use jiff::Timestamp;
use ledger::Hash;

statements! {
    PUT = "INSERT INTO document (document_id, digest, media_type, bytes_len, sealed, person_id, record_id, created_at) \
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    GET = "SELECT document_id, media_type, bytes_len, sealed, person_id, record_id FROM document WHERE document_id = $1";
    ABOUT = "SELECT document_id FROM document WHERE record_id = $1 ORDER BY created_at, document_id";
}

/// Stores a sealed paper.
///
/// # Errors
/// Its number is taken.
pub async fn put(tx: &mut Tx, document: &Document, sealed: Vec<u8>, at: Timestamp) -> Result<(), StoreError> {
    let kept = &document.kept;
    let row = [
        document.id.to_string().into(),
        (*Hash::of(&[&sealed]).as_bytes()).into(),
        kept.media_type.code().into(),
        i64::try_from(kept.bytes_len).unwrap_or(i64::MAX).into(),
        sealed.into(),
        (&kept.sealed_for).into(),
        (&kept.about).into(),
        at.into(),
    ];
    tx.execute(PUT, &row).await.map(drop)
}

/// A paper as it lies in the table, its digest computed from the bytes that are there now.
///
/// # Errors
/// The database fails or the row is malformed.
pub async fn record(tx: &mut Tx, id: &str) -> Result<Option<Document>, StoreError> {
    Ok(get(tx, id).await?.map(|(document, _)| document))
}

/// A paper with its sealed bytes.
///
/// # Errors
/// The database fails or the row is malformed.
pub async fn get(tx: &mut Tx, id: &str) -> Result<Option<(Document, Vec<u8>)>, StoreError> {
    let Some(row) = tx.optional(GET, &[id.into()]).await? else { return Ok(None) };
    let unfit = || StoreError::Body { table: "document" };
    let sealed = row.blob("sealed")?;
    let media_type = serde_json::from_value(row.text("media_type")?.into()).map_err(|_| unfit())?;
    let kept = DocumentKept {
        about: row.text("record_id")?,
        media_type,
        bytes_len: u64::try_from(row.int("bytes_len")?).map_err(|_| unfit())?,
        digest: Hash::of(&[&sealed]).to_string(),
        sealed_for: row.text("person_id")?,
    };
    let id = row.text("document_id")?.parse().map_err(|_| unfit())?;
    Ok(Some((Document { id, kept }, sealed)))
}

/// Numbers of the papers that belong to a record, oldest first.
///
/// # Errors
/// The database fails.
pub async fn about(tx: &mut Tx, record: &str) -> Result<Vec<String>, StoreError> {
    tx.all(ABOUT, &[record.into()]).await?.iter().map(|row| row.text("document_id")).collect()
}
