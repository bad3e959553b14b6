//! What was acknowledged survives: a killed program, and a power cut that takes what was not yet synced.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use domain::access::{Purpose, Role};
use domain::person::{Known, Person};
use jiff::SignedDuration;
use service::clock::{MachineClock, SeededChance, SystemChance};
use service::{Access, Opening, Sequencer, Service};
use store::{Options, Store};

use crate::support::{folder, keyring, migrating, opening, postgres};

/// Says to the program that gets killed where its database is.
pub const WHERE: &str = "DONARE_KILL_WHERE";
/// Says to it what else it needs, as JSON.
pub const WITH: &str = "DONARE_KILL_WITH";

fn coordinator() -> Access {
    Access::console(Role::Coordinator, Purpose::Coordination)
}

fn somebody(number: usize) -> Known {
    crate::pair::known("Killed Halfway", &format!("55{number:09}"))
}

pub async fn open(location: &str) -> (Store, Service) {
    let store = Store::open(location, Options::default()).await.unwrap();
    let opening = Opening { chance: Arc::new(SystemChance), ..opening(&store, &keyring(), Arc::new(MachineClock), 0) };
    let service = Service::open(opening).unwrap();
    (store, service)
}

/// Not a test of its own: the program that gets killed. Prints the number of every person whose registration was
/// acknowledged.
#[test]
fn the_program_that_is_killed() {
    let Ok(location) = std::env::var(WHERE) else { return };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async move {
        let (_store, service) = open(&location).await;
        tokio::spawn(Sequencer::new(service.clone(), SignedDuration::from_secs(1)).number_often());
        let mut writers = Vec::new();
        for writer in 0..4 {
            let service = service.clone();
            writers.push(tokio::spawn(async move {
                for number in 0.. {
                    let done = service.register_person(&coordinator(), somebody(writer * 100_000 + number)).await;
                    let (person, _) = done.unwrap();
                    let mut out = std::io::stdout().lock();
                    writeln!(out, "kept {person}").unwrap();
                    out.flush().unwrap();
                }
            }));
        }
        for writer in writers {
            writer.await.unwrap();
        }
    });
}

/// A sequencer that numbers and signs as fast as it can.
pub trait Often {
    fn number_often(self) -> impl Future<Output = ()> + Send;
}

impl Often for Sequencer {
    async fn number_often(self) {
        loop {
            // Two checkpoints of one size within a second are one; what the sequencer says otherwise is checked later.
            drop(self.turn().await);
            tokio::time::sleep(Duration::from_millis(3)).await;
        }
    }
}

/// How often to kill: so often in every run of the tests, and `DONARE_KILLS` times as often on request.
pub fn often(times: usize) -> usize {
    times * std::env::var("DONARE_KILLS").map_or(1, |factor| factor.parse().expect("DONARE_KILLS is a number"))
}

/// This very program, even when a build has replaced its file meanwhile.
fn itself() -> std::path::PathBuf {
    let running = std::path::PathBuf::from("/proc/self/exe");
    if running.exists() { running } else { std::env::current_exe().unwrap() }
}

/// Starts a test of this program as the program that gets killed.
pub fn start(test: &str, location: &str, with: &str) -> Child {
    Command::new(itself())
        .args([test, "--exact", "--nocapture", "--test-threads=1"])
        .env(WHERE, location)
        .env(WITH, with)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// How a run of the program ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ran {
    /// It was killed.
    Killed,
    /// It was done before.
    Through,
}

/// Lets the program run until it has acknowledged some, and a little longer; then kills it. Returns what it said it had
/// kept. A line cut in the middle does not count.
pub fn kill_after(mut child: Child, acknowledged: usize, longer: Duration) -> (Ran, Vec<String>) {
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut kept = Vec::new();
    let mut line = String::new();
    while kept.len() < acknowledged && out.read_line(&mut line).unwrap() > 0 {
        kept.extend(line.split("kept ").nth(1).map(|what| what.trim().to_owned()));
        line.clear();
    }
    std::thread::sleep(longer);
    child.kill().unwrap();
    let ran = if child.wait().unwrap().code().is_some() { Ran::Through } else { Ran::Killed };
    let mut rest = String::new();
    out.read_to_string(&mut rest).unwrap();
    let whole = rest.split_inclusive('\n').filter(|line| line.ends_with('\n'));
    kept.extend(whole.filter_map(|line| line.split("kept ").nth(1)).map(|what| what.trim().to_owned()));
    (ran, kept)
}

