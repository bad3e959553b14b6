//! Files of signs. Whose they are is sealed; a file is found by its keyed token, or because something in it waits.

use domain::indicator::SignFile;

use crate::error::StoreError;
use crate::record::{self, Columns, Stored};
use crate::sql::statements;
use crate::tables::{SIGN_FILE, Table};
use crate::tx::Tx;

impl Stored for SignFile {
    const TABLE: Table = SIGN_FILE;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        let waiting = i64::try_from(self.waiting()).unwrap_or(i64::MAX);
        vec![("waiting", waiting.into()), ("opened_at", self.opened_at.into())]
    }
}

statements! {
    WAITING = "SELECT body FROM sign_file WHERE waiting > 0 ORDER BY opened_at, id LIMIT $1";
    COUNT = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM sign_file WHERE waiting > 0";
}

/// So many files in which a hit waits for an answer, oldest first; and how many there are in all.
///
/// # Errors
/// The database fails.
pub async fn waiting(tx: &mut Tx, rows: usize) -> Result<(Vec<SignFile>, i64), StoreError> {
    let files = record::all(tx, WAITING, &[i64::try_from(rows).unwrap_or(i64::MAX).into()]).await?;
    Ok((files, tx.one(COUNT, &[]).await?.int("n")?))
}
