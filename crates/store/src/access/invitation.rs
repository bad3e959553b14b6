//! One-time codes that open an account, by their hash.

use jiff::Timestamp;

use crate::error::StoreError;
use crate::row::Row;
use crate::tx::Tx;

const INVITE: &str = "INSERT INTO invitation (code_hash, account_id, invited_by, created_at, expires_at, state) \
     VALUES ($1, $2, $3, $4, $5, 'open')";
const LOAD: &str =
    "SELECT account_id, invited_by FROM invitation WHERE code_hash = $1 AND state = 'open' AND expires_at > $2";
const OPENS: &str = "UPDATE invitation SET account_id = $2, state = 'open' WHERE code_hash = $1";
const USED: &str = "UPDATE invitation SET state = 'used', used_at = $2 WHERE code_hash = $1";
const WITHDRAW: &str = "UPDATE invitation SET state = 'withdrawn' WHERE account_id = $1 AND state = 'open'";
const WITHDRAW_FIRST: &str = "UPDATE invitation SET state = 'withdrawn' WHERE invited_by IS NULL AND state = 'open'";

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[INVITE, LOAD, OPENS, USED, WITHDRAW, WITHDRAW_FIRST];

/// An invitation that is neither used, withdrawn nor expired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenInvitation {
    /// Account it opens; `None` until the first administrator used it.
    pub account: Option<String>,
    /// Who invited; `None` for the console.
    pub invited_by: Option<String>,
}

/// Keeps an invitation under the hash of its code, until `expires_at`.
///
/// # Errors
/// The database fails.
pub async fn put_invitation(
    tx: &mut Tx,
    code: [u8; 32],
    invitation: &OpenInvitation,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    let (account, by) = (invitation.account.clone(), invitation.invited_by.clone());
    tx.execute(INVITE, &[code.into(), account.into(), by.into(), now.into(), expires_at.into()]).await.map(drop)
}

/// The invitation behind a code.
///
/// # Errors
/// The database fails.
pub async fn invitation(tx: &mut Tx, code: [u8; 32], now: Timestamp) -> Result<Option<OpenInvitation>, StoreError> {
    let read = |row: &Row| {
        Ok(OpenInvitation { account: row.opt_text("account_id")?, invited_by: row.opt_text("invited_by")? })
    };
    tx.optional(LOAD, &[code.into(), now.into()]).await?.as_ref().map(read).transpose()
}

/// Says which account the console's code opens; closing the account of an earlier try withdrew it.
///
/// # Errors
/// The database fails.
pub async fn invitation_opens(tx: &mut Tx, code: [u8; 32], account: &str) -> Result<(), StoreError> {
    tx.execute(OPENS, &[code.into(), account.into()]).await.map(drop)
}

/// Uses a code up.
///
/// # Errors
/// The database fails.
pub async fn invitation_used(tx: &mut Tx, code: [u8; 32], now: Timestamp) -> Result<(), StoreError> {
    tx.execute(USED, &[code.into(), now.into()]).await.map(drop)
}

/// Withdraws all open codes of an account.
///
/// # Errors
/// The database fails.
pub async fn withdraw_invitations(tx: &mut Tx, account: &str) -> Result<(), StoreError> {
    tx.execute(WITHDRAW, &[account.into()]).await.map(drop)
}

/// Withdraws all open codes that the console gave.
///
/// # Errors
/// The database fails.
pub async fn withdraw_console_invitations(tx: &mut Tx) -> Result<(), StoreError> {
    tx.execute(WITHDRAW_FIRST, &[]).await.map(drop)
}
