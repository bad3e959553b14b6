//! Whole chains with their records: one statement and one row for each origin, however long they are.
//!
//! The bodies of each sort come as one text, a body to a line, and are parsed where they lie: what costs on the way from a database is rows and
//! turns, not characters.

use domain::licence::Centre;
use domain::trace::Chain;
use serde::de::DeserializeOwned;

use super::Root;
use crate::error::StoreError;
use crate::row::Row;
use crate::tx::Tx;

/// The rows of a part are few and are compared one by one: `|| ''` keeps SQLite from building an index over them for each look-up.
macro_rules! chains {
    ($($roots:literal)+) => {
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
                UNION SELECT from_centre FROM handed UNION SELECT to_centre FROM handed)
            SELECT (SELECT d.body FROM donor d WHERE d.donor_id = root.root_id) AS donor,
                (SELECT string_agg(part.body, '\n') FROM part WHERE part.root_id || '' = root.root_id) AS units,
                (SELECT string_agg(graft.body, '\n') FROM graft WHERE graft.root_id || '' = root.root_id) AS transplants,
                (SELECT string_agg(o.body, '\n') FROM graft CROSS JOIN outcome o
                    WHERE graft.root_id || '' = root.root_id AND o.subject_id = graft.transplant_id) AS outcomes,
                (SELECT string_agg(handed.body, '\n') FROM handed WHERE handed.root_id || '' = root.root_id) AS handovers,
                (SELECT string_agg(c.body, '\n') FROM place CROSS JOIN centre c WHERE c.id = place.centre_id) AS centres
            FROM root ORDER BY root.root_id"
        )
    };
}

/// Up from units to where the record begins: each donor, and each unit of which no donor and no earlier unit is recorded. The donor is carried along,
/// since a join behind the walk would have SQLite read all units into a filter.
macro_rules! from_units {
    ($units:literal) => {
        chains!(
            "up (unit_id, donor_id) AS (" $units " UNION SELECT u.unit_id, u.donor_id FROM up CROSS JOIN unit_link l CROSS JOIN unit u
                WHERE l.child_id = up.unit_id AND u.unit_id = l.parent_id),
            root (root_id) AS (SELECT donor_id FROM up WHERE donor_id IS NOT NULL
                UNION SELECT unit_id FROM up WHERE donor_id IS NULL AND NOT EXISTS (SELECT 1 FROM unit_link l WHERE l.child_id = up.unit_id))"
        )
    };
}

pub(crate) mod sql {
    pub(crate) const OF_DONOR: &str = chains!("root (root_id) AS (SELECT CAST($1 AS TEXT))");
    pub(crate) const OF_UNIT: &str = from_units!("SELECT unit_id, donor_id FROM unit WHERE unit_id = CAST($1 AS TEXT)");
    pub(crate) const OF_TRANSPLANT: &str = from_units!(
        "SELECT u.unit_id, u.donor_id FROM transplant t CROSS JOIN unit u WHERE t.transplant_id = CAST($1 AS TEXT) AND u.unit_id = t.unit_id"
    );
    pub(crate) const OF_RECIPIENT: &str = from_units!(
        "SELECT u.unit_id, u.donor_id FROM transplant t CROSS JOIN unit u WHERE t.recipient_id = CAST($1 AS TEXT) AND u.unit_id = t.unit_id"
    );
    pub(crate) const BELOW_UNIT: &str =
        chains!("root (root_id) AS (SELECT unit_id FROM unit WHERE unit_id = CAST($1 AS TEXT))");
}

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[sql::OF_DONOR, sql::OF_UNIT, sql::OF_TRANSPLANT, sql::OF_RECIPIENT, sql::BELOW_UNIT];

/// What a chain is asked for by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked<'a> {
    /// A donor: everything that came from them.
    Donor(&'a str),
    /// A unit: up to its origins and everything that came from those.
    Unit(&'a str),
    /// A transplantation: as its unit.
    Transplant(&'a str),
    /// A recipient: as all units they received.
    Recipient(&'a str),
    /// A unit and what came of it, without its origins.
    Below(&'a str),
}

/// Chains with the centres on them.
#[derive(Debug, Clone, Default)]
pub struct Chains {
    /// One for each origin, in the order of their numbers; empty when nothing is recorded under the number.
    pub chains: Vec<Chain>,
    /// Every centre on any of them, once.
    pub centres: Vec<Centre>,
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
        Asked::Below(id) => (sql::BELOW_UNIT, id),
    };
    let rows = tx.all(sql, &[id.into()]).await?;
    let mut found = Chains::default();
    if let Some(first) = rows.first() {
        found.centres = bodies(first, "centres", "centre")?;
    }
    for row in &rows {
        let chain = Chain {
            donors: bodies(row, "donor", "donor")?,
            units: bodies(row, "units", "unit")?,
            handovers: bodies(row, "handovers", "handover")?,
            transplants: bodies(row, "transplants", "transplant")?,
            outcomes: bodies(row, "outcomes", "outcome")?,
            ..Chain::default()
        };
        if !chain.units.is_empty() || !chain.donors.is_empty() {
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
