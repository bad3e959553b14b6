//! The log for readers: its size, its checkpoints, its tiles, and the proof that one event stands in it.
//!
//! Checkpoints and tiles hold hashes only and are public. A proof discloses the event with its salt and needs a permission.

use codes::ids::{CaseId, EventId};
use domain::access::Permission;
use domain::case::SuspicionCase;
use ledger::evidence::InclusionPack;
use ledger::tile::{TileId, TileNodes};
use ledger::tree::{inclusion_needs, inclusion_proof};
use std::collections::BTreeMap;
use store::Tx;
use store::log::{self, SignedCheckpoint};

use crate::access::{Access, May};
use crate::failure::{Failure, Problem};
use crate::{Reader, Service};

/// Hashes in a full tile.
const FULL: u64 = 256;

/// The log as its page shows it.
#[derive(Debug, Clone)]
pub struct LogSeen {
    /// Leaves with a place.
    pub size: u64,
    /// Leaves that wait for theirs.
    pub waiting: u64,
    /// The last checkpoint of each of the latest twenty sizes, newest first.
    pub checkpoints: Vec<SignedCheckpoint>,
}

impl Service {
    /// Size, waiting leaves, and how the log grew.
    ///
    /// # Errors
    /// Denied.
    pub async fn log_seen(&self, access: &Access) -> Result<LogSeen, Failure> {
        self.read("log.page", access, May::national(Permission::ReadLog), None, |r| {
            Box::pin(async move {
                let size = log::frontier(r.tx).await?.size();
                let waiting = log::pending(r.tx).await?;
                Ok(LogSeen { size, waiting, checkpoints: store::figures::growth(r.tx, 20).await? })
            })
        })
        .await
    }

    /// The latest checkpoint as a signed note; public. `None` before the first was signed.
    ///
    /// # Errors
    /// The store fails.
    pub async fn latest_checkpoint(&self) -> Result<Option<SignedCheckpoint>, Failure> {
        self.public("log.checkpoint", |r| Box::pin(async move { Ok(log::latest_checkpoint(r.tx).await?) })).await
    }

    /// The hashes of a tile, 32 bytes each; public. Only what lies under the latest checkpoint is shown, so that tiles
    /// tell nobody when somebody acted.
    ///
    /// # Errors
    /// No such tile under the latest checkpoint.
    pub async fn log_tile(&self, id: TileId) -> Result<Vec<u8>, Failure> {
        self.public("log.tile", move |r| {
            Box::pin(async move {
                let absent = || Failure::from(Problem::not_found("tile", id));
                let signed = log::latest_checkpoint(r.tx).await?.ok_or_else(absent)?.size;
                let there = signed.checked_shr(u32::from(id.level) * 8).unwrap_or(0);
                if id.index.saturating_mul(FULL).saturating_add(u64::from(id.width)) > there {
                    return Err(absent());
                }
                let mut bytes = log::tile(r.tx, id).await?.ok_or_else(absent)?;
                bytes.truncate(usize::from(id.width) * 32);
                Ok(bytes)
            })
        })
        .await
    }

    /// One event with its salt and the proof that it stood in the log when the latest checkpoint was signed.
    ///
    /// # Errors
    /// Denied; no such event; it is not under a checkpoint yet. Events of the case vault are absent for whoever may not read cases.
    pub async fn proof(&self, access: &Access, event: EventId) -> Result<InclusionPack, Failure> {
        let cases = self.policy().reach(access.role, Permission::ReadCase, access.purpose).is_some();
        let reader = access.account;
        let id = event.to_string();
        self.read("log.proof", access, May::national(Permission::ReadLog), Some(id.clone()), move |r| {
            let id = id.clone();
            Box::pin(async move {
                let absent = || Failure::from(Problem::not_found("event", &id));
                let stored = log::event(r.tx, &id).await?.ok_or_else(absent)?;
                let envelope: ledger::Envelope =
                    serde_json::from_str(&stored.envelope).map_err(|e| Failure::fault(&e))?;
                // Of protected people nobody is given an event, whatever else they investigate.
                let protected = envelope.kind.starts_with("support.");
                if protected || (!cases && crate::verify::kinds::is_secret(&envelope.kind)) {
                    return Err(absent());
                }
                if let Ok(case) = envelope.record.parse::<CaseId>()
                    && r.find::<SuspicionCase>(case).await?.and_then(|c| c.part_of(reader)).is_none()
                {
                    return Err(absent());
                }
                pack(r.tx, &id).await?.ok_or_else(|| {
                    let expected = "an event under a signed checkpoint; ask again later";
                    Problem::new("stale", "event", expected).into()
                })
            })
        })
        .await
    }

    /// Asks whether a page may be asked for at all; a denial is written down with the record that its address names.
    ///
    /// # Errors
    /// Denied.
    pub async fn may_ask(
        &self,
        access: &Access,
        page: &'static str,
        permission: Permission,
        record: Option<&str>,
    ) -> Result<(), Failure> {
        self.permit(page, access, May::narrowed(permission), record).await
    }

    /// Asks whether a form may be opened, and writes the answer into the access lines.
    ///
    /// # Errors
    /// Denied.
    pub async fn may_open(&self, access: &Access, form: &'static str, permission: Permission) -> Result<(), Failure> {
        self.read(form, access, May::narrowed(permission), None, |_| Box::pin(async { Ok(()) })).await
    }
}

impl Reader<'_> {
    /// An event with its salt and its proof under a checkpoint; `None` for one that is not there or not under it yet.
    pub(crate) async fn inclusion(
        &mut self,
        id: &str,
        signed: &SignedCheckpoint,
    ) -> Result<Option<InclusionPack>, Failure> {
        pack_under(self.tx, id, signed).await
    }
}

/// An event with its salt and the proof that it stood in the log when the latest checkpoint was signed; `None` before that.
pub(crate) async fn pack(tx: &mut Tx, id: &str) -> Result<Option<InclusionPack>, Failure> {
    match log::latest_checkpoint(tx).await? {
        Some(signed) => pack_under(tx, id, &signed).await,
        None => Ok(None),
    }
}

async fn pack_under(tx: &mut Tx, id: &str, signed: &SignedCheckpoint) -> Result<Option<InclusionPack>, Failure> {
    let Some(stored) = log::event(tx, id).await? else { return Ok(None) };
    let Some(index) = log::place_of(tx, id).await?.filter(|index| *index < signed.size) else { return Ok(None) };
    let envelope = serde_json::from_str(&stored.envelope).map_err(|e| Failure::fault(&e))?;
    let nodes = inclusion_needs(index, signed.size).map_err(|e| Failure::fault(&e))?;
    let mut tiles = BTreeMap::new();
    for tile in TileId::holding_all(&nodes, signed.size) {
        if let Some(bytes) = log::tile(tx, tile).await? {
            tiles.insert(tile, bytes);
        }
    }
    let source = TileNodes::new(&tiles, signed.size);
    let proof = inclusion_proof(&source, index, signed.size).map_err(|e| Failure::fault(&e))?;
    let (salt, checkpoint) = (ledger::Hash::new(stored.salt), signed.note.clone());
    Ok(Some(InclusionPack { envelope, salt, index, proof, checkpoint }))
}
