//! Tissues and cells: their units, what they were made of, their applications and who may handle them.
//!
//! Walks go along `tissue_link`, in both directions; numbers stand in a `CAST` as in [`crate::trace`].

use domain::tissue::{Application, Making, Origin, Standing, TissueLicence, TissueRefusal, TissueUnit};

use crate::error::StoreError;
use crate::record::{self, Columns, Stored};
use crate::sql::statements;
use crate::tables::{TISSUE, TISSUE_APPLICATION, TISSUE_LICENCE, TISSUE_REFUSAL, Table};
use crate::tx::Tx;
use crate::value::Value;

impl Stored for TissueUnit {
    const TABLE: Table = TISSUE;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        let e = &self.entered;
        let collected = !matches!(e.origin, Origin::Made { .. });
        let donor = e.donors.first().filter(|_| collected).map(ToString::to_string);
        // Whether a day is over is asked of the column beside it.
        let state = match self.standing(jiff::civil::Date::MIN) {
            Standing::Available | Standing::Expired => "open",
            other => other.code(),
        };
        vec![
            ("kind", e.kind.code().into()),
            ("donor_id", donor.into()),
            ("holder_id", self.holder().to_string().into()),
            ("establishment_id", e.establishment.to_string().into()),
            ("state", state.into()),
            ("sec", e.label.sec.as_ref().map(ToString::to_string).into()),
            ("donation", e.label.donation.map(|d| d.to_string()).into()),
            ("expires_on", e.label.expires_on.into()),
            ("entered_at", self.entered_at.at.into()),
            ("disputed", self.disputes().first().map(|d| d.rule.clone()).into()),
        ]
    }
}

impl Stored for Application {
    const TABLE: Table = TISSUE_APPLICATION;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![
            ("tissue_id", self.applied.unit.to_string().into()),
            ("recipient_id", self.applied.recipient.to_string().into()),
            ("centre_id", self.applied.centre.to_string().into()),
            ("applied_at", self.at.at.into()),
        ]
    }
}

impl Stored for TissueLicence {
    const TABLE: Table = TISSUE_LICENCE;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![("centre_id", self.granted.centre.to_string().into()), ("valid_to_on", self.granted.valid_to.into())]
    }
}

impl Stored for TissueRefusal {
    const TABLE: Table = TISSUE_REFUSAL;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![
            ("centre_id", self.refused.centre.to_string().into()),
            ("step", self.refused.step.clone().into()),
            ("refused_at", self.at.into()),
        ]
    }
}

/// Units reached downwards from the roots, each once.
macro_rules! below {
    ($roots:literal, $select:literal) => {
        concat!(
            "WITH RECURSIVE tree (id) AS (",
            $roots,
            " UNION SELECT l.child_id FROM tree CROSS JOIN tissue_link l WHERE l.parent_id = tree.id) ",
            $select
        )
    };
}

statements! {
    UNITS_OF_DONOR = below!(
        "SELECT id FROM tissue WHERE donor_id = CAST($1 AS TEXT)",
        "SELECT t.body FROM tree CROSS JOIN tissue t WHERE t.id = tree.id ORDER BY t.entered_at, t.id"
    );
    APPLICATIONS_OF_DONOR = below!(
        "SELECT id FROM tissue WHERE donor_id = CAST($1 AS TEXT)",
        "SELECT a.body FROM tree CROSS JOIN tissue_application a WHERE a.tissue_id = tree.id ORDER BY a.applied_at, a.id"
    );
    APPLICATIONS_OF_UNIT = "SELECT body FROM tissue_application WHERE tissue_id = $1 ORDER BY applied_at, id";
    MADE_OF = "SELECT t.body FROM tissue_link l CROSS JOIN tissue t WHERE l.parent_id = $1 AND t.id = l.child_id ORDER BY t.id";
    WITH_SEC = "SELECT id FROM tissue WHERE sec = $1 ORDER BY id LIMIT 1";
    WITH_CODE = "SELECT id FROM tissue WHERE sec = $1 OR donation = $1 ORDER BY id LIMIT 20";
    ADD_LINK = "INSERT INTO tissue_link (parent_id, child_id, how) VALUES ($1, $2, $3) ON CONFLICT (parent_id, child_id) DO NOTHING";
    LINKS = "SELECT parent_id, child_id FROM tissue_link ORDER BY parent_id, child_id";
    LICENCES_OF = "SELECT body FROM tissue_licence WHERE centre_id = $1 ORDER BY valid_to_on DESC, id";
    LICENCES = "SELECT body FROM tissue_licence ORDER BY centre_id, valid_to_on DESC, id LIMIT 500";
    HELD = "SELECT body FROM tissue WHERE ($1 = '' OR holder_id = $1) AND ($2 = '' OR state = $2) AND id > $3 ORDER BY id LIMIT 51";
    HELD_COUNT = "SELECT state, COUNT(*) AS n FROM tissue WHERE ($1 = '' OR holder_id = $1) GROUP BY state ORDER BY state";
    EXPIRED_COUNT = "SELECT COUNT(*) AS n FROM tissue WHERE ($1 = '' OR holder_id = $1) AND state = 'open' AND expires_on < $2";
    REFUSALS_OF = "SELECT body FROM tissue_refusal WHERE centre_id = $1 ORDER BY refused_at DESC, id LIMIT 20";
}

