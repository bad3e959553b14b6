use std::path::PathBuf;
use std::sync::Once;
use store::{Behind, BoxFuture, Options, Store, StoreError, Tx, Value};

pub const AT: &str = "2026-05-01T08:30:00Z";

#[derive(Clone)]
pub struct Db {
    pub store: Store,
    pub location: String,
    folder: Option<PathBuf>,
    server: Option<(String, String)>,
}

pub fn migrating() -> Options {
    Options { behind: Behind::Migrate { at: AT.parse().unwrap() }, ..Options::default() }
}

/// An empty, not yet migrated database of each kind that can be had.
pub async fn empty(name: &str) -> Vec<String> {
    let unique = format!("donare_store_{}_{name}", std::process::id());
    let folder = std::env::temp_dir().join(&unique);
    std::fs::remove_dir_all(&folder).ok();
    let mut locations = vec![folder.to_str().unwrap().to_owned()];
    if let Some(server) = server() {
        store::drop_database(&server, &unique).await.unwrap();
        locations.push(store::create_database(&server, &unique).await.unwrap());
    }
    locations
}

/// A migrated database of each kind that can be had, opened.
pub async fn both(name: &str) -> Vec<Db> {
    let unique = format!("donare_store_{}_{name}", std::process::id());
    let mut all = Vec::new();
    for location in empty(name).await {
        let store = Store::open(&location, migrating()).await.unwrap();
        let postgres = location.starts_with("postgres");
        let folder = (!postgres).then(|| PathBuf::from(&location));
        let server = postgres.then(|| (server().unwrap(), unique.clone()));
        all.push(Db { store, location, folder, server });
    }
    all
}

fn server() -> Option<String> {
    static SAID: Once = Once::new();
    let server = std::env::var("DONARE_TEST_POSTGRES").ok();
    if server.is_none() {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "DONARE_TEST_POSTGRES is not set");
        SAID.call_once(|| println!("skipped: postgres"));
    }
    server
}

impl Db {
    pub fn is_postgres(&self) -> bool {
        self.server.is_some()
    }

    /// Closes and opens again, as after a restart.
    pub async fn reopen(&mut self) {
        self.store.close().await;
        self.store = Store::open(&self.location, Options::default()).await.unwrap();
    }

    pub async fn drop(self) {
        self.store.close().await;
        if let Some(folder) = self.folder {
            std::fs::remove_dir_all(folder).unwrap();
        }
        if let Some((server, name)) = self.server {
            store::drop_database(&server, &name).await.unwrap();
        }
    }

    /// Runs one statement in a transaction of its own.
    pub async fn execute(&self, sql: &'static str, values: Vec<Value>) -> Result<u64, StoreError> {
        self.store
            .run(
                "test.execute",
                work(move |tx| {
                    let values = values.clone();
                    Box::pin(async move { tx.execute(sql, &values).await })
                }),
            )
            .await
    }

    /// The number in the column `n` of a query's only row.
    pub async fn number(&self, sql: &'static str) -> i64 {
        self.store
            .read("test.number", work(move |tx| Box::pin(async move { tx.one(sql, &[]).await?.int("n") })))
            .await
            .unwrap()
    }

    pub async fn texts(&self, sql: &'static str) -> Vec<String> {
        let rows =
            work(move |tx| Box::pin(async move { tx.all(sql, &[]).await?.iter().map(|row| row.text("t")).collect() }));
        self.store.read::<Vec<String>, _, _>("test.texts", rows).await.unwrap()
    }
}

/// Fixes the error type of a closure.
pub fn work<T, F>(f: F) -> F
where
    F: for<'t> Fn(&'t mut Tx) -> BoxFuture<'t, Result<T, StoreError>> + Send + Sync,
{
    f
}

pub async fn set(tx: &mut Tx, name: &str, value: &str) -> Result<(), StoreError> {
    tx.execute("INSERT INTO setting (name, value) VALUES ($1, $2)", &[name.into(), value.into()]).await.map(drop)
}
