//! A register of many units with splits and pools, written straight into the tables.
//!
//! Ten units a donor: two organs, one piece of tissue, and seven parts of it. Every fiftieth donor's last part is
//! pooled with the next donor's. Every organ and part is grafted; two of three grafts have a follow-up.

use codes::ids::{DonorId, Id, OutcomeId, RecipientId, TransplantId, UnitId};

use crate::raw::{Cell, Raw};

/// Units a donor has.
pub const PER_DONOR: u64 = 10;
const DONORS_AT_ONCE: u64 = 640;

/// The number of a thing by its place; spread over the key space as random numbers are.
fn id<T: Id + ToString>(n: u64) -> String {
    T::from_bits(n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 19).to_string()
}

/// Number of the `n`-th donor.
pub fn donor(n: u64) -> String {
    id::<DonorId>(n)
}

/// Number of the recipient of a unit.
pub fn recipient(unit: u64) -> String {
    id::<RecipientId>(unit)
}

fn unit(n: u64) -> String {
    id::<UnitId>(n)
}

fn text(s: &str) -> Cell {
    Cell::Text(s.to_owned())
}

#[derive(Default)]
struct Batch {
    donors: Vec<Vec<Cell>>,
    recipients: Vec<Vec<Cell>>,
    units: Vec<Vec<Cell>>,
    links: Vec<Vec<Cell>>,
    transplants: Vec<Vec<Cell>>,
    outcomes: Vec<Vec<Cell>>,
}

const AT: &str = "2025-03-04T02:10:00.000Z";

/// Fills an empty register with about `units` units; leaves a filled one as it is.
pub async fn fill(raw: &mut Raw, units: u64) -> Result<(), String> {
    let there = raw.rows("SELECT COUNT(*) FROM donor", &[]).await?;
    if let Some(Cell::Int(n)) = there.first().and_then(|r| r.first())
        && *n > 0
    {
        return Ok(());
    }
    if let Raw::Sqlite(_) = raw {
        raw.raw("PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -1048576").await?;
    }
    let donors = units / PER_DONOR;
    let mut from = 0;
    while from < donors {
        let to = (from + DONORS_AT_ONCE).min(donors);
        let mut batch = Batch::default();
        for n in from..to {
            one(&mut batch, n);
        }
        raw.begin().await?;
        raw.insert("donor (donor_id, version, body, kind, centre_id)", &batch.donors).await?;
        raw.insert("recipient (recipient_id, version, body, centre_id)", &batch.recipients).await?;
        raw.insert("unit (unit_id, version, body, code, donor_id, centre_id, recovered_at, fate)", &batch.units)
            .await?;
        raw.insert("unit_link (parent_id, child_id, how)", &batch.links).await?;
        raw.insert(
            "transplant (transplant_id, version, body, unit_id, recipient_id, centre_id, transplanted_at)",
            &batch.transplants,
        )
        .await?;
        raw.insert("outcome (outcome_id, body, subject_id, seen_on, patient_status, graft_status)", &batch.outcomes)
            .await?;
        raw.raw("COMMIT").await?;
        from = to;
    }
    match raw {
        Raw::Sqlite(_) => {
            raw.raw("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)")
                .await
        }
        Raw::Postgres(_) => raw.raw("VACUUM ANALYZE").await,
    }
}

fn one(batch: &mut Batch, n: u64) {
    let first = n * PER_DONOR;
    let body = |table: &str, id: &str, more: &str| text(&format!("{{\"id\":\"{id}\",\"made_for\":\"{table}\"{more}}}"));
    let donor_id = donor(n);
    batch.donors.push(vec![
        text(&donor_id),
        Cell::Int(1),
        text(&format!("{{\"id\":\"{donor_id}\",\"kind\":\"dbd\",\"centre\":null,\"died_at\":null}}")),
        text("dbd"),
        Cell::Null,
    ]);
    for k in 0..PER_DONOR {
        let number = first + k;
        let id = unit(number);
        let root = k < 3;
        let code = ["KIDNEY_L", "KIDNEY_R"].get(k as usize).copied().unwrap_or("VCA_OTHER");
        let unit_body = format!(
            "{{\"id\":\"{id}\",\"entered\":{{\"organ\":\"{code}\",\"donor\":{},\"centre\":null,\"pair\":null,\"recovered\":{root},\
             \"disputes\":[],\"breaches\":[],\"note\":null}},\"recovered_at\":null,\"fate\":\"transplanted\",\"fate_at\":null,\
             \"fate_reason\":null,\"parts\":[]}}",
            if root { format!("\"{donor_id}\"") } else { "null".to_owned() }
        );
        batch.units.push(vec![
            text(&id),
            Cell::Int(1),
            text(&unit_body),
            text(code),
            if root { text(&donor_id) } else { Cell::Null },
            Cell::Null,
            text(AT),
            text("transplanted"),
        ]);
        if k >= 3 {
            batch.links.push(vec![text(&unit(first + 2)), text(&id), text("split")]);
        }
        if k != 2 {
            graft(batch, number, &id, &body);
        }
    }
    if n % 50 == 49 {
        // Pooled: this donor's first part also holds what the donor before gave.
        batch.links.push(vec![text(&unit(first - PER_DONOR + 2)), text(&unit(first + 3)), text("pool")]);
    }
}

fn graft(batch: &mut Batch, number: u64, unit_id: &str, body: &dyn Fn(&str, &str, &str) -> Cell) {
    let (to, graft) = (recipient(number), id::<TransplantId>(number));
    batch.recipients.push(vec![text(&to), Cell::Int(1), body("recipient", &to, ""), Cell::Null]);
    let transplant = format!(
        "{{\"id\":\"{graft}\",\"transplanted\":{{\"unit\":\"{unit_id}\",\"recipient\":\"{to}\",\"centre\":null,\
         \"cold_ischaemia_min\":null,\"anastomosis_min\":null,\"disputes\":[],\"breaches\":[]}},\
         \"at\":{{\"at\":\"{AT}\",\"zone\":\"UTC\",\"precision\":\"minute\"}}}}"
    );
    batch.transplants.push(vec![
        text(&graft),
        Cell::Int(1),
        text(&transplant),
        text(unit_id),
        text(&to),
        Cell::Null,
        text(AT),
    ]);
    if !number.is_multiple_of(3) {
        let seen = id::<OutcomeId>(number);
        let outcome = format!(
            "{{\"id\":\"{seen}\",\"seen\":{{\"subject\":\"{graft}\",\"patient_status\":\"alive\",\"graft_status\":\"functioning\",\
             \"unit\":null,\"disputes\":[]}},\"at\":{{\"at\":\"{AT}\",\"zone\":\"UTC\",\"precision\":\"day\"}}}}"
        );
        batch.outcomes.push(vec![
            text(&seen),
            text(&outcome),
            text(&graft),
            text("2025-09-04"),
            text("alive"),
            text("functioning"),
        ]);
    }
}
