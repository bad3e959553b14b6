//! The one interface behind which keys, blind-index hashing and log signing live.
//!
//! In process at first; a separate process under its own user implements the same trait later.

use crate::checkpoint::{Checkpoint, CheckpointError};
use crate::keyring::Keyring;
use crate::note::{NotAKey, SignedNote, Signer, VerifierKey};
use crate::seal::{self, DataKey, Place, SealError, Vault, WrappedKey, bind};
use data_encoding::HEXLOWER;
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt;
use zeroize::Zeroizing;

/// Whoever holds the keys.
pub trait KeyHolder: Send + Sync {
    /// Makes and wraps a key for one person, vault and retention purpose; the first 32 random bytes are the key.
    ///
    /// # Errors
    /// The holder lacks a key for the vault.
    fn new_person_key(
        &self,
        vault: Vault,
        retention: &str,
        person: &str,
        random: [u8; 56],
    ) -> Result<WrappedKey, KeyError>;

    /// Wraps a person's key anew under the newest key of its vault; parts under it stay as they are.
    ///
    /// # Errors
    /// The key does not unwrap, or its version is unknown.
    fn rewrap(&self, key: &WrappedKey, nonce: [u8; 24]) -> Result<WrappedKey, KeyError>;

    /// Seals a part under a person's key for its place.
    ///
    /// # Errors
    /// The key does not unwrap, its version is unknown, or the place lies in another vault.
    fn seal(&self, key: &WrappedKey, place: &Place<'_>, nonce: [u8; 24], plaintext: &[u8])
    -> Result<Vec<u8>, KeyError>;

    /// Opens a part at its place for a stated purpose.
    ///
    /// # Errors
    /// As [`KeyHolder::seal`]; also an empty purpose, or a part that does not open.
    fn open(
        &self,
        key: &WrappedKey,
        place: &Place<'_>,
        sealed: &[u8],
        purpose: &str,
    ) -> Result<Zeroizing<Vec<u8>>, KeyError>;

    /// Keyed hash by which an exact value is found again without being stored; fields and vaults do not compare.
    ///
    /// # Errors
    /// Only a holder in another process can fail here.
    fn blind_index(&self, vault: Vault, field: &str, normalised: &str) -> Result<Token, KeyError>;

    /// Signs a checkpoint of the log that is named by its origin. The caller has verified that the tree only grew.
    ///
    /// # Errors
    /// The origin cannot name a key, or the checkpoint is malformed.
    fn sign_checkpoint(&self, checkpoint: &Checkpoint) -> Result<SignedNote, KeyError>;

    /// Public key under which the log of this origin is verified.
    ///
    /// # Errors
    /// The origin cannot name a key.
    fn log_key(&self, origin: &str) -> Result<VerifierKey, KeyError>;
}

/// Why the key holder refuses.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// No purpose was stated.
    #[error("a sealed part is opened for a purpose only; none was stated")]
    NoPurpose,
    /// The keyring has no such key.
    #[error("the keyring has no key of version {version} for the vault `{vault}`")]
    UnknownVersion {
        /// Vault asked for.
        vault: Vault,
        /// Version asked for; 0 when there is none at all.
        version: u32,
    },
    /// The place and the key belong to different vaults.
    #[error("the part lies in the vault `{place}`, the key in `{key}`")]
    OtherVault {
        /// Vault of the place.
        place: Vault,
        /// Vault of the key.
        key: Vault,
    },
    /// Sealing or opening failed.
    #[error(transparent)]
    Seal(#[from] SealError),
    /// The checkpoint cannot be signed.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The origin cannot name a key.
    #[error(transparent)]
    Name(#[from] NotAKey),
}

/// A blind-index token: 16 bytes that only the key holder could make.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Token([u8; 16]);

impl Token {
    /// The 16 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Token({}…)", HEXLOWER.encode(self.0.first_chunk::<2>().unwrap_or(&[0; 2])))
    }
}

/// A key holder in this process.
#[derive(Debug)]
pub struct InProcess {
    keyring: Keyring,
}

impl InProcess {
    /// Holds the secrets of `keyring`.
    #[must_use]
    pub const fn new(keyring: Keyring) -> Self {
        Self { keyring }
    }

