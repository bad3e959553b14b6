//! Protected people, custodians, openings of identities, and the directory of services.

use domain::support::{Custodian, Opening, ProtectedPerson, SupportService};
use jiff::Timestamp;

use crate::error::StoreError;
use crate::record::{self, Columns, Stored};
use crate::sql::statements;
use crate::tables::{CUSTODIAN, IDENTITY_OPENING, PROTECTED_PERSON, SUPPORT_SERVICE, Table};
use crate::tx::Tx;

impl Stored for ProtectedPerson {
    const TABLE: Table = PROTECTED_PERSON;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        let kept = self.consents.iter().filter(|c| c.withdrawn_at.is_none());
        let mut shared: Vec<String> = kept.map(|c| c.given.organisation.to_string()).collect();
        shared.sort_unstable();
        shared.dedup();
        vec![
            ("worker_id", self.worker.to_string().into()),
            ("organisation_id", self.taken_in.organisation.map(|o| o.to_string()).into()),
            ("status", self.status().code().into()),
            ("alarms", i64::try_from(self.open_alarms()).unwrap_or(i64::MAX).into()),
            ("shared_with", format!(" {} ", shared.join(" ")).into()),
            ("code_hash", self.code.as_ref().map(|c| c.step.hash.clone()).into()),
            ("taken_in_at", self.taken_in_at.into()),
        ]
    }
}

impl Stored for Custodian {
    const TABLE: Table = CUSTODIAN;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        let state = if self.until.is_none() { "current" } else { "ended" };
        vec![("account_id", self.account.to_string().into()), ("state", state.into())]
    }
}

impl Stored for Opening {
    const TABLE: Table = IDENTITY_OPENING;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        let state = match (&self.agreed, self.opened.is_empty()) {
            (None, _) => "asked",
            (Some(_), true) => "agreed",
            (Some(_), false) => "opened",
        };
        vec![
            ("person_id", self.asked.person.to_string().into()),
            ("state", state.into()),
            ("lapses_at", self.asked.lapses_at.into()),
        ]
    }
}

impl Stored for SupportService {
    const TABLE: Table = SUPPORT_SERVICE;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        let state = if self.ended_at.is_none() { "listed" } else { "ended" };
        vec![
            ("organisation_id", self.listed.organisation.to_string().into()),
            ("public_name", self.listed.name.as_str().into()),
            ("state", state.into()),
        ]
    }
}

statements! {
    OF_WORKER = "SELECT body FROM protected_person WHERE worker_id = $1 AND organisation_id IS NULL \
        ORDER BY alarms DESC, taken_in_at, id LIMIT $2";
    OF_ORGANISATION = "SELECT body FROM protected_person WHERE organisation_id = $1 \
        ORDER BY alarms DESC, taken_in_at, id LIMIT $2";
    SHARED_WITH = "SELECT body FROM protected_person WHERE shared_with LIKE $1 ORDER BY taken_in_at, id LIMIT $2";
    EVERYBODY = "SELECT body FROM protected_person ORDER BY alarms DESC, taken_in_at, id LIMIT $1";
    COUNT = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM protected_person";
    COUNT_OF_WORKER = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM protected_person WHERE worker_id = $1 \
        AND organisation_id IS NULL";
    COUNT_OF_ORGANISATION = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM protected_person WHERE organisation_id = $1";
    BY_CODE = "SELECT body FROM protected_person WHERE code_hash = $1";
    CUSTODIANS = "SELECT body FROM custodian WHERE state = 'current' ORDER BY id";
    OPENINGS = "SELECT body FROM identity_opening WHERE person_id = $1 ORDER BY lapses_at DESC, id";
    STANDING = "SELECT body FROM identity_opening WHERE lapses_at > $1 ORDER BY lapses_at, id";
    PUT_HALF = "INSERT INTO identity_half (opening_id, half, lapses_at) VALUES ($1, $2, $3) \
        ON CONFLICT (opening_id) DO UPDATE SET half = excluded.half";
    HALF = "SELECT half FROM identity_half WHERE opening_id = $1 AND lapses_at > $2";
    DROP_HALVES = "DELETE FROM identity_half WHERE lapses_at <= $1";
    SERVICES = "SELECT body FROM support_service WHERE state = 'listed' ORDER BY public_name, id LIMIT $1";
}

