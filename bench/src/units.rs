//! A register of many units with splits and pools, made inside the database.
//!
//! Ten units a donor: two organs, one piece of tissue, and seven parts of it. Every fiftieth donor's tissue is pooled with the next donor's first
//! part. Every organ and part is grafted; two of three grafts have a follow-up. The numbers are made here, one text for each unit; all rows come from
//! them by `INSERT … SELECT`, with indexes made afterwards.

use codes::ids::{DonorId, Id, OutcomeId, RecipientId, TransplantId, UnitId};
use domain::registry::{Donor, Outcome, Recipient, Transplant, Unit};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use crate::raw::{Cell, Raw};
use crate::rest::Rest;

/// Units a donor has.
pub const PER_DONOR: u64 = 10;
/// Tables that are filled.
pub const TABLES: &[&str] = &["donor", "recipient", "unit", "unit_link", "transplant", "outcome"];
const AT: &str = "2025-03-04T02:10:00.000Z";
/// Numbers given to the database with one statement.
const AT_ONCE: u64 = 64_000;

/// The number of a thing by its place; spread over the key space as random numbers are.
fn id<T: Id>(n: u64) -> T {
    T::from_bits(n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 19)
}

/// Number of the `n`-th donor.
pub fn donor(n: u64) -> String {
    id::<DonorId>(n).to_string()
}

/// Number of the recipient of a unit.
pub fn recipient(unit: u64) -> String {
    id::<RecipientId>(unit).to_string()
}

/// Fills an empty register with about `units` units; leaves a filled one as it is.
pub async fn fill(raw: &mut Raw, units: u64) -> Result<(), String> {
    let half = "the register was left half filled; delete it and begin again";
    if raw.rows("SELECT n FROM bench_seed LIMIT 1", &[]).await.is_ok() {
        return Err(half.to_owned());
    }
    if !raw.rows("SELECT donor_id FROM donor LIMIT 1", &[]).await?.is_empty() {
        return Ok(());
    }
    if let Raw::Sqlite(_) = raw {
        let hasty = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -2097152";
        raw.raw(hasty).await?;
    } else {
        raw.raw(
            "SET synchronous_commit = off; SET maintenance_work_mem = '1GB'; SET work_mem = '512MB'; \
             SET enable_hashjoin = on; SET enable_mergejoin = on; SET enable_seqscan = on; SET join_collapse_limit = 8",
        )
        .await?;
    }
    let rest = Rest::take_off(raw, TABLES).await?;
    raw.raw(
        "CREATE TABLE bench_seed (n BIGINT NOT NULL, k BIGINT NOT NULL, s TEXT NOT NULL, parts TEXT, PRIMARY KEY (n))",
    )
    .await?;
    let mut from = 0;
    while from < units {
        let to = (from + AT_ONCE).min(units);
        raw.give("bench_seed", &(from..to).map(|n| seed(n, units)).collect::<Vec<_>>()).await?;
        from = to;
    }
    raw.raw("ANALYZE").await?;
    for insert in inserts()? {
        raw.raw(&insert).await?;
    }
    rest.put_back(raw).await?;
    raw.raw("DROP TABLE bench_seed").await?;
    match raw {
        Raw::Sqlite(_) => {
            raw.raw("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; ANALYZE; PRAGMA wal_checkpoint(TRUNCATE)")
                .await
        }
        Raw::Postgres(_) => {
            raw.raw("VACUUM ANALYZE").await?;
            raw.raw("CHECKPOINT").await
        }
    }
}

/// Place, place within the donor, digits of the number, and the numbers of the parts as a JSON list without brackets.
fn seed(n: u64, units: u64) -> Vec<Cell> {
    let k = n % PER_DONOR;
    let digits = |n: u64| Cell::Text(donor(n).split_off(4));
    let parts = (k == 2).then(|| {
        let first = n - k;
        // Pooled: the next donor's first part also holds what this donor gave.
        let pooled = (first / PER_DONOR % 50 == 48 && first + PER_DONOR < units).then_some(first + PER_DONOR + 3);
        let all = (first + 3..first + PER_DONOR).filter(|p| *p < units).chain(pooled);
        all.map(|p| format!("\"{}\"", id::<UnitId>(p))).collect::<Vec<_>>().join(",")
    });
    let number = |n: u64| Cell::Int(i64::try_from(n).unwrap_or(i64::MAX));
    vec![number(n), number(k), digits(n), parts.map_or(Cell::Null, Cell::Text)]
}

/// Stand-ins for numbers in a body, and the SQL that puts the real ones there.
const PLACES: [(u64, &str); 2] = [(1, "u.s"), (2, "d.s")];

fn stand_in<T: Id>(place: usize) -> String {
    T::from_bits(PLACES.get(place).map_or(0, |(bits, _)| *bits)).to_string()
}

