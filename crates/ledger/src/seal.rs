//! Sealing per person: a key per person, vault and retention purpose, and parts bound to their place.
//!
//! Both layers are XChaCha20-Poly1305. A person's key is wrapped under the key of a vault; destroying the wrapped key
//! erases every part under it. A part opens only at the record, field and event for which it was sealed.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{KeyInit, XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// First byte of a sealed part.
const FORM: u8 = 1;
/// Parts are filled up to a multiple of this many bytes, so that their length tells little.
const STEP: usize = 32;
const FILL: u8 = 0x80;

/// Four vaults whose keys never meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Vault {
    /// Who stands behind a pseudonym.
    Identity,
    /// The clinical registry.
    Clinical,
    /// Cases and concerns.
    Case,
    /// People whom crime made victims, or who sold an organ.
    Protected,
}

/// The code is not that of a vault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a vault: expected identity, clinical, case or protected")]
pub struct NotAVault;

/// The key of one person in one vault for one retention purpose; wiped from memory when dropped.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct DataKey([u8; 32]);

/// A person's key as it is stored: wrapped under the vault's key and useless without it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrappedKey {
    /// Vault whose key wraps it.
    pub vault: Vault,
    /// Retention purpose: how long the parts under this key are kept, and why.
    pub retention: String,
    /// Internal id of the person.
    pub person: String,
    /// Version of the vault's key.
    pub key_version: u32,
    /// Nonce and ciphertext.
    pub wrapped: Vec<u8>,
}

/// Where a sealed part belongs; all of it is bound to the ciphertext.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// Vault of the key.
    pub vault: Vault,
    /// Id of the record.
    pub record: &'a str,
    /// Field of the record.
    pub field: &'a str,
    /// Id of the event that brought the part.
    pub event: &'a str,
}

/// Why something cannot be sealed or opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// Wrong key, wrong place, or altered bytes; which of them cannot be known.
    #[error("the sealed part does not open: wrong key, wrong place or altered")]
    Unopenable,
    /// Longer than the cipher allows.
    #[error("too long to seal")]
    TooLong,
}

impl Vault {
    /// All vaults.
    pub const ALL: [Self; 4] = [Self::Identity, Self::Clinical, Self::Case, Self::Protected];

    /// The permanent code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Clinical => "clinical",
            Self::Case => "case",
            Self::Protected => "protected",
        }
    }
}

impl fmt::Display for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl std::str::FromStr for Vault {
    type Err = NotAVault;

    fn from_str(code: &str) -> Result<Self, NotAVault> {
        Self::ALL.into_iter().find(|vault| vault.code() == code).ok_or(NotAVault)
    }
}

impl DataKey {
    /// A key made of 32 random bytes.
    #[must_use]
    pub const fn new(random: [u8; 32]) -> Self {
        Self(random)
    }

    /// The bytes, for this crate alone.
    pub(crate) const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for DataKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DataKey(…)")
    }
}

impl fmt::Debug for WrappedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WrappedKey")
            .field("vault", &self.vault)
            .field("retention", &self.retention)
            .field("key_version", &self.key_version)
            .finish_non_exhaustive()
    }
}

/// Names that belong together, in one unambiguous string of bytes: each goes with its length.
pub(crate) fn bind(domain: &str, parts: &[&[u8]]) -> Vec<u8> {
    let mut bytes = format!("{domain}\n").into_bytes();
    for part in parts {
        bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
        bytes.extend_from_slice(part);
    }
    bytes
}

/// Wraps `key` under the key of a vault. A nonce serves once.
///
/// # Errors
/// Does not happen with keys of 32 bytes; the cipher's limit is far away.
pub fn wrap(
    vault_key: &[u8; 32],
    key_version: u32,
    key: &DataKey,
    owner: (Vault, &str, &str),
    nonce: [u8; 24],
) -> Result<WrappedKey, SealError> {
    let (vault, retention, person) = owner;
    let aad = key_aad(vault, retention, person, key_version);
    let wrapped = encrypt(vault_key, nonce, &aad, &key.0)?;
    Ok(WrappedKey { vault, retention: retention.to_owned(), person: person.to_owned(), key_version, wrapped })
}

/// Unwraps a person's key with the vault's key of its version.
///
/// # Errors
/// Another vault key, or the stored key was altered or given to somebody else.
pub fn unwrap(vault_key: &[u8; 32], key: &WrappedKey) -> Result<DataKey, SealError> {
    let aad = key_aad(key.vault, &key.retention, &key.person, key.key_version);
    let bytes = decrypt(vault_key, &aad, &key.wrapped)?;
    bytes.as_slice().try_into().map(DataKey).map_err(|_| SealError::Unopenable)
}

/// Seals a part for its place. A nonce serves once per key; 24 random bytes do.
///
/// # Errors
/// The plaintext is longer than the cipher allows (256 GiB).
pub fn seal_part(key: &DataKey, nonce: [u8; 24], place: &Place<'_>, plaintext: &[u8]) -> Result<Vec<u8>, SealError> {
    let length = (plaintext.len() + 1).next_multiple_of(STEP);
    let mut filled = Zeroizing::new(Vec::with_capacity(length));
    filled.extend_from_slice(plaintext);
    filled.push(FILL);
    filled.resize(length, 0);
    let mut sealed = vec![FORM];
    sealed.append(&mut encrypt(&key.0, nonce, &place.aad(), &filled)?);
    Ok(sealed)
}

/// Opens a part at its place; the plaintext is wiped from memory when dropped.
///
/// # Errors
/// Another key, another place, or altered bytes.
pub fn open_part(key: &DataKey, place: &Place<'_>, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let Some((&FORM, sealed)) = sealed.split_first() else {
        return Err(SealError::Unopenable);
    };
    let mut plaintext = decrypt(&key.0, &place.aad(), sealed)?;
    let end = plaintext.iter().rposition(|byte| *byte != 0).ok_or(SealError::Unopenable)?;
    if plaintext.get(end) != Some(&FILL) {
        return Err(SealError::Unopenable);
    }
    plaintext.truncate(end);
    Ok(plaintext)
}

impl Place<'_> {
    pub(crate) fn aad(&self) -> Vec<u8> {
        let names = [self.vault.code(), self.record, self.field, self.event];
        bind("donare/part/v1", &names.map(str::as_bytes))
    }
}

fn key_aad(vault: Vault, retention: &str, person: &str, key_version: u32) -> Vec<u8> {
    let names = [vault.code().as_bytes(), retention.as_bytes(), person.as_bytes(), &key_version.to_be_bytes()];
    bind("donare/key/v1", &names)
}

/// Nonce and ciphertext.
fn encrypt(key: &[u8; 32], nonce: [u8; 24], aad: &[u8], plaintext: &[u8]) -> Result<Vec<u8>, SealError> {
    let cipher = XChaCha20Poly1305::new(key.into());
    let payload = Payload { msg: plaintext, aad };
    let mut body = cipher.encrypt(&XNonce::from(nonce), payload).map_err(|_| SealError::TooLong)?;
    let mut sealed = nonce.to_vec();
    sealed.append(&mut body);
    Ok(sealed)
}

fn decrypt(key: &[u8; 32], aad: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
    let (nonce, body) = sealed.split_first_chunk::<24>().ok_or(SealError::Unopenable)?;
    let cipher = XChaCha20Poly1305::new(key.into());
    let payload = Payload { msg: body, aad };
    cipher.decrypt(&XNonce::from(*nonce), payload).map(Zeroizing::new).map_err(|_| SealError::Unopenable)
}