async fn holds(location: &str, kept: &[String]) {
    let (store, service) = open(location).await;
    let wanted: Vec<String> = kept.to_vec();
    let missing: Vec<String> = store
        .read("test.kept", move |tx| {
            let wanted = wanted.clone();
            Box::pin(async move {
                let mut missing = Vec::new();
                for id in wanted {
                    if store::record::load::<Person>(tx, &id).await?.is_none() {
                        missing.push(id);
                    }
                }
                Ok::<_, store::StoreError>(missing)
            })
        })
        .await
        .unwrap();
    assert_eq!(missing, Vec::<String>::new());
    let verified = service.verify(|_| ()).await.unwrap();
    assert!(verified.is_whole(), "{:?}", verified.differences);
    assert!(usize::try_from(verified.leaves + verified.waiting).unwrap() >= kept.len());
    store.close().await;
}

/// Kills at points spread by a seeded stream: after some acknowledgements and up to four milliseconds.
async fn killed_often(location: &str, times: usize, chance: &SeededChance) -> usize {
    let mut kept = Vec::new();
    for _ in 0..times {
        let mut bytes = [0_u8; 3];
        service::clock::Chance::fill(chance, &mut bytes);
        let longer = Duration::from_micros(u64::from(bytes[1]) * 16);
        let child = start("kill::the_program_that_is_killed", location, "");
        let (ran, mut said) = kill_after(child, usize::from(bytes[0] % 12), longer);
        assert_eq!(ran, Ran::Killed, "the program ended by itself");
        kept.append(&mut said);
        holds(location, &kept).await;
    }
    let unlike: BTreeSet<&String> = kept.iter().collect();
    assert_eq!(unlike.len(), kept.len());
    kept.len()
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_acknowledged_is_lost_when_the_program_is_killed() {
    let (begun, chance) = (Instant::now(), SeededChance::new(11));
    let (mut kills, mut kept) = (0, 0);
    for round in 0..often(20) {
        let folder = folder(&format!("kill_{round}"));
        let location = folder.to_str().unwrap();
        Store::open(location, migrating()).await.unwrap().close().await;
        kept += killed_often(location, 10, &chance).await;
        kills += 10;
        std::fs::remove_dir_all(&folder).unwrap();
    }
    println!("{kills} kills, {kept} acknowledged and kept, {:?}", begun.elapsed());
    assert!(kills >= 200 && kept > kills);
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_acknowledged_is_lost_on_postgres_either() {
    let Some(location) = postgres("kill").await else { return };
    Store::open(&location, migrating()).await.unwrap().close().await;
    let kept = killed_often(&location, often(30), &SeededChance::new(12)).await;
    println!("{} kills, {kept} acknowledged and kept", often(30));
    assert!(kept > 30);
    crate::support::drop_postgres("kill").await;
}

/// A commit is acknowledged only after the operating system was told to put it on the disk.
#[tokio::test(flavor = "multi_thread")]
async fn every_commit_is_synced_before_it_is_acknowledged() {
    for home in crate::support::both("sync").await {
        let (sql, column) = match home.is_postgres() {
            true => ("SHOW synchronous_commit", "synchronous_commit"),
            false => ("PRAGMA synchronous", "synchronous"),
        };
        let told = home
            .store
            .run("test.sync", move |tx| {
                Box::pin(async move {
                    let row = tx.one(sql, &[]).await?;
                    row.text(column).or_else(|_| row.int(column).map(|n| n.to_string()))
                })
            })
            .await;
        assert!(["on", "2"].contains(&told.unwrap().as_str()));
        home.drop().await;
    }
}

/// Copies the database as a power cut would leave it: the file as it was, and of the write-ahead log so many bytes,
/// with what follows them lost or, up to `torn`, garbled.
fn cut(from: &Path, to: &Path, whole: usize, torn: usize) {
    std::fs::remove_dir_all(to).ok();
    std::fs::create_dir(to).unwrap();
    std::fs::copy(from.join("donare.db"), to.join("donare.db")).unwrap();
    let mut log = std::fs::read(from.join("donare.db-wal")).unwrap();
    log.truncate(torn.max(whole));
    log.iter_mut().skip(whole).for_each(|byte| *byte = !*byte);
    std::fs::write(to.join("donare.db-wal"), log).unwrap();
}

async fn present(location: &str) -> BTreeSet<String> {
    let (store, service) = open(location).await;
    let verified = service.verify(|_| ()).await.unwrap();
    assert!(verified.is_whole(), "{:?}", verified.differences);
    let read = store.read("test.present", |tx| {
        Box::pin(async move {
            tx.all("SELECT id FROM person", &[])
                .await?
                .iter()
                .map(|row| row.text("id"))
                .collect::<Result<_, store::StoreError>>()
        })
    });
    let all = read.await.unwrap();
    store.close().await;
    all
}

/// SQLite syncs the write-ahead log with every commit and checkpoints it later. A power cut keeps what was synced and
/// may lose or garble any of the rest, so every cut leaves a beginning of the log, perhaps with a torn tail. Whatever
/// was acknowledged while the log was not longer than that beginning must be there; the tail must vanish without harm.
#[tokio::test(flavor = "multi_thread")]
async fn what_was_not_synced_falls_off_cleanly() {
    let (home, after) = (folder("cut_from"), folder("cut_to"));
    let location = home.to_str().unwrap();
    Store::open(location, migrating()).await.unwrap().close().await;
    let (store, service) = open(location).await;
    let sequencer = Sequencer::new(service.clone(), SignedDuration::from_secs(1));
    let wal = home.join("donare.db-wal");
    let base = std::fs::metadata(home.join("donare.db")).unwrap().len();
    let mut acknowledged: Vec<(usize, String)> = Vec::new();
    for number in 0..60 {
        let person = service.register_person(&coordinator(), somebody(number)).await.unwrap().0;
        acknowledged.push((usize::try_from(std::fs::metadata(&wal).unwrap().len()).unwrap(), person.to_string()));
        if number % 7 == 0 {
            sequencer.turn().await.unwrap();
        }
    }
    assert_eq!(std::fs::metadata(home.join("donare.db")).unwrap().len(), base, "nothing was checkpointed meanwhile");
    let end = acknowledged.last().unwrap().0;
    let chance = SeededChance::new(13);
    let (mut lost, mut torn_tails) = (0, 0);
    for _ in 0..80 {
        let mut bytes = [0_u8; 8];
        service::clock::Chance::fill(&chance, &mut bytes);
        let whole = usize::try_from(u64::from_le_bytes(bytes) % (end as u64 + 1)).unwrap();
        let torn = if bytes[7].is_multiple_of(2) { whole } else { (whole + 5_000).min(end) };
        torn_tails += usize::from(torn > whole);
        cut(&home, &after, whole, torn);
        let there = present(after.to_str().unwrap()).await;
        let synced: BTreeSet<String> =
            acknowledged.iter().filter(|(len, _)| *len <= whole).map(|(_, id)| id.clone()).collect();
        assert!(synced.is_subset(&there), "lost something that was synced at {whole} of {end}");
        // And nothing out of order: what is there is a beginning of what was done.
        assert!(there.len() <= synced.len() + 1);
        lost += acknowledged.len() - there.len();
    }
    println!("80 cuts, {torn_tails} with a torn tail, {lost} registrations beyond the cut");
    assert!(lost > 500 && torn_tails > 20, "the cuts cut nothing");
    store.close().await;
    std::fs::remove_dir_all(&home).unwrap();
    std::fs::remove_dir_all(&after).unwrap();
}
