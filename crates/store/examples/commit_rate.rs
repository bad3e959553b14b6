//! Durable commits per second of a typical write (load and save a record, append an event with two parents and two sealed parts), with and
//! without group commit, from one and from sixty-four clients; on PostgreSQL also with several writers.
//!
//! `cargo run -p donare-store --example commit_rate -- LOCATION` with a fresh folder or an empty `postgres://` database.
#![allow(missing_docs, clippy::unwrap_used, clippy::print_stdout, reason = "a measurement, run by hand")]

use serde::{Deserialize, Serialize};
use std::time::{Duration, Instant};
use store::log::{self, EventLine};
use store::record::{self, Stored};
use store::sealed::SealedPart;
use store::tables::{self, Table};
use store::{Behind, Options, Store, StoreError, Tx, Value};

const LASTS: Duration = Duration::from_secs(3);

#[derive(Serialize, Deserialize)]
struct Pair {
    id: String,
    stage: String,
}

impl Stored for Pair {
    const TABLE: Table = tables::PAIR;
    fn id(&self) -> String {
        self.id.clone()
    }
    fn columns(&self) -> Vec<Value> {
        ["don_1", "rec_1", "KIDNEY_LEFT", "cen_1", &self.stage].map(Value::from).to_vec()
    }
}

fn line(client: usize, n: usize, round: usize) -> EventLine {
    let envelope = serde_json::json!({
        "v": 1, "id": format!("evt_{n:014}_{client:04}_{round:06}"), "kind": "consent.signed", "kind_version": 1, "record": format!("par_{client}"),
        "parents": ["don_1", "rec_1"], "actor": "acc_1", "role": "coordinator", "purpose": "care",
        "happened": {"at": "2026-05-01T08:00:00.000Z", "zone": "UTC", "precision": "minute"},
        "recorded_at": "2026-05-01T08:30:00.000Z", "body": {"n": n, "text": "x".repeat(400)}, "sealed": [],
    });
    let part = |field: &str| SealedPart {
        field: field.into(),
        person: "per_1".into(),
        vault: ledger::seal::Vault::Clinical,
        retention: "donor-care".into(),
        key_version: 1,
        sealed: vec![7; 120],
    };
    EventLine::new(&serde_json::from_value(envelope).unwrap(), &[1; 32], &[part("a"), part("b")]).unwrap()
}

async fn write(tx: &mut Tx, id: &str, line: &EventLine) -> Result<(), StoreError> {
    match record::load::<Pair>(tx, id).await? {
        Some(mut loaded) => {
            loaded.record.stage = "next".into();
            record::update(tx, &loaded.record, loaded.version).await?;
        }
        None => record::insert(tx, &Pair { id: id.to_owned(), stage: "first".into() }).await?,
    }
    log::append(tx, line)
}

async fn client(store: Store, client: usize, round: usize) -> usize {
    let begun = Instant::now();
    let mut done = 0;
    while begun.elapsed() < LASTS {
        let line = line(client, done, round);
        store
            .run("example.write", move |tx| {
                let line = line.clone();
                Box::pin(async move { write(tx, &format!("par_{client}"), &line).await })
            })
            .await
            .unwrap();
        done += 1;
    }
    done
}

/// Commits per second of `clients` spread over `writers` writers.
async fn rate(location: &str, round: usize, writers: usize, together: usize, clients: usize) {
    let behind = Behind::Migrate { at: "2026-05-01T08:30:00Z".parse().unwrap() };
    let mut stores = Vec::new();
    for _ in 0..writers {
        stores.push(Store::open(location, Options { behind, together, ..Options::default() }).await.unwrap());
    }
    let runs: Vec<_> = stores
        .iter()
        .cycle()
        .take(clients)
        .enumerate()
        .map(|(n, store)| tokio::spawn(client(store.clone(), n, round)))
        .collect();
    let mut done = 0;
    for run in runs {
        done += run.await.unwrap();
    }
    println!(
        "writers {writers:2}  together {together:3}  clients {clients:2}  {:6.0} commits/s",
        done as f64 / LASTS.as_secs_f64()
    );
    for store in stores {
        store.close().await;
    }
}

#[tokio::main]
async fn main() {
    let location = std::env::args().nth(1).unwrap();
    let mut rounds = vec![(1, 1, 1), (1, 1, 64), (1, 128, 1), (1, 128, 64)];
    if location.starts_with("postgres") {
        rounds.extend([(16, 1, 64), (2, 128, 64), (4, 128, 64)]);
    }
    for (round, (writers, together, clients)) in rounds.into_iter().enumerate() {
        rate(&location, round, writers, together, clients).await;
    }
}
