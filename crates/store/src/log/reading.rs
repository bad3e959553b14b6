//! Reading events back.

use crate::error::StoreError;
use crate::row::Row;
use crate::tx::Tx;
use ledger::Hash;

pub(crate) mod sql {
    pub(crate) const EVENT: &str = "SELECT event_id, envelope, salt, leaf_hash FROM event WHERE event_id = $1";
    pub(crate) const EVENTS_OF: &str =
        "SELECT event_id, envelope, salt, leaf_hash FROM event WHERE record_id = $1 ORDER BY event_id";
    pub(crate) const EVENTS_CONCERNING: &str =
        "SELECT event_id, envelope, salt, leaf_hash FROM event WHERE record_id = $1
        UNION SELECT e.event_id, e.envelope, e.salt, e.leaf_hash FROM event_parent p CROSS JOIN event e
        WHERE p.parent_id = $1 AND e.event_id = p.event_id ORDER BY event_id";
    pub(crate) const EVENTS_FROM: &str =
        "SELECT l.seq, l.leaf_hash AS logged_hash, l.event_id AS logged_id, e.event_id, e.envelope, e.salt, e.leaf_hash
        FROM log_leaf l LEFT JOIN event e ON e.event_id = l.event_id WHERE l.seq >= $1 ORDER BY l.seq LIMIT $2";
    pub(crate) const WAITING: &str = "SELECT CAST(0 AS BIGINT) AS seq, p.leaf_hash AS logged_hash, p.event_id AS logged_id,
        e.event_id, e.envelope, e.salt, e.leaf_hash
        FROM pending_leaf p LEFT JOIN event e ON e.event_id = p.event_id WHERE p.event_id IS NOT NULL ORDER BY p.leaf_id";
    pub(crate) const LAST: &str = "SELECT event_id FROM event ORDER BY event_id DESC LIMIT 1";
}

/// An event as it is stored.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredEvent {
    /// Its number.
    pub event_id: String,
    /// The canonical envelope.
    pub envelope: String,
    /// Its salt.
    pub salt: [u8; 32],
    /// Its leaf as recorded with it.
    pub leaf_hash: Hash,
}

/// A numbered leaf with its event.
#[derive(Clone, PartialEq, Eq)]
pub struct LoggedLeaf {
    /// Its place, from 0.
    pub seq: u64,
    /// The leaf as it was numbered.
    pub leaf_hash: Hash,
    /// Number of its event; none for a dummy leaf.
    pub event_id: Option<String>,
    /// The event; none for a dummy leaf, or when the event is gone.
    pub event: Option<StoredEvent>,
}

/// One event.
///
/// # Errors
/// The database fails.
pub async fn event(tx: &mut Tx, event_id: &str) -> Result<Option<StoredEvent>, StoreError> {
    tx.optional(sql::EVENT, &[event_id.into()]).await?.as_ref().map(stored).transpose()
}

/// Events about a record, in time order.
///
/// # Errors
/// The database fails.
pub async fn events_of(tx: &mut Tx, record_id: &str) -> Result<Vec<StoredEvent>, StoreError> {
    tx.all(sql::EVENTS_OF, &[record_id.into()]).await?.iter().map(stored).collect()
}

/// Events about a record or naming it among the things concerned, in time order.
///
/// # Errors
/// The database fails.
pub async fn events_concerning(tx: &mut Tx, record_id: &str) -> Result<Vec<StoredEvent>, StoreError> {
    tx.all(sql::EVENTS_CONCERNING, &[record_id.into()]).await?.iter().map(stored).collect()
}

/// Leaves that wait for their place, in time order, with their events; `seq` is 0 for all of them.
///
/// # Errors
/// The database fails.
pub async fn waiting_events(tx: &mut Tx) -> Result<Vec<LoggedLeaf>, StoreError> {
    tx.all(sql::WAITING, &[]).await?.iter().map(logged).collect()
}

/// The last event written; none before the first.
///
/// # Errors
/// The database fails.
pub async fn last_event(tx: &mut Tx) -> Result<Option<String>, StoreError> {
    tx.optional(sql::LAST, &[]).await?.map(|row| row.text("event_id")).transpose()
}

/// Up to `limit` numbered leaves from place `first` on, in order, with their events.
///
/// # Errors
/// The database fails.
pub async fn events_from(tx: &mut Tx, first: u64, limit: u32) -> Result<Vec<LoggedLeaf>, StoreError> {
    let first = i64::try_from(first).unwrap_or(i64::MAX);
    tx.all(sql::EVENTS_FROM, &[first.into(), i64::from(limit).into()]).await?.iter().map(logged).collect()
}

fn stored(row: &Row) -> Result<StoredEvent, StoreError> {
    Ok(StoredEvent {
        event_id: row.text("event_id")?,
        envelope: row.text("envelope")?,
        salt: row.array("salt")?,
        leaf_hash: Hash::new(row.array("leaf_hash")?),
    })
}

fn logged(row: &Row) -> Result<LoggedLeaf, StoreError> {
    let seq = u64::try_from(row.int("seq")?).map_err(|_| StoreError::Column { column: "seq", why: "negative" })?;
    let event = row.opt_text("event_id")?.map(|_| stored(row)).transpose()?;
    Ok(LoggedLeaf { seq, leaf_hash: Hash::new(row.array("logged_hash")?), event_id: row.opt_text("logged_id")?, event })
}
