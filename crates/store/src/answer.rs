//! Answers kept under the keys by which clients mark their requests, so that a request sent twice is done once.
//!
//! What was answered is sealed under the key of the account that asked, and kept for two days.

use jiff::Timestamp;

use crate::error::StoreError;
use crate::insert::Insert;
use crate::tx::Tx;

static KEEP: Insert = Insert::new("INSERT INTO idempotency (account_id, key, sealed, created_at)", 4, "");
const ANSWERED: &str = "SELECT sealed FROM idempotency WHERE account_id = $1 AND key = $2";
const FORGET: &str = "DELETE FROM idempotency WHERE created_at < $1";

/// Inserts of this module.
pub const INSERTS: &[&Insert] = &[&KEEP];

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[ANSWERED, FORGET];

/// The sealed answer given before to an account under the same key.
///
/// # Errors
/// The database fails.
pub async fn answered(tx: &mut Tx, account: &str, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
    tx.optional(ANSWERED, &[account.into(), key.into()]).await?.map(|row| row.blob("sealed")).transpose()
}

/// Keeps a sealed answer under its key, with the commit.
///
/// # Errors
/// The transaction only reads. Where the key was used meanwhile, the commit fails.
pub fn keep(tx: &mut Tx, account: &str, key: &str, sealed: Vec<u8>, now: Timestamp) -> Result<(), StoreError> {
    tx.later(&KEEP, vec![account.into(), key.into(), sealed.into(), now.into()])
}

/// Deletes the answers given before an instant, and returns how many there were.
///
/// # Errors
/// The database fails.
pub async fn forget(tx: &mut Tx, before: Timestamp) -> Result<u64, StoreError> {
    tx.execute(FORGET, &[before.into()]).await
}
