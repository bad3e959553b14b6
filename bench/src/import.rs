//! Rows a second of checked, sealed, logged import, beside bare batched inserts of the same rows.

use std::fmt::Write as _;
use std::time::Instant;

use domain::access::RegistryUse;
use service::import::Books;
use service::{Start, keys};

use crate::Options;
use crate::measure::{head, line, median};
use crate::raw::Raw;
use crate::scene::{Place, places};

const ROUNDS: usize = 3;
const MAPPING: &str = include_str!("../../examples/import/heart-programme.toml");
/// Tables an import writes, in an order in which nothing points ahead.
const TABLES: &[&str] = &[
    "event",
    "event_parent",
    "pending_leaf",
    "person_key",
    "sealed_part",
    "blind_token",
    "person",
    "donor",
    "recipient",
    "unit",
    "transplant",
    "outcome",
    "visit",
    "question",
    "import_row",
    "access_line",
];
/// Rows of one bare transaction, as many as one batch of the import writes.
const BATCH: usize = 4096;

/// Measures on each database.
pub async fn run(options: &Options) -> Result<(), String> {
    let mut figures: Vec<(&'static str, Vec<f64>, Vec<f64>)> = Vec::new();
    for round in 0..ROUNDS {
        for place in places(options, &format!("import-{round}")).await? {
            let (ours, bare) = one(&place, options).await?;
            match figures.iter_mut().find(|(name, _, _)| *name == place.name) {
                Some((_, a, b)) => {
                    a.push(ours);
                    b.push(bare);
                }
                None => figures.push((place.name, vec![ours], vec![bare])),
            }
        }
    }
    head(&format!(
        "import, file of {} rows: rows of the file a second, median of {ROUNDS} fresh databases",
        options.rows
    ));
    for (name, mut ours, mut bare) in figures {
        line(&format!("{name}, beside bare batched inserts (goal 0.2)"), median(&mut ours), median(&mut bare), "/s");
    }
    Ok(())
}

async fn one(place: &Place, options: &Options) -> Result<(f64, f64), String> {
    let start = Start {
        keys: Some(place.folder.join(format!("keys-{}", place.name))),
        migrate: true,
        ..Start::new(&place.location, "xc")
    };
    drop(keys::usual_place(&place.folder));
    let service = start.open().await?;
    if service.registry().await.map_err(|e| format!("{e:?}"))?.is_none() {
        service.found(RegistryUse::Real, None).await.map_err(|e| format!("{e:?}"))?;
    }
    let (file, mapping) = (place.folder.join("book.csv"), place.folder.join("book.toml"));
    std::fs::write(&file, book(options.rows)).map_err(|e| e.to_string())?;
    std::fs::write(&mapping, MAPPING).map_err(|e| e.to_string())?;
    let books = Books { file, mapping, rejected: place.folder.join("book.rejected.csv") };
    let begun = Instant::now();
    let imported = service.import(&books, &|_, _, _| {}).await.map_err(|e| format!("{e:?}"))?;
    let ours = options.rows as f64 / begun.elapsed().as_secs_f64();
    if imported.kept != options.rows {
        return Err(format!("{} of {} rows were kept", imported.kept, options.rows));
    }
    service.close().await;
    Ok((ours, options.rows as f64 / bare(place).await?))
}

/// Seconds in which the rows the import wrote are inserted again into empty tables of the same shape.
async fn bare(place: &Place) -> Result<f64, String> {
    let mut raw = Raw::connect(&place.location).await?;
    let mut tables = Vec::new();
    for table in TABLES {
        tables.push((format!("bare_{table}"), raw.rows(&format!("SELECT * FROM {table}"), &[]).await?));
        raw.raw(&like(&raw, table)).await?;
    }
    let begun = Instant::now();
    for (table, rows) in &tables {
        for batch in rows.chunks(BATCH) {
            raw.begin().await?;
            raw.insert(table, batch).await?;
            raw.raw("COMMIT").await?;
        }
    }
    Ok(begun.elapsed().as_secs_f64())
}

/// A table of the same shape; on SQLite without the constraints, which favours the baseline.
fn like(raw: &Raw, table: &str) -> String {
    match raw {
        Raw::Sqlite(_) => format!("CREATE TABLE bare_{table} AS SELECT * FROM {table} WHERE 0"),
        Raw::Postgres(_) => format!("CREATE TABLE bare_{table} (LIKE {table} INCLUDING ALL)"),
    }
}

/// A heart programme's book with invented candidates, of the shape of the example.
fn book(rows: u64) -> String {
    let mut out = HEADING.to_owned();
    for n in 0..rows {
        let (day, month, year) = (1 + n % 28, 1 + n % 12, 1970 + n % 20);
        let grafted = n % 3 != 0;
        let accepted = format!("{year}-{month:02}-{day:02}");
        let tx = if grafted { format!("{}-{month:02}-{day:02}", year + 1) } else { String::new() };
        let _ = writeln!(out, "{}", row(n, &accepted, &tx, &format!("{}-{month:02}-{day:02}", year + 2), grafted));
    }
    out
}

const HEADING: &str =
    "accept.dt,tx.date,fu.date,fustat,surgery,age,futime,wait.time,transplant,mismatch,hla.a2,mscore,reject\n";

/// The age makes each row's key its own.
fn row(n: u64, accepted: &str, tx: &str, seen: &str, grafted: bool) -> String {
    let age = 20.0 + (n as f64) / 2000.0 % 50.0;
    format!("{accepted},{tx},{seen},{},0,{age:.4}{n},730,,{},NA,NA,NA,NA", n % 2, u8::from(grafted))
}
