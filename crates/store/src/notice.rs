//! Notices to whoever received a value that was corrected, and who that is.

use domain::person::{Addressee, Notice};
use jiff::Timestamp;

use crate::error::StoreError;
use crate::record::{self, Columns, Stored};
use crate::tables::{NOTICE, Table};
use crate::tx::Tx;

/// Notices read at once at most.
pub const MOST: usize = 200;

impl Stored for Notice {
    const TABLE: Table = NOTICE;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        let (account, centre) = match self.raised.to {
            Addressee::Account(id) => (Some(id.to_string()), None),
            Addressee::Centre(id) => (None, Some(id.to_string())),
        };
        vec![
            ("account_id", account.into()),
            ("centre_id", centre.into()),
            ("about_id", self.raised.about.clone().into()),
            ("state", if self.acknowledged.is_some() { "known" } else { "open" }.into()),
            ("raised_at", self.raised_at.into()),
        ]
    }
}

const OF: &str = "SELECT body FROM notice WHERE account_id = $1 OR centre_id = $2 \
     ORDER BY CASE WHEN state = 'open' THEN 0 ELSE 1 END, raised_at DESC, id LIMIT 201";
const OPEN: &str =
    "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM notice WHERE state = 'open' AND (account_id = $1 OR centre_id = $2)";
const ABOUT: &str = "SELECT body FROM notice WHERE about_id = $1 ORDER BY raised_at DESC, id LIMIT 200";
const READERS: &str = "SELECT account_id, MIN(at) AS since FROM access_line \
     WHERE record_id = $1 AND at >= $2 AND outcome = 'shown' AND purpose <> 'inquiry' GROUP BY account_id ORDER BY account_id";

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[OF, OPEN, ABOUT, READERS];

/// Notices to an account or to the centre it works in: open ones first, then the latest; one more than [`MOST`] when there
/// are more.
///
/// # Errors
/// The database fails.
pub async fn notices_of(tx: &mut Tx, account: &str, centre: Option<&str>) -> Result<Vec<Notice>, StoreError> {
    let values = [account.into(), centre.unwrap_or_default().into()];
    record::all(tx, OF, &values).await
}

/// How many notices wait for an account or for the centre it works in.
///
/// # Errors
/// The database fails.
pub async fn open_notices(tx: &mut Tx, account: &str, centre: Option<&str>) -> Result<i64, StoreError> {
    tx.one(OPEN, &[account.into(), centre.unwrap_or_default().into()]).await?.int("n")
}

/// The latest notices about a record, at most 200.
///
/// # Errors
/// The database fails.
pub async fn notices_about(tx: &mut Tx, record: &str) -> Result<Vec<Notice>, StoreError> {
    record::all(tx, ABOUT, &[record.into()]).await
}

/// Accounts to which a record was shown since an instant, each with the first time. Those who looked inside the case vault
/// are left out: they read by pseudonym, and that they looked is known inside the vault only.
///
/// # Errors
/// The database fails.
pub async fn readers(tx: &mut Tx, record: &str, since: Timestamp) -> Result<Vec<(String, Timestamp)>, StoreError> {
    let rows = tx.all(READERS, &[record.into(), since.into()]).await?;
    rows.iter().map(|row| Ok((row.text("account_id")?, row.instant("since")?))).collect()
}
