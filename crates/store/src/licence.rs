//! Centres, their licences, and licences of professionals.

use domain::licence::{Centre, Licence, LicenceReview, ProfessionalLicence};

use crate::error::StoreError;
use crate::record::{self, Columns, Stored};
use crate::sql::statements;
use crate::tables::{CENTRE, LICENCE, LICENCE_REVIEW, PROFESSIONAL_LICENCE, Table};
use crate::tx::Tx;

impl Stored for Centre {
    const TABLE: Table = CENTRE;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        let name = self.names.last().map_or("", |n| n.name.as_str());
        vec![
            ("parent_id", self.parent.map(|p| p.to_string()).into()),
            ("kind", self.kind.code().into()),
            ("country", self.country.code().into()),
            ("public_name", name.into()),
        ]
    }
}

impl Stored for Licence {
    const TABLE: Table = LICENCE;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        let last = self.measures.iter().rev().find(|m| m.holds()).map_or("granted", |m| m.proposed.measure.code());
        vec![
            ("centre_id", self.granted.centre.to_string().into()),
            ("organ", self.granted.organ.code().into()),
            ("activity", self.granted.activity.code().into()),
            ("valid_from_on", self.granted.valid_from.into()),
            ("valid_to_on", self.granted.valid_to.into()),
            ("state", last.into()),
        ]
    }
}

impl Stored for LicenceReview {
    const TABLE: Table = LICENCE_REVIEW;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![("state", self.state().into()), ("asked_at", self.asked_at.into())]
    }
}

impl Stored for ProfessionalLicence {
    const TABLE: Table = PROFESSIONAL_LICENCE;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![
            ("account_id", self.entered.account.to_string().into()),
            ("valid_from_on", self.entered.valid_from.into()),
            ("valid_to_on", self.entered.valid_to.into()),
        ]
    }
}

statements! {
    PROFESSIONALS = "SELECT body FROM professional_licence ORDER BY account_id, valid_from_on, id";
    OF_PROFESSIONAL = "SELECT body FROM professional_licence WHERE account_id = $1 ORDER BY valid_from_on, id";
    REVIEWS = "SELECT body FROM licence_review ORDER BY state DESC, asked_at DESC, id LIMIT $1";
    CENTRES = "SELECT body FROM centre WHERE kind = 'centre' ORDER BY public_name, id";
    OF_CENTRE = "SELECT body FROM licence WHERE centre_id = $1 ORDER BY organ, activity, valid_from_on, id";
    PAGE = "SELECT body FROM centre WHERE kind = 'centre' AND (public_name, id) > ($1, $2) ORDER BY public_name, id LIMIT $3";
    OF_PAGE = "SELECT body FROM licence WHERE centre_id IN \
        (SELECT id FROM centre WHERE kind = 'centre' AND (public_name, id) > ($1, $2) ORDER BY public_name, id LIMIT $3) \
        ORDER BY centre_id, organ, activity, valid_from_on, id";
    COUNT = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM centre WHERE kind = 'centre'";
    ALL = "SELECT body FROM licence ORDER BY centre_id, organ, activity, valid_from_on, id";
}

/// Every centre, by public name.
///
/// # Errors
/// The database fails.
pub async fn centres(tx: &mut Tx) -> Result<Vec<Centre>, StoreError> {
    record::all(tx, CENTRES, &[]).await
}

/// So many centres after one, by public name and number; from the first when none is given. With the licences of all of them.
///
/// # Errors
/// The database fails.
pub async fn centres_after(
    tx: &mut Tx,
    after: Option<&Centre>,
    rows: u32,
) -> Result<(Vec<Centre>, Vec<Licence>), StoreError> {
    let name = after.and_then(|c| c.names.last()).map_or("", |n| n.name.as_str());
    let id = after.map(|c| c.id.to_string()).unwrap_or_default();
    let values = [name.into(), id.into(), i64::from(rows).into()];
    Ok((record::all(tx, PAGE, &values).await?, record::all(tx, OF_PAGE, &values).await?))
}

/// How many centres there are.
///
/// # Errors
/// The database fails.
pub async fn count_centres(tx: &mut Tx) -> Result<i64, StoreError> {
    tx.one(COUNT, &[]).await?.int("n")
}

/// Licences of a centre.
///
/// # Errors
/// The database fails.
pub async fn of_centre(tx: &mut Tx, centre: &str) -> Result<Vec<Licence>, StoreError> {
    record::all(tx, OF_CENTRE, &[centre.into()]).await
}

/// Every licence.
///
/// # Errors
/// The database fails.
pub async fn licences(tx: &mut Tx) -> Result<Vec<Licence>, StoreError> {
    record::all(tx, ALL, &[]).await
}

/// So many licence reviews, open ones first.
///
/// # Errors
/// The database fails.
pub async fn reviews(tx: &mut Tx, rows: usize) -> Result<Vec<LicenceReview>, StoreError> {
    record::all(tx, REVIEWS, &[i64::try_from(rows).unwrap_or(i64::MAX).into()]).await
}

/// Every licence of a professional, by account.
///
/// # Errors
/// The database fails.
pub async fn professionals(tx: &mut Tx) -> Result<Vec<ProfessionalLicence>, StoreError> {
    record::all(tx, PROFESSIONALS, &[]).await
}

/// Licences of one professional, the earliest first.
///
/// # Errors
/// The database fails.
pub async fn of_professional(tx: &mut Tx, account: &str) -> Result<Vec<ProfessionalLicence>, StoreError> {
    record::all(tx, OF_PROFESSIONAL, &[account.into()]).await
}
