//! The donor's own way in: a code that was sent, and a short sitting.

use jiff::Timestamp;

use crate::error::StoreError;
use crate::tx::Tx;

const PUT_CODE: &str =
    "INSERT INTO answer_code (code_hash, visit_id, expires_at, failures, state) VALUES ($1, $2, $3, 0, 'open')";
const CODE: &str = "SELECT visit_id FROM answer_code WHERE code_hash = $1 AND state = 'open' AND expires_at > $2";
const CODE_FAILED: &str = "UPDATE answer_code SET failures = failures + 1, \
     state = CASE WHEN failures >= $2 THEN 'withdrawn' ELSE state END WHERE code_hash = $1";
const CODE_USED: &str = "UPDATE answer_code SET state = 'used' WHERE code_hash = $1";
const WITHDRAW: &str = "UPDATE answer_code SET state = 'withdrawn' WHERE visit_id = $1 AND state = 'open'";
const OPEN: &str = "INSERT INTO answer_sitting (token_hash, visit_id, expires_at) VALUES ($1, $2, $3)";
const SITTING: &str = "SELECT visit_id FROM answer_sitting WHERE token_hash = $1 AND expires_at > $2";
const END: &str = "DELETE FROM answer_sitting WHERE token_hash = $1 OR expires_at < $2";

/// Statements of this module.
pub(super) const STATEMENTS: &[&str] = &[PUT_CODE, CODE, CODE_FAILED, CODE_USED, WITHDRAW, OPEN, SITTING, END];

/// Keeps the code of a message under its hash.
///
/// # Errors
/// The database fails.
pub async fn put_code(tx: &mut Tx, code: [u8; 32], visit: &str, expires_at: Timestamp) -> Result<(), StoreError> {
    tx.execute(PUT_CODE, &[code.into(), visit.into(), expires_at.into()]).await.map(drop)
}

/// The visit whose questions an open code opens.
///
/// # Errors
/// The database fails.
pub async fn code_visit(tx: &mut Tx, code: [u8; 32], now: Timestamp) -> Result<Option<String>, StoreError> {
    tx.optional(CODE, &[code.into(), now.into()]).await?.map(|row| row.text("visit_id")).transpose()
}

/// Counts a wrong second check; the code is withdrawn after `most` of them.
///
/// # Errors
/// The database fails.
pub async fn code_failed(tx: &mut Tx, code: [u8; 32], most: i64) -> Result<(), StoreError> {
    tx.execute(CODE_FAILED, &[code.into(), (most - 1).into()]).await.map(drop)
}

/// Uses a code up.
///
/// # Errors
/// The database fails.
pub async fn code_used(tx: &mut Tx, code: [u8; 32]) -> Result<(), StoreError> {
    tx.execute(CODE_USED, &[code.into()]).await.map(drop)
}

/// Withdraws every open code of a visit, so that one link is valid at a time.
///
/// # Errors
/// The database fails.
pub async fn withdraw_codes(tx: &mut Tx, visit: &str) -> Result<(), StoreError> {
    tx.execute(WITHDRAW, &[visit.into()]).await.map(drop)
}

/// Opens a sitting.
///
/// # Errors
/// The database fails.
pub async fn open_sitting(tx: &mut Tx, token: [u8; 32], visit: &str, expires_at: Timestamp) -> Result<(), StoreError> {
    tx.execute(OPEN, &[token.into(), visit.into(), expires_at.into()]).await.map(drop)
}

/// The visit that a sitting under way is about.
///
/// # Errors
/// The database fails.
pub async fn sitting(tx: &mut Tx, token: [u8; 32], now: Timestamp) -> Result<Option<String>, StoreError> {
    tx.optional(SITTING, &[token.into(), now.into()]).await?.map(|row| row.text("visit_id")).transpose()
}

/// Ends a sitting, and forgets those that ended by themselves.
///
/// # Errors
/// The database fails.
pub async fn end_sitting(tx: &mut Tx, token: [u8; 32], now: Timestamp) -> Result<(), StoreError> {
    tx.execute(END, &[token.into(), now.into()]).await.map(drop)
}
