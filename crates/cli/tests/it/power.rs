//! A power cut under PostgreSQL. The server runs on a cluster of the test's own. What a cut leaves is put together from what was synced and nothing else: the data files as the
//! last checkpoint left them, and the write-ahead log up to a position, with what follows lost or garbled.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use domain::access::{Purpose, RegistryUse, Role};
use domain::person::{Identifier, Known, Name};
use jiff::SignedDuration;
use service::clock::{Chance, SeededChance};
use service::{Access, Sequencer, Start};
use xtask::test::postgres::Cluster;

use crate::support::{Desk, cluster, good, open, sql};

const SEGMENT: u64 = 16 << 20;

fn somebody(number: usize) -> Known {
    Known {
        names: vec![Name { text: "Kept Beyond".into(), script: None }],
        identifiers: vec![Identifier {
            system: "national_number".to_owned(),
            value: format!("44{number:09}").as_str().into(),
        }],
        birth: None,
        sex: None,
        gender: None,
        languages: Vec::new(),
        residence: None,
        phone: None,
        address: None,
    }
}

fn run(program: &str, words: &[&str]) {
    assert!(Command::new(program).args(words).status().unwrap().success(), "{program} {words:?}");
}

/// Position in the log up to which everything is synced.
fn synced(address: &str) -> u64 {
    sql(address, "SELECT CAST(pg_current_wal_flush_lsn() - '0/0' AS BIGINT)").unwrap().parse().unwrap()
}

fn last_checkpoint(cluster: &Cluster) -> String {
    let out = cluster.program("pg_controldata").arg(cluster.data()).output().unwrap();
    let text = String::from_utf8(out.stdout).unwrap();
    text.lines().find(|line| line.starts_with("Latest checkpoint location")).unwrap().to_owned()
}

