//! Tissue types and antibodies.

use domain::registry::hla::HlaTest;

use crate::error::StoreError;
use crate::record::{self, Columns, Stored};
use crate::sql::statements;
use crate::tables::{HLA_TEST, Table};
use crate::tx::Tx;

/// Tests of one person read at once at most.
pub const MOST: usize = 200;

impl Stored for HlaTest {
    const TABLE: Table = HLA_TEST;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![("person_id", self.told.person.clone().into()), ("taken_at", self.told.taken_at.into())]
    }
}

statements! {
    OF_PERSON = "SELECT body FROM hla_test WHERE person_id = $1 ORDER BY taken_at DESC, id LIMIT 201";
}

/// Tests of a donor or recipient, withdrawn ones among them, the newest sample first; one more than [`MOST`] when there are
/// more.
///
/// # Errors
/// The database fails.
pub async fn of_person(tx: &mut Tx, person: &str) -> Result<Vec<HlaTest>, StoreError> {
    record::all(tx, OF_PERSON, &[person.into()]).await
}
