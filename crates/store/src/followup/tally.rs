//! How complete follow-up is, per centre and form, and what wants somebody.

use domain::followup::Visit;
use jiff::civil::Date;

use crate::error::StoreError;
use crate::record;
use crate::tx::Tx;

/// Visits of one form at one centre whose time is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormTally {
    /// The centre.
    pub centre: String,
    /// `donor` or `recipient`.
    pub who: String,
    /// Which visit of the schedule.
    pub kind: String,
    /// Visits whose time is over.
    pub closed: i64,
    /// Those that were held.
    pub seen: i64,
}

/// What waits at one centre.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CentreTally {
    /// The centre.
    pub centre: String,
    /// Visits that closed without having been held.
    pub overdue: i64,
    /// Those of them of which the regulator was told.
    pub escalated: i64,
    /// People who missed so many in a row that they count as lost.
    pub lost: i64,
    /// What wants somebody, and was not acted on by its day.
    pub late: i64,
}

/// The state of a visit that was held.
const STATE_SEEN: &str = "seen";
/// States in which a visit was or is to be expected.
const EXPECTED: [&str; 3] = [STATE_SEEN, "due", "missed"];
/// Visits that no schedule asks for.
const UNPLANNED: [&str; 3] = ["interim_death", "interim_failure", "unscheduled"];

/// Grouped down to the state and added up here: that is the order of an index, so that the database only counts what it walks past. Everything
/// that can be asked of a group is asked of the group and not of each visit.
const FORMS_OF: &str = "SELECT who, kind, state, CAST(COUNT(*) AS BIGINT) AS n FROM visit \
     WHERE centre_id = $2 AND closes_on < $1 GROUP BY who, kind, state ORDER BY who, kind, state";
const FORMS: &str = "SELECT centre_id, who, kind, state, CAST(COUNT(*) AS BIGINT) AS n FROM visit \
     WHERE closes_on < $1 GROUP BY centre_id, who, kind, state ORDER BY centre_id, who, kind, state";
/// Grouped by the person first: by the centre first, SQLite goes by an index that lacks a column and reads every visit beside it.
const OVERVIEW: &str = "SELECT centre_id, CAST(SUM(n) AS BIGINT) AS overdue, CAST(SUM(told) AS BIGINT) AS escalated, \
     CAST(COUNT(CASE WHEN n >= $2 THEN 1 END) AS BIGINT) AS lost FROM \
     (SELECT centre_id, subject_id, COUNT(*) AS n, SUM(escalated) AS told FROM visit WHERE state = 'due' AND closes_on < $1 \
     GROUP BY subject_id, centre_id) AS missed GROUP BY centre_id ORDER BY centre_id";
/// Counted here and not by the database, which would walk every visit by its centre instead of the few that are late.
const LATE: &str = "SELECT centre_id FROM visit WHERE answer_by_on < $1";
const CONCERNS_OF: &str =
    "SELECT body FROM visit WHERE answer_by_on IS NOT NULL AND centre_id = $1 ORDER BY answer_by_on, id LIMIT 200";
const CONCERNS: &str = "SELECT body FROM visit WHERE answer_by_on IS NOT NULL ORDER BY answer_by_on, id LIMIT 200";

/// Statements of this module.
pub(super) const STATEMENTS: &[&str] = &[FORMS_OF, FORMS, OVERVIEW, LATE, CONCERNS_OF, CONCERNS];

/// Visits whose time was over before a day, and how many were held, by centre and form.
///
/// # Errors
/// The database fails.
pub async fn by_form(tx: &mut Tx, before: Date, centre: Option<&str>) -> Result<Vec<FormTally>, StoreError> {
    let rows = match centre {
        Some(centre) => tx.all(FORMS_OF, &[before.into(), centre.into()]).await?,
        None => tx.all(FORMS, &[before.into()]).await?,
    };
    let mut forms: Vec<FormTally> = Vec::new();
    for row in rows {
        let (kind, state) = (row.text("kind")?, row.text("state")?);
        if !EXPECTED.contains(&state.as_str()) || UNPLANNED.contains(&kind.as_str()) {
            continue;
        }
        let centre = centre.map_or_else(|| row.text("centre_id"), |centre| Ok(centre.to_owned()))?;
        let (who, n) = (row.text("who")?, row.int("n")?);
        let same = |form: &&mut FormTally| form.centre == centre && form.who == who && form.kind == kind;
        let seen = if state == STATE_SEEN { n } else { 0 };
        match forms.last_mut().filter(same) {
            Some(form) => (form.closed, form.seen) = (form.closed + n, form.seen + seen),
            None => forms.push(FormTally { centre, who, kind, closed: n, seen }),
        }
    }
    Ok(forms)
}

/// How many visits have closed before a day, and how many of those were held.
///
/// # Errors
/// The database fails.
pub async fn completeness(tx: &mut Tx, today: Date, centre: Option<&str>) -> Result<(i64, i64), StoreError> {
    let forms = by_form(tx, today, centre).await?;
    Ok(forms.iter().fold((0, 0), |(closed, seen), form| (closed + form.closed, seen + form.seen)))
}

/// What waits at each centre at which something does.
///
/// # Errors
/// The database fails.
pub async fn overview(tx: &mut Tx, today: Date, lost_after: i64) -> Result<Vec<CentreTally>, StoreError> {
    let mut found = Vec::new();
    for row in tx.all(OVERVIEW, &[today.into(), lost_after.into()]).await? {
        found.push(CentreTally {
            centre: row.text("centre_id")?,
            overdue: row.int("overdue")?,
            escalated: row.int("escalated")?,
            lost: row.int("lost")?,
            late: 0,
        });
    }
    for row in tx.all(LATE, &[today.into()]).await? {
        let centre = row.text("centre_id")?;
        match found.iter_mut().find(|tally| tally.centre == centre) {
            Some(tally) => tally.late += 1,
            None => found.push(CentreTally { centre, late: 1, ..CentreTally::default() }),
        }
    }
    Ok(found)
}

/// Visits at which something wants somebody, the nearest last day first; at most 200.
///
/// # Errors
/// The database fails.
pub async fn concerns(tx: &mut Tx, centre: Option<&str>) -> Result<Vec<Visit>, StoreError> {
    match centre {
        Some(centre) => record::all(tx, CONCERNS_OF, &[centre.into()]).await,
        None => record::all(tx, CONCERNS, &[]).await,
    }
}
