//! A signature that was acknowledged survives the death of the program; one that was not is there whole or not at all.

use std::io::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

use codes::ids::PairId;
use domain::access::{Purpose, Role};
use domain::approval::{Pair, Step};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use service::clock::{Chance, SeededChance, SetClock, SystemChance};
use service::{Access, Opening, Sequencer, Service};
use store::{Options, Store};

use crate::kill::{Often, Ran, WHERE, WITH, kill_after, often, start};
use crate::pair::{Cast, prepare, signature, steps, talk};
use crate::support::{Home, at, drop_postgres, folder, keyring, opening};
use crate::village::{copy, on_postgres, on_sqlite};

/// Pairs whose donors are about to sign.
const PAIRS: usize = 12;

/// What the program that gets killed is told.
#[derive(Serialize, Deserialize)]
struct Told {
    now: String,
    account: String,
    centre: String,
    pairs: Vec<String>,
    step: Step,
}

fn nurse(told: &Told) -> Access {
    Access {
        account: told.account.parse().unwrap(),
        role: Role::LivingDonorNurse,
        purpose: Purpose::Care,
        centre: Some(told.centre.parse().unwrap()),
    }
}

async fn open_at(location: &str, now: &str) -> (Store, Service) {
    let store = Store::open(location, Options::default()).await.unwrap();
    let clock = Arc::new(SetClock::at(at(now)));
    let opening = Opening { chance: Arc::new(SystemChance), ..opening(&store, &keyring(), clock, 0) };
    let service = Service::open(opening).unwrap();
    service.resume().await.unwrap();
    (store, service)
}

/// Not a test of its own: the program that gets killed. Prints the number of every pair whose signature was
/// acknowledged.
#[test]
fn the_program_that_is_killed_while_donors_sign() {
    let Ok(location) = std::env::var(WHERE) else { return };
    let told: Told = serde_json::from_str(&std::env::var(WITH).unwrap()).unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    runtime.block_on(async move {
        let (_store, service) = open_at(&location, &told.now).await;
        tokio::spawn(Sequencer::new(service.clone(), SignedDuration::from_secs(1)).number_often());
        let mut signing = Vec::new();
        for pairs in told.pairs.chunks(told.pairs.len().div_ceil(3).max(1)) {
            let (service, by, step, pairs) = (service.clone(), nurse(&told), told.step.clone(), pairs.to_vec());
            signing.push(tokio::spawn(async move {
                for pair in pairs {
                    service.take_step(&by, pair.parse().unwrap(), step.clone(), None).await.unwrap();
                    let mut out = std::io::stdout().lock();
                    writeln!(out, "kept {pair}").unwrap();
                    out.flush().unwrap();
                }
            }));
        }
        for one in signing {
            one.await.unwrap();
        }
    });
}

/// Everything before the signature, for some pairs.
async fn about_to_sign(home: &Home, cast: &Cast) -> Vec<PairId> {
    let mut pairs = Vec::new();
    for _ in 0..PAIRS {
        home.later(1);
        let (pair, ..) = crate::pair::open(&home.service, &cast.nurse, cast).await.unwrap();
        prepare(home, cast, pair).await;
        pairs.push(pair);
    }
    pairs
}

/// Another talk with every donor: each has to sign again when the days of reflection are over.
async fn talk_again(home: &Home, cast: &Cast, pairs: &[PairId]) {
    for &pair in pairs {
        steps(home, pair, vec![(&cast.nurse, talk())]).await;
    }
    home.later_days(8);
}

