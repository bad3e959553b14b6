//! Labels, checks at the table, and blood groups.

use domain::registry::blood::BloodGroup;
use domain::trace::label::Label;
use domain::trace::theatre::{Answer, TableCheck};

use crate::error::StoreError;
use crate::record::{self, Columns, Stored};
use crate::sql::statements;
use crate::tables::{BLOOD_GROUP, LABEL, TABLE_CHECK, Table};
use crate::tx::Tx;

impl Stored for Label {
    const TABLE: Table = LABEL;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![("unit_id", self.unit.to_string().into())]
    }
}

impl Stored for TableCheck {
    const TABLE: Table = TABLE_CHECK;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        let answer = match self.answer {
            Answer::Match { .. } => "match",
            Answer::Stop { .. } => "stop",
        };
        vec![
            ("unit_id", self.plan.unit.to_string().into()),
            ("recipient_id", self.plan.recipient.to_string().into()),
            ("answer", answer.into()),
            ("at", self.at.into()),
        ]
    }
}

impl Stored for BloodGroup {
    const TABLE: Table = BLOOD_GROUP;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        let state = if self.withdrawn.is_some() { "withdrawn" } else { "stands" };
        vec![("person_id", self.determined.person.clone().into()), ("state", state.into())]
    }
}

statements! {
    LABEL_OF = "SELECT body FROM label WHERE unit_id = $1";
    CHECKS_OF = "SELECT body FROM table_check WHERE unit_id = $1 ORDER BY at, id";
    BLOOD_GROUPS_OF = "SELECT body FROM blood_group WHERE person_id = $1 ORDER BY id";
}

/// The label of an organ with all its prints.
///
/// # Errors
/// The database fails.
pub async fn label_of(tx: &mut Tx, unit: &str) -> Result<Option<Label>, StoreError> {
    Ok(record::all(tx, LABEL_OF, &[unit.into()]).await?.pop())
}

/// Checks at the table of an organ, oldest first.
///
/// # Errors
/// The database fails.
pub async fn checks_of(tx: &mut Tx, unit: &str) -> Result<Vec<TableCheck>, StoreError> {
    record::all(tx, CHECKS_OF, &[unit.into()]).await
}

/// Determinations of the blood group of a donor or recipient, withdrawn ones among them.
///
/// # Errors
/// The database fails.
pub async fn blood_groups_of(tx: &mut Tx, person: &str) -> Result<Vec<BloodGroup>, StoreError> {
    record::all(tx, BLOOD_GROUPS_OF, &[person.into()]).await
}
