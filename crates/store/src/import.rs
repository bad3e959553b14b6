//! Importing old books: how far an import is, which rows and people are known, and new records written many at a time.

use std::collections::{BTreeMap, BTreeSet};

use domain::case::Question;
use domain::person::Person;
use domain::registry::{Donor, Outcome, Recipient, Transplant, Unit};
use jiff::Timestamp;
use ledger::seal::{Vault, WrappedKey};

use crate::error::StoreError;
use crate::insert::Insert;
use crate::record::{self, Stored};
use crate::row::Row;
use crate::tx::Tx;
use crate::value::Value;

/// A keyed hash of a row, a fact or a mark.
pub type Token = [u8; 16];

static PERSONS: Insert = Insert::new("INSERT INTO person (id, version, body, merged_into)", 4, "");
static DONORS: Insert = Insert::new("INSERT INTO donor (donor_id, version, body, kind, centre_id)", 5, "");
static RECIPIENTS: Insert = Insert::new("INSERT INTO recipient (recipient_id, version, body, centre_id)", 4, "");
static UNITS: Insert = Insert::new(
    "INSERT INTO unit (unit_id, version, body, code, donor_id, centre_id, pair_id, recovered_at, fate, fate_at, fate_reason, disputed)",
    12,
    "",
);
static TRANSPLANTS: Insert = Insert::new(
    "INSERT INTO transplant (transplant_id, version, body, unit_id, recipient_id, centre_id, transplanted_at, disputed)",
    8,
    "",
);
static QUESTIONS: Insert = Insert::new("INSERT INTO question (id, version, body, state, raised_at)", 5, "");
static OUTCOMES: Insert =
    Insert::new("INSERT INTO outcome (outcome_id, body, subject_id, seen_on, patient_status, graft_status)", 6, "");
static KEYS: Insert = Insert::new("INSERT INTO person_key (person_id, vault, retention, key_version, wrapped)", 5, "");
static TOKENS: Insert =
    Insert::new("INSERT INTO blind_token (vault, field, token, record_id, key_version)", 5, "ON CONFLICT DO NOTHING");
static ROWS: Insert =
    Insert::new("INSERT INTO import_row (system, row_digest, batch_id, record_id, key_version)", 5, "");

/// Inserts of this module.
pub const INSERTS: &[&Insert] =
    &[&PERSONS, &DONORS, &RECIPIENTS, &UNITS, &TRANSPLANTS, &QUESTIONS, &OUTCOMES, &KEYS, &TOKENS, &ROWS];

/// Tokens looked for with one statement.
const AT_ONCE: usize = 64;

/// `before`, then a list of [`AT_ONCE`] places, then `after`.
macro_rules! among {
    ($before:literal, $after:literal) => {
        concat!(
            $before,
            "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, ",
            "$23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34, $35, $36, $37, $38, $39, $40, $41, $42, $43, ",
            "$44, $45, $46, $47, $48, $49, $50, $51, $52, $53, $54, $55, $56, $57, $58, $59, $60, $61, $62, $63, $64)",
            $after
        )
    };
}

const BATCH: &str =
    "SELECT batch_id, next_row, state, counts FROM import_batch WHERE file_digest = $1 AND mapping_digest = $2";
const BEGIN: &str =
    "INSERT INTO import_batch (batch_id, file_digest, mapping_digest, next_row, state, counts, started_at)
    VALUES ($1, $2, $3, 0, 'running', $4, $5)";
const ADVANCE: &str = "UPDATE import_batch SET next_row = $3, state = $4, counts = $5 WHERE batch_id = $1 AND next_row = $2 AND state = $6";
const KNOWN_ROWS: &str =
    among!("SELECT row_digest, record_id FROM import_row WHERE row_digest IN ", " AND system = $65");
const KNOWN_TOKENS: &str =
    among!("SELECT token, record_id FROM blind_token WHERE token IN ", " AND vault = $65 AND field = $66");

const CARRYING: &str = among!(
    "SELECT DISTINCT record_id FROM blind_token WHERE token IN ",
    " AND vault = $65 AND field = $66 ORDER BY record_id LIMIT 5000"
);
const OLDER_ROWS: &str = "SELECT system, row_digest, key_version FROM import_row WHERE key_version < $1 ORDER BY system, row_digest LIMIT 500";
const OLDER_ROWS_COUNT: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM import_row WHERE key_version < $1";
const REPLACE_ROW: &str =
    "UPDATE import_row SET row_digest = $3, key_version = $4 WHERE system = $1 AND row_digest = $2";

