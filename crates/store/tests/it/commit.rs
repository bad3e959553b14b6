use crate::support::{both, set, work};
use store::{Insert, Options, Store, StoreError, Value};

const COUNT: &str = "SELECT COUNT(*) AS n FROM setting";
static SETTING: Insert = Insert::new("INSERT INTO setting (name, value)", 2, "");

#[derive(Debug, PartialEq)]
enum Refusal {
    Ours,
    Store(StoreError),
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// Writes a setting and then fails when told to.
async fn write_then(store: Store, i: usize, fail: bool) -> Result<usize, Refusal> {
    store
        .run("test.write", move |tx| {
            Box::pin(async move {
                set(tx, &format!("direct {i}"), "x").await?;
                tx.later(&SETTING, vec![format!("later {i}").into(), "y".into()])?;
                if fail { Err(Refusal::Ours) } else { Ok(i) }
            })
        })
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_at_once_all_commit_and_survive() {
    for mut db in both("concurrent").await {
        let runs: Vec<_> = (0..64).map(|i| tokio::spawn(write_then(db.store.clone(), i, false))).collect();
        for (i, run) in runs.into_iter().enumerate() {
            assert_eq!(run.await.unwrap(), Ok(i));
        }
        db.reopen().await;
        assert_eq!(db.number(COUNT).await, 128);
        db.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn work_that_fails_takes_only_its_own_back() {
    for db in both("isolation").await {
        let runs: Vec<_> = (0..64).map(|i| tokio::spawn(write_then(db.store.clone(), i, i % 3 == 0))).collect();
        for (i, run) in runs.into_iter().enumerate() {
            assert_eq!(run.await.unwrap(), if i % 3 == 0 { Err(Refusal::Ours) } else { Ok(i) });
        }
        let names = db.texts("SELECT name AS t FROM setting").await;
        assert_eq!(names.len(), 2 * 42);
        assert!(!names.contains(&"direct 3".to_owned()) && !names.contains(&"later 3".to_owned()));
        db.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_written_later_that_conflicts_fails_only_its_work() {
    for db in both("later").await {
        db.execute("INSERT INTO setting (name, value) VALUES ('later 7', 'before')", vec![]).await.unwrap();
        let runs: Vec<_> = (0..32).map(|i| tokio::spawn(write_then(db.store.clone(), i, false))).collect();
        for (i, run) in runs.into_iter().enumerate() {
            match run.await.unwrap() {
                Ok(_) => assert_ne!(i, 7),
                Err(Refusal::Store(StoreError::Conflict { .. })) => assert_eq!(i, 7),
                Err(other) => panic!("{other:?}"),
            }
        }
        assert_eq!(db.number(COUNT).await, 63);
        db.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failed_statement_spends_the_transaction_even_when_swallowed() {
    for db in both("swallowed").await {
        set_alone(&db.store, "taken").await.unwrap();
        for _ in 0..2 {
            let swallow = db.store.run(
                "test.swallow",
                work(|tx| {
                    Box::pin(async move {
                        set(tx, "fresh", "x").await?;
                        assert!(matches!(set(tx, "taken", "x").await, Err(StoreError::Conflict { .. })));
                        assert!(set(tx, "more", "x").await.is_err());
                        Ok(())
                    })
                }),
            );
            let (swallowed, beside) = tokio::join!(swallow, set_alone(&db.store, "beside"));
            assert!(matches!(swallowed, Err(StoreError::Conflict { .. })));
            drop(beside);
        }
        assert_eq!(db.texts("SELECT name AS t FROM setting ORDER BY name").await, ["beside", "taken"]);
        db.drop().await;
    }
}

async fn set_alone(store: &Store, name: &'static str) -> Result<(), StoreError> {
    store.run("test.set", work(move |tx| Box::pin(async move { set(tx, name, "x").await }))).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_panic_is_answered_and_the_writer_lives_on() {
    for db in both("panic").await {
        let panicking = work(|tx| {
            Box::pin(async move {
                set(tx, "lost", "x").await?;
                if tx.name() == "test.panic" {
                    panic!("on purpose");
                }
                Ok(())
            })
        });
        assert_eq!(db.store.run("test.panic", panicking).await, Err(StoreError::Panicked { name: "test.panic" }));
        set_alone(&db.store, "kept").await.unwrap();
        assert_eq!(db.texts("SELECT name AS t FROM setting").await, ["kept"]);
        db.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn later_rows_are_seen_by_their_own_work_and_by_others() {
    for db in both("settle").await {
        let count_own = |i: usize| {
            let store = db.store.clone();
            tokio::spawn(async move {
                store
                    .run(
                        "test.settle",
                        work(move |tx| {
                            Box::pin(async move {
                                if i.is_multiple_of(2) {
                                    set(tx, &format!("direct {i}"), "x").await?;
                                }
                                tx.later(&SETTING, vec![format!("later {i}").into(), Value::from("y")])?;
                                tx.one("SELECT COUNT(*) AS n FROM setting", &[]).await?.int("n")
                            })
                        }),
                    )
                    .await
            })
        };
        let runs: Vec<_> = (0..40).map(count_own).collect();
        let mut seen = Vec::new();
        for run in runs {
            seen.push(run.await.unwrap().unwrap());
        }
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 40, "each work sees all before it");
        assert_eq!(db.number(COUNT).await, 60);
        db.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn reads_cannot_write_and_do_not_see_what_is_not_committed() {
    for db in both("reads").await {
        let write = work(|tx| Box::pin(async move { set(tx, "x", "y").await }));
        assert!(matches!(db.store.read("test.read", write).await, Err(StoreError::Sql { .. })));
        let later = work(|tx| Box::pin(async move { tx.later(&SETTING, vec!["a".into(), "b".into()]) }));
        assert!(db.store.read("test.read", later).await.is_err());
        assert_eq!(db.number(COUNT).await, 0);
        db.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nulls_fit_columns_of_every_type_and_errors_carry_no_value() {
    for db in both("nulls").await {
        let sql = "INSERT INTO person_key (person_id, vault, retention, key_version, wrapped, destroyed_at) VALUES ($1, $2, $3, $4, $5, $6)";
        let row =
            |wrapped: Value, at: Value| vec!["secret person".into(), "v".into(), "r".into(), 1.into(), wrapped, at];
        db.execute(sql, row(Value::Null, Value::Null)).await.unwrap();
        let taken = db.execute(sql, row(vec![1_u8].into(), "2026".into())).await.unwrap_err();
        assert!(matches!(taken, StoreError::Conflict { .. }));
        let null = db
            .execute(sql, vec!["secret person".into(), "v".into(), "r".into(), Value::Null, Value::Null, Value::Null])
            .await
            .unwrap_err();
        let wrong = db
            .execute(
                sql,
                vec!["secret person".into(), "v".into(), "r".into(), "secret word".into(), Value::Null, Value::Null],
            )
            .await;
        for error in [taken, null, wrong.unwrap_err()] {
            assert!(!format!("{error} {error:?}").contains("secret"), "{error:?}");
        }
        db.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_programs_on_one_database_do_not_lose_updates() {
    for db in both("two").await {
        db.execute("INSERT INTO setting (name, value) VALUES ('n', '0')", vec![]).await.unwrap();
        let other = Store::open(&db.location, Options::default()).await.unwrap();
        let add = |store: Store| async move {
            for _ in 0..20 {
                store
                    .run(
                        "test.add",
                        work(|tx| {
                            Box::pin(async move {
                                let n: i64 = tx
                                    .one("SELECT value FROM setting WHERE name = 'n'", &[])
                                    .await?
                                    .text("value")?
                                    .parse()
                                    .unwrap();
                                tx.execute(
                                    "UPDATE setting SET value = $1 WHERE name = 'n'",
                                    &[(n + 1).to_string().into()],
                                )
                                .await
                            })
                        }),
                    )
                    .await
                    .unwrap();
            }
        };
        tokio::join!(add(db.store.clone()), add(db.store.clone()), add(other.clone()));
        other.close().await;
        assert_eq!(db.texts("SELECT value AS t FROM setting").await, ["60"]);
        db.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_store_says_so() {
    for db in both("closed").await {
        db.store.close().await;
        assert_eq!(set_alone(&db.store, "x").await, Err(StoreError::Closed));
        let read = work(|tx| Box::pin(async move { tx.one("SELECT 1", &[]).await.map(drop) }));
        assert_eq!(db.store.read("test.read", read).await, Err(StoreError::Closed));
        db.drop().await;
    }
}

/// A lost connection is replaced and the work carried out (PostgreSQL ends the sessions; SQLite has none to lose).
#[tokio::test(flavor = "multi_thread")]
async fn lost_connections_are_replaced() {
    for db in both("lost").await {
        set_alone(&db.store, "before").await.unwrap();
        assert_eq!(db.number(COUNT).await, 1);
        if db.is_postgres() {
            let other = Store::open(&db.location, Options::default()).await.unwrap();
            let kill = work(|tx| {
                Box::pin(async move {
                    let sql = "SELECT CAST(COUNT(pg_terminate_backend(pid)) AS BIGINT) AS n FROM pg_stat_activity
                    WHERE datname = current_database() AND pid <> pg_backend_pid()";
                    tx.one(sql, &[]).await?.int("n")
                })
            });
            assert!(other.read("test.kill", kill).await.unwrap() >= 2);
            other.close().await;
        }
        set_alone(&db.store, "after").await.unwrap();
        assert_eq!(db.number(COUNT).await, 2);
        db.drop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_appended_by_themselves_share_commits_and_a_taken_key_fails_alone() {
    for mut db in both("append").await {
        let mut running = Vec::new();
        for i in 0..100 {
            let store = db.store.clone();
            // Every tenth takes the key of the one before it; between them ordinary work is committed.
            let key = if i % 10 == 9 { i - 1 } else { i };
            let row = vec![format!("row {key}").into(), "x".into()];
            running.push(tokio::spawn(async move {
                if i % 25 == 0 {
                    write_then(store.clone(), i, false).await.unwrap();
                }
                store.append("test.append", &SETTING, row).await
            }));
        }
        let mut kept = 0;
        for run in running {
            match run.await.unwrap() {
                Ok(()) => kept += 1,
                Err(error) => assert!(matches!(error, StoreError::Conflict { .. }), "{error}"),
            }
        }
        assert_eq!(kept, 90);
        let short = db.store.append("test.append", &SETTING, vec!["alone".into()]).await;
        assert!(matches!(short, Err(StoreError::Sql { .. })), "{short:?}");
        db.reopen().await;
        assert_eq!(db.number(COUNT).await, 90 + 2 * 4);
        db.drop().await;
    }
}
