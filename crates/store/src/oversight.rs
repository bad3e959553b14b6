//! Audits, what they found, and what people say about a centre's turn.

use std::collections::BTreeMap;

use domain::approval::Pair;
use domain::oversight::{Audit, AuditTurn, Nonconformity};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::error::StoreError;
use crate::record::{self, Columns, Stored};
use crate::sql::statements;
use crate::tables::{AUDIT, AUDIT_TURN, NONCONFORMITY, Table};
use crate::tx::Tx;

impl Stored for Audit {
    const TABLE: Table = AUDIT;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![
            ("centre_id", self.planned.centre.to_string().into()),
            ("state", self.state().code().into()),
            ("on_day", self.on().into()),
            ("ended_on", self.ended.as_ref().map(|e| e.step.on).into()),
        ]
    }
}

impl Stored for Nonconformity {
    const TABLE: Table = NONCONFORMITY;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![
            ("audit_id", self.raised.audit.to_string().into()),
            ("centre_id", self.raised.centre.to_string().into()),
            ("grade", self.raised.grade.code().into()),
            ("state", self.state().code().into()),
            ("due_on", self.due().into()),
            ("raised_at", self.raised_at.into()),
            ("closed_on", self.closed_on().into()),
        ]
    }
}

impl Stored for AuditTurn {
    const TABLE: Table = AUDIT_TURN;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![
            ("centre_id", self.ruled.centre.to_string().into()),
            ("ruling", self.ruled.ruling.code().into()),
            ("until_on", self.ruled.until.into()),
        ]
    }
}

/// Organs removed from living donors, each with the pair's file where one was opened and with the day since when the record knows the centre.
macro_rules! removals {
    () => {
        "SELECT u.unit_id, u.donor_id, u.recovered_at, p.body AS pair, \
         (SELECT e.recorded_at FROM event e WHERE e.record_id = u.centre_id ORDER BY e.event_id LIMIT 1) AS known_at \
         FROM unit u JOIN donor d ON d.donor_id = u.donor_id "
    };
}

statements! {
    AUDITS = "SELECT body FROM audit ORDER BY on_day DESC, id LIMIT $1";
    AUDITS_OF = "SELECT body FROM audit WHERE centre_id = $1 ORDER BY on_day DESC, id LIMIT $2";
    ENDED_AT = "SELECT ended_on FROM audit WHERE centre_id = $1 AND ended_on IS NOT NULL ORDER BY ended_on, id";
    LOOKS = "SELECT centre_id, MAX(ended_on) AS ended_on FROM audit WHERE ended_on IS NOT NULL GROUP BY centre_id ORDER BY centre_id";
    COMING = "SELECT body FROM audit WHERE state IN ('audit_planned', 'running') ORDER BY on_day, id";
    ENDED_BETWEEN = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM audit WHERE ended_on >= $1 AND ended_on <= $2";
    FOUND_IN = "SELECT body FROM nonconformity WHERE audit_id = $1 ORDER BY due_on, id";
    LATEST = "SELECT body FROM nonconformity ORDER BY CASE WHEN state = 'closed' THEN 1 ELSE 0 END, due_on, id LIMIT $1";
    LATEST_OF = "SELECT body FROM nonconformity WHERE centre_id = $1 \
        ORDER BY CASE WHEN state = 'closed' THEN 1 ELSE 0 END, due_on, id LIMIT $2";
    LATE = "SELECT centre_id, CAST(COUNT(*) AS BIGINT) AS n FROM nonconformity \
        WHERE state <> 'closed' AND due_on < $1 GROUP BY centre_id ORDER BY centre_id";
    RAISED = "SELECT body FROM nonconformity WHERE raised_at >= $1 AND raised_at < $2 ORDER BY raised_at, id";
    GRAFTS = "SELECT t.transplant_id, t.unit_id, (SELECT c.answer FROM table_check c \
        WHERE c.unit_id = t.unit_id AND c.at <= t.transplanted_at ORDER BY c.at DESC, c.id DESC LIMIT 1) AS answer \
        FROM transplant t WHERE t.centre_id = $1 AND t.transplanted_at >= $2 AND t.transplanted_at < $3 ORDER BY t.transplant_id";
    TURNS = "SELECT body FROM audit_turn WHERE until_on >= $1 ORDER BY until_on, id";
    FIRST = "SELECT MIN(ended_on) AS ended_on FROM audit";
    STOPPED = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM transplant t WHERE t.transplanted_at >= $1 AND t.transplanted_at < $2 \
        AND (SELECT c.answer FROM table_check c WHERE c.unit_id = t.unit_id AND c.at <= t.transplanted_at \
        ORDER BY c.at DESC, c.id DESC LIMIT 1) = 'stop'";
    REMOVED = concat!(removals!(), "LEFT JOIN pair p ON p.id = u.pair_id WHERE d.kind = 'living' \
        AND u.recovered_at >= $1 AND u.recovered_at < $2 ORDER BY u.unit_id");
    REMOVED_AT = concat!(removals!(), "LEFT JOIN pair p ON p.id = u.pair_id WHERE d.kind = 'living' \
        AND u.centre_id = $1 AND u.recovered_at >= $2 AND u.recovered_at < $3 ORDER BY u.unit_id");
    REMOVED_OF = concat!(removals!(), "JOIN pair p ON p.id = u.pair_id WHERE d.kind = 'living' \
        AND p.centre_id = $1 AND u.recovered_at >= $2 AND u.recovered_at < $3 ORDER BY u.unit_id");
}

