//! Accounts, what they sign in with, sessions and access lines.

mod credential;
mod emergency;
mod invitation;
mod session;

use domain::access::{Account, Purpose, Registry};
use jiff::Timestamp;

use crate::Store;
use crate::error::StoreError;
use crate::insert::Insert;
use crate::record::{self, Columns, Stored};
use crate::tables::{ACCOUNT, Table};
use crate::tx::Tx;
use crate::value::Value;

pub use credential::STATEMENTS as CREDENTIAL_STATEMENTS;
pub use credential::*;
pub use emergency::STATEMENTS as EMERGENCY_STATEMENTS;
pub use emergency::*;
pub use invitation::STATEMENTS as INVITATION_STATEMENTS;
pub use invitation::*;
pub use session::STATEMENTS as SESSION_STATEMENTS;
pub use session::*;

impl Stored for Account {
    const TABLE: Table = ACCOUNT;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![("state", self.state.code().into())]
    }
}

const SETTING: &str = "SELECT value FROM setting WHERE name = $1";
const PUT_SETTING: &str = "INSERT INTO setting (name, value) VALUES ($1, $2)";
const ALL: &str = "SELECT body FROM account ORDER BY id";

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[SETTING, PUT_SETTING, ALL, LINES_ABOUT, LINES, READ_UNDER, INQUIRIES];

/// Every account.
///
/// # Errors
/// The database fails.
pub async fn accounts(tx: &mut Tx) -> Result<Vec<Account>, StoreError> {
    record::all(tx, ALL, &[]).await
}

static LINE: Insert = Insert::new(
    "INSERT INTO access_line (line_id, at, account_id, role, purpose, what, record_id, centre_id, outcome, \
     emergency_id)",
    10,
    "",
);
static SHOWN: Insert = Insert::new("INSERT INTO access_shown (record_id, line_id)", 2, "");
const LINES_ABOUT: &str = "SELECT at, account_id, role, purpose, what, record_id, outcome, emergency_id, \
     (SELECT CAST(COUNT(*) AS BIGINT) FROM access_shown s WHERE s.line_id = access_line.line_id) AS shown FROM access_line \
     WHERE (record_id = $1 OR line_id IN (SELECT line_id FROM access_shown WHERE record_id = $1)) AND purpose <> $2 ORDER BY at DESC, line_id DESC LIMIT 160";
/// Times, people and outcomes only: the record would give the case away.
const INQUIRIES: &str = "SELECT at, account_id, role, purpose, '' AS what, CAST(NULL AS TEXT) AS record_id, outcome, \
     CAST(NULL AS TEXT) AS emergency_id, CAST(0 AS BIGINT) AS shown FROM access_line \
     WHERE purpose = 'inquiry' ORDER BY at DESC, line_id DESC LIMIT 160";
const LINES: &str = "SELECT at, account_id, role, purpose, what, record_id, outcome, emergency_id, \
     (SELECT CAST(COUNT(*) AS BIGINT) FROM access_shown s WHERE s.line_id = access_line.line_id) AS shown FROM access_line WHERE purpose <> $1 ORDER BY at DESC, line_id DESC LIMIT 160";
const READ_UNDER: &str = "SELECT what, record_id, outcome, CAST(COUNT(*) AS BIGINT) AS times, MIN(at) AS first_at, MAX(at) AS last_at \
     FROM access_line WHERE emergency_id = $1 GROUP BY what, record_id, outcome ORDER BY MIN(at), what, COALESCE(record_id, ''), outcome";

/// Inserts of this module.
pub const INSERTS: &[&Insert] = &[&LINE, &SHOWN];

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
    /// The emergency access that opened the way; absent where none was needed.
    pub emergency: Option<String>,
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
    /// How many records a list showed by name; 0 for what is no list.
    pub shown: i64,
    /// The emergency access that opened the way; absent where none was needed.
    pub emergency: Option<String>,
}

/// What was asked for under an emergency access, of one record and with one outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadUnder {
    /// What was asked for.
    pub what: String,
    /// About which record; absent for what is about none.
    pub record: Option<String>,
    /// What came of it.
    pub outcome: String,
    /// How often.
    pub times: i64,
    /// When first.
    pub first_at: Timestamp,
    /// When last.
    pub last_at: Timestamp,
}

/// Appends an access line with the commit.
///
/// # Errors
/// The transaction only reads.
pub fn append_line(tx: &mut Tx, line: &AccessLine) -> Result<(), StoreError> {
    tx.later(&LINE, row_of(line))
}

/// Appends an access line of a list with the commit, and which records it showed by name.
///
/// # Errors
/// The transaction only reads.
pub fn append_list_line(tx: &mut Tx, line: &AccessLine, shown: &[String]) -> Result<(), StoreError> {
    append_line(tx, line)?;
    shown.iter().try_for_each(|record| tx.later(&SHOWN, vec![record.into(), (&line.line_id).into()]))
}

/// Commits an access line by itself, together with those of others that wait at the moment.
///
/// # Errors
/// As [`Store::append`].
pub async fn commit_line(store: &Store, line: &AccessLine) -> Result<(), StoreError> {
    store.append("access.line", &LINE, row_of(line)).await
}

fn row_of(line: &AccessLine) -> Vec<Value> {
    vec![
        (&line.line_id).into(),
        line.at.into(),
        (&line.account).into(),
        line.role.into(),
        line.purpose.into(),
        line.what.into(),
        line.record.clone().into(),
        line.centre.clone().into(),
        line.outcome.into(),
        line.emergency.clone().into(),
    ]
}

/// Who looked at a record, or at anything: newest first, at most 160, without those of a hidden purpose.
///
/// # Errors
/// The database fails.
pub async fn lines(tx: &mut Tx, record: Option<&str>, hidden: Option<Purpose>) -> Result<Vec<SeenLine>, StoreError> {
    let hidden = hidden.map(Purpose::code).unwrap_or_default();
    let rows = match record {
        Some(id) => tx.all(LINES_ABOUT, &[id.into(), hidden.into()]).await?,
        None => tx.all(LINES, &[hidden.into()]).await?,
    };
    rows.iter().map(seen).collect()
}

/// What was opened, read and denied under an emergency access: all of it, each once with how often; what came first stands first.
///
/// # Errors
/// The database fails.
pub async fn read_under(tx: &mut Tx, emergency: &str) -> Result<Vec<ReadUnder>, StoreError> {
    let read = |row: &crate::Row| {
        Ok(ReadUnder {
            what: row.text("what")?,
            record: row.opt_text("record_id")?,
            outcome: row.text("outcome")?,
            times: row.int("times")?,
            first_at: row.instant("first_at")?,
            last_at: row.instant("last_at")?,
        })
    };
    tx.all(READ_UNDER, &[emergency.into()]).await?.iter().map(read).collect()
}

/// When and by whom something was read for an inquiry: newest first, at most 200, without what it was.
///
/// # Errors
/// The database fails.
pub async fn inquiries(tx: &mut Tx) -> Result<Vec<SeenLine>, StoreError> {
    tx.all(INQUIRIES, &[]).await?.iter().map(seen).collect()
}

fn seen(row: &crate::Row) -> Result<SeenLine, StoreError> {
    Ok(SeenLine {
        at: row.instant("at")?,
        account: row.text("account_id")?,
        role: row.text("role")?,
        purpose: row.text("purpose")?,
        what: row.text("what")?,
        record: row.opt_text("record_id")?,
        outcome: row.text("outcome")?,
        shown: row.int("shown")?,
        emergency: row.opt_text("emergency_id")?,
    })
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
