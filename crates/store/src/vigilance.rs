//! Adverse events and reactions, alerts, recalls, plans to graft.

use domain::rules::term;
use domain::vigilance::{Alert, AlertTo, GraftPlan, Recall, Sare};

use crate::error::StoreError;
use crate::record::{self, Columns, Stored};
use crate::tables::{ALERT, GRAFT_PLAN, RECALL, SARE, Table};
use crate::tx::Tx;

/// Rows of a list read at once at most.
pub const MOST: usize = 200;

impl Stored for Sare {
    const TABLE: Table = SARE;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![
            ("number", i64::from(self.filed.number).into()),
            ("state", if self.closed.is_some() { "closed" } else { "open" }.into()),
            ("severity", term(&self.severity()).into()),
            ("centre_id", self.filed.report.centre.map(|c| c.to_string()).into()),
            ("filed_at", self.filed_at.into()),
            ("final_due_at", self.filed.final_due_at.into()),
        ]
    }
}

impl Stored for Alert {
    const TABLE: Table = ALERT;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        let (centre, country) = match self.queued.to {
            AlertTo::Centre(id) => (Some(id.to_string()), None),
            AlertTo::Authority(country) => (None, Some(country.to_string())),
        };
        vec![
            ("about_id", self.queued.about.to_string().into()),
            ("centre_id", centre.into()),
            ("country", country.into()),
            ("state", if self.known.is_some() { "known" } else { "waiting" }.into()),
            ("queued_at", self.queued_at.into()),
            ("due_at", self.due_at().into()),
        ]
    }
}

impl Stored for Recall {
    const TABLE: Table = RECALL;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![
            ("of_id", self.recalled.of.to_string().into()),
            ("sare_id", self.recalled.sare.map(|s| s.to_string()).into()),
            ("state", if self.lifted.is_some() { "lifted" } else { "standing" }.into()),
            ("ordered_at", self.at.into()),
        ]
    }
}

impl Stored for GraftPlan {
    const TABLE: Table = GRAFT_PLAN;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![
            ("unit_id", self.asked.unit.to_string().into()),
            ("state", self.state.code().into()),
            ("planned_at", self.asked.planned_at.into()),
            ("centre_id", self.asked.centre.to_string().into()),
        ]
    }
}

const LAST_NUMBER: &str = "SELECT CAST(COALESCE(MAX(number), 0) AS BIGINT) AS n FROM sare";
const DESK: &str =
    "SELECT body FROM sare ORDER BY CASE WHEN state = 'open' THEN 0 ELSE 1 END, filed_at DESC, id LIMIT 201";
const OPEN: &str = "SELECT body FROM sare WHERE state = 'open' ORDER BY filed_at, id";
const FILED_BY: &str = "SELECT body FROM sare WHERE centre_id = $1 ORDER BY filed_at DESC, id LIMIT 201";
const OF_SARE: &str = "SELECT body FROM alert WHERE about_id = $1 ORDER BY id";
const WAITING: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM alert WHERE about_id = $1 AND state = 'waiting'";
const ALL_WAITING: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM alert WHERE state = 'waiting'";
const INBOX: &str = "SELECT body FROM alert WHERE centre_id = $1 \
     ORDER BY CASE WHEN state = 'waiting' THEN 0 ELSE 1 END, queued_at DESC, id LIMIT 201";
const ALL_ALERTS: &str =
    "SELECT body FROM alert ORDER BY CASE WHEN state = 'waiting' THEN 0 ELSE 1 END, queued_at DESC, id LIMIT 201";
const RECALLS: &str =
    "SELECT body FROM recall ORDER BY CASE WHEN state = 'standing' THEN 0 ELSE 1 END, ordered_at DESC, id LIMIT 201";
const RECALLED: &str = "SELECT body FROM recall WHERE of_id = $1 ORDER BY ordered_at, id";
const RECALLS_OF_UNIT: &str = "WITH RECURSIVE up (unit_id, donor_id) AS ( \
        SELECT unit_id, donor_id FROM unit WHERE unit_id = CAST($1 AS TEXT) \
        UNION SELECT u.unit_id, u.donor_id FROM up CROSS JOIN unit_link l CROSS JOIN unit u \
            WHERE l.child_id = up.unit_id AND u.unit_id = l.parent_id), \
     origin (id) AS (SELECT unit_id FROM up UNION SELECT donor_id FROM up WHERE donor_id IS NOT NULL) \
     SELECT r.body FROM origin CROSS JOIN recall r WHERE r.of_id = origin.id ORDER BY r.ordered_at, r.id";
const DONORS_OF_UNIT: &str = "WITH RECURSIVE up (unit_id, donor_id) AS ( \
        SELECT unit_id, donor_id FROM unit WHERE unit_id = CAST($1 AS TEXT) \
        UNION SELECT u.unit_id, u.donor_id FROM up CROSS JOIN unit_link l CROSS JOIN unit u \
            WHERE l.child_id = up.unit_id AND u.unit_id = l.parent_id) \
     SELECT DISTINCT donor_id FROM up WHERE donor_id IS NOT NULL ORDER BY donor_id";
const PLANS: &str = "SELECT body FROM graft_plan ORDER BY planned_at DESC, id LIMIT 201";
const PLANS_OF_CENTRE: &str = "SELECT body FROM graft_plan WHERE centre_id = $1 ORDER BY planned_at DESC, id LIMIT 201";
const PLANS_OF_UNITS: &str = "WITH RECURSIVE down (unit_id) AS ( \
        SELECT unit_id FROM unit WHERE unit_id = CAST($1 AS TEXT) \
        UNION SELECT unit_id FROM unit WHERE donor_id = CAST($1 AS TEXT) \
        UNION SELECT l.child_id FROM down CROSS JOIN unit_link l WHERE l.parent_id = down.unit_id) \
     SELECT p.body FROM down CROSS JOIN graft_plan p WHERE p.unit_id = down.unit_id AND p.state = 'planned' \
     ORDER BY p.planned_at, p.id";