    fn wrap(&self, key: &DataKey, owner: (Vault, &str, &str), nonce: [u8; 24]) -> Result<WrappedKey, KeyError> {
        let vault = owner.0;
        let (version, secret) = self.keyring.newest(vault).ok_or(KeyError::UnknownVersion { vault, version: 0 })?;
        Ok(seal::wrap(secret, version, key, owner, nonce)?)
    }

    fn unwrap(&self, key: &WrappedKey) -> Result<DataKey, KeyError> {
        let unknown = KeyError::UnknownVersion { vault: key.vault, version: key.key_version };
        let secret = self.keyring.version(key.vault, key.key_version).ok_or(unknown)?;
        Ok(seal::unwrap(secret, key)?)
    }

    fn unwrap_at(&self, key: &WrappedKey, place: &Place<'_>) -> Result<DataKey, KeyError> {
        if place.vault == key.vault {
            self.unwrap(key)
        } else {
            Err(KeyError::OtherVault { place: place.vault, key: key.vault })
        }
    }
}

impl KeyHolder for InProcess {
    fn new_person_key(
        &self,
        vault: Vault,
        retention: &str,
        person: &str,
        random: [u8; 56],
    ) -> Result<WrappedKey, KeyError> {
        let random = Zeroizing::new(random);
        let mut bytes = random.iter().copied();
        let key = DataKey::new(std::array::from_fn(|_| bytes.next().unwrap_or_default()));
        let nonce = std::array::from_fn(|_| bytes.next().unwrap_or_default());
        self.wrap(&key, (vault, retention, person), nonce)
    }

    fn rewrap(&self, key: &WrappedKey, nonce: [u8; 24]) -> Result<WrappedKey, KeyError> {
        self.wrap(&self.unwrap(key)?, (key.vault, &key.retention, &key.person), nonce)
    }

    fn seal(
        &self,
        key: &WrappedKey,
        place: &Place<'_>,
        nonce: [u8; 24],
        plaintext: &[u8],
    ) -> Result<Vec<u8>, KeyError> {
        Ok(seal::seal_part(&self.unwrap_at(key, place)?, nonce, place, plaintext)?)
    }

    fn open(
        &self,
        key: &WrappedKey,
        place: &Place<'_>,
        sealed: &[u8],
        purpose: &str,
    ) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        if purpose.trim().is_empty() {
            return Err(KeyError::NoPurpose);
        }
        Ok(seal::open_part(&self.unwrap_at(key, place)?, place, sealed)?)
    }

    fn blind_index(&self, vault: Vault, field: &str, normalised: &str) -> Result<Token, KeyError> {
        let info = bind("donare/index/v1", &[vault.code().as_bytes(), field.as_bytes()]);
        let mut key = Zeroizing::new([0; 32]);
        Hkdf::<Sha256>::new(None, self.keyring.index()).expand(&info, &mut *key).map_err(|_| SealError::TooLong)?;
        let mac = Hmac::<Sha256>::new_from_slice(&*key).map_err(|_| SealError::TooLong)?;
        let hash: [u8; 32] = mac.chain_update(normalised.as_bytes()).finalize().into_bytes().into();
        Ok(Token(std::array::from_fn(|place| hash.get(place).copied().unwrap_or_default())))
    }

    fn sign_checkpoint(&self, checkpoint: &Checkpoint) -> Result<SignedNote, KeyError> {
        let signer = Signer::new(&checkpoint.origin, self.keyring.signing())?;
        Ok(checkpoint.sign(&signer)?)
    }

    fn log_key(&self, origin: &str) -> Result<VerifierKey, KeyError> {
        Ok(Signer::new(origin, self.keyring.signing())?.verifier()?)
    }
}
