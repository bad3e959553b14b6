//! Sealed parts of records, the wrapped keys of persons, and blind tokens to find them by.

use crate::error::StoreError;
use crate::insert::Insert;
use crate::row::Row;
use crate::tx::Tx;
use crate::value::Value;
use crate::want::Several;
use jiff::Timestamp;
use ledger::keyholder::Token;
use ledger::seal::{Vault, WrappedKey};
use std::str::FromStr as _;

pub(crate) static PART: Insert = Insert::new(
    "INSERT INTO sealed_part (record_id, field, event_id, person_id, vault, retention, key_version, sealed)",
    8,
    "",
);

/// All versions of the keys of several persons.
pub(crate) static KEYS: Several =
    Several::new("SELECT person_id, vault, retention, key_version, wrapped FROM person_key WHERE person_id IN");

/// Inserts of this module.
pub const INSERTS: &[&Insert] = &[&PART];

pub(crate) mod sql {
    pub(crate) const PARTS: &str =
        "SELECT record_id, field, event_id, person_id, vault, retention, key_version, sealed FROM sealed_part
        WHERE record_id = $1 ORDER BY field, event_id";
    pub(crate) const PART: &str =
        "SELECT record_id, field, event_id, person_id, vault, retention, key_version, sealed FROM sealed_part
        WHERE record_id = $1 AND field = $2 ORDER BY event_id DESC LIMIT 1";
    pub(crate) const PUT_KEY: &str =
        "INSERT INTO person_key (person_id, vault, retention, key_version, wrapped) VALUES ($1, $2, $3, $4, $5)";
    pub(crate) const KEY: &str = "SELECT person_id, vault, retention, key_version, wrapped FROM person_key
        WHERE person_id = $1 AND vault = $2 AND retention = $3 ORDER BY key_version DESC LIMIT 1";
    pub(crate) const DESTROY: &str = "UPDATE person_key SET wrapped = NULL, destroyed_at = $4
        WHERE person_id = $1 AND vault = $2 AND retention = $3 AND wrapped IS NOT NULL";
    pub(crate) const PUT_TOKEN: &str = "INSERT INTO blind_token (vault, field, token, record_id, key_version) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
    pub(crate) const FIND: &str =
        "SELECT record_id FROM blind_token WHERE vault = $1 AND field = $2 AND token = $3 ORDER BY record_id";
    pub(crate) const FILED: &str =
        "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM blind_token WHERE vault = $1 AND field = $2 AND token = $3";
    pub(crate) const TOKENS: &str =
        "SELECT vault, field, token, record_id, key_version FROM blind_token ORDER BY record_id, vault, field, token";
    pub(crate) const OLDER: &str = "SELECT vault, field, token, record_id, key_version FROM blind_token
        WHERE key_version < $1 ORDER BY vault, field, token, record_id LIMIT 500";
    pub(crate) const DROP: &str =
        "DELETE FROM blind_token WHERE vault = $1 AND field = $2 AND token = $3 AND record_id = $4";
    pub(crate) const OLDER_COUNT: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM blind_token WHERE key_version < $1";
    pub(crate) const FORGET: &str = "DELETE FROM blind_token WHERE record_id = $1 AND vault = $2";
}

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[
    sql::PARTS,
    sql::PART,
    sql::PUT_KEY,
    sql::KEY,
    sql::DESTROY,
    sql::PUT_TOKEN,
    sql::FIND,
    sql::FILED,
    sql::TOKENS,
    sql::FORGET,
    sql::OLDER,
    sql::DROP,
    sql::OLDER_COUNT,
];

/// One field of a record, sealed under a person's key for the event that brings it.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedPart {
    /// Permanent code of the field.
    pub field: String,
    /// Person whose key seals it.
    pub person: String,
    /// Vault of the key.
    pub vault: Vault,
    /// Retention purpose of the key.
    pub retention: String,
    /// Version of the vault's key.
    pub key_version: u32,
    /// Nonce and ciphertext.
    pub sealed: Vec<u8>,
}

/// A sealed part with the record and event it is bound to.
#[derive(Clone, PartialEq, Eq)]
pub struct PlacedPart {
    /// The record.
    pub record: String,
    /// The event.
    pub event: String,
    /// The part.
    pub part: SealedPart,
}

