//! The sequencer's side: waiting leaves get consecutive places, tiles and the frontier grow, checkpoints are kept.

use super::PENDING;
use crate::error::StoreError;
use crate::row::Row;
use crate::tx::Tx;
use jiff::Timestamp;
use ledger::Hash;
use ledger::tile::{self, Tile, TileId};
use ledger::tree::Frontier;
use std::collections::BTreeMap;

pub(crate) mod sql {
    pub(crate) const FRONTIER: &str = "SELECT size, hashes FROM log_frontier WHERE only_row = 1";
    pub(crate) const CLAIM: &str = "UPDATE log_frontier SET size = size WHERE only_row = 1 RETURNING size, hashes";
    pub(crate) const MOVE_FRONTIER: &str =
        "UPDATE log_frontier SET size = $1, hashes = $2 WHERE only_row = 1 AND size = $3";
    pub(crate) const NUMBER: &str = "INSERT INTO log_leaf (seq, event_id, leaf_hash)
        SELECT CAST($1 AS BIGINT) - 1 + row_number() OVER (ORDER BY leaf_id), event_id, leaf_hash
        FROM (SELECT leaf_id, event_id, leaf_hash FROM pending_leaf ORDER BY leaf_id LIMIT $2) AS next
        RETURNING seq, leaf_hash";
    pub(crate) const UNPEND: &str =
        "DELETE FROM pending_leaf WHERE leaf_id IN (SELECT leaf_id FROM pending_leaf ORDER BY leaf_id LIMIT $1)";
    pub(crate) const PUT_TILE: &str = "INSERT INTO log_tile (level, idx, width, bytes) VALUES ($1, $2, $3, $4) ON CONFLICT (level, idx, width) DO NOTHING";
    pub(crate) const TILE: &str =
        "SELECT bytes FROM log_tile WHERE level = $1 AND idx = $2 AND width >= $3 ORDER BY width LIMIT 1";
    pub(crate) const PUT_CHECKPOINT: &str = "INSERT INTO checkpoint (size, signed_at, note) VALUES ($1, $2, $3)";
    pub(crate) const LATEST_CHECKPOINT: &str =
        "SELECT size, signed_at, note FROM checkpoint ORDER BY size DESC, signed_at DESC LIMIT 1";
    pub(crate) const FIRST_OVER: &str =
        "SELECT size, signed_at, note FROM checkpoint WHERE size > $1 ORDER BY size, signed_at LIMIT 1";
    pub(crate) const CHECKPOINTS: &str = "SELECT size, signed_at, note FROM checkpoint ORDER BY size, signed_at";
    pub(crate) const PENDING: &str = "SELECT COUNT(*) AS leaves FROM pending_leaf";
    pub(crate) const PLACE: &str = "SELECT seq FROM log_leaf WHERE event_id = $1";
}

/// A checkpoint as it was signed and published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedCheckpoint {
    /// Leaves under the signed root.
    pub size: u64,
    /// When it was signed.
    pub signed_at: Timestamp,
    /// The signed note.
    pub note: String,
}

/// Appends a dummy leaf that no event belongs to. `leaf_id` has the form of an event's number, so that it takes its place among them.
///
/// # Errors
/// The transaction only reads.
pub fn append_dummy(tx: &mut Tx, leaf_id: &str, leaf_hash: &Hash) -> Result<(), StoreError> {
    tx.later(&PENDING, vec![leaf_id.into(), crate::Value::Null, (*leaf_hash.as_bytes()).into()])
}

/// Leaves that wait for their place.
///
/// # Errors
/// The database fails.
pub async fn pending(tx: &mut Tx) -> Result<u64, StoreError> {
    unsigned(&tx.one(sql::PENDING, &[]).await?, "leaves")
}

/// The right edge of the tree over all numbered leaves.
///
/// # Errors
/// The database fails or the stored edge is malformed.
pub async fn frontier(tx: &mut Tx) -> Result<Frontier, StoreError> {
    edge(&tx.one(sql::FRONTIER, &[]).await?)
}

fn edge(row: &Row) -> Result<Frontier, StoreError> {
    let peaks = row.blob("hashes")?.as_chunks::<32>().0.iter().map(|hash| Hash::new(*hash)).collect();
    Frontier::from_parts(unsigned(row, "size")?, peaks).map_err(|_| StoreError::Body { table: "log_frontier" })
}