/// Verifies, and returns the pairs whose signature is not there. Of each pair there are as many signed events as the
/// pair is signed, apart from the `before` of earlier talks.
async fn unsigned(location: &str, told: &Told, before: usize) -> Vec<String> {
    let (store, service) = open_at(location, &told.now).await;
    let verified = service.verify(|_| ()).await.unwrap();
    assert!(verified.is_whole(), "{:?}", verified.differences);
    let (pairs, now) = (told.pairs.clone(), at(&told.now));
    let left = store
        .read("test.signed", move |tx| {
            let pairs = pairs.clone();
            Box::pin(async move {
                let mut left = Vec::new();
                for id in pairs {
                    let pair = store::record::load::<Pair>(tx, &id).await?.unwrap().record;
                    let count = "SELECT COUNT(*) AS n FROM event WHERE kind = 'consent.signed' AND record_id = $1";
                    let events = tx.one(count, &[(&id).into()]).await?.int("n")?;
                    let signed = pair.consent.signature.is_some_and(|signature| signature.at >= now);
                    assert_eq!(usize::try_from(events).unwrap(), before + usize::from(signed), "{id}");
                    if !signed {
                        left.push(id);
                    }
                }
                Ok::<_, store::StoreError>(left)
            })
        })
        .await
        .unwrap();
    store.close().await;
    left
}

/// Has all donors sign, killed again and again until the last one has. Returns how often it was killed.
async fn killed_until_all_have_signed(location: &str, all: &Told, before: usize, chance: &SeededChance) -> usize {
    let mut kills = 0;
    let mut left = all.pairs.clone();
    while !left.is_empty() {
        let mut bytes = [0_u8; 3];
        chance.fill(&mut bytes);
        let longer = Duration::from_micros(u64::from(bytes[1]) * 40);
        let told = Told { pairs: left.clone(), ..clone_of(all) };
        let with = serde_json::to_string(&told).unwrap();
        let child = start("kill_signing::the_program_that_is_killed_while_donors_sign", location, &with);
        let (ran, acknowledged) = kill_after(child, usize::from(bytes[0] % 3), longer);
        kills += usize::from(ran == Ran::Killed);
        left = unsigned(location, all, before).await;
        let lost: Vec<&String> = acknowledged.iter().filter(|pair| left.contains(pair)).collect();
        assert_eq!(lost, Vec::<&String>::new(), "acknowledged and lost");
    }
    kills
}

fn clone_of(told: &Told) -> Told {
    Told {
        now: told.now.clone(),
        account: told.account.clone(),
        centre: told.centre.clone(),
        pairs: told.pairs.clone(),
        step: told.step.clone(),
    }
}

fn told(home: &Home, cast: &Cast, pairs: &[PairId]) -> Told {
    home.later(60);
    Told {
        now: home.service.now().to_string(),
        account: cast.nurse.account.to_string(),
        centre: cast.nurse.centre.unwrap().to_string(),
        pairs: pairs.iter().map(ToString::to_string).collect(),
        step: signature(cast),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn no_acknowledged_signature_is_lost_when_the_program_is_killed() {
    let (prepared, used) = (folder("kill_signing_from"), folder("kill_signing"));
    let home = on_sqlite("kill_signing_from").await;
    let cast = Cast::of(&home);
    let pairs = about_to_sign(&home, &cast).await;
    let told = told(&home, &cast, &pairs);
    home.store.close().await;
    let (begun, chance) = (Instant::now(), SeededChance::new(21));
    let mut kills = 0;
    while kills < often(50) {
        copy(&prepared, &used);
        kills += killed_until_all_have_signed(used.to_str().unwrap(), &told, 0, &chance).await;
    }
    println!("{kills} kills while donors signed, {:?}", begun.elapsed());
    std::fs::remove_dir_all(&prepared).unwrap();
    std::fs::remove_dir_all(&used).unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn no_acknowledged_signature_is_lost_on_postgres_either() {
    let Some(mut home) = on_postgres("kill_signing").await else { return };
    let location = home.location.clone();
    let cast = Cast::of(&home);
    let pairs = about_to_sign(&home, &cast).await;
    let chance = SeededChance::new(22);
    let (mut kills, mut talks) = (0, 0);
    while kills < often(12) {
        let told = told(&home, &cast, &pairs);
        home.store.close().await;
        kills += killed_until_all_have_signed(&location, &told, talks, &chance).await;
        talks += 1;
        home.restart().await;
        home.service.resume().await.unwrap();
        talk_again(&home, &cast, &pairs).await;
    }
    println!("{kills} kills while donors signed");
    home.store.close().await;
    drop_postgres("kill_signing").await;
}
