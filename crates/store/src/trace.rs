//! Walking the chain donor → unit → transplant → outcome in both directions.
//!
//! Joins are pinned: SQLite keeps the order of a `CROSS JOIN`; PostgreSQL keeps it under [`crate::Store::glance`] and [`crate::Store::run`].
//! The number asked for stands in a `CAST`: where tables were analysed, SQLite would otherwise plan the statement anew for each number, which takes
//! several times as long as running it.

mod chain;
mod entry;
mod journey;
mod label;
mod paper;
mod rows;

pub use chain::STATEMENTS as CHAIN_STATEMENTS;
pub use chain::{Asked, Chains, chain, chains};
pub use entry::STATEMENTS as ENTRY_STATEMENTS;
pub use entry::{MOST_ENTRIES, entries_of, entries_since, entry_by_mark, settled_entries, unclear_entries};
pub use journey::STATEMENTS as JOURNEY_STATEMENTS;
pub use journey::{abo_decisions_of, temperatures_of};
pub use label::STATEMENTS as LABEL_STATEMENTS;
pub use label::{blood_groups_of, checks_of, label_of};
pub use paper::STATEMENTS as PAPER_STATEMENTS;
pub use paper::{
    MOST_SHEETS, OutOfUnit, on_the_way, outages, pack, sheets, sheets_about, sheets_of_donor, sheets_out,
    sheets_out_by_unit, tally_of_sheets,
};
pub use rows::{Followed, Grafted, HandedOver, Link, Origin, Traced};

use crate::error::StoreError;
use crate::tx::Tx;
use crate::value::Value;

/// Units reached from the roots through splits and pools, each once, even round a cycle.
macro_rules! walk {
    ($before:literal, $roots:literal, $select:literal) => {
        concat!(
            "WITH RECURSIVE ",
            $before,
            "tree (unit_id) AS (",
            $roots,
            " UNION SELECT l.child_id FROM tree CROSS JOIN unit_link l WHERE l.parent_id = tree.unit_id) ",
            $select
        )
    };
}

macro_rules! forward {
    ($before:literal, $roots:literal) => {
        walk!(
            $before,
            $roots,
            "SELECT u.unit_id, u.code, u.donor_id, u.centre_id, u.recovered_at, u.fate, u.fate_at, u.fate_reason, u.disputed,
                t.transplant_id, t.recipient_id, t.centre_id AS graft_centre_id, t.transplanted_at, t.disputed AS graft_disputed,
                o.outcome_id, o.seen_on, o.patient_status, o.graft_status
            FROM tree CROSS JOIN unit u
                LEFT JOIN transplant t ON t.unit_id = u.unit_id
                LEFT JOIN outcome o ON o.subject_id = t.transplant_id
            WHERE u.unit_id = tree.unit_id"
        )
    };
}

macro_rules! backward {
    ($roots:literal) => {
        concat!(
            "WITH RECURSIVE up (start_id, unit_id) AS (",
            $roots,
            " UNION SELECT up.start_id, l.parent_id FROM up CROSS JOIN unit_link l WHERE l.child_id = up.unit_id)
            SELECT up.start_id, u.unit_id, u.code, u.donor_id, u.recovered_at, u.disputed
            FROM up CROSS JOIN unit u WHERE u.unit_id = up.unit_id"
        )
    };
}

pub(crate) mod sql {
    pub(crate) const FROM_DONOR: &str = forward!("", "SELECT unit_id FROM unit WHERE donor_id = CAST($1 AS TEXT)");
    pub(crate) const FROM_UNIT: &str = forward!("", "SELECT unit_id FROM unit WHERE unit_id = CAST($1 AS TEXT)");
    pub(crate) const SIBLINGS: &str = forward!(
        "up (unit_id) AS (SELECT unit_id FROM transplant WHERE recipient_id = CAST($1 AS TEXT)
            UNION SELECT l.parent_id FROM up CROSS JOIN unit_link l WHERE l.child_id = up.unit_id), ",
        "SELECT s.unit_id FROM (SELECT DISTINCT u.donor_id FROM up CROSS JOIN unit u WHERE u.unit_id = up.unit_id AND u.donor_id IS NOT NULL) AS d
            CROSS JOIN unit s WHERE s.donor_id = d.donor_id"
    );
    pub(crate) const ORIGINS_OF_RECIPIENT: &str =
        backward!("SELECT transplant_id, unit_id FROM transplant WHERE recipient_id = CAST($1 AS TEXT)");
    pub(crate) const ORIGINS_OF_UNIT: &str =
        backward!("SELECT unit_id, unit_id FROM unit WHERE unit_id = CAST($1 AS TEXT)");
    pub(crate) const ADD_LINK: &str = "INSERT INTO unit_link (parent_id, child_id, how) VALUES ($1, $2, $3)";
    pub(crate) const ADD_HANDOVER: &str = "INSERT INTO handover (handover_id, body, unit_id, place_seq, from_centre, to_centre, handed_at) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    pub(crate) const CORRECT_HANDOVER: &str =
        "UPDATE handover SET body = $2, from_centre = $3, to_centre = $4, handed_at = $5 WHERE handover_id = $1";
    pub(crate) const CORRECT_OUTCOME: &str =
        "UPDATE outcome SET body = $2, seen_on = $3, patient_status = $4, graft_status = $5 WHERE outcome_id = $1";
    pub(crate) const ADD_OUTCOME: &str = "INSERT INTO outcome (outcome_id, body, subject_id, seen_on, patient_status, graft_status) VALUES ($1, $2, $3, $4, $5, $6)";
}

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[
    sql::FROM_DONOR,
    sql::FROM_UNIT,
    sql::SIBLINGS,
    sql::ORIGINS_OF_RECIPIENT,
    sql::ORIGINS_OF_UNIT,
    sql::ADD_LINK,
    sql::ADD_HANDOVER,
    sql::ADD_OUTCOME,
    sql::CORRECT_HANDOVER,
    sql::CORRECT_OUTCOME,
];

