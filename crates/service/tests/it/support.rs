//! Databases of both kinds, and a service on them whose clock the test sets.

use std::path::PathBuf;
use std::sync::{Arc, Once};

use jiff::Timestamp;
use ledger::keyholder::InProcess;
use ledger::keyring::Keyring;
use service::clock::{SeededChance, SetClock};
use service::demo::{self, DemoCountry, Size};
use service::{Opening, Service};
use store::{Behind, Options, Row, Store};

/// The present of every test.
pub const NOW: &str = "2026-11-21T09:00:00Z";

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// A database with a service on it.
pub struct Home {
    pub service: Service,
    pub store: Store,
    pub clock: Arc<SetClock>,
    pub location: String,
    pub keyring: Keyring,
    country: Option<DemoCountry>,
    restarts: u64,
    name: String,
}

/// Address of the PostgreSQL server of the tests, when there is one; skipped loudly, and never under CI.
pub fn server() -> Option<String> {
    static SAID: Once = Once::new();
    let server = std::env::var("DONARE_TEST_POSTGRES").ok();
    if server.is_none() {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "DONARE_TEST_POSTGRES is not set");
        SAID.call_once(|| println!("skipped: postgres"));
    }
    server
}

/// An empty place for SQLite.
pub fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("donare_service_{}_{name}", std::process::id()));
    std::fs::remove_dir_all(&folder).ok();
    folder
}

/// Name on the server of a test's own database.
pub fn named(name: &str) -> String {
    format!("donare_service_{}_{name}", std::process::id())
}

/// An empty PostgreSQL database, when a server can be had.
pub async fn postgres(name: &str) -> Option<String> {
    postgres_named(&named(name)).await
}

/// An empty PostgreSQL database of that very name, in place of what had it.
pub async fn postgres_named(name: &str) -> Option<String> {
    let server = server()?;
    store::drop_database(&server, name).await.unwrap();
    Some(store::create_database(&server, name).await.unwrap())
}

/// Drops what [`postgres`] made.
pub async fn drop_postgres(name: &str) {
    store::drop_database(&server().unwrap(), &named(name)).await.unwrap();
}

/// One empty home on each kind of database that can be had.
pub async fn both(name: &str) -> Vec<Home> {
    let mut homes = vec![Home::on(folder(name).to_str().unwrap(), name).await];
    if let Some(location) = postgres(name).await {
        homes.push(Home::on(&location, name).await);
    }
    homes
}

pub fn keyring() -> Keyring {
    Keyring::generate(std::array::from_fn(|i| u8::try_from(i).unwrap()))
}

pub fn opening(store: &Store, keyring: &Keyring, clock: Arc<dyn service::clock::Clock>, seed: u64) -> Opening {
    Opening {
        store: store.clone(),
        keys: Arc::new(InProcess::new(keyring.clone())),
        profile: Arc::new(law::shipped("xc").unwrap().unwrap()),
        floor: Arc::new(law::floor().unwrap()),
        clock,
        chance: Arc::new(SeededChance::new(seed)),
        origin: "calvane.example/log".to_owned(),
    }
}

pub fn migrating() -> Options {
    Options { behind: Behind::Migrate { at: at(NOW) }, ..Options::default() }
}

impl Home {
    pub async fn on(location: &str, name: &str) -> Self {
        Self::opened(location, name, migrating(), 1).await
    }

    /// Opens a copy of a country. What is written in it is told apart from what its making wrote.
    pub async fn copied(location: &str, name: &str, country: DemoCountry) -> Self {
        let mut home = Self::opened(location, name, Options::default(), 2).await;
        home.service.resume().await.unwrap();
        home.country = Some(country);
        home
    }

    async fn opened(location: &str, name: &str, options: Options, seed: u64) -> Self {
        let store = Store::open(location, options).await.unwrap();
        let (clock, keyring) = (Arc::new(SetClock::at(at(NOW))), keyring());
        let service = Service::open(opening(&store, &keyring, clock.clone(), seed)).unwrap();
        let (location, name) = (location.to_owned(), name.to_owned());
        Self { service, store, clock, location, keyring, country: None, restarts: 0, name }
    }

    /// The country of which this is a copy.
    pub fn country(&self) -> DemoCountry {
        self.country.clone().expect("a copy of a country")
    }

    pub fn is_postgres(&self) -> bool {
        self.location.starts_with("postgres")
    }

    /// Closes everything and opens it again, as after a restart a second later.
    pub async fn restart(&mut self) {
        self.store.close().await;
        self.store = Store::open(&self.location, Options::default()).await.unwrap();
        self.later(1);
        self.restarts += 1;
        let opening = opening(&self.store, &self.keyring, self.clock.clone(), 1_000 + self.restarts);
        self.service = Service::open(opening).unwrap();
    }

    /// Moves the clock on.
    pub fn later(&self, seconds: i64) {
        self.clock.set(self.service.now() + jiff::SignedDuration::from_secs(seconds));
    }

    pub fn later_days(&self, days: i64) {
        self.later(days * 86_400);
    }

    /// Makes the demonstration here.
    pub async fn demo(&self, size: Size) -> DemoCountry {
        demo::make(&self.service, &self.clock, 7, size, at(NOW), &|_, _| ()).await.unwrap()
    }

    /// Runs statements as somebody would who holds the database itself.
    pub async fn tamper(&self, statements: &[&'static str]) {
        let all = statements.to_vec();
        self.store
            .run("test.tamper", move |tx| {
                let all = all.clone();
                Box::pin(async move {
                    for sql in all {
                        tx.execute(sql, &[]).await?;
                    }
                    Ok::<_, store::StoreError>(())
                })
            })
            .await
            .unwrap();
    }

    /// Reads one value of each row.
    pub async fn column<T: Send + 'static>(&self, sql: String, read: fn(&Row) -> T) -> Vec<T> {
        let sql: &'static str = sql.leak();
        self.store
            .read("test.column", move |tx| {
                Box::pin(async move { Ok::<_, store::StoreError>(tx.all(sql, &[]).await?.iter().map(read).collect()) })
            })
            .await
            .unwrap()
    }

    /// The column `t` of each row.
    pub async fn texts(&self, sql: impl Into<String>) -> Vec<String> {
        self.column(sql.into(), |row| row.text("t").unwrap()).await
    }

    pub async fn number(&self, sql: impl Into<String>) -> i64 {
        self.column(sql.into(), |row| row.int("n").unwrap()).await[0]
    }

    pub async fn drop(self) {
        self.store.close().await;
        if self.is_postgres() {
            drop_postgres(&self.name).await;
        } else {
            std::fs::remove_dir_all(&self.location).unwrap();
        }
    }
}
