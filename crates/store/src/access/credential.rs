//! What an account signs in with.

use std::collections::BTreeMap;

use jiff::Timestamp;

use crate::error::StoreError;
use crate::row::Row;
use crate::tx::Tx;

const PUT: &str = "INSERT INTO credential (account_id, password, totp, last_step, failures) VALUES ($1, $2, $3, 0, 0) \
     ON CONFLICT (account_id) DO UPDATE SET password = excluded.password, totp = excluded.totp, last_step = 0, failures = 0, \
     locked_until = NULL";
const LOAD: &str = "SELECT password, totp, last_step, failures, locked_until FROM credential WHERE account_id = $1";
const FAILED: &str = "UPDATE credential SET failures = $2, locked_until = $3 WHERE account_id = $1";
const USED: &str = "UPDATE credential SET last_step = $2, failures = 0, locked_until = NULL WHERE account_id = $1";
const SIGNED_IN: &str = "UPDATE credential SET signed_in_at = $2 WHERE account_id = $1";
const DROP: &str = "DELETE FROM credential WHERE account_id = $1";
const LAST: &str = "SELECT account_id, signed_in_at FROM credential WHERE signed_in_at IS NOT NULL";

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[PUT, LOAD, FAILED, USED, SIGNED_IN, DROP, LAST];

/// What an account signs in with. It has no `Debug`.
#[derive(Clone)]
pub struct Credential {
    /// Argon2id hash in PHC form.
    pub password: String,
    /// Seed of the one-time codes, sealed.
    pub totp: Vec<u8>,
    /// Last 30-second step used.
    pub last_step: i64,
    /// Wrong attempts since the last sign-in.
    pub failures: i64,
    /// Until when sign-in waits.
    pub locked_until: Option<Timestamp>,
}

/// Keeps what an account will sign in with, in place of what it had.
///
/// # Errors
/// The database fails.
pub async fn put_credential(tx: &mut Tx, account: &str, password: &str, totp: &[u8]) -> Result<(), StoreError> {
    tx.execute(PUT, &[account.into(), password.into(), totp.into()]).await.map(drop)
}

/// What an account signs in with.
///
/// # Errors
/// The database fails.
pub async fn credential(tx: &mut Tx, account: &str) -> Result<Option<Credential>, StoreError> {
    let read = |row: &Row| {
        Ok(Credential {
            password: row.text("password")?,
            totp: row.blob("totp")?,
            last_step: row.int("last_step")?,
            failures: row.int("failures")?,
            locked_until: row.opt_instant("locked_until")?,
        })
    };
    tx.optional(LOAD, &[account.into()]).await?.as_ref().map(read).transpose()
}

/// Counts a wrong attempt. Touches nothing for an account that is not there, at the same cost.
///
/// # Errors
/// The database fails.
pub async fn attempt_failed(
    tx: &mut Tx,
    account: &str,
    failures: i64,
    locked_until: Option<Timestamp>,
) -> Result<(), StoreError> {
    tx.execute(FAILED, &[account.into(), failures.into(), locked_until.into()]).await.map(drop)
}

/// Uses up a one-time code and forgets wrong attempts.
///
/// # Errors
/// The database fails.
pub async fn step_used(tx: &mut Tx, account: &str, step: i64) -> Result<(), StoreError> {
    tx.execute(USED, &[account.into(), step.into()]).await.map(drop)
}

/// Keeps when an account signed in.
///
/// # Errors
/// The database fails.
pub async fn signed_in(tx: &mut Tx, account: &str, at: Timestamp) -> Result<(), StoreError> {
    tx.execute(SIGNED_IN, &[account.into(), at.into()]).await.map(drop)
}

/// Takes away what an account signs in with.
///
/// # Errors
/// The database fails.
pub async fn drop_credential(tx: &mut Tx, account: &str) -> Result<(), StoreError> {
    tx.execute(DROP, &[account.into()]).await.map(drop)
}

/// When each account last signed in; those that never did are missing.
///
/// # Errors
/// The database fails.
pub async fn last_sign_ins(tx: &mut Tx) -> Result<BTreeMap<String, Timestamp>, StoreError> {
    tx.all(LAST, &[]).await?.iter().map(|row| Ok((row.text("account_id")?, row.instant("signed_in_at")?))).collect()
}
