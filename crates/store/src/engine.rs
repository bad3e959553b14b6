//! Where the database is and how to connect to it.

use crate::conn::Conn;
use crate::durable;
use crate::error::StoreError;
use sqlx::postgres::{PgConnectOptions, PgSslMode};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _};
use std::path::{Path, PathBuf};
use std::str::FromStr as _;
use std::time::Duration;

/// Statements each connection keeps prepared.
const PREPARED: usize = 512;

#[derive(Clone)]
pub(crate) enum Engine {
    Sqlite { folder: PathBuf },
    Postgres(Box<PgConnectOptions>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// Make the database and migrate it.
    Create,
    /// Short transactions.
    Write,
    /// Snapshots, also for wide views.
    Read,
    /// Single hot queries.
    Glance,
}

impl Engine {
    pub(crate) fn parse(location: &str) -> Result<Self, StoreError> {
        if location.starts_with("postgres://") || location.starts_with("postgresql://") {
            return Ok(Self::Postgres(Box::new(pg_options(location)?)));
        }
        if location.is_empty() || location.contains("://") {
            return Err(StoreError::Location("give a folder or a postgres:// address".to_owned()));
        }
        Ok(Self::Sqlite { folder: PathBuf::from(location) })
    }

    pub(crate) async fn connect(&self, to: Use) -> Result<Conn, StoreError> {
        let mut conn = match self {
            Self::Sqlite { folder } => {
                prepare_folder(folder, to)?;
                Conn::Sqlite(Box::new(sqlite_options(folder, to).connect().await.map_err(unconnected)?))
            }
            Self::Postgres(options) => {
                Conn::Postgres(Box::new(planned(options, to).connect().await.map_err(unconnected)?))
            }
        };
        if to == Use::Write {
            durable::require(&mut conn).await?;
        }
        Ok(conn)
    }
}

/// Why there is no connection. What TLS says names certificates and hosts, nothing else.
fn unconnected(error: sqlx::Error) -> StoreError {
    match error {
        sqlx::Error::Tls(why) => StoreError::Location(format!("no trusted TLS connection: {why}")),
        sqlx::Error::Io(why) if why.kind() == std::io::ErrorKind::InvalidData => {
            StoreError::Location(format!("no trusted TLS connection: {why}"))
        }
        error => StoreError::from_sqlx("connect", &error),
    }
}

fn pg_options(location: &str) -> Result<PgConnectOptions, StoreError> {
    // The parser's own message may quote the password, so it is not passed on.
    let options = PgConnectOptions::from_str(location)
        .map_err(|_| StoreError::Location("not a postgres:// address".to_owned()))?;
    let options =
        if says_sslmode(location) || is_here(&options) { options } else { options.ssl_mode(PgSslMode::VerifyFull) };
    Ok(options
        .application_name("donare")
        .statement_cache_capacity(PREPARED)
        .options([("jit", "off"), ("synchronous_commit", "on")])
        .disable_statement_logging())
}

/// Whether the operator decided how the connection is protected, in the address or as every PostgreSQL program reads it.
fn says_sslmode(location: &str) -> bool {
    let query = location.split_once('?').map_or("", |(_, query)| query);
    let named = query.split('&').any(|pair| pair.starts_with("sslmode=") || pair.starts_with("ssl-mode="));
    named || std::env::var_os("PGSSLMODE").is_some()
}

/// Whether the server is on this computer, so that nobody listens in between.
fn is_here(options: &PgConnectOptions) -> bool {
    let host = options.get_host();
    let loopback = host.trim_matches(['[', ']']).parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
    options.get_socket().is_some() || host.starts_with('/') || host == "localhost" || loopback
}

/// Writers and glances follow indexes and join in the order written, with one plan per statement, so that the plans tested are the plans used
/// (and a serialisable writer does not lock whole tables). Snapshots serve wide views and leave the choice to the planner.
fn planned(options: &PgConnectOptions, to: Use) -> PgConnectOptions {
    const PINNED: [(&str, &str); 5] = [
        ("join_collapse_limit", "1"),
        ("plan_cache_mode", "force_generic_plan"),
        ("enable_hashjoin", "off"),
        ("enable_mergejoin", "off"),
        ("enable_seqscan", "off"),
    ];
    match to {
        Use::Write | Use::Glance => options.clone().options(PINNED),
        Use::Create | Use::Read => options.clone(),
    }
}

fn sqlite_options(folder: &Path, to: Use) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(folder.join("donare.db"))
        .create_if_missing(to == Use::Create)
        .read_only(matches!(to, Use::Read | Use::Glance))
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(10))
        .statement_cache_capacity(PREPARED)
        // REPLACE must meet the delete triggers; destroyed keys must not linger in freed pages; sorting must not reach the disk.
        .pragma("recursive_triggers", "ON")
        .pragma("secure_delete", "ON")
        .pragma("temp_store", "MEMORY")
        .pragma("wal_autocheckpoint", "4000")
        .pragma("cache_size", "-32768")
        .pragma("mmap_size", "1073741824")
        .disable_statement_logging()
}