fn most(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

/// So many audits of one centre or of all, the latest day first.
///
/// # Errors
/// The database fails.
pub async fn audits(tx: &mut Tx, centre: Option<&str>, rows: usize) -> Result<Vec<Audit>, StoreError> {
    match centre {
        Some(centre) => record::all(tx, AUDITS_OF, &[centre.into(), most(rows).into()]).await,
        None => record::all(tx, AUDITS, &[most(rows).into()]).await,
    }
}

/// The days on which audits of a centre ended, in order.
///
/// # Errors
/// The database fails.
pub async fn ended_at(tx: &mut Tx, centre: &str) -> Result<Vec<Date>, StoreError> {
    let rows = tx.all(ENDED_AT, &[centre.into()]).await?;
    Ok(rows.iter().map(|row| row.opt_date("ended_on")).collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

/// The day on which the latest audit ended, by centre.
///
/// # Errors
/// The database fails.
pub async fn looks(tx: &mut Tx) -> Result<Vec<(String, Date)>, StoreError> {
    let mut looks = Vec::new();
    for row in tx.all(LOOKS, &[]).await? {
        if let Some(on) = row.opt_date("ended_on")? {
            looks.push((row.text("centre_id")?, on));
        }
    }
    Ok(looks)
}

/// Audits that are planned or running, the next first.
///
/// # Errors
/// The database fails.
pub async fn coming(tx: &mut Tx) -> Result<Vec<Audit>, StoreError> {
    record::all(tx, COMING, &[]).await
}

/// How many audits ended from the first to the last of two days.
///
/// # Errors
/// The database fails.
pub async fn ended_between(tx: &mut Tx, first: Date, last: Date) -> Result<i64, StoreError> {
    tx.one(ENDED_BETWEEN, &[first.into(), last.into()]).await?.int("n")
}

/// What an audit found, the nearest deadline first.
///
/// # Errors
/// The database fails.
pub async fn found_in(tx: &mut Tx, audit: &str) -> Result<Vec<Nonconformity>, StoreError> {
    record::all(tx, FOUND_IN, &[audit.into()]).await
}

/// So many nonconformities of one centre or of all: open ones first, the nearest deadline first.
///
/// # Errors
/// The database fails.
pub async fn nonconformities(tx: &mut Tx, centre: Option<&str>, rows: usize) -> Result<Vec<Nonconformity>, StoreError> {
    match centre {
        Some(centre) => record::all(tx, LATEST_OF, &[centre.into(), most(rows).into()]).await,
        None => record::all(tx, LATEST, &[most(rows).into()]).await,
    }
}

/// How many nonconformities are past their deadline today, by centre.
///
/// # Errors
/// The database fails.
pub async fn late(tx: &mut Tx, today: Date) -> Result<Vec<(String, i64)>, StoreError> {
    let rows = tx.all(LATE, &[today.into()]).await?;
    rows.iter().map(|row| Ok((row.text("centre_id")?, row.int("n")?))).collect()
}

/// Nonconformities recorded from one instant to before another.
///
/// # Errors
/// The database fails.
pub async fn raised(tx: &mut Tx, from: Timestamp, before: Timestamp) -> Result<Vec<Nonconformity>, StoreError> {
    record::all(tx, RAISED, &[from.into(), before.into()]).await
}

/// A graft at a centre: its number, its organ, and whether the last check at the table before it said stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GraftAt {
    /// The transplantation.
    pub transplant: String,
    /// The organ.
    pub unit: String,
    /// The last check before it said stop.
    pub stopped: bool,
}

/// Grafts at a centre from one instant to before another.
///
/// # Errors
/// The database fails.
pub async fn grafts(
    tx: &mut Tx,
    centre: &str,
    (from, before): (Timestamp, Timestamp),
) -> Result<Vec<GraftAt>, StoreError> {
    let rows = tx.all(GRAFTS, &[centre.into(), from.into(), before.into()]).await?;
    let read = |row: &crate::row::Row| {
        Ok(GraftAt {
            transplant: row.text("transplant_id")?,
            unit: row.text("unit_id")?,
            stopped: row.opt_text("answer")?.as_deref() == Some("stop"),
        })
    };
    rows.iter().map(read).collect()
}

/// What was said about turns that holds on a day or later.
///
/// # Errors
/// The database fails.
pub async fn turns(tx: &mut Tx, today: Date) -> Result<Vec<AuditTurn>, StoreError> {
    record::all(tx, TURNS, &[today.into()]).await
}

/// The day on which the first audit ended; `None` where none did.
///
/// # Errors
/// The database fails.
pub async fn first_audit(tx: &mut Tx) -> Result<Option<Date>, StoreError> {
    tx.one(FIRST, &[]).await?.opt_date("ended_on")
}

/// How many grafts of a time were done although the last check at the table before them said stop.
///
/// # Errors
/// The database fails.
pub async fn stopped(tx: &mut Tx, (from, before): (Timestamp, Timestamp)) -> Result<i64, StoreError> {
    tx.one(STOPPED, &[from.into(), before.into()]).await?.int("n")
}

/// An organ removed from a living donor.
#[derive(Debug, Clone)]
pub struct Removal {
    /// The organ.
    pub unit: String,
    /// The donor.
    pub donor: String,
    /// The pair's file; `None` where none was ever opened.
    pub pair: Option<Pair>,
    /// When it was removed.
    pub at: Timestamp,
    /// Since when the record knows the centre where it was removed; `None` where that was not told.
    pub known_at: Option<Timestamp>,
}

fn removals(rows: &[crate::row::Row]) -> Result<Vec<Removal>, StoreError> {
    let read = |row: &crate::row::Row| {
        let pair = row.opt_str("pair")?.map(serde_json::from_str).transpose();
        Ok(Removal {
            unit: row.text("unit_id")?,
            donor: row.text("donor_id")?,
            pair: pair.map_err(|_| StoreError::Body { table: "pair" })?,
            at: row.instant("recovered_at")?,
            known_at: row.opt_instant("known_at")?,
        })
    };
    rows.iter().map(read).collect()
}

/// Organs removed from living donors in a time, everywhere.
///
/// # Errors
/// The database fails.
pub async fn removed(tx: &mut Tx, (from, before): (Timestamp, Timestamp)) -> Result<Vec<Removal>, StoreError> {
    removals(&tx.all(REMOVED, &[from.into(), before.into()]).await?)
}

/// Organs removed from living donors in a time: at a centre, or elsewhere for a pair whose file the centre keeps. In the order of
/// their numbers.
///
/// # Errors
/// The database fails.
pub async fn removed_at(
    tx: &mut Tx,
    centre: &str,
    (from, before): (Timestamp, Timestamp),
) -> Result<Vec<Removal>, StoreError> {
    let mut all = BTreeMap::new();
    for sql in [REMOVED_AT, REMOVED_OF] {
        let rows = tx.all(sql, &[centre.into(), from.into(), before.into()]).await?;
        all.extend(removals(&rows)?.into_iter().map(|one| (one.unit.clone(), one)));
    }
    Ok(all.into_values().collect())
}
