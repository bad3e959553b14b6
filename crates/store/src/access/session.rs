//! Sessions, by the hash of their token.

use domain::access::{Purpose, Role};
use jiff::Timestamp;

use crate::error::StoreError;
use crate::row::Row;
use crate::tx::Tx;

const OPEN: &str = "INSERT INTO session (token_hash, account_id, role, centre_id, purpose, created_at, seen_at, expires_at, state) \
     VALUES ($1, $2, $3, $4, $5, $6, $6, $7, 'open')";
const LOAD: &str = "SELECT account_id, role, centre_id, purpose, seen_at, expires_at FROM session WHERE token_hash = $1 AND state = 'open'";
const CHOOSE: &str =
    "UPDATE session SET role = $2, centre_id = $3, purpose = $4, seen_at = $5 WHERE token_hash = $1 AND state = 'open'";
const STATE: &str = "SELECT state, seen_at, expires_at FROM session WHERE token_hash = $1";
const SEEN: &str = "UPDATE session SET seen_at = $2 WHERE token_hash = $1 AND state = 'open'";
const SIGN_OUT: &str = "UPDATE session SET state = 'signed_out' WHERE token_hash = $1 AND state = 'open'";
const END_ALL: &str = "UPDATE session SET state = 'ended' WHERE account_id = $1 AND state = 'open'";
const FORGET: &str = "DELETE FROM session WHERE expires_at < $1";

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[OPEN, LOAD, CHOOSE, STATE, SEEN, SIGN_OUT, END_ALL, FORGET];

/// A session that was neither signed out nor ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenSession {
    /// Who is signed in.
    pub account: String,
    /// Role chosen.
    pub role: Option<Role>,
    /// Centre chosen.
    pub centre: Option<String>,
    /// Purpose chosen; none where the usual one of the role was meant.
    pub purpose: Option<Purpose>,
    /// Last used, to the minute.
    pub seen_at: Timestamp,
    /// When it ends at the latest.
    pub expires_at: Timestamp,
}

/// Opens a session; `seen_at` is its beginning.
///
/// # Errors
/// The token is taken, or the database fails.
pub async fn open_session(tx: &mut Tx, token: [u8; 32], session: &OpenSession) -> Result<(), StoreError> {
    let row = [
        token.into(),
        (&session.account).into(),
        session.role.map(Role::code).into(),
        session.centre.clone().into(),
        session.purpose.map(Purpose::code).into(),
        session.seen_at.into(),
        session.expires_at.into(),
    ];
    tx.execute(OPEN, &row).await.map(drop)
}

/// How a session stands that a browser still has the token of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SessionState {
    /// `open`, `signed_out` or `ended`.
    pub state: String,
    /// When it was last used.
    pub seen_at: Timestamp,
    /// When it ends at the latest.
    pub expires_at: Timestamp,
}

/// How the session of a token stands, whatever ended it; `None` when it is not known or was forgotten.
///
/// # Errors
/// The database fails.
pub async fn session_state(tx: &mut Tx, token: [u8; 32]) -> Result<Option<SessionState>, StoreError> {
    let read = |row: &Row| {
        let (seen_at, expires_at) = (row.instant("seen_at")?, row.instant("expires_at")?);
        Ok(SessionState { state: row.text("state")?, seen_at, expires_at })
    };
    tx.optional(STATE, &[token.into()]).await?.as_ref().map(read).transpose()
}

/// An open session by its token; whether it expired is for the caller to see.
///
/// # Errors
/// The database fails.
pub async fn session(tx: &mut Tx, token: [u8; 32]) -> Result<Option<OpenSession>, StoreError> {
    let read = |row: &Row| {
        let role = row.opt_text("role")?;
        let purpose = row.opt_text("purpose")?;
        let unknown = || StoreError::Body { table: "session" };
        Ok(OpenSession {
            account: row.text("account_id")?,
            role: role.map(|code| Role::from_code(&code).ok_or_else(unknown)).transpose()?,
            centre: row.opt_text("centre_id")?,
            purpose: purpose.map(|code| Purpose::from_code(&code).ok_or_else(unknown)).transpose()?,
            seen_at: row.instant("seen_at")?,
            expires_at: row.instant("expires_at")?,
        })
    };
    tx.optional(LOAD, &[token.into()]).await?.as_ref().map(read).transpose()
}

/// Sets role, centre and purpose of a session.
///
/// # Errors
/// The database fails.
pub async fn choose_role(
    tx: &mut Tx,
    token: [u8; 32],
    role: Role,
    centre: Option<&str>,
    purpose: Option<Purpose>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let row = [token.into(), role.code().into(), centre.into(), purpose.map(Purpose::code).into(), now.into()];
    tx.execute(CHOOSE, &row).await.map(drop)
}

/// Notes that a session was used.
///
/// # Errors
/// The database fails.
pub async fn session_seen(tx: &mut Tx, token: [u8; 32], now: Timestamp) -> Result<(), StoreError> {
    tx.execute(SEEN, &[token.into(), now.into()]).await.map(drop)
}

/// Signs out of one session.
///
/// # Errors
/// The database fails.
pub async fn sign_out(tx: &mut Tx, token: [u8; 32]) -> Result<(), StoreError> {
    tx.execute(SIGN_OUT, &[token.into()]).await.map(drop)
}

/// Ends all sessions of an account and returns how many were open.
///
/// # Errors
/// The database fails.
pub async fn end_sessions_of(tx: &mut Tx, account: &str) -> Result<u64, StoreError> {
    tx.execute(END_ALL, &[account.into()]).await
}

/// Deletes sessions that expired before an instant.
///
/// # Errors
/// The database fails.
pub async fn forget_sessions(tx: &mut Tx, before: Timestamp) -> Result<(), StoreError> {
    tx.execute(FORGET, &[before.into()]).await.map(drop)
}
