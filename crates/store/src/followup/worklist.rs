//! Worklists: due, overdue and lost, a page at a time by key, so that the hundredth page costs what the first does.

use domain::followup::Visit;
use jiff::ToSpan;
use jiff::civil::Date;

use crate::error::StoreError;
use crate::record::from_body;
use crate::tx::Tx;
use crate::value::Value;

/// The state of a visit that is waited for.
pub const STATE_DUE: &str = "due";

/// No window of a schedule is wider than this, in days: what closes later is not open yet.
const WIDEST_DAYS: i64 = 366;

/// Which visits are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum State {
    /// Open or overdue.
    #[default]
    Due,
    /// Open now.
    Open,
    /// Closed without having been held.
    Overdue,
}

/// The last row of a page: behind it the next one begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Its last day.
    pub closes_on: Date,
    /// Its number.
    pub id: String,
}

/// What a worklist is asked for.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// The centre; all when absent.
    pub centre: Option<String>,
    /// `donor` or `recipient`; everybody when empty.
    pub who: String,
    /// Which visits.
    pub state: State,
    /// Rows behind this one.
    pub after: Option<Mark>,
}

/// A row: the visit, and the last one at which the person was seen.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The visit.
    pub visit: Visit,
    /// The last one that was held.
    pub last: Option<Visit>,
}

/// How many visits stand in which state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Open now.
    pub open: i64,
    /// Closed without having been held.
    pub overdue: i64,
}

/// Somebody who missed so many visits in a row that they count as lost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// The donor or recipient.
    pub subject: String,
    /// Last day of the first visit that was missed.
    pub since: Date,
    /// How many were missed in a row.
    pub missed: i64,
    /// The centre that answers for the first of them.
    pub centre: String,
}

// The last visit is found by its day alone, the end of an index; a second key would have the database sort the visits of each person.
const OF_CENTRE: &str = "SELECT v.body, (SELECT l.body FROM visit l WHERE l.subject_id = v.subject_id AND l.state = 'seen' \
     ORDER BY l.due_on DESC LIMIT 1) AS last FROM visit v \
     WHERE v.centre_id = $7 AND v.state = 'due' AND (v.closes_on, v.id) > ($1, $2) AND v.closes_on <= $3 AND v.opens_on <= $4 \
     AND ($5 = '' OR v.who = $5) ORDER BY v.closes_on, v.id LIMIT $6";
const OF_ALL: &str = "SELECT v.body, (SELECT l.body FROM visit l WHERE l.subject_id = v.subject_id AND l.state = 'seen' \
     ORDER BY l.due_on DESC LIMIT 1) AS last FROM visit v \
     WHERE v.state = 'due' AND (v.closes_on, v.id) > ($1, $2) AND v.closes_on <= $3 AND v.opens_on <= $4 \
     AND ($5 = '' OR v.who = $5) ORDER BY v.closes_on, v.id LIMIT $6";
const COUNT_CENTRE: &str = "SELECT CAST(COUNT(CASE WHEN closes_on < $1 THEN 1 END) AS BIGINT) AS overdue, \
     CAST(COUNT(CASE WHEN closes_on >= $1 THEN 1 END) AS BIGINT) AS open FROM visit \
     WHERE centre_id = $4 AND state = 'due' AND closes_on <= $2 AND opens_on <= $1 AND ($3 = '' OR who = $3)";
const COUNT_ALL: &str = "SELECT CAST(COUNT(CASE WHEN closes_on < $1 THEN 1 END) AS BIGINT) AS overdue, \
     CAST(COUNT(CASE WHEN closes_on >= $1 THEN 1 END) AS BIGINT) AS open FROM visit \
     WHERE state = 'due' AND closes_on <= $2 AND opens_on <= $1 AND ($3 = '' OR who = $3)";
const LOST_CENTRE: &str = "SELECT subject_id, MIN(closes_on) AS since, CAST(COUNT(*) AS BIGINT) AS missed, MIN(centre_id) AS centre_id \
     FROM visit WHERE centre_id = $7 AND state = 'due' AND closes_on < $1 AND ($2 = '' OR who = $2) GROUP BY subject_id \
     HAVING COUNT(*) >= $3 AND (MIN(closes_on) > $4 OR (MIN(closes_on) = $4 AND subject_id > $5)) \
     ORDER BY since, subject_id LIMIT $6";
