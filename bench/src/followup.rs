//! Follow-up of 200 centres and two million scheduled visits: worklists and completeness, beside the plain SQL an able
//! engineer would write for the same tables.

use std::sync::Arc;
use std::time::Instant;

use codes::ids::{CentreId, DonorId, RecipientId, VisitId};
use domain::followup::{FormKind, Seen, Visit, VisitPlanned};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use store::followup::{State, Wanted, by_form, counts, lost, overview, worklist};
use store::{Behind, Options as StoreOptions, Store, StoreError, Tx};
use tokio::sync::Mutex;

use crate::Options;
use crate::measure::{beside, head, line};
use crate::raw::{Cell, Raw};
use crate::rest::Rest;
use crate::scene::{Place, places};

const CENTRES: u64 = 200;
const VISITS: u64 = 2_000_000;
/// Visits each person has in the register.
const EACH: u64 = 10;
const AT_ONCE: u64 = 50_000;
const ROUNDS: usize = 5;
const TODAY: Date = date(2026, 11, 21);

/// Worklist of one centre: who is due, what, since when, and when they were last seen.
const PLAIN_WORKLIST: &str = "SELECT v.id, v.subject_id, v.kind, v.due_on, v.closes_on, v.owner, \
     (SELECT MAX(l.due_on) FROM visit l WHERE l.subject_id = v.subject_id AND l.state = 'seen') AS last_seen_on \
     FROM visit v WHERE v.centre_id = $1 AND v.state = 'due' AND v.opens_on <= $2 ORDER BY v.closes_on, v.id LIMIT 51";
const PLAIN_COUNTS: &str = "SELECT COUNT(CASE WHEN closes_on < $2 THEN 1 END), COUNT(CASE WHEN closes_on >= $2 THEN 1 END) \
     FROM visit WHERE centre_id = $1 AND state = 'due' AND opens_on <= $2";
const PLAIN_LOST: &str = "SELECT subject_id, MIN(closes_on), COUNT(*) FROM visit WHERE centre_id = $1 AND state = 'due' \
     AND closes_on < $2 GROUP BY subject_id HAVING COUNT(*) >= 2 ORDER BY MIN(closes_on), subject_id LIMIT 51";
const PLAIN_FORMS: &str = "SELECT who, kind, COUNT(*), COUNT(CASE WHEN state = 'seen' THEN 1 END) FROM visit \
     WHERE centre_id = $1 AND closes_on < $2 AND state IN ('seen', 'due', 'missed') GROUP BY who, kind";
const PLAIN_ALL: &str = "SELECT centre_id, who, kind, COUNT(*), COUNT(CASE WHEN state = 'seen' THEN 1 END) FROM visit \
     WHERE closes_on < $1 AND state IN ('seen', 'due', 'missed') GROUP BY centre_id, who, kind";
const PLAIN_OVERVIEW: &str = "SELECT centre_id, CAST(SUM(n) AS BIGINT), CAST(SUM(told) AS BIGINT), COUNT(CASE WHEN n >= 2 THEN 1 END) FROM \
     (SELECT centre_id, subject_id, COUNT(*) AS n, SUM(escalated) AS told FROM visit WHERE state = 'due' AND closes_on < $1 \
     GROUP BY centre_id, subject_id) AS missed GROUP BY centre_id";

/// Measures on each database.
pub async fn run(options: &Options) -> Result<(), String> {
    for place in places(options, "followup").await? {
        let begun = Instant::now();
        let mut raw = Raw::connect(&place.location).await?;
        fill(&mut raw).await?;
        drop(raw);
        head(&format!(
            "followup, {CENTRES} centres, {VISITS} visits (filled in {} s), {}: microseconds, median of {ROUNDS} rounds",
            begun.elapsed().as_secs(),
            place.name
        ));
        measure(&place).await?;
        place.done(options).await;
    }
    Ok(())
}

fn centre(n: u64) -> String {
    CentreId::from_bits(n % CENTRES + 1).to_string()
}

async fn measure(place: &Place) -> Result<(), String> {
    let behind = Behind::Migrate { at: jiff::Timestamp::UNIX_EPOCH };
    let options = StoreOptions { behind, readers: 2, together: 1 };
    let store = Store::open(&place.location, options).await.map_err(|e| e.to_string())?;
    let raw = Arc::new(Mutex::new(Raw::connect(&place.location).await?));
    let what =
        ["worklist of a centre, 50 rows with the last visit", "open and overdue of a centre", "lost of a centre"];
    let plain = [PLAIN_WORKLIST, PLAIN_COUNTS, PLAIN_LOST];
    for (part, (what, plain)) in
        what.into_iter().zip(plain).chain([("completeness of a centre by form", PLAIN_FORMS)]).enumerate()
    {
        let ours = |n: usize| one(store.clone(), part, centre(n as u64 * 7));
        let bare = |n: usize| bare(Arc::clone(&raw), plain, Some(centre(n as u64 * 7)));
        let (a, b) = beside(ROUNDS, 100, ours, bare).await?;
        line(what, a, b, "µs");
    }
    for (part, what, plain) in
        [(4, "completeness of all centres by form", PLAIN_ALL), (5, "what waits at all centres", PLAIN_OVERVIEW)]
    {
        let ours = |_: usize| one(store.clone(), part, String::new());
        let bare = |_: usize| bare(Arc::clone(&raw), plain, None);
        let (a, b) = beside(ROUNDS, 2, ours, bare).await?;
        line(what, a, b, "µs");
    }
    store.close().await;
    Ok(())
}

