//! Pairs.

use std::collections::BTreeMap;

use domain::approval::{Pair, Stage};

use crate::error::StoreError;
use crate::record::{self, Columns, Stored, from_body};
use crate::sql::statements;
use crate::tables::{PAIR, Table};
use crate::tx::Tx;

impl Stored for Pair {
    const TABLE: Table = PAIR;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![
            ("donor_id", self.donor.to_string().into()),
            ("recipient_id", self.recipient.to_string().into()),
            ("organ", self.organ.code().into()),
            ("centre_id", self.centre.to_string().into()),
            ("stage", self.stage().code().into()),
        ]
    }
}

statements! {
    ALL = "SELECT body FROM pair ORDER BY stage, id";
    OF_CENTRE = "SELECT body FROM pair WHERE centre_id = $1 ORDER BY stage, id";
    PAGE = "SELECT body FROM pair WHERE ($1 = '' OR centre_id = $1) AND ($2 = '' OR stage = $2) \
        AND (CASE WHEN stage IN ('operated', 'ended') THEN 1 ELSE 0 END, id) > ($3, $4) ORDER BY CASE WHEN stage IN ('operated', 'ended') THEN 1 ELSE 0 END, id LIMIT $5";
    STOPPED = "SELECT body FROM pair WHERE stage IN ('deciding', 'ended') AND ($1 = '' OR centre_id = $1) ORDER BY id";
    STAGES = "SELECT stage, CAST(COUNT(*) AS BIGINT) AS n FROM pair WHERE $1 = '' OR centre_id = $1 GROUP BY stage";
    PLACE_OF = "SELECT centre_id, donor_id FROM pair WHERE id = $1";
    OF_SUBJECT = "SELECT body FROM pair WHERE donor_id = $1 OR recipient_id = $1 ORDER BY id";
    EVER_OF = "SELECT body FROM pair WHERE id IN (SELECT id FROM pair WHERE donor_id = $1 \
        UNION SELECT id FROM pair WHERE recipient_id = $1 \
        UNION SELECT e.record_id FROM event_parent p JOIN event e ON e.event_id = p.event_id \
            WHERE p.parent_id = $1 AND e.kind IN ('approval.pair_opened', 'approval.pair_changed')) ORDER BY id";
}

/// Pairs of one centre, or of all.
///
/// # Errors
/// The database fails.
pub async fn pairs(tx: &mut Tx, centre: Option<&str>) -> Result<Vec<Pair>, StoreError> {
    let rows = match centre {
        Some(centre) => tx.all(OF_CENTRE, &[centre.into()]).await?,
        None => tx.all(ALL, &[]).await?,
    };
    rows.iter().map(|row| from_body(&row.text("body")?)).collect()
}

/// So many pairs of one centre or of all, in one stage or in any, after a pair: those under way before those that are over. Whether the pair before
/// was over is said with its number.
///
/// # Errors
/// The database fails.
pub async fn pairs_after(
    tx: &mut Tx,
    centre: Option<&str>,
    stage: Option<Stage>,
    after: Option<(bool, &str)>,
    rows: usize,
) -> Result<Vec<Pair>, StoreError> {
    let (over, id) = after.unwrap_or((false, ""));
    let values = [
        centre.unwrap_or_default().into(),
        stage.map_or("", Stage::code).into(),
        i64::from(over).into(),
        id.into(),
        i64::try_from(rows).unwrap_or(i64::MAX).into(),
    ];
    record::all(tx, PAGE, &values).await
}

/// Every pair of one centre or of all that is being decided or whose donor stopped, in no order that means anything.
///
/// # Errors
/// The database fails.
pub async fn decided_or_ended(tx: &mut Tx, centre: Option<&str>) -> Result<Vec<Pair>, StoreError> {
    record::all(tx, STOPPED, &[centre.unwrap_or_default().into()]).await
}

/// How many pairs of one centre or of all are in each stage, by its code.
///
/// # Errors
/// The database fails.
pub async fn stages(tx: &mut Tx, centre: Option<&str>) -> Result<BTreeMap<String, usize>, StoreError> {
    let rows = tx.all(STAGES, &[centre.unwrap_or_default().into()]).await?;
    rows.iter().map(|row| Ok((row.text("stage")?, usize::try_from(row.int("n")?).unwrap_or(0)))).collect()
}

/// Pairs in which a donor or recipient takes part.
///
/// # Errors
/// The database fails.
pub async fn of_subject(tx: &mut Tx, pseudonym: &str) -> Result<Vec<Pair>, StoreError> {
    record::all(tx, OF_SUBJECT, &[pseudonym.into()]).await
}

/// Pairs in which a donor or recipient stands, or stood in an earlier round.
///
/// # Errors
/// The database fails.
pub async fn ever_of(tx: &mut Tx, pseudonym: &str) -> Result<Vec<Pair>, StoreError> {
    record::all(tx, EVER_OF, &[pseudonym.into()]).await
}

/// The centre that leads a pair, and the pair's donor; none when there is no such pair.
///
/// # Errors
/// The database fails.
pub async fn place_of(tx: &mut Tx, pair: &str) -> Result<Option<(String, String)>, StoreError> {
    let row = tx.optional(PLACE_OF, &[pair.into()]).await?;
    row.map(|row| Ok((row.text("centre_id")?, row.text("donor_id")?))).transpose()
}
