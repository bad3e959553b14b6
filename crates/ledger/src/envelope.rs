//! The frozen envelope of an event, its salted leaf, and commitments to the inputs of a verdict.
//!
//! Version 1 never changes (`docs/adr/0002-event-envelope-and-log.md`); another shape would be version 2 beside it.
//! Nothing in an envelope identifies a person: the body is pseudonymous, and what is personal is sealed elsewhere and
//! named here only by the digest of its ciphertext.

pub mod answers;
mod instant;

pub use instant::{LogInstant, NotAnInstant};

use crate::canonical::{self, NotCanonical};
use crate::seal::{Vault, WrappedKey};
use crate::{Hash, tree};
use serde::{Deserialize, Serialize};
use serde_json::Value;

const LEAF_PREFIX: &[u8] = b"donare/event/v1\n";
const INPUTS_PREFIX: &[u8] = b"donare/inputs/v1\n";

/// The line that is written when a plan is allowed or a fact is kept. A member without a value is left out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Envelope {
    /// Version of this shape.
    pub v: EnvelopeVersion,
    /// Id of the event.
    pub id: String,
    /// What happened, as capability and verb: `consent.signed`.
    pub kind: String,
    /// Version of the body of this kind, from 1.
    pub kind_version: u16,
    /// Id of the thing it happened to.
    pub record: String,
    /// Ids of the other things concerned.
    pub parents: Vec<String>,
    /// Account that acted.
    pub actor: String,
    /// Role in which it acted.
    pub role: String,
    /// Purpose for which it acted.
    pub purpose: String,
    /// Centre in which it acted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub centre: Option<String>,
    /// When it happened.
    pub happened: Happened,
    /// When it was recorded.
    pub recorded_at: LogInstant,
    /// What the kind says, without anything that identifies a person.
    pub body: Value,
    /// Parts sealed under the keys of persons.
    pub sealed: Vec<SealedRef>,
    /// How the rules answered, when rules were asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
}

/// Version of the envelope, written as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum EnvelopeVersion {
    /// The shape described here.
    V1,
}

/// The envelope has a version that this program does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("envelope version {0} is unknown")]
pub struct UnknownVersion(pub u8);

/// When something happened, and how well that is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Happened {
    /// The instant; with a coarse precision, the beginning of the minute, day, month or year in its zone.
    pub at: LogInstant,
    /// Zone of the place: an offset or an IANA name.
    pub zone: String,
    /// How exactly the instant is known.
    pub precision: Precision,
    /// Uncertainty of the clock in seconds, for devices.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uncertainty_s: Option<u32>,
}

/// How exactly an instant is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Precision {
    /// To the minute or better.
    Minute,
    /// To the day.
    Day,
    /// To the month.
    Month,
    /// To the year.
    Year,
    /// Not at all; the instant only orders.
    Unknown,
}

/// A sealed part that belongs to the event: its place and the digest of its ciphertext.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SealedRef {
    /// Field of the record that is sealed.
    pub field: String,
    /// Person under whose key it lies, by internal id.
    pub person: String,
    /// Vault of the key.
    pub vault: Vault,
    /// Retention purpose of the key: the part lives as long as this purpose does.
    pub retention: String,
    /// Version of the vault's key under which the person's key lay when the part was sealed.
    pub key_version: u32,
    /// SHA-256 of the ciphertext.
    pub digest: Hash,
}

/// What the rules answered, without the inputs themselves.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    /// Profile and its version that was law.
    pub profile: String,
    /// SHA-256 of the profile as it was read.
    pub profile_digest: Hash,
    /// Codes of the rules that were asked.
    pub rules: Vec<String>,
    /// What they found about a plan, as whoever planned was told. Empty for a kept fact, whose findings lie sealed; see
    /// [`answers`].
    pub findings: Vec<FindingRef>,
    /// Commitment to the frozen inputs; see [`commitment`].
    pub inputs_commitment: Hash,
}

/// One rule's answer in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingRef {
    /// Permanent code of the rule.
    pub code: String,
    /// What followed from it.
    pub outcome: String,
}

impl Envelope {
    /// The envelope as it is kept and hashed.
    ///
    /// # Errors
    /// The body holds something without a canonical form.
    pub fn to_canonical(&self) -> Result<Vec<u8>, NotCanonical> {
        let value = serde_json::to_value(self).map_err(|_| NotCanonical::NotJson)?;
        canonical::to_bytes(&value)
    }

    /// Reads an envelope that must be exactly as [`Envelope::to_canonical`] writes it.
    ///
    /// # Errors
    /// Unknown version or member, another shape, or another form of the same content.
    pub fn from_canonical(bytes: &[u8]) -> Result<Self, NotCanonical> {
        let envelope: Self = serde_json::from_slice(bytes).map_err(|_| NotCanonical::NotJson)?;
        if envelope.to_canonical()? == bytes { Ok(envelope) } else { Err(NotCanonical::OtherForm) }
    }

    /// What is hashed into the leaf: prefix, salt, canonical envelope.
    ///
    /// # Errors
    /// The body holds something without a canonical form.
    pub fn leaf_bytes(&self, salt: &[u8; 32]) -> Result<Vec<u8>, NotCanonical> {
        Ok([LEAF_PREFIX, salt, &self.to_canonical()?].concat())
    }

    /// RFC 6962 leaf hash of the salted envelope.
    ///
    /// # Errors
    /// The body holds something without a canonical form.
    pub fn leaf_hash(&self, salt: &[u8; 32]) -> Result<Hash, NotCanonical> {
        Ok(Self::leaf_hash_of(&self.to_canonical()?, salt))
    }

    /// The same of an envelope that was brought into its canonical form already.
    #[must_use]
    pub fn leaf_hash_of(canonical: &[u8], salt: &[u8; 32]) -> Hash {
        tree::leaf_hash(&[LEAF_PREFIX, salt, canonical].concat())
    }
}

impl SealedRef {
    /// Names a part that was just sealed under `key`.
    #[must_use]
    pub fn new(field: &str, key: &WrappedKey, ciphertext: &[u8]) -> Self {
        Self {
            field: field.to_owned(),
            person: key.person.clone(),
            vault: key.vault,
            retention: key.retention.clone(),
            key_version: key.key_version,
            digest: Hash::of(&[ciphertext]),
        }
    }

    /// Whether `ciphertext` is the part that was sealed.
    #[must_use]
    pub fn names(&self, ciphertext: &[u8]) -> bool {
        self.digest == Hash::of(&[ciphertext])
    }
}

/// Commits to `bytes` without telling anything about them to somebody who lacks the `blinder`.
///
/// The blinder is kept sealed under the same erasable key as the inputs.
#[must_use]
pub fn commitment(blinder: &[u8; 32], bytes: &[u8]) -> Hash {
    Hash::of(&[INPUTS_PREFIX, blinder, bytes])
}

impl TryFrom<u8> for EnvelopeVersion {
    type Error = UnknownVersion;

    fn try_from(number: u8) -> Result<Self, UnknownVersion> {
        if number == 1 { Ok(Self::V1) } else { Err(UnknownVersion(number)) }
    }
}

impl From<EnvelopeVersion> for u8 {
    fn from(version: EnvelopeVersion) -> Self {
        match version {
            EnvelopeVersion::V1 => 1,
        }
    }
}