/// Gives up to `limit` waiting leaves their places, stores the tiles that grew, and returns the new edge. It claims the frontier's row
/// first, so that a second sequencer waits or is tried again.
///
/// # Errors
/// The database fails or the log's tables contradict each other.
pub async fn sequence(tx: &mut Tx, limit: u32) -> Result<Frontier, StoreError> {
    let mut edge = edge(&tx.one(sql::CLAIM, &[]).await?)?;
    let old = edge.size();
    let mut rows = Vec::new();
    for row in tx.all(sql::NUMBER, &[signed(old)?.into(), i64::from(limit).into()]).await? {
        rows.push((row.int("seq")?, Hash::new(row.array("leaf_hash")?)));
    }
    if rows.is_empty() {
        return Ok(edge);
    }
    rows.sort_unstable();
    let leaves: Vec<Hash> = rows.into_iter().map(|(_, leaf)| leaf).collect();
    tx.execute(sql::UNPEND, &[i64::from(limit).into()]).await?;
    let mut stored = BTreeMap::new();
    for id in tile::right_edge(old) {
        if let Some(bytes) = tile(tx, id).await? {
            stored.insert(id, bytes);
        }
    }
    for grown in tile::append(old, &stored, &leaves).map_err(|_| StoreError::Body { table: "log_tile" })? {
        put_tile(tx, grown).await?;
    }
    leaves.into_iter().for_each(|leaf| edge.push(leaf));
    let peaks: Vec<u8> = edge.peaks().iter().flat_map(|peak| *peak.as_bytes()).collect();
    match tx.execute(sql::MOVE_FRONTIER, &[signed(edge.size())?.into(), peaks.into(), signed(old)?.into()]).await? {
        1 => Ok(edge),
        _ => Err(StoreError::Stale { table: "log_frontier" }),
    }
}

/// The stored state of a tile that is at least as wide as `id` asks.
///
/// # Errors
/// The database fails.
pub async fn tile(tx: &mut Tx, id: TileId) -> Result<Option<Vec<u8>>, StoreError> {
    let key = [i64::from(id.level).into(), signed(id.index)?.into(), i64::from(id.width).into()];
    tx.optional(sql::TILE, &key).await?.map(|row| row.blob("bytes")).transpose()
}

async fn put_tile(tx: &mut Tx, tile: Tile) -> Result<(), StoreError> {
    let row = [
        i64::from(tile.id.level).into(),
        signed(tile.id.index)?.into(),
        i64::from(tile.id.width).into(),
        tile.bytes.into(),
    ];
    tx.execute(sql::PUT_TILE, &row).await.map(drop)
}

/// Keeps a signed checkpoint.
///
/// # Errors
/// One of the same size and instant is there.
pub async fn put_checkpoint(tx: &mut Tx, checkpoint: &SignedCheckpoint) -> Result<(), StoreError> {
    let row = [signed(checkpoint.size)?.into(), checkpoint.signed_at.into(), (&checkpoint.note).into()];
    tx.execute(sql::PUT_CHECKPOINT, &row).await.map(drop)
}

/// The last checkpoint signed.
///
/// # Errors
/// The database fails.
pub async fn latest_checkpoint(tx: &mut Tx) -> Result<Option<SignedCheckpoint>, StoreError> {
    tx.optional(sql::LATEST_CHECKPOINT, &[]).await?.as_ref().map(checkpoint).transpose()
}

/// The first checkpoint that covers the leaf at a place; none before it was signed.
///
/// # Errors
/// The database fails.
pub async fn first_over(tx: &mut Tx, place: u64) -> Result<Option<SignedCheckpoint>, StoreError> {
    tx.optional(sql::FIRST_OVER, &[signed(place)?.into()]).await?.as_ref().map(checkpoint).transpose()
}

/// All checkpoints, oldest first.
///
/// # Errors
/// The database fails.
pub async fn checkpoints(tx: &mut Tx) -> Result<Vec<SignedCheckpoint>, StoreError> {
    tx.all(sql::CHECKPOINTS, &[]).await?.iter().map(checkpoint).collect()
}

/// The place of an event in the log, from 0; none while its leaf waits.
///
/// # Errors
/// The database fails.
pub async fn place_of(tx: &mut Tx, event_id: &str) -> Result<Option<u64>, StoreError> {
    tx.optional(sql::PLACE, &[event_id.into()]).await?.map(|row| unsigned(&row, "seq")).transpose()
}

fn checkpoint(row: &Row) -> Result<SignedCheckpoint, StoreError> {
    Ok(SignedCheckpoint { size: unsigned(row, "size")?, signed_at: row.instant("signed_at")?, note: row.text("note")? })
}

fn unsigned(row: &Row, column: &'static str) -> Result<u64, StoreError> {
    u64::try_from(row.int(column)?).map_err(|_| StoreError::Column { column, why: "negative" })
}

fn signed(number: u64) -> Result<i64, StoreError> {
    i64::try_from(number).map_err(|_| StoreError::Body { table: "log_leaf" })
}
