//! Whole chains with their records, organs, tissues and cells: one statement and one row for each origin, however long they are. What is read by one
//! statement is also of one moment.
//!
//! The bodies of each sort come as one text, a body to a line, and are parsed where they lie: what costs on the way from a database is rows and
//! turns, not characters.

use domain::licence::Centre;
use domain::trace::Chain;
use domain::trace::paper::Sheet;
use domain::trace::temperature::TemperatureLog;
use serde::de::DeserializeOwned;

use super::Root;
use crate::error::StoreError;
use crate::row::Row;
use crate::tx::Tx;

/// The rows of a part are few and are compared one by one: `|| ''` keeps SQLite from building an index over them for each look-up.
macro_rules! chains {
    ($($roots:expr)+) => {
        concat!(
            "WITH RECURSIVE ", $($roots,)+ ",
            tree (root_id, unit_id) AS (
                SELECT root.root_id, u.unit_id FROM root CROSS JOIN unit u WHERE u.donor_id = root.root_id
                UNION SELECT root.root_id, u.unit_id FROM root CROSS JOIN unit u WHERE u.unit_id = root.root_id
                UNION SELECT tree.root_id, l.child_id FROM tree CROSS JOIN unit_link l WHERE l.parent_id = tree.unit_id),
            part (root_id, body, centre_id) AS (
                SELECT tree.root_id, u.body, u.centre_id FROM tree CROSS JOIN unit u WHERE u.unit_id = tree.unit_id),
            graft (root_id, transplant_id, body, centre_id) AS (
                SELECT tree.root_id, t.transplant_id, t.body, t.centre_id FROM tree CROSS JOIN transplant t WHERE t.unit_id = tree.unit_id),
            handed (root_id, body, from_centre, to_centre) AS (
                SELECT tree.root_id, h.body, h.from_centre, h.to_centre FROM tree CROSS JOIN handover h WHERE h.unit_id = tree.unit_id),
            place (centre_id) AS (SELECT centre_id FROM part UNION SELECT centre_id FROM graft
                UNION SELECT from_centre FROM handed UNION SELECT to_centre FROM handed),
            given (root_id, tissue_id) AS (
                SELECT root.root_id, t.id FROM root CROSS JOIN tissue t WHERE t.donor_id = root.root_id
                UNION SELECT root.root_id, t.id FROM root CROSS JOIN tissue t WHERE t.id = root.root_id
                UNION SELECT given.root_id, l.child_id FROM given CROSS JOIN tissue_link l WHERE l.parent_id = given.tissue_id),
            paper (about_id) AS (SELECT root_id FROM root UNION SELECT unit_id FROM tree
                UNION SELECT p.id FROM root CROSS JOIN pathway p WHERE p.donor_id = root.root_id)
            SELECT (SELECT d.body FROM donor d WHERE d.donor_id = root.root_id) AS donor,
                (SELECT string_agg(part.body, '\n') FROM part WHERE part.root_id || '' = root.root_id) AS units,
                (SELECT string_agg(graft.body, '\n') FROM graft WHERE graft.root_id || '' = root.root_id) AS transplants,
                (SELECT string_agg(o.body, '\n') FROM graft CROSS JOIN outcome o
                    WHERE graft.root_id || '' = root.root_id AND o.subject_id = graft.transplant_id) AS outcomes,
                (SELECT string_agg(handed.body, '\n') FROM handed WHERE handed.root_id || '' = root.root_id) AS handovers,
                (SELECT string_agg(t.body, '\n' ORDER BY t.entered_at, t.id) FROM given CROSS JOIN tissue t
                    WHERE given.root_id || '' = root.root_id AND t.id = given.tissue_id) AS tissues,
                (SELECT string_agg(a.body, '\n' ORDER BY a.applied_at, a.id) FROM given CROSS JOIN tissue_application a
                    WHERE given.root_id || '' = root.root_id AND a.tissue_id = given.tissue_id) AS applications,
                (SELECT string_agg(c.body, '\n') FROM place CROSS JOIN centre c WHERE c.id = place.centre_id) AS centres,
                (SELECT string_agg(m.body, '\n' ORDER BY m.id) FROM (SELECT DISTINCT unit_id FROM tree) AS carried
                    CROSS JOIN temperature_log m WHERE m.unit_id = carried.unit_id) AS temperatures,
                (SELECT string_agg(s.body, '\n' ORDER BY s.issued_at, s.id) FROM paper CROSS JOIN sheet s WHERE s.about_id = paper.about_id) AS sheets
            FROM root ORDER BY root.root_id"
        )
    };
}

