//! Questions and cases. What a question is about is sealed; it is found again through a keyed token only.

use domain::case::{Question, SuspicionCase};

use crate::error::StoreError;
use crate::record::{Stored, from_body};
use crate::tables::{QUESTION, SUSPICION_CASE, Table};
use crate::tx::Tx;
use crate::value::Value;

impl Stored for Question {
    const TABLE: Table = QUESTION;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Vec<Value> {
        vec![self.state.code().into(), self.raised_at.into()]
    }
}

impl Stored for SuspicionCase {
    const TABLE: Table = SUSPICION_CASE;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Vec<Value> {
        vec!["open".into(), self.opened_at.into()]
    }
}

const QUESTIONS: &str = "SELECT body FROM question ORDER BY state DESC, raised_at DESC, id LIMIT 500";
const CASES: &str = "SELECT body FROM suspicion_case ORDER BY opened_at DESC, id LIMIT 500";
const OPEN: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM question WHERE state = 'open'";

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[QUESTIONS, CASES, OPEN];

/// Questions, open ones first, newest first; at most 500.
///
/// # Errors
/// The database fails.
pub async fn questions(tx: &mut Tx) -> Result<Vec<Question>, StoreError> {
    tx.all(QUESTIONS, &[]).await?.iter().map(|row| from_body(&row.text("body")?)).collect()
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
    tx.all(CASES, &[]).await?.iter().map(|row| from_body(&row.text("body")?)).collect()
}
