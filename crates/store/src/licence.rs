//! Centres and licences.

use domain::licence::{Centre, Licence};

use crate::error::StoreError;
use crate::record::{Stored, from_body};
use crate::tables::{CENTRE, LICENCE, Table};
use crate::tx::Tx;
use crate::value::Value;

impl Stored for Centre {
    const TABLE: Table = CENTRE;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Vec<Value> {
        let name = self.names.last().map_or("", |n| n.name.as_str());
        vec![
            self.parent.map(|p| p.to_string()).into(),
            self.kind.code().into(),
            self.country.code().into(),
            name.into(),
        ]
    }
}

impl Stored for Licence {
    const TABLE: Table = LICENCE;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Vec<Value> {
        let last = self.measures.iter().rev().find(|m| m.holds()).map_or("granted", |m| m.proposed.measure.code());
        vec![
            self.granted.centre.to_string().into(),
            self.granted.organ.code().into(),
            self.granted.activity.code().into(),
            self.granted.valid_from.into(),
            self.granted.valid_to.into(),
            last.into(),
        ]
    }
}

const CENTRES: &str = "SELECT body FROM centre WHERE kind = 'centre' ORDER BY public_name, id";
const OF_CENTRE: &str = "SELECT body FROM licence WHERE centre_id = $1 ORDER BY organ, activity, valid_from_on, id";
const ALL: &str = "SELECT body FROM licence ORDER BY centre_id, organ, activity, valid_from_on, id";

/// Statements of this module.
pub const STATEMENTS: &[&str] = &[CENTRES, OF_CENTRE, ALL];

/// Every centre, by public name.
///
/// # Errors
/// The database fails.
pub async fn centres(tx: &mut Tx) -> Result<Vec<Centre>, StoreError> {
    tx.all(CENTRES, &[]).await?.iter().map(|row| from_body(&row.text("body")?)).collect()
}

/// Licences of a centre.
///
/// # Errors
/// The database fails.
pub async fn of_centre(tx: &mut Tx, centre: &str) -> Result<Vec<Licence>, StoreError> {
    tx.all(OF_CENTRE, &[centre.into()]).await?.iter().map(|row| from_body(&row.text("body")?)).collect()
}

/// Every licence.
///
/// # Errors
/// The database fails.
pub async fn licences(tx: &mut Tx) -> Result<Vec<Licence>, StoreError> {
    tx.all(ALL, &[]).await?.iter().map(|row| from_body(&row.text("body")?)).collect()
}
