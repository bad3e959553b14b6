//! Donors, recipients, organs, hand-overs, transplantations and outcomes.

pub mod hla;
pub mod result;
pub mod score;

use domain::oversight::outcome::Grafted;
use domain::registry::{Donor, Handover, Outcome, Recipient, Transplant, Unit};

use crate::error::StoreError;
use crate::record::{Columns, Stored};
use crate::sql::statements;
use crate::tables::{DONOR, RECIPIENT, TRANSPLANT, Table, UNIT};
use crate::trace::{self, Followed, HandedOver, Link};
use crate::tx::Tx;
use jiff::Timestamp;

impl Stored for Donor {
    const TABLE: Table = DONOR;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![("kind", self.kind.code().into()), ("centre_id", self.centre.map(|c| c.to_string()).into())]
    }
}

impl Stored for Recipient {
    const TABLE: Table = RECIPIENT;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        vec![("centre_id", self.centre.map(|c| c.to_string()).into())]
    }
}

impl Stored for Unit {
    const TABLE: Table = UNIT;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        let e = &self.entered;
        vec![
            ("code", e.organ.code().into()),
            ("donor_id", e.donor.map(|d| d.to_string()).into()),
            ("centre_id", e.centre.map(|c| c.to_string()).into()),
            ("pair_id", e.pair.map(|p| p.to_string()).into()),
            ("recovered_at", self.recovered_at.as_ref().map(|h| h.at).into()),
            ("fate", self.fate.code().into()),
            ("fate_at", self.fate_at.into()),
            ("fate_reason", self.fate_reason.clone().into()),
            ("disputed", e.disputes.first().map(|d| d.rule.clone()).into()),
        ]
    }
}

impl Stored for Transplant {
    const TABLE: Table = TRANSPLANT;
    fn id(&self) -> String {
        self.id.to_string()
    }
    fn columns(&self) -> Columns {
        let t = &self.transplanted;
        vec![
            ("unit_id", t.unit.to_string().into()),
            ("recipient_id", t.recipient.to_string().into()),
            ("centre_id", t.centre.map(|c| c.to_string()).into()),
            ("transplanted_at", self.at.at.into()),
            ("disputed", t.disputes.first().map(|d| d.rule.clone()).into()),
        ]
    }
}

statements! {
    HANDOVER = "SELECT body FROM handover WHERE handover_id = $1";
    OUTCOME = "SELECT body FROM outcome WHERE outcome_id = $1";
    OUTCOMES_OF = "SELECT body FROM outcome WHERE subject_id = $1 ORDER BY seen_on, outcome_id";
    TRANSPLANTS_OF = "SELECT body FROM transplant WHERE recipient_id = $1 ORDER BY transplanted_at, transplant_id";
    UNITS_OF = "SELECT body FROM unit WHERE donor_id = $1 ORDER BY recovered_at, unit_id";
    FOLLOWED = "SELECT t.body AS graft, o.body AS seen FROM transplant t LEFT JOIN outcome o ON o.subject_id = t.transplant_id \
     WHERE $1 = '' OR t.centre_id = $1 ORDER BY t.recipient_id, t.transplanted_at, t.transplant_id";
    GRAFTED = "SELECT t.body AS graft, u.code, d.kind, r.body AS recipient, o.body AS seen FROM transplant t \
     JOIN unit u ON u.unit_id = t.unit_id JOIN recipient r ON r.recipient_id = t.recipient_id \
     LEFT JOIN donor d ON d.donor_id = u.donor_id LEFT JOIN outcome o ON o.subject_id = t.transplant_id \
     WHERE t.transplanted_at >= $1 AND t.transplanted_at < $2 ORDER BY t.transplanted_at, t.transplant_id, o.outcome_id";
    LINKS = "SELECT parent_id, child_id FROM unit_link ORDER BY parent_id, child_id";
    HANDOVER_STANDS = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM handover WHERE handover_id = $1 AND unit_id = $2 AND place_seq = $3 \
     AND from_centre IS NOT DISTINCT FROM $4 AND to_centre IS NOT DISTINCT FROM $5 AND handed_at IS NOT DISTINCT FROM $6";
    OUTCOME_STANDS = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM outcome WHERE outcome_id = $1 AND subject_id = $2 \
     AND seen_on IS NOT DISTINCT FROM $3 AND patient_status = $4 AND graft_status IS NOT DISTINCT FROM $5";
    RECIPIENTS = "SELECT body FROM recipient WHERE $1 = '' OR centre_id = $1 ORDER BY recipient_id";
}

