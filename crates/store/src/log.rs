//! The log: events, leaves waiting for their place, the numbered leaves, tiles and checkpoints.

mod numbering;
mod reading;

pub use numbering::{
    SignedCheckpoint, append_dummy, checkpoints, first_over, frontier, latest_checkpoint, pending, place_of,
    put_checkpoint, sequence, tile,
};
pub use reading::{
    LoggedLeaf, StoredEvent, event, events_concerning, events_from, events_of, last_event, waiting_events,
};

use crate::error::StoreError;
use crate::insert::Insert;
use crate::sealed::{self, SealedPart};
use crate::tx::Tx;
use crate::value::Value;
use ledger::{Envelope, Hash};

pub(crate) static EVENT: Insert = Insert::new(
    "INSERT INTO event (event_id, kind, kind_version, record_id, envelope, salt, leaf_hash, recorded_at)",
    8,
    "",
);
pub(crate) static PARENT: Insert =
    Insert::new("INSERT INTO event_parent (parent_id, event_id)", 2, "ON CONFLICT DO NOTHING");
pub(crate) static PENDING: Insert = Insert::new("INSERT INTO pending_leaf (leaf_id, event_id, leaf_hash)", 3, "");

/// Inserts of this module.
pub const INSERTS: &[&Insert] = &[&EVENT, &PARENT, &PENDING];

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[
    numbering::sql::FRONTIER,
    numbering::sql::CLAIM,
    numbering::sql::MOVE_FRONTIER,
    numbering::sql::NUMBER,
    numbering::sql::UNPEND,
    numbering::sql::PUT_TILE,
    numbering::sql::TILE,
    numbering::sql::PUT_CHECKPOINT,
    numbering::sql::LATEST_CHECKPOINT,
    numbering::sql::CHECKPOINTS,
    numbering::sql::FIRST_OVER,
    numbering::sql::PENDING,
    numbering::sql::PLACE,
    reading::sql::EVENT,
    reading::sql::EVENTS_OF,
    reading::sql::EVENTS_CONCERNING,
    reading::sql::EVENTS_FROM,
    reading::sql::WAITING,
    reading::sql::LAST,
];

/// An event ready to be appended: its rows, made before the transaction begins.
#[derive(Clone)]
pub struct EventLine {
    leaf_hash: Hash,
    event: Vec<Value>,
    parents: Vec<Vec<Value>>,
    pending: Vec<Value>,
    parts: Vec<Vec<Value>>,
}

impl EventLine {
    /// The rows of an event under its salt, with the parts of persons sealed for it.
    ///
    /// # Errors
    /// [`StoreError::Body`] when the envelope has no canonical form.
    pub fn new(envelope: &Envelope, salt: &[u8; 32], parts: &[SealedPart]) -> Result<Self, StoreError> {
        let unfit = || StoreError::Body { table: "event" };
        let canonical = envelope.to_canonical().map_err(|_| unfit())?;
        let leaf_hash = Envelope::leaf_hash_of(&canonical, salt);
        let canonical = String::from_utf8(canonical).map_err(|_| unfit())?;
        let id = &envelope.id;
        Ok(Self {
            leaf_hash,
            event: vec![
                id.into(),
                (&envelope.kind).into(),
                i64::from(envelope.kind_version).into(),
                (&envelope.record).into(),
                canonical.into(),
                (*salt).into(),
                (*leaf_hash.as_bytes()).into(),
                envelope.recorded_at.timestamp().into(),
            ],
            parents: envelope.parents.iter().map(|parent| vec![parent.into(), id.into()]).collect(),
            pending: vec![id.into(), id.into(), (*leaf_hash.as_bytes()).into()],
            parts: parts.iter().map(|part| part.row(&envelope.record, id)).collect(),
        })
    }

    /// The leaf, for the receipt.
    #[must_use]
    pub const fn leaf_hash(&self) -> Hash {
        self.leaf_hash
    }
}

/// Appends an event: its line, the other things concerned, its waiting leaf and its sealed parts. They are written just before the commit.
///
/// # Errors
/// The transaction only reads.
pub fn append(tx: &mut Tx, line: &EventLine) -> Result<(), StoreError> {
    tx.later(&EVENT, line.event.clone())?;
    line.parents.iter().try_for_each(|row| tx.later(&PARENT, row.clone()))?;
    tx.later(&PENDING, line.pending.clone())?;
    line.parts.iter().try_for_each(|row| tx.later(&sealed::PART, row.clone()))
}
