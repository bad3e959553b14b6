//! The one interface behind which keys, blind-index hashing and log signing live.
//!
//! In process at first; a separate process under its own user implements the same trait later.

use crate::alike::{self, Likeness};
use crate::checkpoint::{Checkpoint, CheckpointError};
use crate::detail::{self, Form};
use crate::inbox::{self, InboxKey, Sealed};
use crate::keyring::Keyring;
use crate::linkage::{self, Clear, Explained, Register, SealedPerson};
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

    /// The key of this one part, to be disclosed with it in an evidence pack; it opens no other part.
    ///
    /// # Errors
    /// As [`KeyHolder::open`]: a part that does not open has no key to disclose.
    fn part_key(
        &self,
        key: &WrappedKey,
        place: &Place<'_>,
        sealed: &[u8],
        purpose: &str,
    ) -> Result<Zeroizing<[u8; 32]>, KeyError>;

    /// Keyed hash by which an exact value is found again without being stored; fields and vaults do not compare. It is of
    /// the newest version.
    ///
    /// # Errors
    /// Only a holder in another process can fail here.
    fn blind_index(&self, vault: Vault, field: &str, normalised: &str) -> Result<Token, KeyError> {
        let newest = self.blind_indexes(vault, field, normalised)?.into_iter().next_back();
        newest.ok_or(KeyError::UnknownVersion { vault, version: 0 })
    }

    /// The same in every version, the oldest first: a token filed before the secret was rotated is of an older one.
    ///
    /// # Errors
    /// As [`KeyHolder::blind_index`].
    fn blind_indexes(&self, vault: Vault, field: &str, normalised: &str) -> Result<Vec<Token>, KeyError>;

    /// Newest version of the blind index's secret.
    ///
    /// # Errors
    /// As [`KeyHolder::blind_index`].
    fn index_version(&self) -> Result<u32, KeyError>;

    /// A token of an older version in the newest one. It needs no clear value.
    ///
    /// # Errors
    /// There never was such a version.
    fn retoken(&self, vault: Vault, field: &str, token: [u8; 16], version: u32) -> Result<Token, KeyError>;

    /// Tokens under which a name is filed: one for each word, of how it sounds; of the newest version.
    ///
    /// # Errors
    /// As [`KeyHolder::blind_index`].
    fn name_tokens(&self, vault: Vault, field: &str, name: &str) -> Result<Vec<Token>, KeyError>;

    /// Tokens to look for where somebody asks for a name, in every version: for each word how it sounds, then what is one
    /// letter away.
    ///
    /// # Errors
    /// No purpose.
    fn name_probes(&self, vault: Vault, field: &str, asked: &str, purpose: &str) -> Result<Vec<Vec<Token>>, KeyError>;

    /// Tokens of a detail that procedures may share: of what is written, and of what meets it in another spelling or script;
    /// of the newest version. `None` where too little is written.
    ///
    /// # Errors
    /// As [`KeyHolder::blind_index`].
    fn detail_tokens(&self, vault: Vault, field: &str, form: Form, text: &str) -> Result<Option<Alike>, KeyError> {
        let Some(exact) = detail::exact(form, text) else { return Ok(None) };
        let meets = detail::sounding(form, text).unwrap_or_else(|| format!("={exact}"));
        let same = self.blind_index(vault, field, &exact)?;
        let alike = self.blind_index(vault, &alike_field(field), &meets)?;
        Ok(Some(Alike { same, alike }))
    }

    /// How near each sealed name is to what was asked for. Names are opened and compared inside; only the answer leaves.
    ///
    /// # Errors
    /// As [`KeyHolder::open`]; more names than [`MOST_COMPARED`].
    fn names_alike(
        &self,
        asked: &str,
        names: &[SealedName<'_>],
        purpose: &str,
    ) -> Result<Vec<Option<Likeness>>, KeyError>;

    /// How probably each of some persons is the same as one, feature by feature. Texts are opened and compared inside; what
    /// leaves are reasons in which no value stands.
    ///
    /// # Errors
    /// As [`KeyHolder::open`]; more persons than [`MOST_COMPARED`].
    fn persons_alike(
        &self,
        one: &SealedPerson<'_>,
        others: &[SealedPerson<'_>],
        names: (&str, &Register),
        purpose: &str,
    ) -> Result<Vec<Explained>, KeyError>;

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

    /// Public key to which devices seal what they keep without a network; of the newest version.
    ///
    /// # Errors
    /// The holder lacks a key for the clinical vault.
    fn inbox_key(&self) -> Result<InboxKey, KeyError>;

    /// Opens what a device sealed to the key of a version, under the mark that travels with it, for a stated purpose.
    ///
    /// # Errors
    /// No purpose; there never was such a version; it does not open.
    fn open_inbox(
        &self,
        version: u32,
        sealed: &Sealed,
        mark: &[u8],
        purpose: &str,
    ) -> Result<Zeroizing<Vec<u8>>, KeyError>;
}

/// Sealed names or persons compared at once at most.
pub const MOST_COMPARED: usize = 1_000;

/// A name as it lies sealed.
pub struct SealedName<'a> {
    /// Key of the person.
    pub key: &'a WrappedKey,
    /// Its place.
    pub place: Place<'a>,
    /// Nonce and ciphertext.
    pub sealed: &'a [u8],
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
    /// More was asked for at once than is compared.
    #[error("at most {MOST_COMPARED} names or persons are compared at once")]
    TooMany,
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

/// A blind-index token: 16 bytes that only the key holder could make, and the version of the secret it took.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Token {
    bytes: [u8; 16],
    version: u32,
}