async fn is_one(tx: &mut Tx, sql: &'static str, values: &[crate::value::Value]) -> Result<bool, StoreError> {
    Ok(tx.optional(sql, values).await?.map(|row| row.int("n")).transpose()? == Some(1))
}

/// Whether the columns of a hand-over say what its body says.
///
/// # Errors
/// The database fails.
pub async fn handover_stands(tx: &mut Tx, handover: &Handover) -> Result<bool, StoreError> {
    let row = handover_row(handover);
    let values = [
        row.handover_id.into(),
        row.unit_id.into(),
        row.place_seq.into(),
        row.from_centre.into(),
        row.to_centre.into(),
        row.handed_at.into(),
    ];
    is_one(tx, HANDOVER_STANDS, &values).await
}

/// Whether the columns of an outcome say what its body says.
///
/// # Errors
/// The database fails.
pub async fn outcome_stands(tx: &mut Tx, outcome: &Outcome) -> Result<bool, StoreError> {
    let row = outcome_row(outcome);
    let values = [
        row.outcome_id.into(),
        (&outcome.seen.subject).into(),
        row.seen_on.into(),
        row.patient_status.into(),
        row.graft_status.into(),
    ];
    is_one(tx, OUTCOME_STANDS, &values).await
}

fn body<T: serde::Serialize>(record: &T, table: &'static str) -> Result<String, StoreError> {
    serde_json::to_string(record).map_err(|_| StoreError::Body { table })
}

async fn bodies<T: serde::de::DeserializeOwned>(
    tx: &mut Tx,
    sql: &'static str,
    id: &str,
    table: &'static str,
) -> Result<Vec<T>, StoreError> {
    let rows = tx.all(sql, &[id.into()]).await?;
    rows.iter().map(|row| serde_json::from_str(&row.text("body")?).map_err(|_| StoreError::Body { table })).collect()
}

fn handover_row(handover: &Handover) -> HandedOver {
    HandedOver {
        handover_id: handover.id.to_string(),
        unit_id: handover.handed.unit.to_string(),
        place_seq: i64::from(handover.handed.place),
        from_centre: handover.handed.from.map(|c| c.to_string()),
        to_centre: handover.handed.to.map(|c| c.to_string()),
        handed_at: Some(handover.at.at),
    }
}

/// Saves a hand-over that was not on record.
///
/// # Errors
/// Its number is taken, or the unit is not there.
pub async fn save_handover(tx: &mut Tx, handover: &Handover) -> Result<(), StoreError> {
    trace::add_handover(tx, &handover_row(handover), &body(handover, "handover")?).await
}

/// Saves a hand-over that was corrected.
///
/// # Errors
/// The database fails.
pub async fn correct_handover(tx: &mut Tx, handover: &Handover) -> Result<(), StoreError> {
    trace::correct_handover(tx, &handover_row(handover), &body(handover, "handover")?).await
}

fn outcome_row(outcome: &Outcome) -> Followed {
    Followed {
        outcome_id: outcome.id.clone(),
        seen_on: Some(outcome.at.day_on()),
        patient_status: outcome.seen.patient_status.clone(),
        graft_status: outcome.seen.graft_status.clone(),
    }
}

/// Saves an outcome that was not on record.
///
/// # Errors
/// Its number is taken.
pub async fn save_outcome(tx: &mut Tx, outcome: &Outcome) -> Result<(), StoreError> {
    trace::add_outcome(tx, &outcome.seen.subject, &outcome_row(outcome), &body(outcome, "outcome")?).await
}

/// Saves an outcome that was corrected.
///
/// # Errors
/// The database fails.
pub async fn correct_outcome(tx: &mut Tx, outcome: &Outcome) -> Result<(), StoreError> {
    trace::correct_outcome(tx, &outcome_row(outcome), &body(outcome, "outcome")?).await
}

/// Records that a unit was divided into parts.
///
/// # Errors
/// A part is not there or was linked before.
pub async fn link_parts(tx: &mut Tx, unit: &Unit) -> Result<(), StoreError> {
    for part in &unit.parts {
        let link = Link { parent_id: unit.id.to_string(), child_id: part.to_string(), how: "split".to_owned() };
        trace::add_link(tx, &link).await?;
    }
    Ok(())
}

