//! Emergency accesses.

use std::collections::BTreeMap;

use domain::access::{EmergencyAccess, EmergencyFinding, Role};
use jiff::Timestamp;

use crate::error::StoreError;
use crate::record::{self, Columns, Stored};
use crate::sql::statements;
use crate::tables::{EMERGENCY_ACCESS, Table};
use crate::tx::Tx;

impl Stored for EmergencyAccess {
    const TABLE: Table = EMERGENCY_ACCESS;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        let review = self.review.as_ref();
        vec![
            ("account_id", self.account.to_string().into()),
            ("role", self.opened.role.code().into()),
            ("centre_id", self.opened.centre.to_string().into()),
            ("about_id", self.opened.about.as_str().into()),
            ("opened_at", self.opened_at.into()),
            ("until_at", self.until().into()),
            ("review_due_at", self.review_due_at().into()),
            ("reviewed_at", review.map(|r| r.at).into()),
            ("finding", review.map(|r| r.found.finding.code()).into()),
        ]
    }
}

statements! {
    RUNNING = "SELECT body FROM emergency_access WHERE account_id = $1 AND role = $2 AND centre_id = $3 AND opened_at <= $4 \
        AND until_at > $4 ORDER BY opened_at, id";
    RUNNING_OF = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM emergency_access WHERE account_id = $1 AND until_at > $2";
    OWN = "SELECT body FROM emergency_access WHERE account_id = $1 ORDER BY opened_at DESC, id DESC LIMIT 50";
    WAITING = "SELECT body FROM emergency_access WHERE reviewed_at IS NULL ORDER BY opened_at, id";
    REVIEWED = "SELECT body FROM emergency_access WHERE reviewed_at IS NOT NULL ORDER BY reviewed_at DESC, id DESC LIMIT 50";
    COUNTED = "SELECT account_id, CAST(COUNT(*) AS BIGINT) AS n FROM emergency_access WHERE opened_at > $1 GROUP BY account_id";
    OPENED_BETWEEN = "SELECT CAST(COUNT(*) AS BIGINT) AS opened, \
        CAST(COALESCE(SUM(CASE WHEN COALESCE(reviewed_at, $1) > review_due_at THEN 1 ELSE 0 END), 0) AS BIGINT) AS late, \
        CAST(COALESCE(SUM(CASE WHEN finding = $2 THEN 1 ELSE 0 END), 0) AS BIGINT) AS unjustified \
        FROM emergency_access WHERE opened_at >= $3 AND opened_at < $4";
    FIRST_OPENED = "SELECT MIN(opened_at) AS opened_at FROM emergency_access";
}

/// Those of an account in a role at a centre that run at an instant, the oldest first.
///
/// # Errors
/// The database fails.
pub async fn emergencies_running(
    tx: &mut Tx,
    (account, role, centre): (&str, Role, &str),
    at: Timestamp,
) -> Result<Vec<EmergencyAccess>, StoreError> {
    record::all(tx, RUNNING, &[account.into(), role.code().into(), centre.into(), at.into()]).await
}

/// How many of an account run at an instant, in whatever role.
///
/// # Errors
/// The database fails.
pub async fn emergencies_at_once(tx: &mut Tx, account: &str, at: Timestamp) -> Result<i64, StoreError> {
    tx.one(RUNNING_OF, &[account.into(), at.into()]).await?.int("n")
}

/// Those that an account opened, the newest first: at most 50.
///
/// # Errors
/// The database fails.
pub async fn emergencies_of(tx: &mut Tx, account: &str) -> Result<Vec<EmergencyAccess>, StoreError> {
    record::all(tx, OWN, &[account.into()]).await
}

/// Those that wait for their review, the oldest first.
///
/// # Errors
/// The database fails.
pub async fn emergencies_waiting(tx: &mut Tx) -> Result<Vec<EmergencyAccess>, StoreError> {
    record::all(tx, WAITING, &[]).await
}

/// Those that were reviewed last: at most 50.
///
/// # Errors
/// The database fails.
pub async fn emergencies_reviewed(tx: &mut Tx) -> Result<Vec<EmergencyAccess>, StoreError> {
    record::all(tx, REVIEWED, &[]).await
}

/// How many each account opened after an instant.
///
/// # Errors
/// The database fails.
pub async fn emergencies_counted(tx: &mut Tx, since: Timestamp) -> Result<BTreeMap<String, i64>, StoreError> {
    let rows = tx.all(COUNTED, &[since.into()]).await?;
    rows.iter().map(|row| Ok((row.text("account_id")?, row.int("n")?))).collect()
}

/// Emergency accesses opened in a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EmergenciesOpened {
    /// How many were opened.
    pub opened: i64,
    /// Of these, how many were reviewed too late, or wait longer than they may.
    pub late: i64,
    /// Of these, how many the review found not justified.
    pub unjustified: i64,
}

/// Emergency accesses opened from one instant to before another. What waits for its review now longer than it may counts as late.
///
/// # Errors
/// The database fails.
pub async fn emergencies_opened(
    tx: &mut Tx,
    (from, before): (Timestamp, Timestamp),
    now: Timestamp,
) -> Result<EmergenciesOpened, StoreError> {
    let unjustified = EmergencyFinding::NotJustified.code();
    let row = tx.one(OPENED_BETWEEN, &[now.into(), unjustified.into(), from.into(), before.into()]).await?;
    Ok(EmergenciesOpened { opened: row.int("opened")?, late: row.int("late")?, unjustified: row.int("unjustified")? })
}

/// When the first emergency access was opened; `None` where none was.
///
/// # Errors
/// The database fails.
pub async fn first_emergency(tx: &mut Tx) -> Result<Option<Timestamp>, StoreError> {
    tx.one(FIRST_OPENED, &[]).await?.opt_instant("opened_at")
}
