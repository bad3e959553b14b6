//! Accounts, what they sign in with, sessions, access lines, and answers kept under idempotency keys.

mod credential;
mod invitation;
mod session;

use domain::access::{Account, Purpose, Registry};
use jiff::Timestamp;

use crate::error::StoreError;
use crate::insert::Insert;
use crate::record::{Stored, from_body};
use crate::tables::{ACCOUNT, Table};
use crate::tx::Tx;
use crate::value::Value;

pub use credential::STATEMENTS as CREDENTIAL_STATEMENTS;
pub use credential::*;
pub use invitation::STATEMENTS as INVITATION_STATEMENTS;
pub use invitation::*;
pub use session::STATEMENTS as SESSION_STATEMENTS;
pub use session::*;

impl Stored for Account {
    const TABLE: Table = ACCOUNT;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Vec<Value> {
        vec![self.state.code().into()]
    }
}

const SETTING: &str = "SELECT value FROM setting WHERE name = $1";
const PUT_SETTING: &str = "INSERT INTO setting (name, value) VALUES ($1, $2)";
const ALL: &str = "SELECT body FROM account ORDER BY id";

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[SETTING, PUT_SETTING, ALL, ANSWERED, ANSWER, LINES_ABOUT, LINES];

/// Every account.
///
/// # Errors
/// The database fails.
pub async fn accounts(tx: &mut Tx) -> Result<Vec<Account>, StoreError> {
    tx.all(ALL, &[]).await?.iter().map(|row| from_body(&row.text("body")?)).collect()
}

static LINE: Insert = Insert::new(
    "INSERT INTO access_line (line_id, at, account_id, role, purpose, what, record_id, centre_id, outcome)",
    9,
    "",
);
const ANSWERED: &str = "SELECT request_digest, response FROM idempotency WHERE account_id = $1 AND key = $2";
const ANSWER: &str = "INSERT INTO idempotency (account_id, key, request_digest, status, response, created_at) \
     VALUES ($1, $2, $3, 200, $4, $5)";
const LINES_ABOUT: &str = "SELECT at, account_id, role, purpose, what, record_id, outcome FROM access_line \
     WHERE record_id = $1 AND purpose <> $2 ORDER BY at DESC, line_id DESC LIMIT 200";
const LINES: &str = "SELECT at, account_id, role, purpose, what, record_id, outcome FROM access_line \
     WHERE purpose <> $1 ORDER BY at DESC, line_id DESC LIMIT 200";

/// Inserts of this module.
pub const INSERTS: &[&Insert] = &[&LINE];

/// One line of the access log.
#[derive(Debug, Clone)]
pub struct AccessLine {
    /// Number of the line.
    pub line_id: String,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub account: String,
    /// In which role.
    pub role: &'static str,
    /// For which purpose.
    pub purpose: &'static str,
    /// What was asked for.
    pub what: &'static str,
    /// About which record.
    pub record: Option<String>,
    /// In which centre.
    pub centre: Option<String>,
    /// `shown`, `written`, `denied` or `hidden`.
    pub outcome: &'static str,
}

/// A line of the access log as it is read back.
#[derive(Debug, Clone)]
pub struct SeenLine {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub account: String,
    /// In which role.
    pub role: String,
    /// For which purpose.
    pub purpose: String,
    /// What was asked for.
    pub what: String,
    /// About which record.
    pub record: Option<String>,
    /// What came of it.
    pub outcome: String,
}

/// An answer kept under an idempotency key.
#[derive(Debug, Clone)]
pub struct KeptAnswer {
    /// SHA-256 of the request.
    pub digest: [u8; 32],
    /// The answer as JSON.
    pub response: String,
}

/// Appends an access line with the commit.
///
/// # Errors
/// The transaction only reads.
pub fn append_line(tx: &mut Tx, line: &AccessLine) -> Result<(), StoreError> {
    let row = vec![
        (&line.line_id).into(),
        line.at.into(),
        (&line.account).into(),
        line.role.into(),
        line.purpose.into(),
        line.what.into(),
        line.record.clone().into(),
        line.centre.clone().into(),
        line.outcome.into(),
    ];
    tx.later(&LINE, row)
}

/// Who looked at a record, or at anything: newest first, at most 200, without those of a hidden purpose.
///
/// # Errors
/// The database fails.
pub async fn lines(tx: &mut Tx, record: Option<&str>, hidden: Option<Purpose>) -> Result<Vec<SeenLine>, StoreError> {
    let hidden = hidden.map(Purpose::code).unwrap_or_default();
    let rows = match record {
        Some(id) => tx.all(LINES_ABOUT, &[id.into(), hidden.into()]).await?,
        None => tx.all(LINES, &[hidden.into()]).await?,
    };
    let read = |row: &crate::Row| {
        Ok(SeenLine {
            at: row.instant("at")?,
            account: row.text("account_id")?,
            role: row.text("role")?,
            purpose: row.text("purpose")?,
            what: row.text("what")?,
            record: row.opt_text("record_id")?,
            outcome: row.text("outcome")?,
        })
    };
    rows.iter().map(read).collect()
}

/// The answer given before under the same key.
///
/// # Errors
/// The database fails.
pub async fn answered(tx: &mut Tx, account: &str, key: &str) -> Result<Option<KeptAnswer>, StoreError> {
    let row = tx.optional(ANSWERED, &[account.into(), key.into()]).await?;
    row.map(|r| Ok(KeptAnswer { digest: r.array("request_digest")?, response: r.text("response")? })).transpose()
}

/// Keeps an answer under its key.
///
/// # Errors
/// The key was used meanwhile.
pub async fn answer(
    tx: &mut Tx,
    account: &str,
    key: &str,
    digest: [u8; 32],
    response: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(ANSWER, &[account.into(), key.into(), digest.into(), response.into(), now.into()]).await.map(drop)
}

/// How the registry was founded; `None` before its first event.
///
/// # Errors
/// The database fails.
pub async fn registry(tx: &mut Tx) -> Result<Option<Registry>, StoreError> {
    let row = tx.optional(SETTING, &["registry".into()]).await?;
    let unfit = || StoreError::Body { table: "setting" };
    row.map(|r| serde_json::from_str(&r.text("value")?).map_err(|_| unfit())).transpose()
}

/// Keeps how the registry was founded. There is no statement that changes it.
///
/// # Errors
/// It was founded before.
pub async fn found(tx: &mut Tx, registry: &Registry) -> Result<(), StoreError> {
    let body = serde_json::to_string(registry).map_err(|_| StoreError::Body { table: "setting" })?;
    tx.execute(PUT_SETTING, &["registry".into(), body.into()]).await.map(drop)
}