/// Statements of this module.
pub const STATEMENTS: &[&str] =
    &[CARRYING, OLDER_ROWS, OLDER_ROWS_COUNT, REPLACE_ROW, BATCH, BEGIN, ADVANCE, KNOWN_ROWS, KNOWN_TOKENS];

/// Whether an import is under way or came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BatchState {
    /// Rows are left, or it was stopped.
    Running,
    /// Every row was dealt with.
    Done,
}

impl BatchState {
    const fn code(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Done => "done",
        }
    }
}

/// How far the import of one file under one mapping is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Its number.
    pub id: String,
    /// Rows dealt with.
    pub next_row: i64,
    /// Whether rows are left.
    pub state: BatchState,
    /// What became of the rows so far, JSON.
    pub counts: String,
}

/// The import of a file under a mapping, both named by their SHA-256; none when it never began.
///
/// # Errors
/// The database fails.
pub async fn batch(tx: &mut Tx, file: [u8; 32], mapping: [u8; 32]) -> Result<Option<Batch>, StoreError> {
    let Some(row) = tx.optional(BATCH, &[file.into(), mapping.into()]).await? else { return Ok(None) };
    let state = if row.text("state")? == "done" { BatchState::Done } else { BatchState::Running };
    Ok(Some(Batch { id: row.text("batch_id")?, next_row: row.int("next_row")?, state, counts: row.text("counts")? }))
}

/// Begins an import at its first row.
///
/// # Errors
/// [`StoreError::Conflict`] when it has begun before.
pub async fn begin(
    tx: &mut Tx,
    id: &str,
    (file, mapping): ([u8; 32], [u8; 32]),
    counts: &str,
    at: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(BEGIN, &[id.into(), file.into(), mapping.into(), counts.into(), at.into()]).await.map(drop)
}

/// Moves an import from where it was loaded to where it is now.
///
/// # Errors
/// [`StoreError::Stale`] when somebody else moved it meanwhile.
pub async fn advance(tx: &mut Tx, was: &Batch, now: &Batch) -> Result<(), StoreError> {
    let values = [
        (&was.id).into(),
        was.next_row.into(),
        now.next_row.into(),
        now.state.code().into(),
        (&now.counts).into(),
        was.state.code().into(),
    ];
    match tx.execute(ADVANCE, &values).await? {
        1 => Ok(()),
        _ => Err(StoreError::Stale { table: "import_batch" }),
    }
}

/// Which of the tokens stand for rows and facts of this book that were kept, and the records made from them.
///
/// # Errors
/// The database fails.
pub async fn known_rows(tx: &mut Tx, system: &str, tokens: &[Token]) -> Result<BTreeMap<Token, String>, StoreError> {
    let mut known = BTreeMap::new();
    for some in tokens.chunks(AT_ONCE) {
        let mut values = padded(some);
        values.push(system.into());
        for row in tx.all(KNOWN_ROWS, &values).await? {
            known.insert(row.array("row_digest")?, row.text("record_id")?);
        }
    }
    Ok(known)
}

/// Which of the tokens were filed, each with every record it was filed for.
///
/// # Errors
/// The database fails.
pub async fn known_tokens(
    tx: &mut Tx,
    vault: Vault,
    field: &str,
    tokens: &[Token],
) -> Result<BTreeMap<Token, Vec<String>>, StoreError> {
    let mut known: BTreeMap<Token, Vec<String>> = BTreeMap::new();
    for some in tokens.chunks(AT_ONCE) {
        let mut values = padded(some);
        values.extend([vault.code().into(), field.into()]);
        for row in tx.all(KNOWN_TOKENS, &values).await? {
            known.entry(token(&row)?).or_default().push(row.text("record_id")?);
        }
    }
    Ok(known)
}

/// Records that carry any of the tokens, at most 5,000 for each 64 of them.
///
/// # Errors
/// The database fails.
pub async fn carrying(
    tx: &mut Tx,
    vault: Vault,
    field: &str,
    tokens: &[Token],
) -> Result<BTreeSet<String>, StoreError> {
    let mut found = BTreeSet::new();
    for some in tokens.chunks(AT_ONCE) {
        let mut values = padded(some);
        values.extend([vault.code().into(), field.into()]);
        for row in tx.all(CARRYING, &values).await? {
            found.insert(row.text("record_id")?);
        }
    }
    Ok(found)
}