/// Every link from an organ to one of its parts.
///
/// # Errors
/// The database fails.
pub async fn all_links(tx: &mut Tx) -> Result<Vec<(String, String)>, StoreError> {
    tx.all(LINKS, &[]).await?.iter().map(|row| Ok((row.text("parent_id")?, row.text("child_id")?))).collect()
}

/// A hand-over by its number.
///
/// # Errors
/// The database fails.
pub async fn handover(tx: &mut Tx, id: &str) -> Result<Option<Handover>, StoreError> {
    Ok(bodies(tx, HANDOVER, id, "handover").await?.pop())
}

/// An outcome by its number.
///
/// # Errors
/// The database fails.
pub async fn outcome(tx: &mut Tx, id: &str) -> Result<Option<Outcome>, StoreError> {
    Ok(bodies(tx, OUTCOME, id, "outcome").await?.pop())
}

/// Outcomes of a transplantation, of a donor, or of a recipient who was never transplanted; oldest first.
///
/// # Errors
/// The database fails.
pub async fn outcomes_of(tx: &mut Tx, subject: &str) -> Result<Vec<Outcome>, StoreError> {
    bodies(tx, OUTCOMES_OF, subject, "outcome").await
}

/// Transplantations of a recipient, oldest first.
///
/// # Errors
/// The database fails.
pub async fn transplants_of(tx: &mut Tx, recipient: &str) -> Result<Vec<Transplant>, StoreError> {
    bodies(tx, TRANSPLANTS_OF, recipient, "transplant").await
}

/// Units recovered from a donor.
///
/// # Errors
/// The database fails.
pub async fn units_of(tx: &mut Tx, donor: &str) -> Result<Vec<Unit>, StoreError> {
    bodies(tx, UNITS_OF, donor, "unit").await
}

/// Recipients of one centre, or of all.
///
/// # Errors
/// The database fails.
pub async fn recipients(tx: &mut Tx, centre: Option<&str>) -> Result<Vec<Recipient>, StoreError> {
    bodies(tx, RECIPIENTS, centre.unwrap_or_default(), "recipient").await
}

/// Transplantations at one centre or at all, each with one of its outcomes or with none; those of one recipient together,
/// oldest first.
///
/// # Errors
/// The database fails.
pub async fn followed_grafts(
    tx: &mut Tx,
    centre: Option<&str>,
) -> Result<Vec<(Transplant, Option<Outcome>)>, StoreError> {
    let rows = tx.all(FOLLOWED, &[centre.unwrap_or_default().into()]).await?;
    let unfit = |_| StoreError::Body { table: "transplant" };
    let read = |row: &crate::row::Row| {
        let graft: Transplant = serde_json::from_str(&row.text("graft")?).map_err(unfit)?;
        let seen = row.opt_text("seen")?.map(|body| serde_json::from_str(&body).map_err(unfit)).transpose()?;
        Ok((graft, seen))
    };
    rows.iter().map(read).collect()
}

/// Transplantations from one instant to before another with all that is known of their outcome, by time of operation.
///
/// # Errors
/// The database fails.
pub async fn grafted(tx: &mut Tx, from: Timestamp, before: Timestamp) -> Result<Vec<Grafted>, StoreError> {
    let unfit = |table| StoreError::Body { table };
    let mut found: Vec<Grafted> = Vec::new();
    for row in tx.all(GRAFTED, &[from.into(), before.into()]).await? {
        let graft: Transplant = serde_json::from_str(&row.text("graft")?).map_err(|_| unfit("transplant"))?;
        let seen = row.opt_text("seen")?.map(|body| serde_json::from_str(&body)).transpose();
        let seen: Option<Outcome> = seen.map_err(|_| unfit("outcome"))?;
        if let Some(last) = found.last_mut().filter(|f| f.graft.id == graft.id) {
            last.outcomes.extend(seen);
            continue;
        }
        let recipient: Recipient = serde_json::from_str(&row.text("recipient")?).map_err(|_| unfit("recipient"))?;
        let organ = row.text("code")?.parse().map_err(|_| unfit("unit"))?;
        let donor = row.opt_text("kind")?.map(|kind| kind.parse()).transpose().map_err(|_| unfit("donor"))?;
        found.push(Grafted { graft, organ, donor, died_at: recipient.died_at, outcomes: seen.into_iter().collect() });
    }
    Ok(found)
}
