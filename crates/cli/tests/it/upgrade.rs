//! A registry of every release, brought up to this program: nothing is lost, the log verifies, and work goes on.

use std::path::{Path, PathBuf};

use domain::access::{Purpose, Role};
use domain::person::{Known, Name};
use jiff::SignedDuration;
use service::{Access, Sequencer};
use xtask::fixture::{self, Expected};

use crate::support::{Desk, cluster, good, open, sql};

fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures");
    let mut all: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().flatten().map(|entry| entry.path()).collect();
    all.sort();
    all
}

#[test]
fn every_release_left_a_registry_to_upgrade() {
    let changes = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../CHANGELOG.md")).unwrap();
    let heading = |line: &str| line.strip_prefix("## ").map(|rest| rest.trim_start_matches('[').to_owned());
    let released = changes.lines().filter_map(heading).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let kept: Vec<String> =
        fixtures().iter().map(|folder| folder.file_name().unwrap().to_str().unwrap().to_owned()).collect();
    assert!(!kept.is_empty());
    for release in released {
        let version: String = release.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
        assert!(kept.contains(&version), "release {version} has no fixture: cargo xtask fixture");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_of_every_release_is_brought_up_to_this_one() {
    for release in fixtures() {
        let desk = Desk::new("upgrade_folder");
        let database = desk.join("registry");
        std::fs::create_dir(&database).unwrap();
        fixture::unpack(&release.join(fixture::FOLDER), &database.join("donare.db")).unwrap();
        goes_on(&release, fixture::FOLDER, database.to_str().unwrap(), &desk).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_postgres_database_of_every_release_is_brought_up_to_this_one() {
    let Some(mut cluster) = cluster() else { return };
    cluster.serve().unwrap();
    for (number, release) in fixtures().iter().enumerate() {
        let desk = Desk::new("upgrade_postgres");
        let name = format!("release_{number}");
        sql(&cluster.address(), &format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")).unwrap();
        let address = cluster.address_at("127.0.0.1", &name);
        let dump = desk.join("dump.sql");
        fixture::unpack(&release.join(fixture::DUMP), &dump).unwrap();
        fixture::load(&dump, &address).unwrap();
        goes_on(release, fixture::DUMP, &address, &desk).await;
    }
}

/// Migrates, verifies, reads a pair, writes and verifies again.
async fn goes_on(release: &Path, file: &str, database: &str, desk: &Desk) {
    let keys = desk.path("keys");
    std::fs::create_dir(&keys).unwrap();
    std::fs::copy(release.join(fixture::KEYRING), Path::new(&keys).join("keyring")).unwrap();
    let expected = Expected::read(release, file).unwrap();
    good(&["migrate", "--database", database, "--keys", &keys]);
    let service = open(database, &keys).await;
    let found = service.verify(|_| ()).await.unwrap();
    assert!(found.is_whole(), "{:?}", found.differences);
    assert_eq!((found.leaves, found.checkpoints), (expected.leaves, expected.checkpoints));
    assert_eq!(found.records, expected.records);

    let reader = Access {
        account: expected.reader.parse().unwrap(),
        role: Role::LivingDonorNurse,
        purpose: Purpose::Care,
        centre: Some(expected.centre.parse().unwrap()),
    };
    let file = service.pair(&reader, expected.pair.parse().unwrap()).await.unwrap();
    assert_eq!(serde_json::to_value(file.pair.stage()).unwrap(), expected.stage);
    assert_eq!(file.pair.donor.to_string(), expected.donor);
    // What was sealed then opens now.
    assert!(file.donor.is_some_and(|donor| donor.person.known.names.iter().any(|name| name.text.clear().is_some())));

    let newcomer = Known {
        names: vec![Name { text: "Came Later".into(), script: None }],
        identifiers: Vec::new(),
        birth: None,
        sex: None,
        gender: None,
        languages: Vec::new(),
        residence: None,
        phone: None,
        address: None,
    };
    let coordinator = Access::console(Role::Coordinator, Purpose::Coordination);
    service.register_person(&coordinator, newcomer).await.unwrap();
    Sequencer::new(service.clone(), SignedDuration::from_secs(1)).turn().await.unwrap();
    let after = service.verify(|_| ()).await.unwrap();
    assert!(after.is_whole() && after.leaves > expected.leaves, "{:?}", after.differences);
    service.close().await;
}
