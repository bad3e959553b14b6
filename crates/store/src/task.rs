//! Work due later, kept beside the records it came of: written with them, and still there after a restart.

use jiff::Timestamp;

use crate::error::StoreError;
use crate::insert::Insert;
use crate::row::Row;
use crate::tx::Tx;
use crate::value::Value;

/// A piece of work that is due at some instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Its number; whoever is told of it twice knows by it that it is once.
    pub id: String,
    /// What is to be done.
    pub kind: String,
    /// From when it may be done.
    pub due_at: Timestamp,
    /// The record it concerns.
    pub record: Option<String>,
    /// Account or centre that must act.
    pub holder: Option<String>,
    /// What is needed to do it, as JSON without personal text.
    pub body: String,
    /// How often it was tried and failed.
    pub attempts: i64,
}

static LATER: Insert = Insert::new(
    "INSERT INTO task (task_id, kind, due_at, record_id, holder, state, body, attempts)",
    8,
    "ON CONFLICT (task_id) DO NOTHING",
);

const DUE: &str = "SELECT task_id, kind, due_at, record_id, holder, body, attempts FROM task \
     WHERE state = 'waiting' AND due_at <= $1 ORDER BY due_at, task_id LIMIT $2";
const DONE: &str = "UPDATE task SET state = 'done' WHERE task_id = $1 AND state = 'waiting'";
const AGAIN: &str = "UPDATE task SET due_at = $2, attempts = attempts + 1 WHERE task_id = $1 AND state = 'waiting'";
const GIVEN_UP: &str =
    "UPDATE task SET state = 'failed', attempts = attempts + 1 WHERE task_id = $1 AND state = 'waiting'";
const WAITING: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM task WHERE record_id = $1 AND state = 'waiting'";

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[DUE, DONE, AGAIN, GIVEN_UP, WAITING];
/// Inserts of this module.
pub const INSERTS: &[&Insert] = &[&LATER];

/// Puts a piece of work down for later; it is written with the commit.
///
/// # Errors
/// The transaction only reads.
pub fn put(tx: &mut Tx, due: &Due) -> Result<(), StoreError> {
    let values: Vec<Value> = vec![
        (&due.id).into(),
        due.kind.as_str().into(),
        due.due_at.into(),
        due.record.clone().into(),
        due.holder.clone().into(),
        "waiting".into(),
        due.body.as_str().into(),
        due.attempts.into(),
    ];
    tx.later(&LATER, values)
}

/// Work that is due by an instant, longest due first.
///
/// # Errors
/// The database fails.
pub async fn due(tx: &mut Tx, by: Timestamp, at_most: i64) -> Result<Vec<Due>, StoreError> {
    tx.all(DUE, &[by.into(), at_most.into()]).await?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Due, StoreError> {
    Ok(Due {
        id: row.text("task_id")?,
        kind: row.text("kind")?,
        due_at: row.instant("due_at")?,
        record: row.opt_text("record_id")?,
        holder: row.opt_text("holder")?,
        body: row.text("body")?,
        attempts: row.int("attempts")?,
    })
}

/// Takes a piece of work as done in this transaction; false when somebody else did it before.
///
/// # Errors
/// The database fails.
pub async fn done(tx: &mut Tx, id: &str) -> Result<bool, StoreError> {
    Ok(tx.execute(DONE, &[id.into()]).await? == 1)
}

/// Puts a piece of work off, since it failed.
///
/// # Errors
/// The database fails.
pub async fn again(tx: &mut Tx, id: &str, at: Timestamp) -> Result<(), StoreError> {
    tx.execute(AGAIN, &[id.into(), at.into()]).await.map(drop)
}

/// Gives a piece of work up: nobody can read what it asks for.
///
/// # Errors
/// The database fails.
pub async fn given_up(tx: &mut Tx, id: &str) -> Result<(), StoreError> {
    tx.execute(GIVEN_UP, &[id.into()]).await.map(drop)
}

/// How much work waits that concerns a record.
///
/// # Errors
/// The database fails.
pub async fn waiting(tx: &mut Tx, record: &str) -> Result<i64, StoreError> {
    tx.one(WAITING, &[record.into()]).await?.int("n")
}
