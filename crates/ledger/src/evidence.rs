//! Evidence packs: one event, and the proof that it stood in the log when a checkpoint was signed.
//!
//! A court or a border officer needs the pack and the public keys, and nothing from us.

use crate::canonical::NotCanonical;
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