/// A person's key as the store has it.
#[derive(Clone, PartialEq, Eq)]
pub enum KeyState {
    /// There.
    Kept(WrappedKey),
    /// Destroyed: what it sealed is erased.
    Destroyed,
}

/// One version of a person's key as it was read with others.
#[derive(Clone)]
pub(crate) struct KeyRow {
    vault: Vault,
    retention: String,
    pub(crate) version: u32,
    wrapped: Option<Vec<u8>>,
}

impl KeyRow {
    pub(crate) fn from_row(row: &Row) -> Result<Self, StoreError> {
        let (vault, retention) = (vault_of(row)?, row.text("retention")?);
        Ok(Self { vault, retention, version: version_of(row)?, wrapped: row.opt_blob("wrapped")? })
    }

    fn state(&self, person: &str) -> KeyState {
        let Some(wrapped) = self.wrapped.clone() else { return KeyState::Destroyed };
        let (person, retention) = (person.to_owned(), self.retention.clone());
        KeyState::Kept(WrappedKey { vault: self.vault, retention, person, key_version: self.version, wrapped })
    }
}

impl SealedPart {
    pub(crate) fn row(&self, record: &str, event: &str) -> Vec<Value> {
        vec![
            record.into(),
            (&self.field).into(),
            event.into(),
            (&self.person).into(),
            self.vault.code().into(),
            (&self.retention).into(),
            i64::from(self.key_version).into(),
            self.sealed.clone().into(),
        ]
    }
}

/// All sealed parts of a record, each field's oldest first.
///
/// # Errors
/// The database fails.
pub async fn parts_of(tx: &mut Tx, record: &str) -> Result<Vec<PlacedPart>, StoreError> {
    tx.all(sql::PARTS, &[record.into()]).await?.iter().map(placed).collect()
}

/// The newest sealed part of one field of a record.
///
/// # Errors
/// The database fails.
pub async fn part(tx: &mut Tx, record: &str, field: &str) -> Result<Option<PlacedPart>, StoreError> {
    tx.optional(sql::PART, &[record.into(), field.into()]).await?.as_ref().map(placed).transpose()
}

/// Keeps a new wrapped key.
///
/// # Errors
/// [`StoreError::Conflict`] when the person has one of this version for vault and retention.
pub async fn put_key(tx: &mut Tx, key: &WrappedKey) -> Result<(), StoreError> {
    let row = [
        (&key.person).into(),
        key.vault.code().into(),
        (&key.retention).into(),
        i64::from(key.key_version).into(),
        key.wrapped.clone().into(),
    ];
    tx.execute(sql::PUT_KEY, &row).await.map(drop)
}

/// The newest key of a person for a vault and retention purpose; none when there never was one.
///
/// # Errors
/// The database fails.
pub async fn key(tx: &mut Tx, person: &str, vault: Vault, retention: &str) -> Result<Option<KeyState>, StoreError> {
    if let Some(keys) = tx.held_keys(person) {
        let newest = keys.iter().find(|key| key.vault == vault && key.retention == retention);
        return Ok(newest.map(|key| key.state(person)));
    }
    let row = tx.optional(sql::KEY, &[person.into(), vault.code().into(), retention.into()]).await?;
    row.map(|row| Ok(KeyRow::from_row(&row)?.state(person))).transpose()
}

/// Destroys all versions of a person's key for a vault and retention purpose and returns how many there were.
///
/// # Errors
/// The database fails.
pub async fn destroy_key(
    tx: &mut Tx,
    person: &str,
    vault: Vault,
    retention: &str,
    at: Timestamp,
) -> Result<u64, StoreError> {
    tx.execute(sql::DESTROY, &[person.into(), vault.code().into(), retention.into(), at.into()]).await
}

/// Makes a record findable by a token.
///
/// # Errors
/// The database fails.
pub async fn put_token(tx: &mut Tx, vault: Vault, field: &str, token: &Token, record: &str) -> Result<(), StoreError> {
    let version = i64::from(token.version());
    let row = [vault.code().into(), field.into(), (*token.as_bytes()).into(), record.into(), version.into()];
    tx.execute(sql::PUT_TOKEN, &row).await.map(drop)
}

