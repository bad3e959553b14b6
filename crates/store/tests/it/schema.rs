use crate::support::{AT, both, empty, migrating};
use std::collections::BTreeSet;
use std::path::PathBuf;
use store::{Options, Store, StoreError};

fn files(engine: &str) -> Vec<(String, String)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("migrations").join(engine);
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read_to_string(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

fn columns(text: &str) -> Vec<(&str, Option<&str>)> {
    let listed =
        |line: &'_ str| line.starts_with("    ") && line.trim_start().starts_with(|c: char| c.is_ascii_lowercase());
    text.lines()
        .filter_map(|line| match line.split_once(" ADD COLUMN ") {
            Some((_, added)) => Some(added),
            None => listed(line).then_some(line),
        })
        .map(|line| (line.split_whitespace().next().unwrap(), line.split_once("-- ").map(|(_, words)| words)))
        .collect()
}

#[test]
fn both_folders_have_the_same_files_and_every_column_says_what_it_is() {
    let (sqlite, postgres) = (files("sqlite"), files("postgres"));
    assert_eq!(sqlite.len(), postgres.len());
    for ((name, one), (other_name, other)) in sqlite.iter().zip(&postgres) {
        assert_eq!(name, other_name);
        assert!(!columns(one).is_empty());
        assert_eq!(columns(one), columns(other), "{name}");
        // The check did not look at added columns when this one was written, and a migration is never edited.
        for (column, words) in
            columns(one).into_iter().filter(|c| (name.as_str(), c.0) != ("0006_people_and_duty.sql", "key_version"))
        {
            assert!(words.is_some_and(|words| words.len() > 3), "{name}: {column} has no comment");
        }
        let indexes = |text: &'static str, of: &str| -> BTreeSet<String> {
            of.lines().filter(|line| line.contains(text)).map(str::to_owned).collect()
        };
        assert_eq!(indexes("INDEX", one), indexes("INDEX", other), "{name}");
    }
}

const SQLITE_COLUMNS: &str =
    "SELECT m.name || '.' || p.name || ' ' || REPLACE(REPLACE(p.type, 'INTEGER', 'BIGINT'), 'BLOB', 'BYTEA')
    || CASE WHEN p.\"notnull\" = 1 THEN ' NOT NULL' ELSE '' END AS t
    FROM sqlite_master m CROSS JOIN pragma_table_info(m.name) p WHERE m.type = 'table' ORDER BY 1";
const POSTGRES_COLUMNS: &str = "SELECT table_name || '.' || column_name || ' ' || UPPER(data_type)
    || CASE WHEN is_nullable = 'NO' THEN ' NOT NULL' ELSE '' END AS t
    FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1";

#[tokio::test]
async fn both_databases_have_the_same_tables_and_columns() {
    let mut found = Vec::new();
    for db in both("parity").await {
        let sql = if db.is_postgres() { POSTGRES_COLUMNS } else { SQLITE_COLUMNS };
        found.push(db.texts(sql).await.into_iter().collect::<BTreeSet<_>>());
        db.drop().await;
    }
    assert!(found[0].contains("event.envelope TEXT NOT NULL"));
    assert!(
        found.iter().all(|columns| columns == &found[0]),
        "{:?}",
        found[0].symmetric_difference(found.last().unwrap())
    );
}

#[tokio::test]
async fn every_statement_prepares() {
    for db in both("prepare").await {
        let all = store::statements();
        assert!(all.len() > 60);
        if let Err((sql, error)) = Store::prepare(&db.location, &all).await {
            panic!("{error}\n{sql}");
        }
        assert!(Store::prepare(&db.location, &["SELECT nothing FROM nowhere"]).await.is_err());
        db.drop().await;
    }
}

#[tokio::test]
async fn a_store_that_is_behind_is_refused_until_migrated_and_migrating_twice_does_nothing() {
    for location in empty("behind").await {
        let refused = Store::open(&location, Options::default()).await.err().unwrap();
        assert!(matches!(refused, StoreError::Schema(_)), "{refused:?}");
        assert_eq!(store::migrate(&location, AT.parse().unwrap()).await.unwrap().len(), files("sqlite").len());
        assert!(store::migrate(&location, AT.parse().unwrap()).await.unwrap().is_empty());
        Store::open(&location, Options::default()).await.unwrap().close().await;
    }
    for db in both("behind").await {
        db.drop().await;
    }
}

#[tokio::test]
async fn a_newer_or_altered_schema_is_refused() {
    for db in both("newer").await {
        let opens = |location: String| async move { Store::open(&location, migrating()).await };
        db.execute("UPDATE schema_migration SET digest = 'x' WHERE version = 2", vec![]).await.unwrap();
        let Err(StoreError::Schema(why)) = opens(db.location.clone()).await else { panic!("altered schema opened") };
        assert!(why.contains("0002_people"), "{why}");
        db.execute("DELETE FROM schema_migration WHERE version = 2", vec![]).await.unwrap();
        let newer =
            "INSERT INTO schema_migration (version, name, digest, applied_at) VALUES (9999, '9999_future', 'x', 'x')";
        db.execute(newer, vec![]).await.unwrap();
        let Err(StoreError::Schema(why)) = opens(db.location.clone()).await else { panic!("newer schema opened") };
        assert!(why.contains("newer"), "{why}");
        db.drop().await;
    }
}

#[tokio::test]
async fn two_programs_may_migrate_at_the_same_time() {
    for location in empty("race").await {
        let (one, other) = tokio::join!(
            store::migrate(&location, AT.parse().unwrap()),
            store::migrate(&location, AT.parse().unwrap())
        );
        assert_eq!(one.unwrap().len() + other.unwrap().len(), files("sqlite").len());
    }
    for db in both("race").await {
        db.drop().await;
    }
}