/// The body of a record as an SQL expression: its JSON as the program itself writes it, with the numbers of each row.
fn body<R: Serialize + DeserializeOwned>(sample: Value) -> Result<String, String> {
    let record: R = serde_json::from_value(sample).map_err(|e| format!("a sample of the bench: {e}"))?;
    let text = serde_json::to_string(&record).map_err(|e| e.to_string())?;
    let mut sql = format!("'{text}'").replace("\"parts\":[]", "\"parts\":['||COALESCE(u.parts,'')||']");
    for (bits, place) in PLACES {
        let digits = DonorId::from_bits(bits).to_string().split_off(4);
        sql = sql.replace(&digits, &format!("'||{place}||'"));
    }
    Ok(sql)
}

fn unit_body(organ: &str, donor: Option<String>, fate: &str) -> Result<String, String> {
    let recovered = donor.is_some();
    body::<Unit>(json!({"id": stand_in::<UnitId>(0), "fate": fate, "fate_at": AT, "fate_reason": null, "parts": [],
        "recovered_at": {"at": AT, "zone": "UTC", "precision": "minute"},
        "entered": {"organ": organ, "donor": donor, "centre": null, "pair": null, "recovered": recovered,
            "disputes": [], "note": null}}))
}

/// The statements that make every row from the numbers.
fn inserts() -> Result<Vec<String>, String> {
    let from = Some(stand_in::<DonorId>(1));
    let (unit, graft, to) = (stand_in::<UnitId>(0), stand_in::<TransplantId>(0), stand_in::<RecipientId>(0));
    let donor = body::<Donor>(json!({"id": stand_in::<DonorId>(0), "kind": "dbd", "centre": null, "died_at": null}))?;
    let recipient = body::<Recipient>(
        json!({"id": to, "centre": null, "accepted_on": null, "died_at": null, "last_seen_at": null}),
    )?;
    let transplant = body::<Transplant>(json!({"id": graft, "at": {"at": AT, "zone": "UTC", "precision": "minute"},
        "transplanted": {"unit": unit, "recipient": to, "centre": null, "cold_ischaemia_min": 340, "anastomosis_min": null,
            "disputes": []}}))?;
    let outcome = body::<Outcome>(
        json!({"id": stand_in::<OutcomeId>(0), "at": {"at": AT, "zone": "UTC", "precision": "day"},
        "seen": {"subject": graft, "patient_status": "alive", "graft_status": "functioning", "unit": null, "disputes": []}}),
    )?;
    let left = unit_body("KIDNEY_L", from.clone(), "transplanted")?;
    let right = unit_body("KIDNEY_R", from.clone(), "transplanted")?;
    let tissue = unit_body("VCA_OTHER", from, "split")?;
    let part = unit_body("VCA_OTHER", None, "transplanted")?;
    let every = PER_DONOR;
    Ok(vec![
        format!(
            "INSERT INTO donor (donor_id, version, body, kind) SELECT 'don_'||u.s, 1, {donor}, 'dbd' \
             FROM bench_seed u WHERE u.n < (SELECT MAX(n) / {every} + 1 FROM bench_seed)"
        ),
        format!(
            "INSERT INTO recipient (recipient_id, version, body) SELECT 'rec_'||u.s, 1, {recipient} FROM bench_seed u WHERE u.k <> 2"
        ),
        format!(
            "INSERT INTO unit (unit_id, version, body, code, donor_id, recovered_at, fate, fate_at) SELECT 'org_'||u.s, 1, \
             CASE u.k WHEN 0 THEN {left} WHEN 1 THEN {right} WHEN 2 THEN {tissue} ELSE {part} END, \
             CASE u.k WHEN 0 THEN 'KIDNEY_L' WHEN 1 THEN 'KIDNEY_R' ELSE 'VCA_OTHER' END, \
             CASE WHEN u.k < 3 THEN 'don_'||d.s END, '{AT}', CASE u.k WHEN 2 THEN 'split' ELSE 'transplanted' END, '{AT}' \
             FROM bench_seed u JOIN bench_seed d ON d.n = u.n / {every}"
        ),
        format!(
            "INSERT INTO unit_link (parent_id, child_id, how) SELECT 'org_'||p.s, 'org_'||u.s, 'split' \
             FROM bench_seed u JOIN bench_seed p ON p.n = u.n - u.k + 2 WHERE u.k > 2"
        ),
        format!(
            "INSERT INTO unit_link (parent_id, child_id, how) SELECT 'org_'||p.s, 'org_'||u.s, 'pool' \
             FROM bench_seed u JOIN bench_seed p ON p.n = u.n - {every} - 1 WHERE u.k = 3 AND (u.n / {every}) % 50 = 49"
        ),
        format!(
            "INSERT INTO transplant (transplant_id, version, body, unit_id, recipient_id, transplanted_at) \
             SELECT 'trp_'||u.s, 1, {transplant}, 'org_'||u.s, 'rec_'||u.s, '{AT}' FROM bench_seed u WHERE u.k <> 2"
        ),
        format!(
            "INSERT INTO outcome (outcome_id, body, subject_id, seen_on, patient_status, graft_status) \
             SELECT 'out_'||u.s, {outcome}, 'trp_'||u.s, '2025-09-04', 'alive', 'functioning' FROM bench_seed u \
             WHERE u.k <> 2 AND u.n % 3 <> 0"
        ),
    ])
}
