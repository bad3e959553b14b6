//! The ways of possible donors after death.

use domain::pathway::{LossReason, Pathway, Stage, Walked};
use jiff::Timestamp;

use crate::error::StoreError;
use crate::record::{self, Columns, Stored};
use crate::sql::statements;
use crate::tables::{PATHWAY, Table};
use crate::tx::Tx;

impl Stored for Pathway {
    const TABLE: Table = PATHWAY;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![
            ("centre_id", self.centre.to_string().into()),
            ("stage", self.stage().code().into()),
            ("loss", self.loss.map(|l| l.reason.code().to_owned()).into()),
            ("kind", self.way.map(|w| w.kind().code().to_owned()).into()),
            ("donor_id", self.donor.map(|d| d.to_string()).into()),
            ("opened_at", self.opened_at().into()),
        ]
    }
}

statements! {
    UNDER_WAY = "SELECT body FROM pathway WHERE loss IS NULL AND stage <> 'utilised' AND ($1 = '' OR centre_id = $1) \
        ORDER BY opened_at DESC, id LIMIT $2";
    OVER = "SELECT body FROM pathway WHERE (loss IS NOT NULL OR stage = 'utilised') AND ($1 = '' OR centre_id = $1) \
        AND (opened_at < $2 OR (opened_at = $2 AND id > $3)) ORDER BY opened_at DESC, id LIMIT $4";
    COUNT_UNDER_WAY = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM pathway WHERE loss IS NULL AND stage <> 'utilised'";
    COUNT = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM pathway \
        WHERE (loss IS NOT NULL OR stage = 'utilised') AND ($1 = '' OR centre_id = $1)";
    WALKED = "SELECT stage, loss FROM pathway WHERE opened_at >= $1 AND opened_at < $2 AND ($3 = '' OR centre_id = $3)";
    OF_DONOR = "SELECT body FROM pathway WHERE donor_id = $1";
    CENTRE_OF = "SELECT centre_id FROM pathway WHERE id = $1";
}

/// The ways that go on, of a hospital or of all, the youngest first; at most so many.
///
/// # Errors
/// The database fails.
pub async fn under_way(tx: &mut Tx, centre: Option<&str>, rows: usize) -> Result<Vec<Pathway>, StoreError> {
    record::all(tx, UNDER_WAY, &[centre.unwrap_or_default().into(), most(rows)]).await
}

/// The ways that are over, of a hospital or of all, the youngest first; those after one, at most so many.
///
/// # Errors
/// The database fails.
pub async fn over(
    tx: &mut Tx,
    centre: Option<&str>,
    after: Option<&Pathway>,
    rows: usize,
) -> Result<Vec<Pathway>, StoreError> {
    let opened_at = after.map_or(Timestamp::MAX, Pathway::opened_at);
    let id = after.map(|p| p.id.to_string()).unwrap_or_default();
    let values = [centre.unwrap_or_default().into(), opened_at.into(), id.into(), most(rows)];
    record::all(tx, OVER, &values).await
}

fn most(rows: usize) -> crate::value::Value {
    i64::try_from(rows).unwrap_or(i64::MAX).into()
}

/// How many ways go on in the country.
///
/// # Errors
/// The database fails.
pub async fn count_under_way(tx: &mut Tx) -> Result<i64, StoreError> {
    match tx.all(COUNT_UNDER_WAY, &[]).await?.first() {
        Some(row) => row.int("n"),
        None => Ok(0),
    }
}

/// How many ways are over, of a hospital or of all.
///
/// # Errors
/// The database fails.
pub async fn count_over(tx: &mut Tx, centre: Option<&str>) -> Result<i64, StoreError> {
    match tx.all(COUNT, &[centre.unwrap_or_default().into()]).await?.first() {
        Some(row) => row.int("n"),
        None => Ok(0),
    }
}

/// How far everybody came whose file was opened in a period, of a hospital or of all.
///
/// # Errors
/// The database fails, or holds a stage or reason that nobody knows.
pub async fn walked(
    tx: &mut Tx,
    (from, to): (Timestamp, Timestamp),
    centre: Option<&str>,
) -> Result<Vec<Walked>, StoreError> {
    let unfit = || StoreError::Body { table: PATHWAY.name };
    let rows = tx.all(WALKED, &[from.into(), to.into(), centre.unwrap_or_default().into()]).await?;
    let one = |row: &crate::row::Row| {
        let stage = Stage::from_code(&row.text("stage")?).ok_or_else(unfit)?;
        let lost = match row.opt_text("loss")? {
            Some(code) => Some(LossReason::from_code(&code).ok_or_else(unfit)?),
            None => None,
        };
        Ok(Walked { stage, lost })
    };
    rows.iter().map(one).collect()
}

/// The way on which somebody became this donor.
///
/// # Errors
/// The database fails.
pub async fn of_donor(tx: &mut Tx, donor: &str) -> Result<Option<Pathway>, StoreError> {
    Ok(record::all(tx, OF_DONOR, &[donor.into()]).await?.into_iter().next())
}

/// The hospital of a file; `None` when there is no such file.
///
/// # Errors
/// The database fails.
pub async fn centre_of(tx: &mut Tx, id: &str) -> Result<Option<String>, StoreError> {
    tx.all(CENTRE_OF, &[id.into()]).await?.first().map(|row| row.text("centre_id")).transpose()
}
