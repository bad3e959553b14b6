//! Guardians, and consents for children.

use domain::person::{ChildConsent, ChildConsentState, Guardianship};

use crate::error::StoreError;
use crate::record::{self, Columns, Stored};
use crate::sql::statements;
use crate::tables::{CHILD_CONSENT, GUARDIANSHIP, Table};
use crate::tx::Tx;
use crate::value::Value;

/// Consents read at once at most.
pub const MOST: usize = 500;

impl Stored for Guardianship {
    const TABLE: Table = GUARDIANSHIP;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![
            ("child_id", self.named.child.to_string().into()),
            ("state", if self.ended.is_some() { "ended" } else { "named" }.into()),
        ]
    }
}

impl Stored for ChildConsent {
    const TABLE: Table = CHILD_CONSENT;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        let year: Value = match self.state {
            ChildConsentState::Standing { of_age_year, .. } => i64::from(of_age_year).into(),
            _ => None::<i64>.into(),
        };
        vec![
            ("child_id", self.asked.child.to_string().into()),
            ("state", self.state.code().into()),
            ("of_age_year", year),
        ]
    }
}

statements! {
    GUARDIANS_OF = "SELECT body FROM guardianship WHERE child_id = $1 ORDER BY id";
    CONSENTS_OF = "SELECT body FROM child_consent WHERE child_id = $1 ORDER BY id";
    OF_AGE = "SELECT body FROM child_consent WHERE state = 'standing' AND of_age_year <= $1 ORDER BY of_age_year, id LIMIT 501";
}

/// Everybody who has or had authority over a child.
///
/// # Errors
/// The database fails.
pub async fn guardians_of(tx: &mut Tx, child: &str) -> Result<Vec<Guardianship>, StoreError> {
    record::all(tx, GUARDIANS_OF, &[child.into()]).await
}

/// Consents for a child, refused ones among them.
///
/// # Errors
/// The database fails.
pub async fn consents_of(tx: &mut Tx, child: &str) -> Result<Vec<ChildConsent>, StoreError> {
    record::all(tx, CONSENTS_OF, &[child.into()]).await
}

/// Standing consents of people who come of age in a year or came before, the earliest first; one more than [`MOST`] when there
/// are more.
///
/// # Errors
/// The database fails.
pub async fn of_age(tx: &mut Tx, year: i16) -> Result<Vec<ChildConsent>, StoreError> {
    record::all(tx, OF_AGE, &[i64::from(year).into()]).await
}
