//! The donor register: decisions, letters, referrals, look-ups, old registers on their way in.

use domain::donor_register::{Decision, Letter, LookUp, Referral, RegisterImport};
use jiff::Timestamp;

use crate::error::StoreError;
use crate::record::{self, Columns, Stored};
use crate::tables::{LETTER, LOOK_UP, REFERRAL, REGISTER_DECISION, REGISTER_IMPORT, Table};
use crate::tx::Tx;
use crate::value::Value;

impl Stored for Decision {
    const TABLE: Table = REGISTER_DECISION;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        let waiting = self.declarations.iter().flat_map(|d| &d.notices).filter(|n| n.handed_at.is_none()).count();
        let number = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        vec![
            ("person_id", self.person.to_string().into()),
            ("declared", number(self.declarations.len()).into()),
            ("open_notices", number(waiting).into()),
        ]
    }
}

impl Stored for Letter {
    const TABLE: Table = LETTER;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        let decision = self.queued.decision.to_string();
        vec![
            ("decision_id", decision.into()),
            ("kind", self.queued.kind.code().into()),
            ("state", self.state.code().into()),
            ("queued_at", self.queued_at.into()),
        ]
    }
}

impl Stored for Referral {
    const TABLE: Table = REFERRAL;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        let referred = &self.referred;
        vec![
            ("person_id", referred.person.to_string().into()),
            ("hospital_id", referred.hospital.to_string().into()),
            ("made_by", (&self.made_by).into()),
            ("made_at", self.made_at.into()),
        ]
    }
}

impl Stored for LookUp {
    const TABLE: Table = LOOK_UP;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![
            ("person_id", self.person().map(|p| p.to_string()).into()),
            ("overseen", i64::from(self.is_overseen()).into()),
            ("at", self.at.into()),
        ]
    }
}

impl Stored for RegisterImport {
    const TABLE: Table = REGISTER_IMPORT;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![("state", self.state().into()), ("staged_at", self.staged_at.into())]
    }
}

const OF_PERSON: &str = "SELECT body FROM register_decision WHERE person_id = $1";
const DECIDED: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM register_decision WHERE declared > 0";
const QUEUED: &str = "SELECT body FROM letter WHERE state = 'queued' ORDER BY queued_at, id LIMIT $1";
const LETTERS_OF: &str = "SELECT body FROM letter WHERE decision_id = $1 ORDER BY queued_at, id";
const NEWEST_LETTERS: &str = "SELECT body FROM letter ORDER BY queued_at DESC, id LIMIT $1";
const REFERRAL_OF: &str = "SELECT body FROM referral WHERE person_id = $1 ORDER BY made_at DESC, id LIMIT 1";
const REFERRALS: &str = "SELECT body FROM referral WHERE made_at >= $1 ORDER BY made_at DESC, id LIMIT 200";
const LOOK_UPS_OF: &str = "SELECT body FROM look_up WHERE person_id = $1 ORDER BY at DESC, id LIMIT 200";
const OVERSEEN: &str = "SELECT body FROM look_up WHERE overseen = 1 ORDER BY at DESC, id LIMIT 200";
const OVERSEEN_COUNT: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM look_up WHERE overseen = 1";
const IMPORTS: &str = "SELECT body FROM register_import ORDER BY staged_at DESC, id LIMIT 100";
const PUT_FILE: &str = "INSERT INTO register_file (import_id, sealed, rejected) VALUES ($1, $2, $3)";
const FILE: &str = "SELECT sealed, rejected FROM register_file WHERE import_id = $1";
const PUT_CODE: &str = "INSERT INTO register_code (code_hash, decision_id, letter_id, expires_at, failures, state) \
     VALUES ($1, $2, $3, $4, 0, 'open')";
const CODE: &str =
    "SELECT decision_id, failures FROM register_code WHERE code_hash = $1 AND state = 'open' AND expires_at > $2";
const CODE_FAILED: &str = "UPDATE register_code SET failures = failures + 1, \
     state = CASE WHEN failures >= $2 THEN 'withdrawn' ELSE state END WHERE code_hash = $1";
const CODE_USED: &str = "UPDATE register_code SET state = 'used' WHERE code_hash = $1";
const OPEN_VISIT: &str = "INSERT INTO register_visit (token_hash, decision_id, expires_at) VALUES ($1, $2, $3)";
const VISIT: &str = "SELECT decision_id FROM register_visit WHERE token_hash = $1 AND expires_at > $2";
const END_VISIT: &str = "DELETE FROM register_visit WHERE token_hash = $1 OR expires_at < $2";

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[
    OF_PERSON,
    DECIDED,
    QUEUED,
    LETTERS_OF,
    NEWEST_LETTERS,
    REFERRAL_OF,
    REFERRALS,
    LOOK_UPS_OF,
    OVERSEEN,
    OVERSEEN_COUNT,
    IMPORTS,
    PUT_FILE,
    FILE,
    PUT_CODE,
    CODE,
    CODE_FAILED,
    CODE_USED,
    OPEN_VISIT,
    VISIT,
    END_VISIT,
];

async fn bodies<R: Stored>(tx: &mut Tx, sql: &'static str, values: &[Value]) -> Result<Vec<R>, StoreError> {
    record::all(tx, sql, values).await
}

/// The decision of a person; `None` when the register never had anything of them.
///
/// # Errors
/// The database fails.
pub async fn of_person(tx: &mut Tx, person: &str) -> Result<Option<Decision>, StoreError> {
    Ok(bodies(tx, OF_PERSON, &[person.into()]).await?.pop())
}

