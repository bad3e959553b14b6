//! Guidelines; public.

use domain::guideline::Guideline;

use crate::error::StoreError;
use crate::record::{self, Columns, Stored};
use crate::sql::statements;
use crate::tables::{GUIDELINE, Table};
use crate::tx::Tx;

impl Stored for Guideline {
    const TABLE: Table = GUIDELINE;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        let latest = self.editions.last();
        let state = if self.withdrawn.is_some() { "withdrawn" } else { "published" };
        vec![("state", state.into()), ("title", latest.map(|e| e.step.title.clone()).unwrap_or_default().into())]
    }
}

statements! {
    ALL = "SELECT body FROM guideline ORDER BY title, id LIMIT 500";
    PUBLISHED = "SELECT body FROM guideline WHERE state = 'published' ORDER BY title, id LIMIT 500";
}

/// All guidelines by title, those taken back among them; at most 500.
///
/// # Errors
/// The database fails.
pub async fn all(tx: &mut Tx) -> Result<Vec<Guideline>, StoreError> {
    record::all(tx, ALL, &[]).await
}

/// Guidelines by title that were not taken back; at most 500.
///
/// # Errors
/// The database fails.
pub async fn published(tx: &mut Tx) -> Result<Vec<Guideline>, StoreError> {
    record::all(tx, PUBLISHED, &[]).await
}
