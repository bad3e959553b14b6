//! Migrations: the same file names for both databases, applied in order, each in one transaction, recorded with its digest.

use crate::conn::Conn;
use crate::engine::{Engine, Use};
use crate::error::StoreError;
use crate::value::Value;
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

struct Migration {
    version: i64,
    name: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
}

macro_rules! migration {
    ($version:literal, $name:literal) => {
        Migration {
            version: $version,
            name: $name,
            sqlite: include_str!(concat!("../migrations/sqlite/", $name, ".sql")),
            postgres: include_str!(concat!("../migrations/postgres/", $name, ".sql")),
        }
    };
}

const MIGRATIONS: &[Migration] = &[
    migration!(1, "0001_ledger"),
    migration!(2, "0002_people"),
    migration!(3, "0003_trace"),
    migration!(4, "0004_donor_register"),
    migration!(5, "0005_statistics"),
    migration!(6, "0006_people_and_duty"),
    migration!(8, "0008_lists"),
    migration!(9, "0009_purpose"),
    migration!(10, "0010_expense"),
    migration!(11, "0011_pathway"),
    migration!(12, "0012_vigilance"),
    migration!(13, "0013_followup"),
    migration!(14, "0014_label"),
    migration!(15, "0015_tissue"),
    migration!(16, "0016_journey"),
    migration!(17, "0017_device_entry"),
    migration!(18, "0018_laboratory"),
    migration!(19, "0019_outage"),
    migration!(21, "0021_scores"),
    migration!(22, "0022_rounds"),
    migration!(25, "0025_indicator"),
    migration!(26, "0026_network"),
    migration!(27, "0027_concern"),
    migration!(28, "0028_case"),
    migration!(29, "0029_rejection"),
    migration!(30, "0030_support"),
    migration!(31, "0031_oversight"),
    migration!(32, "0032_professional"),
    migration!(33, "0033_emergency"),
    migration!(34, "0034_referral_link"),
];

mod sql {
    pub(super) const TABLE: &str = "CREATE TABLE IF NOT EXISTS schema_migration (
        version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL, applied_at TEXT NOT NULL)";
    pub(super) const APPLIED: &str = "SELECT version, name, digest FROM schema_migration ORDER BY version";
    pub(super) const RECORD: &str =
        "INSERT INTO schema_migration (version, name, digest, applied_at) VALUES ($1, $2, $3, $4)";
}

/// Brings the database at `location` up to the program's schema, creating a SQLite file that is not there, and returns the names of the
/// migrations applied. `at` is recorded with them.
///
/// # Errors
/// The location cannot be used, a recorded migration was altered, or the schema is newer than the program.
pub async fn migrate(location: &str, at: Timestamp) -> Result<Vec<&'static str>, StoreError> {
    bring_up(&Engine::parse(location)?, at).await
}

pub(crate) async fn bring_up(engine: &Engine, at: Timestamp) -> Result<Vec<&'static str>, StoreError> {
    let mut conn = engine.connect(Use::Create).await?;
    let done = apply_missing(&mut conn, at).await;
    drop(conn.close().await);
    done
}

async fn apply_missing(conn: &mut Conn, at: Timestamp) -> Result<Vec<&'static str>, StoreError> {
    let failed = |error: sqlx::Error| StoreError::from_sqlx("migrate", &error);
    let mut applied = Vec::new();
    conn.begin_migration().await.map_err(failed)?;
    conn.raw(sql::TABLE).await.map_err(failed)?;
    conn.raw("COMMIT").await.map_err(failed)?;
    for migration in MIGRATIONS {
        conn.begin_migration().await.map_err(failed)?;
        if check(conn).await? < migration.version {
            let text = migration.text(conn);
            conn.raw(text).await.map_err(failed)?;
            let row: [Value; 4] = [migration.version.into(), migration.name.into(), digest(text).into(), at.into()];
            conn.execute(sql::RECORD, &row).await.map_err(failed)?;
            applied.push(migration.name);
        }
        conn.raw("COMMIT").await.map_err(failed)?;
    }
    Ok(applied)
}

pub(crate) async fn require_current(conn: &mut Conn) -> Result<(), StoreError> {
    let missing = match check(conn).await {
        Ok(version) => version < MIGRATIONS.last().map_or(0, |last| last.version),
        Err(StoreError::Sql { code, text, .. }) if code == "42P01" || text.starts_with("no such table") => true,
        Err(error) => return Err(error),
    };
    if missing { Err(StoreError::Schema("older than the program; run `donare migrate`".to_owned())) } else { Ok(()) }
}

/// The newest version applied, after comparing what was applied with what the program knows.
async fn check(conn: &mut Conn) -> Result<i64, StoreError> {
    let rows = conn.fetch(sql::APPLIED, &[]).await.map_err(|error| StoreError::from_sqlx("migrate", &error))?;
    let mut newest = 0;
    for row in rows {
        newest = row.int("version")?;
        let Some(known) = MIGRATIONS.iter().find(|migration| migration.version == newest) else {
            return Err(StoreError::Schema(format!(
                "newer than the program ({}); update the program",
                row.text("name")?
            )));
        };
        if row.text("digest")? != digest(known.text(conn)) {
            return Err(StoreError::Schema(format!("{} was altered after it was applied", known.name)));
        }
    }
    Ok(newest)
}

impl Migration {
    const fn text(&self, conn: &Conn) -> &'static str {
        match conn {
            Conn::Sqlite(_) => self.sqlite,
            Conn::Postgres(_) => self.postgres,
        }
    }
}

fn digest(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}
