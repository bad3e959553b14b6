//! Results of laboratories.

use domain::registry::result::LabResult;

use crate::error::StoreError;
use crate::record::{self, Columns, Stored};
use crate::sql::statements;
use crate::tables::{LAB_RESULT, Table};
use crate::tx::Tx;

/// Results of one person read at once at most.
pub const MOST: usize = 500;

impl Stored for LabResult {
    const TABLE: Table = LAB_RESULT;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        let told = &self.kept.told;
        vec![
            ("person_id", told.person.clone().into()),
            ("analyte", told.analyte.code().into()),
            ("taken_at", told.taken_at.into()),
            ("state", if self.withdrawn.is_some() { "withdrawn" } else { "standing" }.into()),
        ]
    }
}

statements! {
    STANDING = "SELECT body FROM lab_result WHERE person_id = $1 AND state = 'standing' ORDER BY taken_at, id";
    OF_PERSON = "SELECT body FROM lab_result WHERE person_id = $1 ORDER BY taken_at DESC, id LIMIT 501";
    OF_ANALYTE = "SELECT body FROM lab_result WHERE person_id = $1 AND analyte = $2 AND state = 'standing' \
     ORDER BY taken_at, id";
}

/// Results of a donor or recipient, withdrawn ones among them, the newest sample first; one more than [`MOST`] when there are
/// more.
///
/// # Errors
/// The database fails.
pub async fn of_person(tx: &mut Tx, person: &str) -> Result<Vec<LabResult>, StoreError> {
    record::all(tx, OF_PERSON, &[person.into()]).await
}

/// Standing results of one analyte of a donor or recipient, the oldest sample first.
///
/// # Errors
/// The database fails.
pub async fn of_analyte(tx: &mut Tx, person: &str, analyte: &str) -> Result<Vec<LabResult>, StoreError> {
    record::all(tx, OF_ANALYTE, &[person.into(), analyte.into()]).await
}

/// Every standing result of a donor or recipient, the oldest sample first.
///
/// # Errors
/// The database fails.
pub async fn standing(tx: &mut Tx, person: &str) -> Result<Vec<LabResult>, StoreError> {
    record::all(tx, STANDING, &[person.into()]).await
}