const LOST_ALL: &str = "SELECT subject_id, MIN(closes_on) AS since, CAST(COUNT(*) AS BIGINT) AS missed, MIN(centre_id) AS centre_id \
     FROM visit WHERE state = 'due' AND closes_on < $1 AND ($2 = '' OR who = $2) GROUP BY subject_id \
     HAVING COUNT(*) >= $3 AND (MIN(closes_on) > $4 OR (MIN(closes_on) = $4 AND subject_id > $5)) \
     ORDER BY since, subject_id LIMIT $6";
const TO_REMIND: &str = "SELECT body FROM visit WHERE state = 'due' AND (closes_on, id) > ($1, $2) AND closes_on <= $3 \
     AND opens_on <= $4 AND steps < $5 ORDER BY closes_on, id LIMIT $6";

/// Statements of this module.
pub(super) const STATEMENTS: &[&str] = &[OF_CENTRE, OF_ALL, COUNT_CENTRE, COUNT_ALL, LOST_CENTRE, LOST_ALL, TO_REMIND];

fn furthest(today: Date) -> Date {
    today.saturating_add(WIDEST_DAYS.days())
}

fn begun(state: State, after: Option<&Mark>, today: Date) -> [Value; 2] {
    match (after, state) {
        (Some(mark), _) => [mark.closes_on.into(), mark.id.clone().into()],
        (None, State::Open) => [today.into(), "".into()],
        (None, State::Due | State::Overdue) => ["".into(), "".into()],
    }
}

/// Visits that are open or overdue on a day, the longest overdue first: at most `most` rows behind the mark.
///
/// # Errors
/// The database fails or a body cannot be read.
pub async fn worklist(tx: &mut Tx, wanted: &Wanted, today: Date, most: i64) -> Result<Vec<Listed>, StoreError> {
    let [closes_on, id] = begun(wanted.state, wanted.after.as_ref(), today);
    let until = match wanted.state {
        State::Overdue => today.yesterday().unwrap_or(today),
        State::Due | State::Open => furthest(today),
    };
    let mut values = vec![closes_on, id, until.into(), today.into(), wanted.who.clone().into(), most.into()];
    let rows = match &wanted.centre {
        Some(centre) => {
            values.push(centre.clone().into());
            tx.all(OF_CENTRE, &values).await?
        }
        None => tx.all(OF_ALL, &values).await?,
    };
    let listed = |row: &crate::Row| {
        let last = row.opt_text("last")?.map(|body| from_body::<Visit>(&body)).transpose()?;
        Ok(Listed { visit: from_body(&row.text("body")?)?, last })
    };
    rows.iter().map(listed).collect()
}

/// How many visits are open and overdue on a day.
///
/// # Errors
/// The database fails.
pub async fn counts(tx: &mut Tx, centre: Option<&str>, who: &str, today: Date) -> Result<Counts, StoreError> {
    let mut values: Vec<Value> = vec![today.into(), furthest(today).into(), who.into()];
    let row = match centre {
        Some(centre) => {
            values.push(centre.into());
            tx.one(COUNT_CENTRE, &values).await?
        }
        None => tx.one(COUNT_ALL, &values).await?,
    };
    Ok(Counts { open: row.int("open")?, overdue: row.int("overdue")? })
}

/// People who missed at least `lost_after` visits in a row, the longest lost first: at most `most` behind the mark.
///
/// # Errors
/// The database fails.
pub async fn lost(
    tx: &mut Tx,
    wanted: &Wanted,
    lost_after: i64,
    today: Date,
    most: i64,
) -> Result<Vec<Lost>, StoreError> {
    let [since, subject] = begun(State::Due, wanted.after.as_ref(), today);
    let mut values = vec![today.into(), wanted.who.clone().into(), lost_after.into(), since, subject, most.into()];
    let rows = match &wanted.centre {
        Some(centre) => {
            values.push(centre.clone().into());
            tx.all(LOST_CENTRE, &values).await?
        }
        None => tx.all(LOST_ALL, &values).await?,
    };
    let lost = |row: &crate::Row| {
        Ok(Lost {
            subject: row.text("subject_id")?,
            since: row.opt_date("since")?.unwrap_or(today),
            missed: row.int("missed")?,
            centre: row.text("centre_id")?,
        })
    };
    rows.iter().map(lost).collect()
}

/// Visits that are waited for and of which fewer than `steps` steps of the reminders were taken, behind the mark.
///
/// # Errors
/// The database fails.
pub async fn to_remind(
    tx: &mut Tx,
    steps: i64,
    after: Option<&Mark>,
    today: Date,
    most: i64,
) -> Result<Vec<Visit>, StoreError> {
    let [closes_on, id] = begun(State::Due, after, today);
    let values = [closes_on, id, furthest(today).into(), today.into(), steps.into(), most.into()];
    crate::record::all(tx, TO_REMIND, &values).await
}
