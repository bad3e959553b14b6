//! What a commit is worth: the database must put it on the disk before it answers.

use crate::conn::Conn;
use crate::error::StoreError;

const POSTGRES: &str =
    "SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS synchronous_commit,
    current_setting('full_page_writes') AS full_page_writes";
const SQLITE: &str = "PRAGMA synchronous";

/// Refuses a database that answers before a commit is on the disk, where a power cut would take back what was
/// acknowledged.
///
/// # Errors
/// [`StoreError::Schema`] with the setting and what it must be.
pub(crate) async fn require(conn: &mut Conn) -> Result<(), StoreError> {
    let lost = |error: sqlx::Error| StoreError::from_sqlx("connect", &error);
    let unsafe_setting = match conn {
        Conn::Sqlite(_) => {
            let level = one(conn.fetch(SQLITE, &[]).await.map_err(lost)?)?.int("synchronous")?;
            // 2 is FULL, 3 is EXTRA.
            (level < 2).then_some("synchronous is below FULL")
        }
        Conn::Postgres(_) => {
            let row = one(conn.fetch(POSTGRES, &[]).await.map_err(lost)?)?;
            let off = |name| row.text(name).map(|value| value == "off");
            if off("full_page_writes")? {
                tracing::warn!(
                    "full_page_writes is off: only a file system that never tears a page survives a power cut"
                );
            }
            match (off("fsync")?, off("synchronous_commit")?) {
                (true, _) => Some("fsync is off"),
                (_, true) => Some("synchronous_commit is off"),
                _ => None,
            }
        }
    };
    let refusal =
        unsafe_setting.map(|what| format!("{what}: a power cut would lose what was acknowledged; switch it on"));
    refusal.map_or(Ok(()), |why| Err(StoreError::Schema(why)))
}

fn one(mut rows: Vec<crate::Row>) -> Result<crate::Row, StoreError> {
    rows.pop().ok_or(StoreError::NotOne { name: "connect", rows: 0 })
}