/// Whose people are asked for.
#[derive(Debug, Clone, Copy)]
pub enum Whose<'a> {
    /// Those whom an account looks after for the country.
    Worker(&'a str),
    /// Those whom an organisation took in.
    Organisation(&'a str),
    /// Everybody.
    Everybody,
}

fn limit(rows: usize) -> crate::Value {
    i64::try_from(rows).unwrap_or(i64::MAX).into()
}

/// So many protected people, those with an open alarm first; and how many there are in all.
///
/// # Errors
/// The database fails.
pub async fn people(tx: &mut Tx, whose: Whose<'_>, rows: usize) -> Result<(Vec<ProtectedPerson>, i64), StoreError> {
    let (sql, count, asked) = match whose {
        Whose::Worker(account) => (OF_WORKER, COUNT_OF_WORKER, Some(account)),
        Whose::Organisation(centre) => (OF_ORGANISATION, COUNT_OF_ORGANISATION, Some(centre)),
        Whose::Everybody => (EVERYBODY, COUNT, None),
    };
    let asked: Vec<crate::Value> = asked.into_iter().map(Into::into).collect();
    let with_limit = asked.iter().cloned().chain([limit(rows)]).collect::<Vec<_>>();
    Ok((record::all(tx, sql, &with_limit).await?, tx.one(count, &asked).await?.int("n")?))
}

/// So many people with a consent for an organisation that was not taken back; whether it has ended, the record says.
///
/// # Errors
/// The database fails.
pub async fn shared_with(tx: &mut Tx, organisation: &str, rows: usize) -> Result<Vec<ProtectedPerson>, StoreError> {
    record::all(tx, SHARED_WITH, &[format!("% {organisation} %").into(), limit(rows)]).await
}

/// Whose code has this hash.
///
/// # Errors
/// The database fails.
pub async fn by_code(tx: &mut Tx, hash: &str) -> Result<Option<ProtectedPerson>, StoreError> {
    Ok(record::all(tx, BY_CODE, &[hash.into()]).await?.into_iter().next())
}

/// Everybody who is a custodian now.
///
/// # Errors
/// The database fails.
pub async fn custodians(tx: &mut Tx) -> Result<Vec<Custodian>, StoreError> {
    record::all(tx, CUSTODIANS, &[]).await
}

/// Every opening of a person's identity, newest first.
///
/// # Errors
/// The database fails.
pub async fn openings(tx: &mut Tx, person: &str) -> Result<Vec<Opening>, StoreError> {
    record::all(tx, OPENINGS, &[person.into()]).await
}

/// Openings that have not lapsed.
///
/// # Errors
/// The database fails.
pub async fn standing(tx: &mut Tx, now: Timestamp) -> Result<Vec<Opening>, StoreError> {
    record::all(tx, STANDING, &[now.into()]).await
}

/// Keeps what one custodian took the outer seal off, until the opening lapses.
///
/// # Errors
/// The database fails.
pub async fn put_half(tx: &mut Tx, opening: &str, half: &str, lapses_at: Timestamp) -> Result<(), StoreError> {
    tx.execute(PUT_HALF, &[opening.into(), half.into(), lapses_at.into()]).await.map(drop)
}

/// What was kept of an opening that has not lapsed.
///
/// # Errors
/// The database fails.
pub async fn half(tx: &mut Tx, opening: &str, now: Timestamp) -> Result<Option<String>, StoreError> {
    tx.optional(HALF, &[opening.into(), now.into()]).await?.map(|row| row.text("half")).transpose()
}

/// Removes what was kept of openings that have lapsed.
///
/// # Errors
/// The database fails.
pub async fn drop_halves(tx: &mut Tx, now: Timestamp) -> Result<(), StoreError> {
    tx.execute(DROP_HALVES, &[now.into()]).await.map(drop)
}

/// So many entries of the directory, by name.
///
/// # Errors
/// The database fails.
pub async fn services(tx: &mut Tx, rows: usize) -> Result<Vec<SupportService>, StoreError> {
    record::all(tx, SERVICES, &[limit(rows)]).await
}
