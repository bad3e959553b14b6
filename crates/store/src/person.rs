//! Persons.

pub mod guardian;

use domain::person::Person;

use crate::error::StoreError;
use crate::record::{Columns, Stored};
use crate::sql::statements;
use crate::tables::{PERSON, Table};
use crate::tx::Tx;

impl Stored for Person {
    const TABLE: Table = PERSON;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![("merged_into", self.merged_into.map(|p| p.to_string()).into())]
    }
}

statements! {
    /// Up to the record that stays, then down to all that were merged into it; `UNION` ends even in a ring.
    MERGED = "WITH RECURSIVE up (id) AS (SELECT id FROM person WHERE id = $1 UNION \
     SELECT p.merged_into FROM up JOIN person p ON p.id = up.id WHERE p.merged_into IS NOT NULL), \
     one (id) AS (SELECT id FROM up UNION SELECT p.id FROM one JOIN person p ON p.merged_into = one.id) \
     SELECT id FROM one ORDER BY id";
    COUNT = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM person";
    BELOW = "WITH RECURSIVE one (id) AS (SELECT id FROM person WHERE id = $1 UNION \
     SELECT p.id FROM one JOIN person p ON p.merged_into = one.id) SELECT id FROM one ORDER BY id";
}

/// Numbers of all records of the one person to whom a record belongs, over every link that stands; its own among them.
///
/// # Errors
/// The database fails.
pub async fn merged(tx: &mut Tx, person: &str) -> Result<Vec<String>, StoreError> {
    tx.all(MERGED, &[person.into()]).await?.iter().map(|row| row.text("id")).collect()
}

/// A person's own number and those of the records merged into it, however far down.
///
/// # Errors
/// The database fails.
pub async fn below(tx: &mut Tx, person: &str) -> Result<Vec<String>, StoreError> {
    tx.all(BELOW, &[person.into()]).await?.iter().map(|row| row.text("id")).collect()
}

/// How many records of persons there are, those merged into others counted.
///
/// # Errors
/// The database fails.
pub async fn count(tx: &mut Tx) -> Result<i64, StoreError> {
    tx.one(COUNT, &[]).await?.int("n")
}
