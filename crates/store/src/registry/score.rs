//! Computed scores, and the newest values from which they are computed.

use domain::registry::result::LabResult;
use domain::registry::scored::ScoreSheet;

use crate::error::StoreError;
use crate::record::{self, Columns, Stored};
use crate::sql::statements;
use crate::tables::{SCORE_SHEET, Table};
use crate::tx::Tx;

/// Sheets of one person read at once at most.
pub const MOST: usize = 100;

impl Stored for ScoreSheet {
    const TABLE: Table = SCORE_SHEET;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![("person_id", self.scores.person.clone().into()), ("computed_at", self.at.into())]
    }
}

statements! {
    OF_PERSON = "SELECT body FROM score_sheet WHERE person_id = $1 ORDER BY computed_at DESC, id DESC LIMIT 101";
    NEWEST = "SELECT body FROM lab_result r WHERE person_id = $1 AND state = 'standing' AND taken_at = \
     (SELECT MAX(taken_at) FROM lab_result o WHERE o.person_id = r.person_id AND o.analyte = r.analyte AND \
     o.state = 'standing') ORDER BY analyte, id";
}

/// Scores of a donor or recipient, the newest first; one more than [`MOST`] when there are more.
///
/// # Errors
/// The database fails.
pub async fn of_person(tx: &mut Tx, person: &str) -> Result<Vec<ScoreSheet>, StoreError> {
    record::all(tx, OF_PERSON, &[person.into()]).await
}

/// The newest standing result of everything measured or tested of a donor or recipient; more than one of an analyte where two
/// samples were taken at the same instant.
///
/// # Errors
/// The database fails.
pub async fn newest_results(tx: &mut Tx, person: &str) -> Result<Vec<LabResult>, StoreError> {
    record::all(tx, NEWEST, &[person.into()]).await
}
