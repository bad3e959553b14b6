//! A record is read once and saved once in a transaction, and what a failing work did to it is taken back.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use serde::{Deserialize, Serialize};
use store::record::{self, Columns, Stored};
use store::tables::{self, Table};
use store::{StoreError, Tx, Value, Want};

use crate::support::{both, work};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Ward {
    id: String,
    name: String,
}

impl Stored for Ward {
    const TABLE: Table = tables::CENTRE;

    fn id(&self) -> String {
        self.id.clone()
    }

    fn columns(&self) -> Columns {
        vec![
            ("parent_id", Value::Null),
            ("kind", "ward".into()),
            ("country", "XA".into()),
            ("public_name", (&self.name).into()),
        ]
    }
}

fn ward(id: &str, name: &str) -> Ward {
    Ward { id: id.to_owned(), name: name.to_owned() }
}

async fn rename(tx: &mut Tx, id: &str, to: &str) -> Result<i64, StoreError> {
    let Some(loaded) = record::load::<Ward>(tx, id).await? else { return Ok(0) };
    record::update(tx, &ward(id, &format!("{} {to}", loaded.record.name)), loaded.version).await
}

const NAMES: &str = "SELECT public_name || ' ' || version AS t FROM centre ORDER BY id";

#[tokio::test]
async fn changes_show_in_every_later_statement_and_are_saved_with_the_commit() {
    for db in both("held").await {
        let changed = work(|tx| {
            Box::pin(async move {
                record::insert(tx, &ward("a", "A")).await?;
                record::insert(tx, &ward("b", "B")).await?;
                assert_eq!(rename(tx, "a", "1").await?, 2);
                assert_eq!(rename(tx, "a", "2").await?, 3);
                assert_eq!(rename(tx, "b", "1").await?, 2);
                let seen = tx.all(NAMES, &[]).await?;
                assert_eq!(seen[0].text("t")?, "A 1 2 3", "a list sees what was not saved yet");
                assert_eq!(rename(tx, "b", "2").await?, 3);
                record::load::<Ward>(tx, "a").await
            })
        });
        let loaded = db.store.run("test.held", changed).await.unwrap().unwrap();
        assert_eq!((loaded.record.name.as_str(), loaded.version), ("A 1 2", 3));
        assert_eq!(db.texts(NAMES).await, ["A 1 2 3", "B 1 2 3"]);
        // What another statement writes is not hidden by what was read before.
        let written = work(|tx| {
            Box::pin(async move {
                record::load::<Ward>(tx, "a").await?;
                let body = serde_json::to_string(&ward("a", "C")).unwrap();
                tx.execute("UPDATE centre SET body = $1, version = 9 WHERE id = 'a'", &[body.into()]).await?;
                record::load::<Ward>(tx, "a").await
            })
        });
        let loaded = db.store.run("test.written", written).await.unwrap().unwrap();
        assert_eq!((loaded.record.name.as_str(), loaded.version), ("C", 9));
        db.drop().await;
    }
}

#[tokio::test]
async fn a_reading_transaction_replaces_nothing() {
    for db in both("held_read").await {
        let made = work(|tx| Box::pin(async move { record::insert(tx, &ward("a", "A")).await }));
        db.store.run("test.made", made).await.unwrap();
        let read = work(|tx| Box::pin(async move { rename(tx, "a", "1").await }));
        assert!(matches!(db.store.read("test.read", read).await, Err(StoreError::Sql { .. })));
        assert_eq!(db.texts(NAMES).await, ["A 1"]);
        db.drop().await;
    }
}

/// Many works at once on one record, some of which fail before or after they wrote something else.
#[tokio::test(flavor = "multi_thread")]
async fn works_that_fail_leave_no_trace_in_those_that_share_their_commit() {
    for db in both("held_group").await {
        let made = work(|tx| Box::pin(async move { record::insert(tx, &ward("a", "A")).await }));
        db.store.run("test.made", made).await.unwrap();
        let done = Arc::new(AtomicU32::new(0));
        let mut tasks = tokio::task::JoinSet::new();
        for n in 0..96_u32 {
            let (store, done) = (db.store.clone(), Arc::clone(&done));
            tasks.spawn(async move {
                let renamed = store
                    .run("test.rename", move |tx: &mut Tx| {
                        Box::pin(async move {
                            rename(tx, "a", if n % 3 == 0 { "bad" } else { "good" }).await?;
                            if n % 2 == 0 {
                                let name = format!("{n:03}");
                                tx.execute("INSERT INTO setting (name, value) VALUES ($1, 'x')", &[name.into()])
                                    .await?;
                            }
                            if n % 3 == 0 { Err(StoreError::Closed) } else { Ok(()) }
                        })
                    })
                    .await;
                assert_eq!(renamed.is_ok(), n % 3 != 0, "{n}");
                done.fetch_add(u32::from(renamed.is_ok()), Ordering::Relaxed);
            });
        }
        while let Some(one) = tasks.join_next().await {
            one.unwrap();
        }
        let good = done.load(Ordering::Relaxed);
        assert_eq!(good, 64);
        assert_eq!(db.texts("SELECT name AS t FROM setting WHERE value = 'x' ORDER BY name").await.len(), 32);
        let name = db.texts(NAMES).await.remove(0);
        assert_eq!(name, format!("A{} {}", " good".repeat(64), 65));
        db.drop().await;
    }
}

#[tokio::test]
async fn what_works_want_is_read_once_for_all_and_never_old() {
    for db in both("want").await {
        let made = work(|tx| {
            Box::pin(async move {
                for n in 0..70 {
                    record::insert(tx, &ward(&format!("w{n}"), "W")).await?;
                }
                Ok(())
            })
        });
        db.store.run::<(), StoreError, _>("test.made", made).await.unwrap();
        // A slow work first, so that the others wait for one commit together.
        let first = work(|tx| {
            Box::pin(async move {
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
                tx.all(NAMES, &[]).await.map(drop)
            })
        });
        let mut all = vec![tokio::spawn({
            let store = db.store.clone();
            async move { store.run::<(), StoreError, _>("test.slow", first).await }
        })];
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        for n in 0..142 {
            let (store, id) = (db.store.clone(), format!("w{}", n % 71));
            // Some say what they read and some do not; some change it by a statement of their own.
            let wants = if n % 3 == 0 { Vec::new() } else { vec![Want::record::<Ward>(&id)] };
            let changed = work(move |tx| {
                let id = id.clone();
                Box::pin(async move {
                    if n % 20 == 7 {
                        let body = serde_json::to_string(&ward(&id, "X")).unwrap();
                        let values = [body.into(), id.clone().into()];
                        tx.execute("UPDATE centre SET body = $1, version = version + 1 WHERE id = $2", &values).await?;
                    }
                    rename(tx, &id, "r").await.map(drop)
                })
            });
            all.push(tokio::spawn(async move { store.run_wanting("test.wanting", wants, changed).await }));
        }
        for one in all {
            one.await.unwrap().unwrap();
        }
        let names = db.texts(NAMES).await;
        // Every record was renamed twice, but for the one that is not there; one that was written by a statement begins anew.
        assert_eq!(names.len(), 70);
        let version = |name: &str| name.rsplit(' ').next().unwrap().parse::<i64>().unwrap();
        for name in &names {
            let words: Vec<&str> = name.split(' ').collect();
            match words[0] {
                "W" => assert_eq!((words.len(), version(name)), (4, 3), "{name}"),
                _ => assert_eq!(version(name), 4, "{name}"),
            }
        }
        assert_eq!(names.iter().filter(|name| name.starts_with('X')).count(), 7);
        db.drop().await;
    }
}
