//! Questions and cases. What a question is about is sealed; it is found again through a keyed token only.

use domain::case::{Question, SuspicionCase};

use crate::error::StoreError;
use crate::record::{self, Columns, Stored};
use crate::sql::statements;
use crate::tables::{QUESTION, SUSPICION_CASE, Table};
use crate::tx::Tx;

impl Stored for Question {
    const TABLE: Table = QUESTION;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![("state", self.state.code().into()), ("raised_at", self.raised_at.into())]
    }
}

impl Stored for SuspicionCase {
    const TABLE: Table = SUSPICION_CASE;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![("state", "open".into()), ("opened_at", self.opened_at.into())]
    }
}

statements! {
    QUESTIONS = "SELECT body FROM question ORDER BY state DESC, raised_at DESC, id LIMIT 500";
    CASES = "SELECT body FROM suspicion_case ORDER BY opened_at DESC, id LIMIT 500";
    OPEN = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM question WHERE state = 'open'";
}

/// Questions, open ones first, newest first; at most 500.
///
/// # Errors
/// The database fails.
pub async fn questions(tx: &mut Tx) -> Result<Vec<Question>, StoreError> {
    record::all(tx, QUESTIONS, &[]).await
}

/// How many questions are open.
///
/// # Errors
/// The database fails.
pub async fn open_questions(tx: &mut Tx) -> Result<i64, StoreError> {
    tx.one(OPEN, &[]).await?.int("n")
}

/// Cases, newest first; at most 500.
///
/// # Errors
/// The database fails.
pub async fn cases(tx: &mut Tx) -> Result<Vec<SuspicionCase>, StoreError> {
    record::all(tx, CASES, &[]).await
}
