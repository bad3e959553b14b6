//! Cosignatures of witnesses (c2sp.org/tlog-cosignature, `cosignature/v1`): "as of this time, this is the largest
//! consistent tree I saw of this log".

use crate::checkpoint::Checkpoint;
use crate::note::{NotAKey, NoteSignature, SignatureKind, VerifierKey};
use ed25519_dalek::{Signer as _, SigningKey};
use jiff::Timestamp;
use std::fmt;

/// A witness's secret key with its name.
pub struct Witness {
    name: String,
    key: SigningKey,
}

/// Why a witness cannot cosign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CosignError {
    /// The name cannot name a key.
    #[error(transparent)]
    Key(#[from] NotAKey),
    /// The time lies before 1970.
    #[error("a cosignature cannot be dated before 1970")]
    BeforeEpoch,
}

impl Witness {
    /// The key that grows from a secret seed. A seed serves one witness only: the message does not name it.
    ///
    /// # Errors
    /// The name is empty or holds a space or a plus sign.
    pub fn new(name: &str, seed: &[u8; 32]) -> Result<Self, NotAKey> {
        let witness = Self { name: name.to_owned(), key: SigningKey::from_bytes(seed) };
        witness.verifier().map(|_| witness)
    }

    /// The public half.
    ///
    /// # Errors
    /// As [`Witness::new`].
    pub fn verifier(&self) -> Result<VerifierKey, NotAKey> {
        VerifierKey::new(&self.name, SignatureKind::Cosignature, self.key.verifying_key())
    }

    /// Cosigns a checkpoint whose consistency with the last one seen the caller has verified.
    ///
    /// # Errors
    /// `at` lies before 1970.
    pub fn cosign(&self, checkpoint: &Checkpoint, at: Timestamp) -> Result<NoteSignature, CosignError> {
        let seconds = u64::try_from(at.as_second()).map_err(|_| CosignError::BeforeEpoch)?;
        let signature = self.key.sign(message(at, &checkpoint.to_string()).as_bytes());
        Ok(NoteSignature {
            name: self.name.clone(),
            key_id: self.verifier()?.key_id(),
            signature: [seconds.to_be_bytes().as_slice(), &signature.to_bytes()].concat(),
        })
    }
}

impl fmt::Debug for Witness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Witness").field("name", &self.name).finish_non_exhaustive()
    }
}

/// What a witness signs.
pub(crate) fn message(at: Timestamp, text: &str) -> String {
    format!("cosignature/v1\ntime {}\n{text}", at.as_second())
}

/// Time and Ed25519 signature of a `timestamped_signature`.
pub(crate) fn split(bytes: &[u8]) -> Option<(Timestamp, &[u8])> {
    let (seconds, signature) = bytes.split_first_chunk()?;
    let seconds = i64::try_from(u64::from_be_bytes(*seconds)).ok()?;
    Some((Timestamp::from_second(seconds).ok()?, signature))
}
