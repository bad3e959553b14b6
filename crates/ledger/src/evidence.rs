//! Evidence packs: one event, and the proof that it stood in the log when a checkpoint was signed.
//!
//! A court or a border officer needs the pack and the public keys, and nothing from us.

use crate::canonical::{self, NotCanonical};
use crate::checkpoint::{Checkpoint, CheckpointError, Opened};
use crate::note::VerifierKey;
use crate::tree::{ProofError, verify_inclusion};
use crate::{Envelope, Hash};
use serde::{Deserialize, Serialize};

/// An event with its salt, its place in the log, and a signed checkpoint that covers it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InclusionPack {
    /// The event.
    pub envelope: Envelope,
    /// The 32 random bytes hashed with it, in hexadecimal.
    pub salt: Hash,
    /// Number of its leaf, from 0.
    pub index: u64,
    /// Sibling hashes from the leaf to the root.
    pub proof: Vec<Hash>,
    /// The checkpoint as a signed note.
    pub checkpoint: String,
}

/// Why a pack proves nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EvidenceError {
    /// The event cannot be hashed.
    #[error(transparent)]
    Envelope(#[from] NotCanonical),
    /// The checkpoint cannot be believed.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The event is not in the tree of the checkpoint.
    #[error(transparent)]
    Proof(#[from] ProofError),
}

impl InclusionPack {
    /// Checks that the event stood in the log of `log` at the checkpoint; tells the checkpoint and its witnesses.
    ///
    /// # Errors
    /// The checkpoint is not signed by this log, or the event, its salt, place or proof was altered.
    pub fn verify(&self, log: &VerifierKey, witnesses: &[VerifierKey]) -> Result<Opened, EvidenceError> {
        let opened = Checkpoint::open(&self.checkpoint, log, witnesses)?;
        let leaf = self.envelope.leaf_hash(self.salt.as_bytes())?;
        let Checkpoint { size, root, .. } = &opened.checkpoint;
        verify_inclusion(&leaf, self.index, *size, &self.proof, root)?;
        Ok(opened)
    }
}

/// Name of the form of an evidence pack, as it stands in every one.
pub const FORM: &str = "donare/evidence-pack/v1";

/// Chosen records with all their events, as one file that a court's expert checks offline (`docs/reference/evidence-pack.md`).
/// Everything in it is covered by a hash, a proof or a signature.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EvidencePack {
    /// [`FORM`].
    pub form: String,
    /// Public key of the log, as transparency tools read it.
    pub log: String,
    /// The checkpoint under which every event stands, as a signed note.
    pub checkpoint: String,
    /// The records.
    pub records: Vec<PackedRecord>,
}

/// A record with its events in the order of the log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackedRecord {
    /// Its number.
    pub record: String,
    /// Its events.
    pub events: Vec<PackedEvent>,
}

/// An event with its salt, its place, its proof, and what of it is disclosed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackedEvent {
    /// The event.
    pub envelope: Envelope,
    /// The 32 random bytes hashed with it.
    pub salt: Hash,
    /// Number of its leaf, from 0.
    pub index: u64,
    /// Sibling hashes from the leaf to the root.
    pub proof: Vec<Hash>,
    /// Sealed parts that are disclosed; all others stay sealed.
    pub disclosed: Vec<PackedPart>,
}

/// A sealed part with the key that opens it and the text inside.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackedPart {
    /// Its field.
    pub field: String,
    /// The sealed bytes, hexadecimal; their digest stands in the event.
    pub sealed: String,
    /// The key of this part, hexadecimal.
    pub key: String,
    /// The text.
    pub text: String,
}

impl std::fmt::Debug for PackedPart {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PackedPart").field("field", &self.field).finish_non_exhaustive()
    }
}

impl EvidencePack {
    /// The bytes of the file: canonical JSON, so that no byte can be another.
    ///
    /// # Errors
    /// An event holds something without a canonical form.
    pub fn to_canonical(&self) -> Result<Vec<u8>, NotCanonical> {
        canonical::to_bytes(&serde_json::to_value(self).map_err(|_| NotCanonical::NotJson)?)
    }
}