/// The donors and first units of what [`up`] reached: a donor is carried along, since a join behind the walk would have SQLite read all units into a filter.
macro_rules! origins {
    () => {
        "SELECT donor_id FROM up WHERE donor_id IS NOT NULL
            UNION SELECT unit_id FROM up WHERE donor_id IS NULL AND NOT EXISTS (SELECT 1 FROM unit_link l WHERE l.child_id = up.unit_id)"
    };
}

/// Up from units, to each donor and each unit of which no donor and no earlier unit is recorded.
macro_rules! up {
    ($units:literal) => {
        concat!(
            "up (unit_id, donor_id) AS (",
            $units,
            " UNION SELECT u.unit_id, u.donor_id FROM up CROSS JOIN unit_link l CROSS JOIN unit u
                WHERE l.child_id = up.unit_id AND u.unit_id = l.parent_id)"
        )
    };
}

/// Up from tissues, to each donor and each unit of which no donor and no earlier unit is recorded.
macro_rules! above {
    ($units:literal) => {
        concat!(
            "above (tissue_id) AS (",
            $units,
            " UNION SELECT l.parent_id FROM above CROSS JOIN tissue_link l WHERE l.child_id = above.tissue_id)"
        )
    };
}

/// The donors and first units of what [`above`] reached.
macro_rules! sources {
    () => {
        "SELECT COALESCE(t.donor_id, t.id) FROM above CROSS JOIN tissue t WHERE t.id = above.tissue_id
            AND (t.donor_id IS NOT NULL OR NOT EXISTS (SELECT 1 FROM tissue_link l WHERE l.child_id = t.id))"
    };
}

macro_rules! from_units {
    ($units:literal) => {
        chains!(up!($units) ", root (root_id) AS (" origins!() ")")
    };
}

macro_rules! from_tissues {
    ($units:literal) => {
        chains!(above!($units) ", root (root_id) AS (SELECT DISTINCT * FROM (" sources!() ") AS source)")
    };
}

pub(crate) mod sql {
    pub(crate) const OF_DONOR: &str = chains!("root (root_id) AS (SELECT CAST($1 AS TEXT))");
    pub(crate) const OF_UNIT: &str = from_units!("SELECT unit_id, donor_id FROM unit WHERE unit_id = CAST($1 AS TEXT)");
    pub(crate) const OF_TRANSPLANT: &str = from_units!(
        "SELECT u.unit_id, u.donor_id FROM transplant t CROSS JOIN unit u WHERE t.transplant_id = CAST($1 AS TEXT) AND u.unit_id = t.unit_id"
    );
    pub(crate) const OF_RECIPIENT: &str = chains!(
        up!("SELECT u.unit_id, u.donor_id FROM transplant t CROSS JOIN unit u WHERE t.recipient_id = CAST($1 AS TEXT) AND u.unit_id = t.unit_id")
        ", "
        above!("SELECT tissue_id FROM tissue_application WHERE recipient_id = CAST($1 AS TEXT)")
        ", root (root_id) AS (" origins!() " UNION " sources!() ")"
    );
    pub(crate) const OF_TISSUE: &str = from_tissues!("SELECT id FROM tissue WHERE id = CAST($1 AS TEXT)");
    pub(crate) const OF_APPLICATION: &str =
        from_tissues!("SELECT tissue_id FROM tissue_application WHERE id = CAST($1 AS TEXT)");
    pub(crate) const BELOW_UNIT: &str =
        chains!("root (root_id) AS (SELECT unit_id FROM unit WHERE unit_id = CAST($1 AS TEXT))");
}

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[
    sql::OF_DONOR,
    sql::OF_UNIT,
    sql::OF_TRANSPLANT,
    sql::OF_RECIPIENT,
    sql::OF_TISSUE,
    sql::OF_APPLICATION,
    sql::BELOW_UNIT,
];

