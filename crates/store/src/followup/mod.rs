//! Follow-up: visits, hand-overs of care, messages, and the donor's own way in.

mod answering;
mod tally;
mod worklist;

use domain::followup::{CareTransfer, Message, Over, Visit};

use crate::error::StoreError;
use crate::record::{self, Columns, Stored};
use crate::tables::{CARE_TRANSFER, MESSAGE, Table, VISIT};
use crate::tx::Tx;

pub use answering::{code_failed, code_used, code_visit, end_sitting, open_sitting, put_code, sitting, withdraw_codes};
pub use tally::{CentreTally, FormTally, by_form, completeness, concerns, overview};
pub use worklist::{Counts, Listed, Lost, Mark, STATE_DUE, State, Wanted, counts, lost, to_remind, worklist};

impl Stored for Visit {
    const TABLE: Table = VISIT;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        let p = &self.planned;
        let state = match (&self.seen, self.covered_by, self.over) {
            (Some(_), ..) => "seen",
            (None, Some(_), _) => "covered",
            (None, None, Some(Over::LaterHeld)) => "missed",
            (None, None, Some(_)) => "ended",
            (None, None, None) => STATE_DUE,
        };
        vec![
            ("subject_id", p.subject.clone().into()),
            ("kind", p.kind.clone().into()),
            ("due_on", p.due_on.into()),
            ("opens_on", p.opens_on.into()),
            ("closes_on", p.closes_on.into()),
            ("state", state.into()),
            ("centre_id", p.centre.to_string().into()),
            ("owner", p.owner.map(|o| o.to_string()).into()),
            ("who", if p.subject.starts_with("rec_") { "recipient" } else { "donor" }.into()),
            ("answer_by_on", self.open_concern().map(|c| c.raised.answer_by_on.to_string()).into()),
            ("steps", i64::try_from(self.reminded.len()).unwrap_or(i64::MAX).into()),
            ("escalated", i64::from(self.regulator_told()).into()),
        ]
    }
}

impl Stored for CareTransfer {
    const TABLE: Table = CARE_TRANSFER;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![
            ("subject_id", self.asked.subject.clone().into()),
            ("state", self.state.code().into()),
            ("answer_by_on", self.asked.answer_by_on.into()),
        ]
    }
}

impl Stored for Message {
    const TABLE: Table = MESSAGE;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![
            ("visit_id", self.queued.visit.to_string().into()),
            ("state", self.state.code().into()),
            ("queued_at", self.queued_at.into()),
        ]
    }
}

const OF_SUBJECT: &str = "SELECT body FROM visit WHERE subject_id = $1 ORDER BY due_on, id";
const TRANSFERS_OF: &str = "SELECT body FROM care_transfer WHERE subject_id = $1 ORDER BY id";
const TRANSFERS_OPEN: &str =
    "SELECT body FROM care_transfer WHERE state = 'asked' AND answer_by_on < $1 ORDER BY answer_by_on, id LIMIT 500";
const MESSAGES_QUEUED: &str = "SELECT body FROM message WHERE state = 'queued' ORDER BY queued_at, id LIMIT $1";
const MESSAGES_OF: &str = "SELECT body FROM message WHERE visit_id = $1 ORDER BY queued_at, id";
const MESSAGES_NEWEST: &str = "SELECT body FROM message ORDER BY queued_at DESC, id LIMIT $1";

/// Statements of this module.
pub const STATEMENTS: &[&str] =
    &[OF_SUBJECT, TRANSFERS_OF, TRANSFERS_OPEN, MESSAGES_QUEUED, MESSAGES_OF, MESSAGES_NEWEST];

/// Statements of the donor's own way in.
pub const ANSWERING: &[&str] = answering::STATEMENTS;
/// Statements of completeness and of what wants somebody.
pub const TALLIES: &[&str] = tally::STATEMENTS;
/// Statements of the worklists; tests hold their plans to the indexes.
pub const WORKLISTS: &[&str] = worklist::STATEMENTS;

/// All visits of a donor or recipient, in the order in which they are due.
///
/// # Errors
/// The database fails.
pub async fn of_subject(tx: &mut Tx, subject: &str) -> Result<Vec<Visit>, StoreError> {
    record::all(tx, OF_SUBJECT, &[subject.into()]).await
}

/// Hand-overs of a donor's care.
///
/// # Errors
/// The database fails.
pub async fn transfers_of(tx: &mut Tx, subject: &str) -> Result<Vec<CareTransfer>, StoreError> {
    record::all(tx, TRANSFERS_OF, &[subject.into()]).await
}

/// Hand-overs of care that were not answered by a day, the longest waiting first; at most 500.
///
/// # Errors
/// The database fails.
pub async fn transfers_late(tx: &mut Tx, today: jiff::civil::Date) -> Result<Vec<CareTransfer>, StoreError> {
    record::all(tx, TRANSFERS_OPEN, &[today.into()]).await
}

/// Messages that wait for their carrier, oldest first.
///
/// # Errors
/// The database fails.
pub async fn messages_queued(tx: &mut Tx, most: i64) -> Result<Vec<Message>, StoreError> {
    record::all(tx, MESSAGES_QUEUED, &[most.into()]).await
}

/// Messages about a visit, oldest first.
///
/// # Errors
/// The database fails.
pub async fn messages_of(tx: &mut Tx, visit: &str) -> Result<Vec<Message>, StoreError> {
    record::all(tx, MESSAGES_OF, &[visit.into()]).await
}

/// The newest messages of all.
///
/// # Errors
/// The database fails.
pub async fn newest_messages(tx: &mut Tx, most: i64) -> Result<Vec<Message>, StoreError> {
    record::all(tx, MESSAGES_NEWEST, &[most.into()]).await
}