fn prepare_folder(folder: &Path, to: Use) -> Result<(), StoreError> {
    if to != Use::Create {
        let there = folder.join("donare.db").is_file();
        return there
            .then_some(())
            .ok_or_else(|| StoreError::Schema("no database here; run `donare migrate` first".to_owned()));
    }
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| StoreError::Location(format!("folder cannot be made: {}", error.kind())))
}

/// Creates an empty database beside the one `server` names and returns its address. `name` is lower-case letters, digits and underscores.
///
/// # Errors
/// The name or address is malformed, the database exists, or the account may not create it.
pub async fn create_database(server: &str, name: &str) -> Result<String, StoreError> {
    on_server(server, name, format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'")).await
}

/// Creates a database as a copy of another one to which nobody is connected, beside the one `server` names, and returns its address.
///
/// # Errors
/// A name or the address is malformed, the database exists, the other one does not or is in use, or the account may not copy it.
pub async fn copy_database(server: &str, name: &str, from: &str) -> Result<String, StoreError> {
    plain(from)?;
    on_server(server, name, format!("CREATE DATABASE {name} TEMPLATE {from}")).await
}

/// Drops a database that [`create_database`] made, ending its connections.
///
/// # Errors
/// The name or address is malformed or the account may not drop it.
pub async fn drop_database(server: &str, name: &str) -> Result<(), StoreError> {
    on_server(server, name, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await.map(drop)
}

fn plain(name: &str) -> Result<(), StoreError> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if name.is_empty() || !name.chars().all(fits) {
        return Err(StoreError::Location("a database name has lower-case letters, digits and underscores".to_owned()));
    }
    Ok(())
}

async fn on_server(server: &str, name: &str, sql: String) -> Result<String, StoreError> {
    plain(name)?;
    let failed = |error: sqlx::Error| StoreError::from_sqlx("server", &error);
    let mut connection = pg_options(server)?.connect().await.map_err(failed)?;
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.map_err(failed)?;
    connection.close().await.map_err(failed)?;
    Ok(with_database(server, name))
}

/// The address with its database name replaced.
fn with_database(server: &str, name: &str) -> String {
    let (address, query) = server.split_once('?').map_or((server, String::new()), |(a, q)| (a, format!("?{q}")));
    let authority = address.find("://").map_or(0, |at| at + 3);
    let end = address.get(authority..).and_then(|rest| rest.find('/')).map_or(address.len(), |at| authority + at);
    format!("{}/{name}{query}", address.get(..end).unwrap_or(address))
}

#[cfg(test)]
mod tests {
    use super::{Engine, with_database};

    #[test]
    fn database_name_is_replaced() {
        assert_eq!(with_database("postgres://u@h:1/postgres?host=/tmp", "x"), "postgres://u@h:1/x?host=/tmp");
        assert_eq!(with_database("postgres://u@h", "x"), "postgres://u@h/x");
    }

    #[test]
    fn odd_locations_are_refused() {
        assert!(Engine::parse("").is_err());
        assert!(Engine::parse("mysql://h/d").is_err());
        assert!(matches!(Engine::parse("books"), Ok(Engine::Sqlite { .. })));
    }

    #[test]
    fn a_server_elsewhere_must_prove_who_it_is_unless_the_address_says_otherwise() {
        let mode = |location: &str| match Engine::parse(location) {
            Ok(Engine::Postgres(options)) => format!("{:?}", options.get_ssl_mode()),
            _ => panic!("not an address"),
        };
        for elsewhere in ["postgres://u@db.example/d", "postgres://u@10.0.0.7:5433/d?application_name=x"] {
            assert_eq!(mode(elsewhere), "VerifyFull", "{elsewhere}");
        }
        for here in ["postgres://u@localhost/d", "postgres://u@127.0.0.1/d", "postgres://u@h/d?host=/tmp"] {
            assert_eq!(mode(here), "Prefer", "{here}");
        }
        assert_eq!(mode("postgres://u@[::1]:1/d"), "Prefer");
        assert_eq!(mode("postgres://u@db.example/d?sslmode=require"), "Require");
        assert_eq!(mode("postgres://u@db.example/d?sslmode=disable"), "Disable");
        assert_eq!(mode("postgres://u@localhost/d?sslmode=verify-full"), "VerifyFull");
    }

    #[test]
    fn a_malformed_address_does_not_show_its_password() {
        let Err(error) = Engine::parse("postgres://u:geheim@h:notaport/d") else { panic!("accepted") };
        assert!(!error.to_string().contains("geheim"));
    }
}
