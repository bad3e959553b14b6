//! Times on duty.

use domain::access::Duty;
use jiff::Timestamp;

use crate::error::StoreError;
use crate::record::{self, Columns, Stored};
use crate::tables::{DUTY, Table};
use crate::tx::Tx;

impl Stored for Duty {
    const TABLE: Table = DUTY;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        let entered = &self.entered;
        vec![
            ("centre_id", entered.centre.map(|c| c.to_string()).into()),
            ("role", entered.role.code().into()),
            ("from_at", entered.from.into()),
            ("until_at", entered.until.into()),
            ("state", if self.cancelled_at.is_some() { "cancelled" } else { "stands" }.into()),
        ]
    }
}

const BETWEEN: &str = "SELECT body FROM duty WHERE state = 'stands' AND from_at < $2 AND until_at > $1 \
     ORDER BY centre_id, role, from_at, id";
const AT_PLACE: &str = "SELECT body FROM duty WHERE COALESCE(centre_id, '') = $1 AND role = $2 AND state = 'stands' \
     AND from_at <= $3 AND until_at > $3 ORDER BY from_at, id";

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[BETWEEN, AT_PLACE];

/// Duties that stand in some part of a span of time, by centre, role and time.
///
/// # Errors
/// The database fails.
pub async fn between(tx: &mut Tx, from: Timestamp, until: Timestamp) -> Result<Vec<Duty>, StoreError> {
    record::all(tx, BETWEEN, &[from.into(), until.into()]).await
}

/// Duties of a role at a centre, or in the whole country, that hold at an instant.
///
/// # Errors
/// The database fails.
pub async fn at_place(tx: &mut Tx, centre: Option<&str>, role: &str, at: Timestamp) -> Result<Vec<Duty>, StoreError> {
    let values = [centre.unwrap_or_default().into(), role.into(), at.into()];
    record::all(tx, AT_PLACE, &values).await
}