/// Where a walk downwards begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Root<'a> {
    /// All units of a donor.
    Donor(&'a str),
    /// One unit, for instance one whose donor is unknown.
    Unit(&'a str),
}

impl<'a> Root<'a> {
    fn pick(self, donor: &'static str, unit: &'static str) -> (&'static str, [Value; 1]) {
        match self {
            Root::Donor(id) => (donor, [id.into()]),
            Root::Unit(id) => (unit, [id.into()]),
        }
    }
}

/// All units below a root with their transplants and follow-ups: one row for each follow-up, or one for a unit or transplant without.
///
/// # Errors
/// The database fails.
pub async fn downwards(tx: &mut Tx, root: Root<'_>) -> Result<Vec<Traced>, StoreError> {
    let (sql, values) = root.pick(sql::FROM_DONOR, sql::FROM_UNIT);
    tx.all(sql, &values).await?.iter().map(Traced::from_row).collect()
}

/// All units of every donor behind a recipient, with their transplants and follow-ups; the recipient's own are among them.
///
/// # Errors
/// The database fails.
pub async fn siblings(tx: &mut Tx, recipient_id: &str) -> Result<Vec<Traced>, StoreError> {
    tx.all(sql::SIBLINGS, &[recipient_id.into()]).await?.iter().map(Traced::from_row).collect()
}

/// The units behind a recipient's transplants up to those recovered from donors; `start_id` names the transplant.
///
/// # Errors
/// The database fails.
pub async fn origins_of_recipient(tx: &mut Tx, recipient_id: &str) -> Result<Vec<Origin>, StoreError> {
    tx.all(sql::ORIGINS_OF_RECIPIENT, &[recipient_id.into()]).await?.iter().map(Origin::from_row).collect()
}

/// A unit and the units it came from; `start_id` names the unit.
///
/// # Errors
/// The database fails.
pub async fn origins_of_unit(tx: &mut Tx, unit_id: &str) -> Result<Vec<Origin>, StoreError> {
    tx.all(sql::ORIGINS_OF_UNIT, &[unit_id.into()]).await?.iter().map(Origin::from_row).collect()
}

/// Records that a unit came of another; `how` is split or pool.
///
/// # Errors
/// [`StoreError::Conflict`] when it is recorded already; one of the units is not there.
pub async fn add_link(tx: &mut Tx, link: &Link) -> Result<(), StoreError> {
    tx.execute(sql::ADD_LINK, &[(&link.parent_id).into(), (&link.child_id).into(), (&link.how).into()]).await.map(drop)
}

/// Records a hand-over; `body` is JSON without personal data.
///
/// # Errors
/// [`StoreError::Conflict`] when its number is taken; the unit is not there.
pub async fn add_handover(tx: &mut Tx, handover: &HandedOver, body: &str) -> Result<(), StoreError> {
    let row = [
        (&handover.handover_id).into(),
        body.into(),
        (&handover.unit_id).into(),
        handover.place_seq.into(),
        handover.from_centre.clone().into(),
        handover.to_centre.clone().into(),
        handover.handed_at.into(),
    ];
    tx.execute(sql::ADD_HANDOVER, &row).await.map(drop)
}

/// Says anew what a hand-over was; its unit and place stay.
///
/// # Errors
/// The database fails.
pub async fn correct_handover(tx: &mut Tx, handover: &HandedOver, body: &str) -> Result<(), StoreError> {
    let row = [
        (&handover.handover_id).into(),
        body.into(),
        handover.from_centre.clone().into(),
        handover.to_centre.clone().into(),
        handover.handed_at.into(),
    ];
    tx.execute(sql::CORRECT_HANDOVER, &row).await.map(drop)
}

/// Says anew how somebody was; whom it is about stays.
///
/// # Errors
/// The database fails.
pub async fn correct_outcome(tx: &mut Tx, followed: &Followed, body: &str) -> Result<(), StoreError> {
    let row = [
        (&followed.outcome_id).into(),
        body.into(),
        followed.seen_on.into(),
        (&followed.patient_status).into(),
        followed.graft_status.clone().into(),
    ];
    tx.execute(sql::CORRECT_OUTCOME, &row).await.map(drop)
}

/// Records a follow-up of a transplant or a donor; `body` is JSON without personal data.
///
/// # Errors
/// [`StoreError::Conflict`] when its number is taken.
pub async fn add_outcome(tx: &mut Tx, subject_id: &str, followed: &Followed, body: &str) -> Result<(), StoreError> {
    let row = [
        (&followed.outcome_id).into(),
        body.into(),
        subject_id.into(),
        followed.seen_on.into(),
        (&followed.patient_status).into(),
        followed.graft_status.clone().into(),
    ];
    tx.execute(sql::ADD_OUTCOME, &row).await.map(drop)
}