/// What a chain is asked for by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked<'a> {
    /// A donor: everything that came from them.
    Donor(&'a str),
    /// A unit: up to its origins and everything that came from those.
    Unit(&'a str),
    /// A transplantation: as its unit.
    Transplant(&'a str),
    /// A recipient: as all organs and tissues they received.
    Recipient(&'a str),
    /// A unit of tissue or cells: up to its origins and everything that came from those.
    Tissue(&'a str),
    /// An application: as its unit.
    Application(&'a str),
    /// A unit and what came of it, without its origins.
    Below(&'a str),
}

/// Chains with the centres on them.
#[derive(Debug, Clone, Default)]
pub struct Chains {
    /// One for each origin, in the order of their numbers; empty when nothing is recorded under the number.
    pub chains: Vec<Chain>,
    /// Every centre that recovered, grafted, sent or took an organ on any of them, once.
    pub centres: Vec<Centre>,
    /// What devices told of any of the organs on its way.
    pub temperatures: Vec<TemperatureLog>,
    /// Sheets of paper from which something about any of them was entered.
    pub sheets: Vec<Sheet>,
}

/// Everything on the chains of a number. One statement.
///
/// # Errors
/// The database fails or a body cannot be read.
pub async fn chains(tx: &mut Tx, asked: Asked<'_>) -> Result<Chains, StoreError> {
    let (sql, id) = match asked {
        Asked::Donor(id) => (sql::OF_DONOR, id),
        Asked::Unit(id) => (sql::OF_UNIT, id),
        Asked::Transplant(id) => (sql::OF_TRANSPLANT, id),
        Asked::Recipient(id) => (sql::OF_RECIPIENT, id),
        Asked::Tissue(id) => (sql::OF_TISSUE, id),
        Asked::Application(id) => (sql::OF_APPLICATION, id),
        Asked::Below(id) => (sql::BELOW_UNIT, id),
    };
    let rows = tx.all(sql, &[id.into()]).await?;
    let mut found = Chains::default();
    if let Some(first) = rows.first() {
        found.centres = bodies(first, "centres", "centre")?;
        found.temperatures = bodies(first, "temperatures", "temperature_log")?;
        found.sheets = bodies(first, "sheets", "sheet")?;
    }
    for row in &rows {
        let chain = Chain {
            donors: bodies(row, "donor", "donor")?,
            units: bodies(row, "units", "unit")?,
            handovers: bodies(row, "handovers", "handover")?,
            transplants: bodies(row, "transplants", "transplant")?,
            outcomes: bodies(row, "outcomes", "outcome")?,
            tissues: bodies(row, "tissues", "tissue")?,
            applications: bodies(row, "applications", "tissue_application")?,
        };
        if !chain.units.is_empty() || !chain.donors.is_empty() || !chain.tissues.is_empty() {
            found.chains.push(chain);
        }
    }
    Ok(found)
}

/// Everything below a root.
///
/// # Errors
/// The database fails or a body cannot be read.
pub async fn chain(tx: &mut Tx, root: Root<'_>) -> Result<Chain, StoreError> {
    let asked = match root {
        Root::Donor(id) => Asked::Donor(id),
        Root::Unit(id) => Asked::Below(id),
    };
    Ok(chains(tx, asked).await?.chains.pop().unwrap_or_default())
}

/// The records of a column of bodies, one to a line; none when it is null.
fn bodies<T: DeserializeOwned>(row: &Row, column: &'static str, table: &'static str) -> Result<Vec<T>, StoreError> {
    let text = row.opt_str(column)?.unwrap_or_default();
    let records = serde_json::Deserializer::from_str(text).into_iter::<T>();
    records.collect::<Result<_, _>>().map_err(|_| StoreError::Body { table })
}