/// Records that carry a token.
///
/// # Errors
/// The database fails.
pub async fn find(tx: &mut Tx, vault: Vault, field: &str, token: &[u8]) -> Result<Vec<String>, StoreError> {
    let rows = tx.all(sql::FIND, &[vault.code().into(), field.into(), token.into()]).await?;
    rows.iter().map(|row| row.text("record_id")).collect()
}

/// How many records carry a token.
///
/// # Errors
/// The database fails.
pub async fn filed(tx: &mut Tx, vault: Vault, field: &str, token: &[u8]) -> Result<i64, StoreError> {
    tx.one(sql::FILED, &[vault.code().into(), field.into(), token.into()]).await?.int("n")
}

/// A token under which a record was filed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FiledToken {
    /// Vault of the value.
    pub vault: Vault,
    /// Permanent code of the field.
    pub field: String,
    /// Keyed hash of the value.
    pub token: [u8; 16],
    /// The record.
    pub record: String,
    /// Version of the secret that made it.
    pub version: u32,
}

/// Every token of every record.
///
/// # Errors
/// The database fails.
pub async fn all_tokens(tx: &mut Tx) -> Result<Vec<FiledToken>, StoreError> {
    let read = |row: &Row| {
        let (vault, field) = (vault_of(row)?, row.text("field")?);
        let (token, record) = (row.array("token")?, row.text("record_id")?);
        Ok(FiledToken { vault, field, token, record, version: version_of(row)? })
    };
    tx.all(sql::TOKENS, &[]).await?.iter().map(read).collect()
}

/// A token that was filed under an older version of the blind index's secret.
#[derive(Clone, PartialEq, Eq)]
pub struct OldToken {
    /// The vault.
    pub vault: Vault,
    /// Permanent code of the field.
    pub field: String,
    /// The token.
    pub token: [u8; 16],
    /// The record that has the value.
    pub record: String,
    /// Version of the secret.
    pub version: u32,
}

/// Tokens older than a version, at most 500.
///
/// # Errors
/// The database fails.
pub async fn older_tokens(tx: &mut Tx, newest: u32) -> Result<Vec<OldToken>, StoreError> {
    let read = |row: &Row| {
        Ok(OldToken {
            vault: vault_of(row)?,
            field: row.text("field")?,
            token: row.array("token")?,
            record: row.text("record_id")?,
            version: version_of(row)?,
        })
    };
    tx.all(sql::OLDER, &[i64::from(newest).into()]).await?.iter().map(read).collect()
}

/// How many tokens are older than a version.
///
/// # Errors
/// The database fails.
pub async fn count_older_tokens(tx: &mut Tx, newest: u32) -> Result<i64, StoreError> {
    tx.one(sql::OLDER_COUNT, &[i64::from(newest).into()]).await?.int("n")
}

/// Takes an old token away and files the newer one in its place.
///
/// # Errors
/// The database fails.
pub async fn replace_token(tx: &mut Tx, old: &OldToken, newer: &Token) -> Result<(), StoreError> {
    let row = [old.vault.code().into(), (&old.field).into(), old.token.into(), (&old.record).into()];
    tx.execute(sql::DROP, &row).await?;
    put_token(tx, old.vault, &old.field, newer, &old.record).await
}

/// Deletes the tokens of a record in one vault, when it is erased.
///
/// # Errors
/// The database fails.
pub async fn forget_tokens(tx: &mut Tx, record: &str, vault: Vault) -> Result<u64, StoreError> {
    tx.execute(sql::FORGET, &[record.into(), vault.code().into()]).await
}

fn placed(row: &Row) -> Result<PlacedPart, StoreError> {
    Ok(PlacedPart {
        record: row.text("record_id")?,
        event: row.text("event_id")?,
        part: SealedPart {
            field: row.text("field")?,
            person: row.text("person_id")?,
            vault: vault_of(row)?,
            retention: row.text("retention")?,
            key_version: version_of(row)?,
            sealed: row.blob("sealed")?,
        },
    })
}

fn vault_of(row: &Row) -> Result<Vault, StoreError> {
    Vault::from_str(&row.text("vault")?).map_err(|_| StoreError::Column { column: "vault", why: "no vault" })
}

fn version_of(row: &Row) -> Result<u32, StoreError> {
    row.int("key_version")?.try_into().map_err(|_| StoreError::Column { column: "key_version", why: "out of range" })
}