async fn bodies<R: Stored>(tx: &mut Tx, sql: &'static str, values: &[Value]) -> Result<Vec<R>, StoreError> {
    record::all(tx, sql, values).await
}

/// Units and their applications.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Below {
    /// Every unit, each once.
    pub units: Vec<TissueUnit>,
    /// Applications of any of them.
    pub applications: Vec<Application>,
}

/// Everything collected from a donor, and brought in of that donor, with whoever received any of it, through divisions, products and pools.
///
/// # Errors
/// The database fails or a body cannot be read.
pub async fn of_donor(tx: &mut Tx, donor: &str) -> Result<Below, StoreError> {
    let units = bodies(tx, UNITS_OF_DONOR, &[donor.into()]).await?;
    let applications =
        if units.is_empty() { Vec::new() } else { bodies(tx, APPLICATIONS_OF_DONOR, &[donor.into()]).await? };
    Ok(Below { units, applications })
}

/// Applications of one unit, oldest first.
///
/// # Errors
/// The database fails.
pub async fn applications_of(tx: &mut Tx, unit: &str) -> Result<Vec<Application>, StoreError> {
    bodies(tx, APPLICATIONS_OF_UNIT, &[unit.into()]).await
}

/// Units that were made of one.
///
/// # Errors
/// The database fails.
pub async fn made_of(tx: &mut Tx, unit: &str) -> Result<Vec<TissueUnit>, StoreError> {
    bodies(tx, MADE_OF, &[unit.into()]).await
}

/// The unit that has a Single European Code.
///
/// # Errors
/// The database fails.
pub async fn with_sec(tx: &mut Tx, sec: &str) -> Result<Option<String>, StoreError> {
    tx.optional(WITH_SEC, &[sec.into()]).await?.map(|row| row.text("id")).transpose()
}

/// Units with a Single European Code or donation number; at most 20.
///
/// # Errors
/// The database fails.
pub async fn with_code(tx: &mut Tx, code: &str) -> Result<Vec<String>, StoreError> {
    tx.all(WITH_CODE, &[code.into()]).await?.iter().map(|row| row.text("id")).collect()
}

/// Records of what a unit was made.
///
/// # Errors
/// A unit it was made of is not there.
pub async fn link(tx: &mut Tx, made: &TissueUnit) -> Result<(), StoreError> {
    let Origin::Made { how, of, .. } = &made.entered.origin else { return Ok(()) };
    let how: &Making = how;
    for portion in of {
        let row = [portion.unit.to_string().into(), made.id.to_string().into(), how.code().into()];
        tx.execute(ADD_LINK, &row).await?;
    }
    Ok(())
}

/// Every link from a unit to one made of it.
///
/// # Errors
/// The database fails.
pub async fn all_links(tx: &mut Tx) -> Result<Vec<(String, String)>, StoreError> {
    tx.all(LINKS, &[]).await?.iter().map(|row| Ok((row.text("parent_id")?, row.text("child_id")?))).collect()
}

/// Licences of a centre as a tissue establishment, the longest first.
///
/// # Errors
/// The database fails.
pub async fn licences_of(tx: &mut Tx, centre: &str) -> Result<Vec<TissueLicence>, StoreError> {
    bodies(tx, LICENCES_OF, &[centre.into()]).await
}

/// Licences of all tissue establishments; at most 500.
///
/// # Errors
/// The database fails.
pub async fn licences(tx: &mut Tx) -> Result<Vec<TissueLicence>, StoreError> {
    bodies(tx, LICENCES, &[]).await
}

/// Units that a centre holds, or all, in a state or in any, behind a number; at most 51.
///
/// # Errors
/// The database fails.
pub async fn held(tx: &mut Tx, centre: Option<&str>, state: &str, after: &str) -> Result<Vec<TissueUnit>, StoreError> {
    bodies(tx, HELD, &[centre.unwrap_or_default().into(), state.into(), after.into()]).await
}

/// How many units a centre holds, or all centres, by state; and how many open ones are past their last day.
///
/// # Errors
/// The database fails.
pub async fn held_count(
    tx: &mut Tx,
    centre: Option<&str>,
    on: jiff::civil::Date,
) -> Result<(Vec<(String, i64)>, i64), StoreError> {
    let centre = centre.unwrap_or_default();
    let rows = tx.all(HELD_COUNT, &[centre.into()]).await?;
    let states = rows.iter().map(|row| Ok((row.text("state")?, row.int("n")?))).collect::<Result<_, StoreError>>()?;
    Ok((states, tx.one(EXPIRED_COUNT, &[centre.into(), on.into()]).await?.int("n")?))
}

/// The newest refusals of a centre; at most 20.
///
/// # Errors
/// The database fails.
pub async fn refusals_of(tx: &mut Tx, centre: &str) -> Result<Vec<TissueRefusal>, StoreError> {
    bodies(tx, REFUSALS_OF, &[centre.into()]).await
}