impl Token {
    /// A token as it was filed.
    #[must_use]
    pub const fn filed(bytes: [u8; 16], version: u32) -> Self {
        Self { bytes, version }
    }

    /// The 16 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 16] {
        &self.bytes
    }

    /// Version of the secret.
    #[must_use]
    pub const fn version(&self) -> u32 {
        self.version
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Token({}…)", HEXLOWER.encode(self.bytes.first_chunk::<2>().unwrap_or(&[0; 2])))
    }
}

/// The two tokens of a detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alike {
    /// The same for what is the same apart from capitals, accents, signs and script.
    pub same: Token,
    /// The same for what may be the same in another spelling; equal wherever the first one is.
    pub alike: Token,
}

/// Field under which the second token of a detail is keyed.
#[must_use]
pub fn alike_field(field: &str) -> String {
    format!("{field}.alike")
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

/// The keys of the blind index for one field, by version.
struct Indexer(Vec<(u32, Zeroizing<[u8; 32]>)>);

impl Indexer {
    /// The token of a value in every version, the oldest first: each later one is the keyed hash of the one before.
    fn all(&self, normalised: &str) -> Result<Vec<Token>, KeyError> {
        let mut tokens: Vec<Token> = Vec::with_capacity(self.0.len());
        for (version, key) in &self.0 {
            let bytes = match tokens.last() {
                Some(before) => keyed(key, before.as_bytes())?,
                None => keyed(key, normalised.as_bytes())?,
            };
            tokens.push(Token { bytes, version: *version });
        }
        Ok(tokens)
    }

    /// A token in the newest version.
    fn later(&self, token: Token) -> Result<Token, KeyError> {
        let newer = self.0.iter().filter(|(version, _)| *version > token.version);
        newer.into_iter().try_fold(token, |before, (version, key)| {
            Ok(Token { bytes: keyed(key, before.as_bytes())?, version: *version })
        })
    }
}

fn keyed(key: &[u8; 32], message: &[u8]) -> Result<[u8; 16], KeyError> {
    let mac = Hmac::<Sha256>::new_from_slice(key).map_err(|_| SealError::TooLong)?;
    let hash: [u8; 32] = mac.chain_update(message).finalize().into_bytes().into();
    Ok(std::array::from_fn(|place| hash.get(place).copied().unwrap_or_default()))
}

impl InProcess {
    fn opened(&self, person: &SealedPerson<'_>, purpose: &str) -> Result<Clear, KeyError> {
        let mut clear = Clear::new(person.sex);
        for text in &person.texts {
            let opened = self.open(text.key, &text.place, text.sealed, purpose)?;
            clear.add(&text.says, &String::from_utf8_lossy(&opened));
        }
        Ok(clear)
    }

    fn indexer(&self, vault: Vault, field: &str) -> Result<Indexer, KeyError> {
        let info = bind("donare/index/v1", &[vault.code().as_bytes(), field.as_bytes()]);
        let derive = |(version, secret): (&u32, &Zeroizing<[u8; 32]>)| {
            let mut key = Zeroizing::new([0; 32]);
            Hkdf::<Sha256>::new(None, &**secret).expand(&info, &mut *key).map_err(|_| SealError::TooLong)?;
            Ok((*version, key))
        };
        Ok(Indexer(self.keyring.index().iter().map(derive).collect::<Result<_, KeyError>>()?))
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

    fn part_key(
        &self,
        key: &WrappedKey,
        place: &Place<'_>,
        sealed: &[u8],
        purpose: &str,
    ) -> Result<Zeroizing<[u8; 32]>, KeyError> {
        self.open(key, place, sealed, purpose)?;
        Ok(crate::disclose::part_key(&self.unwrap_at(key, place)?, sealed)?)
    }

    fn blind_indexes(&self, vault: Vault, field: &str, normalised: &str) -> Result<Vec<Token>, KeyError> {
        self.indexer(vault, field)?.all(normalised)
    }

    fn index_version(&self) -> Result<u32, KeyError> {
        let newest = self.keyring.index().last_key_value();
        newest.map(|(version, _)| *version).ok_or(KeyError::UnknownVersion { vault: Vault::Identity, version: 0 })
    }

    fn retoken(&self, vault: Vault, field: &str, token: [u8; 16], version: u32) -> Result<Token, KeyError> {
        if !self.keyring.index().contains_key(&version) {
            return Err(KeyError::UnknownVersion { vault, version });
        }
        self.indexer(vault, field)?.later(Token { bytes: token, version })
    }

    fn name_tokens(&self, vault: Vault, field: &str, name: &str) -> Result<Vec<Token>, KeyError> {
        let indexer = self.indexer(vault, field)?;
        let mut sounds: Vec<String> = alike::words(name).iter().map(|word| alike::sound(word)).collect();
        sounds.sort_unstable();
        sounds.dedup();
        let newest = |sound: &String| Ok(indexer.all(sound)?.into_iter().next_back());
        let tokens: Result<Vec<Option<Token>>, KeyError> = sounds.iter().map(newest).collect();
        Ok(tokens?.into_iter().flatten().collect())
    }

    fn name_probes(&self, vault: Vault, field: &str, asked: &str, purpose: &str) -> Result<Vec<Vec<Token>>, KeyError> {
        if purpose.trim().is_empty() {
            return Err(KeyError::NoPurpose);
        }
        let indexer = self.indexer(vault, field)?;
        let probes = |word: &String| {
            let tokens: Result<Vec<Vec<Token>>, KeyError> =
                alike::near(&alike::sound(word)).iter().map(|sound| indexer.all(sound)).collect();
            Ok(tokens?.concat())
        };
        alike::words(asked).iter().map(probes).collect()
    }

    fn names_alike(
        &self,
        asked: &str,
        names: &[SealedName<'_>],
        purpose: &str,
    ) -> Result<Vec<Option<Likeness>>, KeyError> {
        if names.len() > MOST_COMPARED {
            return Err(KeyError::TooMany);
        }
        let asked = alike::words(asked);
        let compare = |name: &SealedName<'_>| {
            let clear = self.open(name.key, &name.place, name.sealed, purpose)?;
            let words = alike::words(&String::from_utf8_lossy(&clear));
            Ok(alike::likeness(&asked, &words))
        };
        names.iter().map(compare).collect()
    }

    fn persons_alike(
        &self,
        one: &SealedPerson<'_>,
        others: &[SealedPerson<'_>],
        (field, register): (&str, &Register),
        purpose: &str,
    ) -> Result<Vec<Explained>, KeyError> {
        if others.len() > MOST_COMPARED {
            return Err(KeyError::TooMany);
        }
        let indexer = self.indexer(Vault::Identity, field)?;
        let share = |sound: &str| {
            let token = indexer.all(sound).ok()?.pop()?;
            let filed = register.filed.get(token.as_bytes())?;
            Some(*filed as f64 / register.people.max(1) as f64)
        };
        let one = self.opened(one, purpose)?;
        let explain = |other: &SealedPerson<'_>| {
            let other = self.opened(other, purpose)?;
            Ok(linkage::alike(&one, &other, register.people, &share))
        };
        others.iter().map(explain).collect()
    }

    fn sign_checkpoint(&self, checkpoint: &Checkpoint) -> Result<SignedNote, KeyError> {
        let signer = Signer::new(&checkpoint.origin, self.keyring.signing())?;
        Ok(checkpoint.sign(&signer)?)
    }

    fn log_key(&self, origin: &str) -> Result<VerifierKey, KeyError> {
        Ok(Signer::new(origin, self.keyring.signing())?.verifier()?)
    }

    fn inbox_key(&self) -> Result<InboxKey, KeyError> {
        let vault = Vault::Clinical;
        let (version, secret) = self.keyring.newest(vault).ok_or(KeyError::UnknownVersion { vault, version: 0 })?;
        Ok(inbox::public(version, secret)?)
    }

    fn open_inbox(
        &self,
        version: u32,
        sealed: &Sealed,
        mark: &[u8],
        purpose: &str,
    ) -> Result<Zeroizing<Vec<u8>>, KeyError> {
        if purpose.trim().is_empty() {
            return Err(KeyError::NoPurpose);
        }
        let vault = Vault::Clinical;
        let secret = self.keyring.version(vault, version).ok_or(KeyError::UnknownVersion { vault, version })?;
        Ok(inbox::open(secret, sealed, mark)?)
    }
}