fn token(row: &Row) -> Result<Token, StoreError> {
    row.array("token")
}

/// Exactly [`AT_ONCE`] values: the last token again where there are fewer.
fn padded(tokens: &[Token]) -> Vec<Value> {
    let last = tokens.last().copied().unwrap_or_default();
    let all = tokens.iter().copied().chain(std::iter::repeat(last));
    all.take(AT_ONCE).map(Value::from).collect()
}

/// A record that imports write many at a time.
pub trait Many: Stored {
    /// Its insert.
    const INSERT: &'static Insert;
}

macro_rules! many {
    ($($record:ty: $insert:ident,)*) => {
        $(impl Many for $record {
            const INSERT: &'static Insert = &$insert;
        })*
    };
}

many! {
    Person: PERSONS,
    Donor: DONORS,
    Recipient: RECIPIENTS,
    Unit: UNITS,
    Transplant: TRANSPLANTS,
    Question: QUESTIONS,
}

/// Adds a new record as version 1, just before the commit.
///
/// # Errors
/// The record has no JSON form, or the transaction only reads.
pub fn add<R: Many>(tx: &mut Tx, record: &R) -> Result<(), StoreError> {
    tx.later(R::INSERT, record::row(record, 1)?)
}

/// Adds an outcome.
///
/// # Errors
/// As [`add`].
pub fn add_outcome(tx: &mut Tx, outcome: &Outcome) -> Result<(), StoreError> {
    let body = serde_json::to_string(outcome).map_err(|_| StoreError::Body { table: "outcome" })?;
    let seen = &outcome.seen;
    let values = vec![
        (&outcome.id).into(),
        body.into(),
        (&seen.subject).into(),
        outcome.at.day_on().into(),
        (&seen.patient_status).into(),
        seen.graft_status.clone().into(),
    ];
    tx.later(&OUTCOMES, values)
}

/// Keeps a new wrapped key.
///
/// # Errors
/// The transaction only reads.
pub fn add_key(tx: &mut Tx, key: &WrappedKey) -> Result<(), StoreError> {
    let values = vec![
        (&key.person).into(),
        key.vault.code().into(),
        (&key.retention).into(),
        i64::from(key.key_version).into(),
        key.wrapped.clone().into(),
    ];
    tx.later(&KEYS, values)
}

/// Makes a record findable by a token.
///
/// # Errors
/// The transaction only reads.
pub fn add_token(
    tx: &mut Tx,
    (vault, field): (Vault, &str),
    (token, version): (Token, u32),
    record: &str,
) -> Result<(), StoreError> {
    let row = vec![vault.code().into(), field.into(), token.into(), record.into(), i64::from(version).into()];
    tx.later(&TOKENS, row)
}

/// Records that a row or a fact of a book was kept, and what it became.
///
/// # Errors
/// The transaction only reads.
pub fn add_row(
    tx: &mut Tx,
    system: &str,
    (token, version): (Token, u32),
    batch: &str,
    record: &str,
) -> Result<(), StoreError> {
    tx.later(&ROWS, vec![system.into(), token.into(), batch.into(), record.into(), i64::from(version).into()])
}

/// Digests of rows kept under an older version of the blind index's secret, at most 500: book, digest, version.
///
/// # Errors
/// The database fails.
pub async fn older_rows(tx: &mut Tx, newest: u32) -> Result<Vec<(String, Token, u32)>, StoreError> {
    let version = |row: &Row| {
        let wrong = StoreError::Column { column: "key_version", why: "out of range" };
        row.int("key_version")?.try_into().map_err(|_| wrong)
    };
    let read = |row: &Row| Ok((row.text("system")?, row.array("row_digest")?, version(row)?));
    tx.all(OLDER_ROWS, &[i64::from(newest).into()]).await?.iter().map(read).collect()
}

/// How many of them there are.
///
/// # Errors
/// The database fails.
pub async fn count_older_rows(tx: &mut Tx, newest: u32) -> Result<i64, StoreError> {
    tx.one(OLDER_ROWS_COUNT, &[i64::from(newest).into()]).await?.int("n")
}

/// Puts a newer digest in the place of an old one.
///
/// # Errors
/// The database fails.
pub async fn replace_row(tx: &mut Tx, system: &str, old: Token, newer: (Token, u32)) -> Result<(), StoreError> {
    let row = [system.into(), old.into(), newer.0.into(), i64::from(newer.1).into()];
    tx.execute(REPLACE_ROW, &row).await.map(drop)
}