/// How many people have ever declared something.
///
/// # Errors
/// The database fails.
pub async fn decided(tx: &mut Tx) -> Result<i64, StoreError> {
    tx.one(DECIDED, &[]).await?.int("n")
}

/// Letters that wait for the post, oldest first.
///
/// # Errors
/// The database fails.
pub async fn queued(tx: &mut Tx, most: i64) -> Result<Vec<Letter>, StoreError> {
    bodies(tx, QUEUED, &[most.into()]).await
}

/// Every letter to one person, oldest first.
///
/// # Errors
/// The database fails.
pub async fn letters_of(tx: &mut Tx, decision: &str) -> Result<Vec<Letter>, StoreError> {
    bodies(tx, LETTERS_OF, &[decision.into()]).await
}

/// The newest letters of all.
///
/// # Errors
/// The database fails.
pub async fn newest_letters(tx: &mut Tx, most: i64) -> Result<Vec<Letter>, StoreError> {
    bodies(tx, NEWEST_LETTERS, &[most.into()]).await
}

/// The newest referral of a person.
///
/// # Errors
/// The database fails.
pub async fn referral_of(tx: &mut Tx, person: &str) -> Result<Option<Referral>, StoreError> {
    Ok(bodies(tx, REFERRAL_OF, &[person.into()]).await?.pop())
}

/// Referrals made since an instant, newest first; at most 200.
///
/// # Errors
/// The database fails.
pub async fn referrals(tx: &mut Tx, since: Timestamp) -> Result<Vec<Referral>, StoreError> {
    bodies(tx, REFERRALS, &[since.into()]).await
}

/// Look-ups of a person, shown and refused, newest first; at most 200.
///
/// # Errors
/// The database fails.
pub async fn look_ups_of(tx: &mut Tx, person: &str) -> Result<Vec<LookUp>, StoreError> {
    bodies(tx, LOOK_UPS_OF, &[person.into()]).await
}

/// Look-ups that the privacy officer sees, newest first, at most 200; and how many there are.
///
/// # Errors
/// The database fails.
pub async fn overseen(tx: &mut Tx) -> Result<(Vec<LookUp>, i64), StoreError> {
    let all = tx.one(OVERSEEN_COUNT, &[]).await?.int("n")?;
    Ok((bodies(tx, OVERSEEN, &[]).await?, all))
}

/// Old registers that were brought in, newest first; at most 100.
///
/// # Errors
/// The database fails.
pub async fn imports(tx: &mut Tx) -> Result<Vec<RegisterImport>, StoreError> {
    bodies(tx, IMPORTS, &[]).await
}

/// Keeps the sealed file of an import, and the sealed rows that go back.
///
/// # Errors
/// The import has a file.
pub async fn put_file(tx: &mut Tx, import: &str, sealed: Vec<u8>, rejected: Option<Vec<u8>>) -> Result<(), StoreError> {
    tx.execute(PUT_FILE, &[import.into(), sealed.into(), rejected.into()]).await.map(drop)
}

/// The sealed file of an import, and the sealed rows that go back.
///
/// # Errors
/// The database fails.
pub async fn file(tx: &mut Tx, import: &str) -> Result<Option<(Vec<u8>, Option<Vec<u8>>)>, StoreError> {
    let row = tx.optional(FILE, &[import.into()]).await?;
    row.map(|row| Ok((row.blob("sealed")?, row.opt_blob("rejected")?))).transpose()
}

/// Keeps the code of a letter under its hash.
///
/// # Errors
/// The database fails.
pub async fn put_code(
    tx: &mut Tx,
    code: [u8; 32],
    decision: &str,
    letter: &str,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    tx.execute(PUT_CODE, &[code.into(), decision.into(), letter.into(), expires_at.into()]).await.map(drop)
}

/// The decision that an open code opens.
///
/// # Errors
/// The database fails.
pub async fn code(tx: &mut Tx, code: [u8; 32], now: Timestamp) -> Result<Option<String>, StoreError> {
    tx.optional(CODE, &[code.into(), now.into()]).await?.map(|row| row.text("decision_id")).transpose()
}

/// Counts a wrong second check; the code is withdrawn after `most` of them.
///
/// # Errors
/// The database fails.
pub async fn code_failed(tx: &mut Tx, code: [u8; 32], most: i64) -> Result<(), StoreError> {
    tx.execute(CODE_FAILED, &[code.into(), (most - 1).into()]).await.map(drop)
}

/// Uses a code up.
///
/// # Errors
/// The database fails.
pub async fn code_used(tx: &mut Tx, code: [u8; 32]) -> Result<(), StoreError> {
    tx.execute(CODE_USED, &[code.into()]).await.map(drop)
}

/// Opens a visit to a decision.
///
/// # Errors
/// The database fails.
pub async fn open_visit(tx: &mut Tx, token: [u8; 32], decision: &str, expires_at: Timestamp) -> Result<(), StoreError> {
    tx.execute(OPEN_VISIT, &[token.into(), decision.into(), expires_at.into()]).await.map(drop)
}

/// The decision that a visit under way is about.
///
/// # Errors
/// The database fails.
pub async fn visit(tx: &mut Tx, token: [u8; 32], now: Timestamp) -> Result<Option<String>, StoreError> {
    tx.optional(VISIT, &[token.into(), now.into()]).await?.map(|row| row.text("decision_id")).transpose()
}

/// Ends a visit, and forgets those that ended by themselves.
///
/// # Errors
/// The database fails.
pub async fn end_visit(tx: &mut Tx, token: [u8; 32], now: Timestamp) -> Result<(), StoreError> {
    tx.execute(END_VISIT, &[token.into(), now.into()]).await.map(drop)
}