const LATE: &str = "SELECT body FROM sare WHERE state = 'open' AND final_due_at < $1 ORDER BY final_due_at, id";

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[
    LAST_NUMBER,
    DESK,
    OPEN,
    FILED_BY,
    OF_SARE,
    WAITING,
    ALL_WAITING,
    INBOX,
    ALL_ALERTS,
    RECALLS,
    RECALLED,
    RECALLS_OF_UNIT,
    DONORS_OF_UNIT,
    PLANS,
    PLANS_OF_CENTRE,
    PLANS_OF_UNITS,
    LATE,
];

/// The number of the newest report; 0 before the first.
///
/// # Errors
/// The database fails.
pub async fn last_number(tx: &mut Tx) -> Result<i64, StoreError> {
    tx.one(LAST_NUMBER, &[]).await?.int("n")
}

/// Adverse events: open ones first, then the latest; one more than [`MOST`] when there are more.
///
/// # Errors
/// The database fails.
pub async fn desk(tx: &mut Tx) -> Result<Vec<Sare>, StoreError> {
    record::all(tx, DESK, &[]).await
}

/// Adverse events that are not closed, oldest first.
///
/// # Errors
/// The database fails.
pub async fn open(tx: &mut Tx) -> Result<Vec<Sare>, StoreError> {
    record::all(tx, OPEN, &[]).await
}

/// Adverse events whose final report was due before an instant and is not there, longest due first.
///
/// # Errors
/// The database fails.
pub async fn late(tx: &mut Tx, by: jiff::Timestamp) -> Result<Vec<Sare>, StoreError> {
    record::all(tx, LATE, &[by.into()]).await
}

/// Plans to graft of a centre, or of everybody, latest first; one more than [`MOST`] when there are more.
///
/// # Errors
/// The database fails.
pub async fn plans(tx: &mut Tx, centre: Option<&str>) -> Result<Vec<GraftPlan>, StoreError> {
    match centre {
        Some(centre) => record::all(tx, PLANS_OF_CENTRE, &[centre.into()]).await,
        None => record::all(tx, PLANS, &[]).await,
    }
}

/// Plans that stand for a unit or anything that was made of it, or for any unit of a donor.
///
/// # Errors
/// The database fails.
pub async fn plans_of(tx: &mut Tx, subject: &str) -> Result<Vec<GraftPlan>, StoreError> {
    record::all(tx, PLANS_OF_UNITS, &[subject.into()]).await
}

/// Adverse events that a centre filed, newest first; one more than [`MOST`] when there are more.
///
/// # Errors
/// The database fails.
pub async fn filed_by(tx: &mut Tx, centre: &str) -> Result<Vec<Sare>, StoreError> {
    record::all(tx, FILED_BY, &[centre.into()]).await
}

/// Every alert of an adverse event.
///
/// # Errors
/// The database fails.
pub async fn alerts_of(tx: &mut Tx, sare: &str) -> Result<Vec<Alert>, StoreError> {
    record::all(tx, OF_SARE, &[sare.into()]).await
}

/// How many alerts of an adverse event nobody acknowledged.
///
/// # Errors
/// The database fails.
pub async fn waiting_alerts(tx: &mut Tx, sare: &str) -> Result<i64, StoreError> {
    tx.one(WAITING, &[sare.into()]).await?.int("n")
}

/// How many alerts nobody acknowledged.
///
/// # Errors
/// The database fails.
pub async fn all_waiting(tx: &mut Tx) -> Result<i64, StoreError> {
    tx.one(ALL_WAITING, &[]).await?.int("n")
}

/// Alerts to a centre, or to everybody: waiting ones first, then the latest; one more than [`MOST`] when there are more.
///
/// # Errors
/// The database fails.
pub async fn inbox(tx: &mut Tx, centre: Option<&str>) -> Result<Vec<Alert>, StoreError> {
    match centre {
        Some(centre) => record::all(tx, INBOX, &[centre.into()]).await,
        None => record::all(tx, ALL_ALERTS, &[]).await,
    }
}

/// Recalls: standing ones first, then the latest; one more than [`MOST`] when there are more.
///
/// # Errors
/// The database fails.
pub async fn recalls(tx: &mut Tx) -> Result<Vec<Recall>, StoreError> {
    record::all(tx, RECALLS, &[]).await
}

/// Recalls of one donor or unit, standing and lifted, oldest first.
///
/// # Errors
/// The database fails.
pub async fn recalls_of(tx: &mut Tx, subject: &str) -> Result<Vec<Recall>, StoreError> {
    record::all(tx, RECALLED, &[subject.into()]).await
}

/// Recalls of a unit, of everything it was divided or pooled from, and of their donors, standing and lifted.
///
/// # Errors
/// The database fails.
pub async fn recalls_of_unit(tx: &mut Tx, unit: &str) -> Result<Vec<Recall>, StoreError> {
    record::all(tx, RECALLS_OF_UNIT, &[unit.into()]).await
}

/// Donors a unit came from; several for a pool.
///
/// # Errors
/// The database fails.
pub async fn donors_of_unit(tx: &mut Tx, unit: &str) -> Result<Vec<String>, StoreError> {
    tx.all(DONORS_OF_UNIT, &[unit.into()]).await?.iter().map(|row| row.text("donor_id")).collect()
}
