//! An import that is killed goes on where it stopped and ends exactly as one that was never disturbed.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use service::clock::{Chance, SeededChance, SetClock, SystemChance};
use service::import::Books;
use service::{Opening, Service};
use store::{Options, Store};

use crate::kill::{Ran, WHERE, WITH, kill_after, often, start};
use crate::support::{NOW, at, drop_postgres, folder, keyring, migrating, opening, postgres};

/// Rows of the book; some hundred are committed at once.
const ROWS: usize = 560;
/// Rows of it that cannot be read.
const UNREADABLE: i64 = 6;
/// Most rows that are read before the rows before them are committed.
const UNDER_WAY: i64 = 256 + UNREADABLE;
/// Tables an import writes.
const TABLES: [&str; 11] = [
    "event",
    "event_parent",
    "sealed_part",
    "person",
    "recipient",
    "unit",
    "transplant",
    "outcome",
    "question",
    "import_row",
    "blind_token",
];

async fn open(location: &str) -> (Store, Service) {
    let store = Store::open(location, Options::default()).await.unwrap();
    let clock = Arc::new(SetClock::at(at(NOW)));
    let opening = Opening { chance: Arc::new(SystemChance), ..opening(&store, &keyring(), clock, 0) };
    let service = Service::open(opening).unwrap();
    service.resume().await.unwrap();
    (store, service)
}

fn books(desk: &Path) -> Books {
    let mapping =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/import/kidney-programme.toml").canonicalize();
    Books { file: desk.join("book.csv"), mapping: mapping.unwrap(), rejected: desk.join("rejected.csv") }
}

/// Not a test of its own: the program that gets killed. Prints how many rows it has read whenever the rows before them
/// are committed.
#[test]
fn the_program_that_is_killed_while_it_imports() {
    let Ok(location) = std::env::var(WHERE) else { return };
    let desk = PathBuf::from(std::env::var(WITH).unwrap());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async move {
        let (_store, service) = open(&location).await;
        let progress = |_, _, rows| {
            let mut out = std::io::stdout().lock();
            writeln!(out, "kept {rows}").unwrap();
            out.flush().unwrap();
        };
        service.import(&books(&desk), &progress).await.unwrap();
    });
}

/// A book of which some rows cannot be read.
fn write_book(name: &str) -> PathBuf {
    let desk = folder(&format!("{name}_desk"));
    std::fs::create_dir_all(&desk).unwrap();
    let mut text = "obs,time,delta,gender,race,age\n".to_owned();
    for row in 1..=ROWS {
        let delta = if row % 83 == 0 { "x".to_owned() } else { (row % 2).to_string() };
        text.push_str(&format!("{row},{},{delta},{},1,40\n", row * 11 % 3_000, 1 + row % 2));
    }
    std::fs::write(desk.join("book.csv"), text).unwrap();
    desk
}

/// What an import left: how much of everything, what the records say whatever their numbers, the counts, and the rows
/// that came back.
struct Left {
    sizes: BTreeMap<&'static str, i64>,
    bodies: Vec<String>,
    counts: Vec<String>,
    rejected: String,
}

fn same(left: &Left, wanted: &Left) {
    assert_eq!((&left.sizes, &left.counts), (&wanted.sizes, &wanted.counts));
    assert_eq!(left.rejected, wanted.rejected);
    let unlike = left.bodies.iter().zip(&wanted.bodies).find(|(one, other)| one != other);
    assert_eq!(unlike, None);
    assert_eq!(left.bodies.len(), wanted.bodies.len());
}

/// The text with every number of a record replaced by its kind.
fn unnumbered(body: &str) -> String {
    let mut out = String::new();
    for (place, piece) in body.split('_').enumerate() {
        let rest = piece.trim_start_matches(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase());
        let numbered = place > 0 && piece.len() - rest.len() >= 10;
        out.push_str(if numbered { rest } else { piece });
        out.push('_');
    }
    out
}

async fn left(location: &str, desk: &Path) -> Left {
    let (store, service) = open(location).await;
    let verified = service.verify(|_| ()).await.unwrap();
    assert!(verified.is_whole(), "{:?}", verified.differences);
    let read = store.read("test.left", |tx| {
        Box::pin(async move {
            let mut sizes = BTreeMap::new();
            for table in TABLES {
                let sql: &'static str = format!("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM {table}").leak();
                sizes.insert(table, tx.one(sql, &[]).await?.int("n")?);
            }
            let mut bodies = Vec::new();
            for table in ["recipient", "unit", "transplant", "outcome", "question"] {
                let sql: &'static str = format!("SELECT body AS t FROM {table}").leak();
                for row in tx.all(sql, &[]).await? {
                    bodies.push(format!("{table} {}", unnumbered(&row.text("t")?)));
                }
            }
            bodies.sort();
            let rows = tx.all("SELECT state || counts AS t FROM import_batch", &[]).await?;
            let counts = rows.iter().map(|row| row.text("t")).collect::<Result<Vec<_>, store::StoreError>>()?;
            Ok::<_, store::StoreError>((sizes, bodies, counts))
        })
    });
    let (sizes, bodies, counts) = read.await.unwrap();
    store.close().await;
    Left { sizes, bodies, counts, rejected: std::fs::read_to_string(books(desk).rejected).unwrap() }
}

