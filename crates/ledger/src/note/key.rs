use super::{NoteError, NoteSignature};
use crate::{Hash, cosign};
use data_encoding::{BASE64, HEXLOWER};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use jiff::Timestamp;
use std::fmt;
use std::str::FromStr;

/// What a key signs with, by the type byte of the signed-note specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SignatureKind {
    /// Ed25519 over the text (0x01): logs, exports, releases.
    Ed25519,
    /// A witness's `cosignature/v1` with its time (0x04).
    Cosignature,
}

/// A public key with its name; its text is `name+hash+key`, as transparency-log tools exchange it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    kind: SignatureKind,
    public: VerifyingKey,
}

/// The text is not a verifier key, or the name cannot name a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a verifier key: expected NAME+HASH+KEY of an Ed25519 key, the name without spaces and plus signs")]
pub struct NotAKey;

/// A secret key with its name, for plain Ed25519 signatures.
pub struct Signer {
    name: String,
    key: SigningKey,
}

impl SignatureKind {
    const fn byte(self) -> u8 {
        match self {
            Self::Ed25519 => 1,
            Self::Cosignature => 4,
        }
    }
}

impl VerifierKey {
    pub(crate) fn new(name: &str, kind: SignatureKind, public: VerifyingKey) -> Result<Self, NotAKey> {
        if is_name(name) && !public.is_weak() { Ok(Self { name: name.to_owned(), kind, public }) } else { Err(NotAKey) }
    }

    /// Name of the key.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What it signs with.
    #[must_use]
    pub const fn kind(&self) -> SignatureKind {
        self.kind
    }

    /// First four bytes of SHA-256(name || new line || type || public key).
    #[must_use]
    pub fn key_id(&self) -> [u8; 4] {
        let hash = Hash::of(&[self.name.as_bytes(), b"\n", &[self.kind.byte()], self.public.as_bytes()]);
        let [a, b, c, d, ..] = *hash.as_bytes();
        [a, b, c, d]
    }

    /// Whether the line claims to be made by this key.
    pub(super) fn made(&self, line: &NoteSignature) -> bool {
        line.name == self.name && line.key_id == self.key_id()
    }

    /// Checks a signature over `text`; gives the time of a cosignature.
    pub(super) fn verify(&self, text: &str, signature: &[u8]) -> Result<Option<Timestamp>, NoteError> {
        let bad = || NoteError::BadSignature(self.name.clone());
        let (at, message, bytes) = match self.kind {
            SignatureKind::Ed25519 => (None, text.to_owned(), signature),
            SignatureKind::Cosignature => {
                let (at, bytes) = cosign::split(signature).ok_or_else(bad)?;
                (Some(at), cosign::message(at, text), bytes)
            }
        };
        let signature = Signature::from_slice(bytes).map_err(|_| bad())?;
        self.public.verify_strict(message.as_bytes(), &signature).map_err(|_| bad())?;
        Ok(at)
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = [&[self.kind.byte()], self.public.as_bytes().as_slice()].concat();
        write!(f, "{}+{}+{}", self.name, HEXLOWER.encode(&self.key_id()), BASE64.encode(&key))
    }
}

impl FromStr for VerifierKey {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let mut fields = text.splitn(3, '+');
        let (Some(name), Some(_), Some(key)) = (fields.next(), fields.next(), fields.next()) else {
            return Err(NotAKey);
        };
        let bytes = BASE64.decode(key.as_bytes()).map_err(|_| NotAKey)?;
        let (kind, public) = match bytes.split_first() {
            Some((1, public)) => (SignatureKind::Ed25519, public),
            Some((4, public)) => (SignatureKind::Cosignature, public),
            _ => return Err(NotAKey),
        };
        let public = VerifyingKey::try_from(public).map_err(|_| NotAKey)?;
        let parsed = Self::new(name, kind, public)?;
        if parsed.to_string() == text { Ok(parsed) } else { Err(NotAKey) }
    }
}

impl Signer {
    /// The key that grows from a secret seed.
    ///
    /// # Errors
    /// The name is empty or holds a space or a plus sign.
    pub fn new(name: &str, seed: &[u8; 32]) -> Result<Self, NotAKey> {
        if is_name(name) { Ok(Self { name: name.to_owned(), key: SigningKey::from_bytes(seed) }) } else { Err(NotAKey) }
    }

    /// The public half.
    ///
    /// # Errors
    /// The seed grew a key that nobody accepts; this does not happen with random seeds.
    pub fn verifier(&self) -> Result<VerifierKey, NotAKey> {
        VerifierKey::new(&self.name, SignatureKind::Ed25519, self.key.verifying_key())
    }

    /// Signs the text of a note.
    ///
    /// # Errors
    /// As [`Signer::verifier`].
    pub fn sign(&self, text: &str) -> Result<NoteSignature, NotAKey> {
        Ok(NoteSignature {
            name: self.name.clone(),
            key_id: self.verifier()?.key_id(),
            signature: self.key.sign(text.as_bytes()).to_bytes().to_vec(),
        })
    }
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signer").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Names of keys are not empty and hold neither white space nor a plus sign.
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.chars().any(|c| c.is_whitespace() || c.is_control() || c == '+')
}
