//! Visits.

use domain::followup::Visit;

use crate::error::StoreError;
use crate::record::{self, Columns, Stored, from_body};
use crate::tables::{Table, VISIT};
use crate::tx::Tx;

impl Stored for Visit {
    const TABLE: Table = VISIT;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        let p = &self.planned;
        vec![
            ("subject_id", p.subject.clone().into()),
            ("kind", p.kind.clone().into()),
            ("due_on", p.due_on.into()),
            ("opens_on", p.opens_on.into()),
            ("closes_on", p.closes_on.into()),
            (
                "state",
                match (&self.seen, self.covered_by) {
                    (Some(_), _) => "seen",
                    (None, Some(_)) => "covered",
                    (None, None) => "due",
                }
                .into(),
            ),
            ("centre_id", p.centre.to_string().into()),
            ("owner", p.owner.map(|o| o.to_string()).into()),
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
     FROM visit WHERE closes_on < $1 AND state <> 'covered' AND ($2 = '' OR centre_id = $2)";

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
    record::all(tx, SEEN_OF_DUE, &values).await
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
    record::all(tx, SEEN_LATELY, &values).await
}

/// All visits of a donor or recipient.
///
/// # Errors
/// The database fails.
pub async fn of_subject(tx: &mut Tx, subject: &str) -> Result<Vec<Visit>, StoreError> {
    record::all(tx, OF_SUBJECT, &[subject.into()]).await
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
