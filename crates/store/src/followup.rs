//! Visits.

use domain::followup::Visit;

use crate::error::StoreError;
use crate::record::{Stored, from_body};
use crate::tables::{Table, VISIT};
use crate::tx::Tx;
use crate::value::Value;

impl Stored for Visit {
    const TABLE: Table = VISIT;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Vec<Value> {
        let p = &self.planned;
        vec![
            p.subject.clone().into(),
            p.kind.clone().into(),
            p.due_on.into(),
            p.opens_on.into(),
            p.closes_on.into(),
            if self.seen.is_some() { "seen" } else { "due" }.into(),
            p.centre.to_string().into(),
            p.owner.map(|o| o.to_string()).into(),
        ]
    }
}

const OPEN: &str = "SELECT body FROM visit WHERE state = 'due' AND opens_on <= $1 ORDER BY closes_on, id";
const OPEN_OF_CENTRE: &str =
    "SELECT body FROM visit WHERE centre_id = $2 AND state = 'due' AND opens_on <= $1 ORDER BY closes_on, id";
const OF_SUBJECT: &str = "SELECT body FROM visit WHERE subject_id = $1 ORDER BY due_on, id";
const SEEN_OF_DUE: &str = "SELECT body FROM visit WHERE state = 'seen' AND subject_id IN \
     (SELECT subject_id FROM visit WHERE state = 'due' AND opens_on <= $1 AND ($2 = '' OR centre_id = $2)) ORDER BY due_on, id";
const SEEN_LATELY: &str = "SELECT body FROM visit WHERE state = 'seen' AND due_on >= $1 AND ($2 = '' OR centre_id = $2) \
     AND substr(subject_id, 1, 4) = 'don_' ORDER BY due_on, id";
const COUNTS: &str = "SELECT CAST(COUNT(*) AS BIGINT) AS n, CAST(SUM(CASE WHEN state = 'seen' THEN 1 ELSE 0 END) AS BIGINT) AS seen \
     FROM visit WHERE closes_on < $1 AND ($2 = '' OR centre_id = $2)";

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[OPEN, OPEN_OF_CENTRE, OF_SUBJECT, SEEN_OF_DUE, SEEN_LATELY, COUNTS];

/// Visits that are open or overdue on a day, at one centre or at all, the longest overdue first.
///
/// # Errors
/// The database fails.
pub async fn worklist(tx: &mut Tx, today: jiff::civil::Date, centre: Option<&str>) -> Result<Vec<Visit>, StoreError> {
    let rows = match centre {
        Some(centre) => tx.all(OPEN_OF_CENTRE, &[today.into(), centre.into()]).await?,
        None => tx.all(OPEN, &[today.into()]).await?,
    };
    rows.iter().map(|row| from_body(&row.text("body")?)).collect()
}

/// Visits already held of everybody in the worklist, in the order in which they were due.
///
/// # Errors
/// The database fails.
pub async fn seen_of_due(
    tx: &mut Tx,
    today: jiff::civil::Date,
    centre: Option<&str>,
) -> Result<Vec<Visit>, StoreError> {
    let values = [today.into(), centre.unwrap_or_default().into()];
    tx.all(SEEN_OF_DUE, &values).await?.iter().map(|row| from_body(&row.text("body")?)).collect()
}

/// Visits of donors that were due since a day and were held, in the order in which they were due.
///
/// # Errors
/// The database fails.
pub async fn donors_seen_since(
    tx: &mut Tx,
    day: jiff::civil::Date,
    centre: Option<&str>,
) -> Result<Vec<Visit>, StoreError> {
    let values = [day.into(), centre.unwrap_or_default().into()];
    tx.all(SEEN_LATELY, &values).await?.iter().map(|row| from_body(&row.text("body")?)).collect()
}

/// All visits of a donor or recipient.
///
/// # Errors
/// The database fails.
pub async fn of_subject(tx: &mut Tx, subject: &str) -> Result<Vec<Visit>, StoreError> {
    tx.all(OF_SUBJECT, &[subject.into()]).await?.iter().map(|row| from_body(&row.text("body")?)).collect()
}

/// How many visits have closed by a day, and how many of those were seen.
///
/// # Errors
/// The database fails.
pub async fn completeness(
    tx: &mut Tx,
    today: jiff::civil::Date,
    centre: Option<&str>,
) -> Result<(i64, i64), StoreError> {
    let row = tx.one(COUNTS, &[today.into(), centre.unwrap_or_default().into()]).await?;
    Ok((row.int("n")?, row.opt_int("seen")?.unwrap_or(0)))
}
