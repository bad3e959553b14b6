use crate::support::{AT, Db, both, work};
use ledger::seal::Vault;
use ledger::tile::TileId;
use ledger::tree::root_of;
use ledger::{Envelope, Hash};
use store::StoreError;
use store::log::{self, EventLine, SignedCheckpoint};
use store::sealed::{self, SealedPart};

pub fn envelope(n: usize) -> Envelope {
    serde_json::from_value(serde_json::json!({
        "v": 1, "id": format!("evt_{n:026}"), "kind": "consent.signed", "kind_version": 1, "record": format!("par_{}", n % 5),
        "parents": ["don_1", format!("rec_{n}")], "actor": "acc_1", "role": "coordinator", "purpose": "care",
        "happened": {"at": "2026-05-01T08:00:00.000Z", "zone": "UTC", "precision": "minute"},
        "recorded_at": "2026-05-01T08:30:00.000Z", "body": {"n": n}, "sealed": [],
    }))
    .unwrap()
}

fn line(n: usize) -> EventLine {
    let part = SealedPart {
        field: "name".into(),
        person: "per_1".into(),
        vault: Vault::Identity,
        retention: "donor-care".into(),
        key_version: 1,
        sealed: vec![n as u8; 40],
    };
    EventLine::new(&envelope(n), &[n as u8; 32], &[part]).unwrap()
}

async fn append(db: &Db, range: std::ops::Range<usize>) -> Vec<Hash> {
    let store = db.store.clone();
    let one = |n: usize| {
        let store = store.clone();
        let line = line(n);
        tokio::spawn(async move {
            store
                .run(
                    "test.append",
                    work(move |tx| {
                        let line = line.clone();
                        Box::pin(async move { log::append(tx, &line).map(|()| line.leaf_hash()) })
                    }),
                )
                .await
        })
    };
    let runs: Vec<_> = range.map(one).collect();
    let mut leaves = Vec::new();
    for run in runs {
        leaves.push(run.await.unwrap().unwrap());
    }
    leaves
}

async fn sequence(db: &Db, limit: u32) -> ledger::tree::Frontier {
    db.store.run("log.sequence", work(move |tx| Box::pin(log::sequence(tx, limit)))).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn leaves_get_consecutive_places_and_the_root_follows() {
    for mut db in both("sequence").await {
        let mut leaves = append(&db, 0..300).await;
        assert_eq!(sequence(&db, 100).await.size(), 100);
        assert_eq!(sequence(&db, 1000).await.root(), root_of(&leaves));
        assert_eq!(sequence(&db, 1000).await.size(), 300);
        leaves.extend(append(&db, 300..330).await);
        db.reopen().await;
        let edge = sequence(&db, 1000).await;
        assert_eq!((edge.size(), edge.root()), (330, root_of(&leaves)));
        let read = db.store.read(
            "test.read",
            work(|tx| {
                Box::pin(async move {
                    let logged = log::events_from(tx, 0, 1000).await?;
                    let full = log::tile(tx, TileId { level: 0, index: 0, width: 256 }).await?.unwrap();
                    let narrow = log::tile(tx, TileId { level: 0, index: 1, width: 44 }).await?.unwrap();
                    let place = log::place_of(tx, &envelope(299).id).await?;
                    Ok((logged, full, narrow, place, log::pending(tx).await?))
                })
            }),
        );
        let (logged, full, narrow, place, pending) = read.await.unwrap();
        assert_eq!((full.len(), narrow.len(), place, pending), (256 * 32, 44 * 32, Some(299), 0));
        for (n, leaf) in logged.iter().enumerate() {
            let event = leaf.event.as_ref().unwrap();
            assert_eq!((leaf.seq, leaf.leaf_hash, event.leaf_hash), (n as u64, leaves[n], leaves[n]));
            let envelope = Envelope::from_canonical(event.envelope.as_bytes()).unwrap();
            assert_eq!(envelope.leaf_hash(&event.salt).unwrap(), leaves[n]);
        }
        db.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn events_are_found_by_record_and_by_parent_even_before_the_commit() {
    for db in both("events").await {
        append(&db, 0..10).await;
        let found = db.store.run(
            "test.events",
            work(|tx| {
                Box::pin(async move {
                    log::append(tx, &line(10))?;
                    let of = log::events_of(tx, "par_0").await?;
                    let by_parent = log::events_concerning(tx, "rec_10").await?;
                    let parts = sealed::parts_of(tx, "par_0").await?;
                    let newest = sealed::part(tx, "par_0", "name").await?.unwrap();
                    Ok((
                        of.len(),
                        by_parent.len(),
                        parts.len(),
                        newest.event,
                        log::event(tx, &envelope(10).id).await?.is_some(),
                    ))
                })
            }),
        );
        assert_eq!(found.await.unwrap(), (3, 1, 3, envelope(10).id, true));
        assert_eq!(db.number("SELECT COUNT(*) AS n FROM event_parent WHERE parent_id = 'don_1'").await, 11);
        db.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_event_twice_is_a_conflict() {
    for db in both("twice").await {
        append(&db, 0..1).await;
        let again = work(|tx| Box::pin(async move { log::append(tx, &line(0)) }));
        assert!(matches!(db.store.run("test.again", again).await, Err(StoreError::Conflict { .. })));
        db.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn dummy_leaves_take_their_place_in_time_and_have_no_event() {
    for db in both("dummy").await {
        append(&db, 0..2).await;
        append(&db, 3..4).await;
        let dummy = work(|tx| Box::pin(async move { log::append_dummy(tx, &envelope(2).id, &Hash::new([9; 32])) }));
        db.store.run("test.dummy", dummy).await.unwrap();
        assert_eq!(sequence(&db, 10).await.size(), 4);
        let read = db.store.read("test.read", work(|tx| Box::pin(log::events_from(tx, 2, 10))));
        let logged = read.await.unwrap();
        assert!(logged[0].event.is_none() && logged[0].event_id.is_none() && logged[0].leaf_hash == Hash::new([9; 32]));
        assert!(logged[1].event.is_some());
        db.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_sequencers_leave_no_hole() {
    for db in both("sequencers").await {
        let leaves = append(&db, 0..60).await;
        let other = store::Store::open(&db.location, store::Options::default()).await.unwrap();
        let run = |store: store::Store| async move {
            for _ in 0..6 {
                store.run("log.sequence", work(|tx| Box::pin(log::sequence(tx, 7)))).await.unwrap();
            }
        };
        tokio::join!(run(db.store.clone()), run(other.clone()));
        other.close().await;
        assert_eq!(sequence(&db, 100).await.root(), root_of(&leaves));
        db.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn checkpoints_are_kept_in_order() {
    for db in both("checkpoints").await {
        let made = |size: u64| SignedCheckpoint { size, signed_at: AT.parse().unwrap(), note: format!("note {size}") };
        let kept = db.store.run(
            "test.checkpoints",
            work(move |tx| {
                Box::pin(async move {
                    assert_eq!(log::latest_checkpoint(tx).await?, None);
                    for size in [3, 20, 7] {
                        log::put_checkpoint(tx, &made(size)).await?;
                    }
                    Ok((log::latest_checkpoint(tx).await?, log::checkpoints(tx).await?))
                })
            }),
        );
        assert_eq!(kept.await.unwrap(), (Some(made(20)), vec![made(3), made(7), made(20)]));
        db.drop().await;
    }
}
