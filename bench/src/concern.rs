//! A thousand sealed reports of a megabyte come in over the router, eight at a time, beside the same bytes written bare into one table.

use std::sync::Arc;
use std::time::Instant;

use codes::ids::AccountId;
use data_encoding::BASE64URL_NOPAD;
use domain::access::{Purpose, RegistryUse, Role};
use ledger::inbox::pair_from;
use service::concern::NewKey;
use service::demo::concerns::sealed;
use service::{Access, Service, Start};
use tokio::task::JoinSet;

use crate::Options;
use crate::measure::{head, line};
use crate::raw::{Cell, Raw};
use crate::scene::{Place, places};

/// Reports that come in at once.
const AT_ONCE: u64 = 8;
/// Bytes of a part: what a network hands over at a time.
const PART: usize = 64 << 10;
/// Bytes of a row of the baseline, as the registry keeps them.
const ROW: usize = 256 << 10;
/// Answers that fill the size of a megabyte.
const ANSWERS: usize = 900_000;

/// Measures on each database; `--commits` is the number of reports.
pub async fn run(options: &Options) -> Result<(), String> {
    for place in places(options, "concern").await? {
        one_place(&place, options.commits).await?;
        place.done(options).await;
    }
    Ok(())
}

async fn one_place(place: &Place, reports: u64) -> Result<(), String> {
    let start = Start {
        keys: Some(place.folder.join(format!("keys-{}", place.name))),
        migrate: true,
        ..Start::new(&place.location, "xc")
    };
    let service = start.open().await?;
    readers(&service).await?;
    let door = service.concern_door().await.map_err(said)?;
    let (sample, text) = sealed(&service, &format!("{:?}", "x".repeat(ANSWERS)), &door).map_err(said)?;
    let text = Arc::new(text);
    let before = resident_mb("VmRSS");
    let begun = Instant::now();
    let mut coming = JoinSet::new();
    for _ in 0..AT_ONCE.min(reports) {
        let (service, text, head) = (service.clone(), Arc::clone(&text), sample.clone());
        coming.spawn(async move {
            for _ in 0..(reports / AT_ONCE).max(1) {
                let mut arrival = service.begin_concern(head.clone()).await.map_err(said)?;
                for part in text.chunks(PART) {
                    arrival.push(part).await.map_err(said)?;
                }
                arrival.end().await.map_err(said)?;
            }
            Ok::<_, String>(())
        });
    }
    while let Some(done) = coming.join_next().await {
        done.map_err(|e| e.to_string())??;
    }
    let came = begun.elapsed().as_secs_f64();
    let peak = resident_mb("VmHWM");
    let begun = Instant::now();
    while service.enter_concerns().await.map_err(said)? > 0 {}
    let entered = begun.elapsed().as_secs_f64();
    service.close().await;
    let bare = bare(place, reports, &text).await?;
    head(&format!("concern, {}: {reports} sealed reports of {} bytes, {AT_ONCE} at a time", place.name, text.len()));
    let each = |seconds: f64| seconds * 1e3 / reports as f64;
    line("a report in, beside its bytes bare", each(came), each(bare), "ms");
    println!("entering all of them: {entered:.1} s; resident memory before {before:.0} MB, at its peak {peak:.0} MB");
    Ok(())
}

fn said(failure: service::Failure) -> String {
    format!("{failure:?}")
}

/// Two readers whose keys were compared.
async fn readers(service: &Service) -> Result<(), String> {
    if service.registry().await.map_err(said)?.is_none() {
        service.found(RegistryUse::Real, None).await.map_err(said)?;
    }
    let reader = |n: u64| Access {
        account: AccountId::from_bits(n),
        role: Role::Investigator,
        purpose: Purpose::Inquiry,
        centre: None,
    };
    for n in [1_u8, 2] {
        let public = BASE64URL_NOPAD.encode(&pair_from(&[n; 32]).1);
        let new = NewKey { public, office: format!("Office {n}"), wrapped: "{}".into() };
        service.make_concern_key(&reader(n.into()), new).await.map_err(said)?;
    }
    for (by, of) in [(1, 2_u8), (2, 1)] {
        let fingerprint = ledger::Hash::of(&[&pair_from(&[of; 32]).1]).to_string();
        let keys = service.concern_keys(&reader(by)).await.map_err(said)?.keys;
        let other = keys.iter().find(|line| !line.own).ok_or("no key of another")?;
        service.check_concern_key(&reader(by), other.key.id, fingerprint).await.map_err(said)?;
    }
    Ok(())
}

/// Seconds in which the same bytes are written into one table, in rows of the same size, each committed.
async fn bare(place: &Place, reports: u64, text: &[u8]) -> Result<f64, String> {
    let mut raw = Raw::connect(&place.location).await?;
    let bytes = if place.name == "SQLite" { "BLOB" } else { "BYTEA" };
    raw.raw(&format!("CREATE TABLE bare_chunk (post_id TEXT, idx BIGINT, bytes {bytes}, PRIMARY KEY (post_id, idx))"))
        .await?;
    let begun = Instant::now();
    for report in 0..reports {
        for (idx, row) in text.chunks(ROW).enumerate() {
            let idx = i64::try_from(idx).map_err(|e| e.to_string())?;
            let cells = [Cell::Text(format!("{report:032}")), Cell::Int(idx), Cell::Blob(row.to_vec())];
            raw.execute("INSERT INTO bare_chunk (post_id, idx, bytes) VALUES ($1, $2, $3)", &cells).await?;
        }
    }
    Ok(begun.elapsed().as_secs_f64())
}

/// A figure of this process's memory, MB; 0 where the system does not tell.
fn resident_mb(what: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kb =
        status.lines().find(|l| l.starts_with(what)).and_then(|l| l.split_whitespace().nth(1)?.parse::<f64>().ok());
    kb.unwrap_or(0.0) / 1024.0
}