/// The data folder as a cut at `whole` leaves it; up to `torn` the log is garbled, beyond it lost.
fn cut(cluster: &Cluster, whole: u64, torn: u64) {
    let (data, kept) = (cluster.data(), cluster.folder().to_owned());
    let place = |path: &Path| path.to_str().unwrap().to_owned();
    std::fs::remove_dir_all(&data).ok();
    run("cp", &["-a", &place(&kept.join("synced")), &place(&data)]);
    run("cp", &["-a", &place(&kept.join("ended/pg_wal")), &place(&data)]);
    // Written and synced in one piece whenever it changes.
    run("cp", &["-a", &place(&kept.join("ended/global/pg_control")), &place(&data.join("global"))]);
    for entry in std::fs::read_dir(data.join("pg_wal")).unwrap().flatten() {
        let name = entry.file_name().into_string().unwrap();
        if name.len() != 24 {
            continue;
        }
        let (log, part) =
            (u64::from_str_radix(&name[8..16], 16).unwrap(), u64::from_str_radix(&name[16..], 16).unwrap());
        let from = (log << 32) + part * SEGMENT;
        let mut bytes = std::fs::read(entry.path()).unwrap();
        let place = |position: u64| usize::try_from(position.saturating_sub(from).min(SEGMENT)).unwrap();
        bytes[place(whole)..place(torn)].iter_mut().for_each(|byte| *byte = !*byte);
        bytes.truncate(place(torn));
        // In place, so that the file stays the server's; what is lost reads as zeros.
        std::fs::write(entry.path(), bytes).unwrap();
        std::fs::OpenOptions::new().write(true).open(entry.path()).unwrap().set_len(SEGMENT).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_postgres_had_not_synced_falls_off_cleanly() {
    let (desk, Some(mut cluster)) = (Desk::new("power"), cluster()) else { return };
    // Nothing may be checkpointed after the snapshot, or it would not be what was synced.
    for setting in [
        "checkpoint_timeout=1h",
        "max_wal_size=8GB",
        "autovacuum=off",
        "wal_recycle=off",
        "recovery_init_sync_method=syncfs",
    ] {
        cluster.set(setting);
    }
    cluster.serve().unwrap();
    sql(&cluster.address(), "CREATE DATABASE registry").unwrap();
    let (address, keys) = (cluster.address_at("127.0.0.1", "registry"), desk.path("keys"));
    let start = Start { keys: Some((&keys).into()), migrate: true, ..Start::new(&address, "xc") };
    let service = start.open().await.unwrap();
    service.found(RegistryUse::Real, None).await.unwrap();
    sql(&address, "CHECKPOINT").unwrap();
    let checkpoint = last_checkpoint(&cluster);
    let data = cluster.data().to_str().unwrap().to_owned();
    let kept = cluster.folder().join("synced");
    run("cp", &["-a", &data, kept.to_str().unwrap()]);
    std::fs::remove_dir_all(kept.join("pg_wal")).unwrap();

    let sequencer = Sequencer::new(service.clone(), SignedDuration::from_secs(1));
    let coordinator = Access::console(Role::Coordinator, Purpose::Coordination);
    let begun = synced(&address);
    let mut acknowledged: Vec<(u64, String)> = Vec::new();
    for number in 0..40 {
        let person = service.register_person(&coordinator, somebody(number)).await.unwrap().0;
        acknowledged.push((synced(&address), person.to_string()));
        if number % 7 == 0 {
            sequencer.turn().await.unwrap();
        }
    }
    cluster.crash();
    drop(service);
    assert_eq!(last_checkpoint(&cluster), checkpoint, "something was checkpointed meanwhile");
    std::fs::rename(cluster.data(), cluster.folder().join("ended")).unwrap();

    let end = acknowledged.last().unwrap().0;
    let chance = SeededChance::new(41);
    let (mut lost, mut torn_tails) = (0, 0);
    for _ in 0..8 {
        let mut bytes = [0_u8; 8];
        chance.fill(&mut bytes);
        let whole = begun + u64::from_le_bytes(bytes) % (end - begun + 1);
        let torn = if bytes[7].is_multiple_of(2) { whole } else { (whole + 9_000).min(end) };
        torn_tails += usize::from(torn > whole);
        cut(&cluster, whole, torn);
        cluster.serve().unwrap();
        good(&["verify", "--database", &address, "--keys", &keys]);
        let there: BTreeSet<String> =
            sql(&address, "SELECT id FROM person").unwrap().lines().map(str::to_owned).collect();
        let kept = acknowledged.iter().filter(|(position, _)| *position <= whole).map(|(_, id)| id.clone());
        let kept: BTreeSet<String> = kept.collect();
        assert!(kept.is_subset(&there), "lost something that was synced at {whole} of {end}");
        assert!(there.len() <= kept.len() + 1, "something came back out of order");
        lost += acknowledged.len() - there.len();
        cluster.crash();
    }
    println!("8 cuts, {torn_tails} with a torn tail, {lost} registrations beyond the cut");
    assert!(lost > 40 && torn_tails > 1, "the cuts cut nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_does_not_sync_is_refused() {
    let (desk, Some(mut cluster)) = (Desk::new("sync"), cluster()) else { return };
    let keys = desk.path("keys");
    cluster.serve().unwrap();
    sql(&cluster.address(), "CREATE DATABASE registry").unwrap();
    let address = cluster.address_at("127.0.0.1", "registry");
    good(&["migrate", "--database", &address, "--keys", &keys]);
    // A session of ours commits with care, whatever the server, the database, the account or the address says.
    sql(
        &address,
        "ALTER DATABASE registry SET synchronous_commit = off; ALTER ROLE donare SET synchronous_commit = off",
    )
    .unwrap();
    for careless in [address.clone(), format!("{address}?options=-c%20synchronous_commit%3Doff")] {
        open(&careless, &keys).await.close().await;
    }
    cluster.stop();
    cluster.set("fsync=off");
    cluster.serve().unwrap();
    let refused = crate::support::donare(&["verify", "--database", &address, "--keys", &keys]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(crate::support::said(&refused).contains("fsync is off"), "{}", crate::support::said(&refused));
}
