//! What devices told later.

use domain::trace::entry::DeviceEntry;
use jiff::Timestamp;

use crate::error::StoreError;
use crate::record::{self, Columns, Stored};
use crate::sql::statements;
use crate::tables::{DEVICE_ENTRY, Table};
use crate::tx::Tx;

/// Rows of a list read at once at most.
pub const MOST_ENTRIES: usize = 200;

impl Stored for DeviceEntry {
    const TABLE: Table = DEVICE_ENTRY;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![
            ("mark", self.kept.mark.clone().into()),
            ("account_id", self.by.clone().into()),
            ("unit_id", self.kept.told.unit().to_string().into()),
            ("state", self.state().code().into()),
            ("recorded_at", self.recorded_at.into()),
        ]
    }
}

statements! {
    ENTRY_BY_MARK = "SELECT body FROM device_entry WHERE account_id = $1 AND mark = $2";
    ENTRIES_SINCE = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM device_entry WHERE account_id = $1 AND recorded_at >= $2";
    ENTRIES_OF = "SELECT body FROM device_entry WHERE unit_id = $1 ORDER BY recorded_at, id";
    ENTRIES_UNCLEAR = "SELECT body FROM device_entry WHERE state = 'unclear' ORDER BY recorded_at, id LIMIT 201";
    ENTRIES_SETTLED = "SELECT body FROM device_entry WHERE state = 'settled' ORDER BY recorded_at DESC, id LIMIT 20";
}

/// The entry that an account sent under a device's number.
///
/// # Errors
/// The database fails.
pub async fn entry_by_mark(tx: &mut Tx, account: &str, mark: &str) -> Result<Option<DeviceEntry>, StoreError> {
    Ok(record::all(tx, ENTRY_BY_MARK, &[account.into(), mark.into()]).await?.pop())
}

/// How many entries of an account became known since an instant.
///
/// # Errors
/// The database fails.
pub async fn entries_since(tx: &mut Tx, account: &str, since: Timestamp) -> Result<i64, StoreError> {
    tx.one(ENTRIES_SINCE, &[account.into(), since.into()]).await?.int("n")
}

/// Entries that speak of an organ, in the order in which they became known.
///
/// # Errors
/// The database fails.
pub async fn entries_of(tx: &mut Tx, unit: &str) -> Result<Vec<DeviceEntry>, StoreError> {
    record::all(tx, ENTRIES_OF, &[unit.into()]).await
}

/// Entries about which nobody decided, the longest waiting first; one more than [`MOST_ENTRIES`] when there are more.
///
/// # Errors
/// The database fails.
pub async fn unclear_entries(tx: &mut Tx) -> Result<Vec<DeviceEntry>, StoreError> {
    record::all(tx, ENTRIES_UNCLEAR, &[]).await
}

/// The latest twenty entries about which somebody decided.
///
/// # Errors
/// The database fails.
pub async fn settled_entries(tx: &mut Tx) -> Result<Vec<DeviceEntry>, StoreError> {
    record::all(tx, ENTRIES_SETTLED, &[]).await
}