/// Verifies, and returns how many rows are dealt with, and whether these were all.
async fn committed(location: &str) -> (i64, bool) {
    let (store, service) = open(location).await;
    let verified = service.verify(|_| ()).await.unwrap();
    assert!(verified.is_whole(), "{:?}", verified.differences);
    let read = store.read("test.rows", |tx| {
        Box::pin(async move {
            let row = tx.optional("SELECT next_row AS n, state AS t FROM import_batch", &[]).await?;
            row.map_or(Ok((0, false)), |row| Ok((row.int("n")?, row.text("t")? == "done")))
        })
    });
    let rows: Result<(i64, bool), store::StoreError> = read.await;
    store.close().await;
    rows.unwrap()
}

/// Imports, killed again and again until it is through. Returns how often it was killed, and how often in the midst of
/// the rows.
async fn killed_until_through(location: &str, desk: &Path, chance: &SeededChance) -> (usize, usize) {
    let (mut kills, mut amid, mut before) = (0, 0, 0);
    loop {
        let mut bytes = [0_u8; 3];
        chance.fill(&mut bytes);
        let longer = Duration::from_micros(u64::from(bytes[1]) * 500);
        let child = start("kill_import::the_program_that_is_killed_while_it_imports", location, desk.to_str().unwrap());
        let (ran, said) = kill_after(child, usize::from(bytes[0] % 3), longer);
        let read: i64 = said.last().map_or(0, |rows| rows.parse().unwrap());
        let (now, done) = committed(location).await;
        // When the rows up to `read` were read, those before the last lot were committed.
        assert!(now >= before.max(read - UNDER_WAY), "{now} rows after {before}, {read} read");
        before = now;
        kills += usize::from(ran == Ran::Killed);
        amid += usize::from(ran == Ran::Killed && now > 0 && !done);
        if done {
            return (kills, amid);
        }
    }
}

async fn undisturbed(location: &str, desk: &Path) -> Left {
    Store::open(location, migrating()).await.unwrap().close().await;
    let (store, service) = open(location).await;
    let imported = service.import(&books(desk), &|_, _, _| ()).await.unwrap();
    assert_eq!((imported.rows, imported.rejected), (ROWS as u64, UNREADABLE as u64));
    store.close().await;
    left(location, desk).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_killed_again_and_again_ends_as_one_that_was_never_disturbed() {
    let (begun, chance) = (Instant::now(), SeededChance::new(31));
    let (home, desk) = (folder("kill_import_whole"), write_book("kill_import"));
    let wanted = undisturbed(home.to_str().unwrap(), &desk).await;
    std::fs::remove_dir_all(&home).unwrap();
    let (mut kills, mut amid, mut imports) = (0, 0, 0);
    while kills < often(24) {
        let home = folder("kill_import");
        std::fs::remove_file(books(&desk).rejected).unwrap();
        Store::open(home.to_str().unwrap(), migrating()).await.unwrap().close().await;
        let (some, within) = killed_until_through(home.to_str().unwrap(), &desk, &chance).await;
        (kills, amid, imports) = (kills + some, amid + within, imports + 1);
        same(&left(home.to_str().unwrap(), &desk).await, &wanted);
        std::fs::remove_dir_all(&home).unwrap();
    }
    println!("{kills} kills in {imports} imports, {amid} of them amid the rows, {:?}", begun.elapsed());
    assert!(amid > kills / 4, "most kills hit an import that had not begun");
    std::fs::remove_dir_all(&desk).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_killed_on_postgres_ends_as_one_that_was_never_disturbed() {
    let Some(location) = postgres("kill_import_whole").await else { return };
    let desk = write_book("kill_import_postgres");
    let wanted = undisturbed(&location, &desk).await;
    drop_postgres("kill_import_whole").await;
    let chance = SeededChance::new(32);
    let mut kills = 0;
    while kills < often(10) {
        let location = postgres("kill_import").await.unwrap();
        std::fs::remove_file(books(&desk).rejected).unwrap();
        Store::open(&location, migrating()).await.unwrap().close().await;
        kills += killed_until_through(&location, &desk, &chance).await.0;
        same(&left(&location, &desk).await, &wanted);
    }
    println!("{kills} kills");
    drop_postgres("kill_import").await;
    std::fs::remove_dir_all(&desk).unwrap();
}