/// One view as the program makes it: statement, rows, records.
async fn one(store: Store, part: usize, centre: String) -> Result<(), String> {
    let found = store
        .read("bench.followup", move |tx: &mut Tx| {
            let centre = centre.clone();
            Box::pin(async move {
                let of = Some(centre.as_str()).filter(|c| !c.is_empty());
                let wanted =
                    Wanted { centre: of.map(str::to_owned), who: String::new(), state: State::Due, after: None };
                Ok::<usize, StoreError>(match part {
                    0 => worklist(tx, &wanted, TODAY, 51).await?.len(),
                    1 => usize::from(counts(tx, of, "", TODAY).await?.overdue > 0),
                    2 => lost(tx, &wanted, 2, TODAY, 51).await?.len(),
                    3 | 4 => by_form(tx, TODAY, of).await?.len(),
                    _ => overview(tx, TODAY, 2).await?.len(),
                })
            })
        })
        .await
        .map_err(|e| e.to_string())?;
    if found == 0 { Err(format!("part {part} found nothing")) } else { Ok(()) }
}

/// The same as plain SQL on the same connection settings.
async fn bare(raw: Arc<Mutex<Raw>>, sql: &'static str, centre: Option<String>) -> Result<(), String> {
    let mut values: Vec<Cell> = centre.map(Cell::Text).into_iter().collect();
    values.push(Cell::Text(TODAY.to_string()));
    let rows = raw.lock().await.rows(sql, &values).await?;
    if rows.is_empty() { Err("the baseline found nothing".to_owned()) } else { Ok(()) }
}

/// Fills an empty register; leaves a filled one as it is.
async fn fill(raw: &mut Raw) -> Result<(), String> {
    if !raw.rows("SELECT id FROM visit LIMIT 1", &[]).await?.is_empty() {
        return Ok(());
    }
    if let Raw::Sqlite(_) = raw {
        raw.raw("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF").await?;
    } else {
        raw.raw("SET synchronous_commit = off; SET maintenance_work_mem = '512MB'; SET enable_seqscan = on").await?;
    }
    let rest = Rest::take_off(raw, &["visit"]).await?;
    let mut from = 0;
    while from < VISITS {
        let to = (from + AT_ONCE).min(VISITS);
        let rows = (from..to).map(row).collect::<Result<Vec<_>, String>>()?;
        raw.give("visit", &rows).await?;
        from = to;
    }
    rest.put_back(raw).await?;
    raw.raw("ANALYZE").await?;
    if let Raw::Sqlite(_) = raw {
        raw.raw("PRAGMA journal_mode = WAL").await?;
    }
    Ok(())
}

/// Somebody who is well.
fn well() -> Seen {
    Seen {
        patient_status: "alive".to_owned(),
        creatinine_umol_l: Some(96),
        egfr_ml_min_173: Some(66),
        ..Seen::default()
    }
}

/// The `n`-th visit: ten a person, half a year apart, the first of them up to eight years ago; one of six is missed, and
/// some people miss every one since a day.
fn row(n: u64) -> Result<Vec<Cell>, String> {
    let (person, place) = (n / EACH, n % EACH);
    let gone = person % 23 == 0;
    let operated_on = date(2018, 11, 21).saturating_add(i64::try_from(person * 37 % 2_900).unwrap_or(0).days());
    let due_on = operated_on.saturating_add(i64::try_from(place * 6).unwrap_or(0).months());
    let (opens_on, closes_on) = (due_on.saturating_sub(60.days()), due_on.saturating_add(60.days()));
    let over = closes_on < TODAY;
    let held = over && !(gone && place > 2) && !(person + place).is_multiple_of(6);
    let subject = match person % 2 {
        0 => DonorId::from_bits(person + 1).to_string(),
        _ => RecipientId::from_bits(person + 1).to_string(),
    };
    let who = if person % 2 == 0 { "donor" } else { "recipient" };
    let kind = ["discharge", "6m", "12m", "24m", "yearly"].get(usize::try_from(place.min(4)).unwrap_or(0)).copied();
    let centre = centre(person);
    let id = VisitId::from_bits(n.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 19);
    let visit = Visit {
        id,
        planned: VisitPlanned {
            subject: subject.clone(),
            kind: kind.unwrap_or("yearly").to_owned(),
            operated_on,
            due_on,
            opens_on,
            closes_on,
            centre: centre.parse().map_err(|_| "a centre's number".to_owned())?,
            owner: None,
            payer: None,
            form: FormKind::Adult,
        },
        seen: held.then(|| (jiff::Timestamp::UNIX_EPOCH, well())),
        covered_by: None,
        corrections: 0,
        over: None,
        reminded: Vec::new(),
        answers: Vec::new(),
        concern: None,
    };
    let body = serde_json::to_string(&visit).map_err(|e| e.to_string())?;
    let text = |t: &str| Cell::Text(t.to_owned());
    let day = |d: Date| Cell::Text(d.to_string());
    Ok(vec![
        text(&id.to_string()),
        Cell::Int(1),
        Cell::Text(body),
        Cell::Text(subject),
        text(kind.unwrap_or("yearly")),
        day(due_on),
        day(opens_on),
        day(closes_on),
        text(if held { "seen" } else { "due" }),
        Cell::Text(centre),
        Cell::Null,
        text(who),
        Cell::Null,
        Cell::Int(0),
        Cell::Int(0),
    ])
}
