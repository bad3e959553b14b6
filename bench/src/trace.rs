//! Tracing a register of many units, in process and over HTTP.

use std::sync::Arc;
use std::time::Instant;

use service::Start;
use store::trace::{Asked, Root, chains, downwards, origins_of_recipient, siblings};
use store::{Behind, Options as StoreOptions, Store, StoreError, Tx};
use tokio::sync::Mutex;

use crate::lookups::{DOWN, SIBLINGS, UP, chain_of_donor, chain_of_recipient};
use crate::measure::{beside, head, line, median, synced_append};
use crate::raw::Raw;
use crate::route::{self, Client};
use crate::scene::{Place, places};
use crate::{Options, plain, units};

const ROUNDS: usize = 7;
const CALLS: usize = 400;
/// Clients that ask at the same time.
const MANY: usize = 32;

/// What was measured: on which database, what, microseconds.
type Figures = Vec<(&'static str, String, f64)>;

/// A register being measured.
struct Scene<'a> {
    place: &'a Place,
    units: u64,
    figures: Figures,
}

/// Measures on each database, with as many units as was asked for.
pub async fn run(options: &Options) -> Result<(), String> {
    let mut sizes: Vec<(u64, Figures)> = Vec::new();
    for &units in &options.units {
        let mut figures = Figures::new();
        for place in places(options, &format!("trace-{units}")).await? {
            let begun = Instant::now();
            let mut raw = Raw::connect(&place.location).await?;
            units::fill(&mut raw, units).await?;
            drop(raw);
            let took = begun.elapsed().as_secs();
            head(&format!(
                "trace, {units} units (filled in {took} s), {}: microseconds, median of {ROUNDS} rounds of {CALLS}",
                place.name
            ));
            let mut scene = Scene { place: &place, units, figures: Figures::new() };
            scene.in_process().await?;
            scene.over_http().await?;
            figures.append(&mut scene.figures);
            place.done(options).await;
        }
        sizes.push((units, figures));
    }
    if let [(few, small), .., (many, large)] = sizes.as_slice() {
        head(&format!("growth, {many} units beside {few}: microseconds (goal 1.5)"));
        for ((name, what, small), (_, _, large)) in small.iter().zip(large) {
            line(&format!("{name}, {what}"), *large, *small, "µs");
        }
    }
    Ok(())
}

/// A donor of a register of so many units, or somebody who received a part of their tissue that is not pooled.
fn pick(units: u64, by_donor: bool, n: usize) -> String {
    let donor = (n as u64).wrapping_mul(7_919) % (units / units::PER_DONOR);
    if by_donor { units::donor(donor) } else { units::recipient(donor * units::PER_DONOR + 4) }
}

impl Scene<'_> {
    fn note(&mut self, what: &str, (ours, bare): (f64, f64)) {
        line(what, ours, bare, "µs");
        self.figures.push((self.place.name, what.to_owned(), ours));
    }

    async fn in_process(&mut self) -> Result<(), String> {
        let behind = Behind::Migrate { at: jiff::Timestamp::UNIX_EPOCH };
        let options = StoreOptions { behind, readers: 2, together: 1 };
        let store = Store::open(&self.place.location, options).await.map_err(|e| e.to_string())?;
        let raw = Arc::new(Mutex::new(Raw::connect(&self.place.location).await?));
        for (what, sql, by_donor) in [
            ("donor to all recipients with follow-ups", DOWN, true),
            ("recipient to donor", UP, false),
            ("recipient to donor to all siblings", SIBLINGS, false),
            ("donor, the whole chain as records", chain_of_donor(), true),
            ("recipient, the whole chain as records", chain_of_recipient(), false),
        ] {
            let units = self.units;
            let pick = |n: usize| pick(units, by_donor, n);
            let ours = |n: usize| {
                let (store, id) = (store.clone(), pick(n));
                async move { found(ask(&store, sql, id).await.map_err(|e| e.to_string())?) }
            };
            let bare = |n: usize| {
                let (raw, id) = (Arc::clone(&raw), pick(n));
                async move {
                    let rows = plain::rows(&mut *raw.lock().await, sql, &id).await?;
                    match sql.contains("string_agg") {
                        true => found(rows.iter().map(|row| plain::read(row)).sum::<Result<usize, _>>()?),
                        false => found(rows.len()),
                    }
                }
            };
            let figures = beside(ROUNDS, CALLS, ours, bare).await?;
            self.note(what, figures);
        }
        store.close().await;
        Ok(())
    }

    async fn over_http(&mut self) -> Result<(), String> {
        let keys = self.place.folder.join(format!("keys-{}", self.place.name));
        let start = Start { keys: Some(keys), migrate: true, ..Start::new(&self.place.location, "xc") };
        let service = start.open().await?;
        let token = crate::write::signed_in(&service, "coordinator").await?;
        let (ours, bare) = (route::donare(&service).await?, route::bare(self.place).await?);
        let auth = format!("Authorization: Bearer {token}\r\n");
        for (what, by_donor) in [("donor to all recipients", true), ("recipient to all siblings", false)] {
            let units = self.units;
            let pick = |n: usize| pick(units, by_donor, n);
            for (against, route) in [("same statement", "chain"), ("plain rows", "rows")] {
                let (a, b) = (Client::connect(ours, &auth).await?, Client::connect(bare, "").await?);
                let one = |n: usize| {
                    let (client, path) = (a.clone(), format!("/api/v1/trace/{}", pick(n)));
                    async move { client.get(&path).await }
                };
                let other = |n: usize| {
                    let (client, path) = (b.clone(), format!("/{route}/{}", pick(n)));
                    async move { client.get(&path).await }
                };
                let figures = beside(ROUNDS, CALLS, one, other).await?;
                self.note(&format!("HTTP, {what}, beside {against}"), figures);
            }
            let (mut a, mut b) = (Vec::new(), Vec::new());
            for _ in 0..ROUNDS {
                a.push(route::together(ours, &auth, MANY, CALLS / 8, |n| format!("/api/v1/trace/{}", pick(n))).await?);
                b.push(route::together(bare, "", MANY, CALLS / 8, |n| format!("/chain/{}", pick(n))).await?);
            }
            let figures = (median(&mut a), median(&mut b));
            self.note(&format!("HTTP, {what}, {MANY} clients, per reply"), figures);
        }
        println!(
            "(Donare's reply over HTTP waits for its access line to be committed; one synced append here takes {:.0} µs)",
            synced_append(&self.place.folder)?
        );
        service.close().await;
        Ok(())
    }
}

/// How many rows or units a look-up finds.
async fn ask(store: &Store, sql: &'static str, id: String) -> Result<usize, StoreError> {
    let by_donor = id.starts_with("don_");
    store
        .glance("bench.trace", |tx: &mut Tx| {
            let id = id.clone();
            Box::pin(async move {
                Ok(match sql {
                    DOWN => downwards(tx, Root::Donor(&id)).await?.len(),
                    UP => origins_of_recipient(tx, &id).await?.len(),
                    SIBLINGS => siblings(tx, &id).await?.len(),
                    _ if by_donor => chains(tx, Asked::Donor(&id)).await?.chains.len(),
                    _ => chains(tx, Asked::Recipient(&id)).await?.chains.len(),
                })
            })
        })
        .await
}

fn found(rows: usize) -> Result<(), String> {
    if rows == 0 { Err("a look-up found nothing".to_owned()) } else { Ok(()) }
}
