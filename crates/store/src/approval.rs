//! Pairs.

use domain::approval::Pair;

use crate::error::StoreError;
use crate::record::{Stored, from_body};
use crate::tables::{PAIR, Table};
use crate::tx::Tx;
use crate::value::Value;

impl Stored for Pair {
    const TABLE: Table = PAIR;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Vec<Value> {
        vec![
            self.donor.to_string().into(),
            self.recipient.to_string().into(),
            self.organ.code().into(),
            self.centre.to_string().into(),
            self.stage().code().into(),
        ]
    }
}

const ALL: &str = "SELECT body FROM pair ORDER BY stage, id";
const OF_CENTRE: &str = "SELECT body FROM pair WHERE centre_id = $1 ORDER BY stage, id";
const OF_SUBJECT: &str = "SELECT body FROM pair WHERE donor_id = $1 OR recipient_id = $1 ORDER BY id";

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[ALL, OF_CENTRE, OF_SUBJECT];

/// Pairs of one centre, or of all.
///
/// # Errors
/// The database fails.
pub async fn pairs(tx: &mut Tx, centre: Option<&str>) -> Result<Vec<Pair>, StoreError> {
    let rows = match centre {
        Some(centre) => tx.all(OF_CENTRE, &[centre.into()]).await?,
        None => tx.all(ALL, &[]).await?,
    };
    rows.iter().map(|row| from_body(&row.text("body")?)).collect()
}

/// Pairs in which a donor or recipient takes part.
///
/// # Errors
/// The database fails.
pub async fn of_subject(tx: &mut Tx, pseudonym: &str) -> Result<Vec<Pair>, StoreError> {
    tx.all(OF_SUBJECT, &[pseudonym.into()]).await?.iter().map(|row| from_body(&row.text("body")?)).collect()
}
