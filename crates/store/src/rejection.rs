//! Rejections. Who the two people are is sealed; they are found again by keyed tokens.

use domain::rejection::Rejection;
use jiff::civil::Date;

use crate::error::StoreError;
use crate::record::{self, Columns, Stored};
use crate::sql::statements;
use crate::tables::{REJECTION, Table};
use crate::tx::Tx;

impl Stored for Rejection {
    const TABLE: Table = REJECTION;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![
            ("stage", self.recorded.said.stage.code().into()),
            ("ground", self.recorded.said.ground.code().into()),
            ("decided_on", self.recorded.said.decided_on.into()),
            ("kept_by", self.recorded.kept_by.map(|c| c.to_string()).into()),
            ("recorded_at", self.recorded_at.into()),
        ]
    }
}

statements! {
    ALL = "SELECT body FROM rejection ORDER BY decided_on DESC, id DESC LIMIT $1";
    OF_CENTRE = "SELECT body FROM rejection WHERE kept_by = $1 ORDER BY decided_on DESC, id DESC LIMIT $2";
    COUNT = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM rejection";
    COUNT_OF_CENTRE = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM rejection WHERE kept_by = $1";
    BETWEEN = "SELECT body FROM rejection WHERE decided_on >= $1 AND decided_on <= $2 ORDER BY decided_on, id";
    FIRST = "SELECT decided_on FROM rejection ORDER BY decided_on LIMIT 1";
}

/// So many rejections, those decided last first, and how many there are in all: of one centre, or of the country.
///
/// # Errors
/// The database fails.
pub async fn listed(tx: &mut Tx, kept_by: Option<&str>, rows: usize) -> Result<(Vec<Rejection>, i64), StoreError> {
    let rows = i64::try_from(rows).unwrap_or(i64::MAX);
    match kept_by {
        Some(centre) => {
            let listed = record::all(tx, OF_CENTRE, &[centre.into(), rows.into()]).await?;
            Ok((listed, tx.one(COUNT_OF_CENTRE, &[centre.into()]).await?.int("n")?))
        }
        None => Ok((record::all(tx, ALL, &[rows.into()]).await?, tx.one(COUNT, &[]).await?.int("n")?)),
    }
}

/// Rejections that were decided from the first to the last of two days, both included.
///
/// # Errors
/// The database fails.
pub async fn between(tx: &mut Tx, first: Date, last: Date) -> Result<Vec<Rejection>, StoreError> {
    record::all(tx, BETWEEN, &[first.into(), last.into()]).await
}

/// The day of the first rejection on record; `None` where there is none.
///
/// # Errors
/// The database fails.
pub async fn first(tx: &mut Tx) -> Result<Option<Date>, StoreError> {
    match tx.optional(FIRST, &[]).await? {
        Some(row) => row.opt_date("decided_on"),
        None => Ok(None),
    }
}
