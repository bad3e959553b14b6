//! Persons and their pseudonyms.

use domain::person::Person;

use crate::error::StoreError;
use crate::record::Stored;
use crate::tables::{PERSON, Table};
use crate::tx::Tx;
use crate::value::Value;

impl Stored for Person {
    const TABLE: Table = PERSON;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Vec<Value> {
        vec![self.merged_into.map(|p| p.to_string()).into()]
    }
}

const GIVE: &str = "INSERT INTO pseudonym (pseudonym_id, person_id, kind) VALUES ($1, $2, $3)";
const DONORS: &str = "SELECT d.pseudonym_id FROM person p CROSS JOIN pseudonym d \
     WHERE (p.id = $1 OR p.merged_into = $1) AND d.person_id = p.id AND d.kind = 'donor' ORDER BY d.pseudonym_id";
const BEHIND: &str = "SELECT person_id FROM pseudonym WHERE pseudonym_id = $1";

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[GIVE, DONORS, BEHIND];

/// Records that a pseudonym stands for a person.
///
/// # Errors
/// The pseudonym is taken, or the database fails.
pub async fn give_pseudonym(tx: &mut Tx, pseudonym: &str, person: &str) -> Result<(), StoreError> {
    let kind = if pseudonym.starts_with("don_") { "donor" } else { "recipient" };
    tx.execute(GIVE, &[pseudonym.into(), person.into(), kind.into()]).await.map(drop)
}

/// The person behind a pseudonym.
///
/// # Errors
/// The database fails.
pub async fn behind(tx: &mut Tx, pseudonym: &str) -> Result<Option<String>, StoreError> {
    tx.optional(BEHIND, &[pseudonym.into()]).await?.map(|row| row.text("person_id")).transpose()
}

/// Donor numbers of a person and of the records merged into it.
///
/// # Errors
/// The database fails.
pub async fn donors_of(tx: &mut Tx, person: &str) -> Result<Vec<String>, StoreError> {
    tx.all(DONORS, &[person.into()]).await?.iter().map(|row| row.text("pseudonym_id")).collect()
}
