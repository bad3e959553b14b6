//! One connection to either database.

use crate::insert::Insert;
use crate::row::{Inner, Row};
use crate::value::{Untyped, Value};
use sqlx::postgres::{PgArguments, PgConnection};
use sqlx::sqlite::{SqliteArguments, SqliteConnection};
use sqlx::{Arguments as _, AssertSqlSafe, Connection as _, Executor as _, query_with, raw_sql};

pub(crate) enum Conn {
    Sqlite(Box<SqliteConnection>),
    Postgres(Box<PgConnection>),
}

impl Conn {
    pub(crate) async fn execute(&mut self, sql: &'static str, values: &[Value]) -> Result<u64, sqlx::Error> {
        match self {
            Self::Sqlite(c) => Ok(query_with(sql, sqlite_arguments(values)?).execute(&mut **c).await?.rows_affected()),
            Self::Postgres(c) => Ok(query_with(sql, pg_arguments(values)?).execute(&mut **c).await?.rows_affected()),
        }
    }

    /// Inserts 2^`power` rows and returns how many were written.
    pub(crate) async fn insert(
        &mut self,
        insert: &'static Insert,
        power: usize,
        values: Vec<Value>,
    ) -> Result<u64, sqlx::Error> {
        match self {
            Self::Sqlite(c) => {
                let given = given_away(values)?;
                Ok(query_with(insert.unnumbered(power), given).execute(&mut **c).await?.rows_affected())
            }
            Self::Postgres(_) => self.execute(insert.text(power), &values).await,
        }
    }

    /// Inserts rows and commits in one turn to the database; false, and nothing done, where that cannot be.
    pub(crate) async fn insert_and_commit(
        &mut self,
        inserts: &[(&'static Insert, usize)],
        values: &[Value],
    ) -> Result<bool, sqlx::Error> {
        let Self::Sqlite(c) = self else { return Ok(false) };
        let mut text = String::new();
        for (insert, power) in inserts {
            text.push_str(insert.unnumbered(*power));
            text.push_str("; ");
        }
        text.push_str("COMMIT");
        query_with(AssertSqlSafe(text), sqlite_arguments(values)?).execute(&mut **c).await?;
        Ok(true)
    }

    pub(crate) async fn fetch(&mut self, sql: &'static str, values: &[Value]) -> Result<Vec<Row>, sqlx::Error> {
        match self {
            Self::Sqlite(c) => {
                let rows = query_with(sql, sqlite_arguments(values)?).fetch_all(&mut **c).await?;
                Ok(rows.into_iter().map(|row| Row(Inner::Sqlite(row))).collect())
            }
            Self::Postgres(c) => {
                let rows = query_with(sql, pg_arguments(values)?).fetch_all(&mut **c).await?;
                Ok(rows.into_iter().map(|row| Row(Inner::Postgres(row))).collect())
            }
        }
    }

    /// Several statements without values in one go.
    pub(crate) async fn raw(&mut self, sql: &'static str) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(c) => raw_sql(sql).execute(&mut **c).await.map(drop),
            Self::Postgres(c) => raw_sql(sql).execute(&mut **c).await.map(drop),
        }
    }

    pub(crate) async fn prepare(&mut self, sql: &'static str) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(c) => c.prepare(sqlx::SqlStr::from_static(sql)).await.map(drop),
            Self::Postgres(c) => c.prepare(sqlx::SqlStr::from_static(sql)).await.map(drop),
        }
    }

    pub(crate) async fn close(self) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(c) => c.close().await,
            Self::Postgres(c) => c.close().await,
        }
    }

    /// Opens a transaction that will write; nothing it reads may change under it.
    pub(crate) async fn begin_write(&mut self) -> Result<(), sqlx::Error> {
        self.raw(match self {
            Self::Sqlite(_) => "BEGIN IMMEDIATE",
            Self::Postgres(_) => "BEGIN ISOLATION LEVEL SERIALIZABLE",
        })
        .await
    }

    /// Opens a transaction that, after waiting for its turn, sees what others migrated meanwhile.
    pub(crate) async fn begin_migration(&mut self) -> Result<(), sqlx::Error> {
        self.raw(match self {
            Self::Sqlite(_) => "BEGIN IMMEDIATE",
            // The number is only the name of the lock.
            Self::Postgres(_) => "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(684613)",
        })
        .await
    }

    /// Opens a transaction that sees one snapshot and cannot write.
    pub(crate) async fn begin_read(&mut self) -> Result<(), sqlx::Error> {
        self.raw(match self {
            Self::Sqlite(_) => "BEGIN",
            Self::Postgres(_) => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        })
        .await
    }
}

fn sqlite_arguments(values: &[Value]) -> Result<SqliteArguments, sqlx::Error> {
    given_away(values.to_vec())
}

/// SQLite's driver takes values away to another thread; rows by the thousand go without being copied for it.
fn given_away(values: Vec<Value>) -> Result<SqliteArguments, sqlx::Error> {
    let mut arguments = SqliteArguments::default();
    arguments.reserve(values.len(), 0);
    for value in values {
        match value {
            Value::Null => arguments.add(None::<i64>),
            Value::Int(number) => arguments.add(number),
            Value::Text(text) => arguments.add(text),
            Value::Blob(bytes) => arguments.add(bytes),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}

fn pg_arguments(values: &[Value]) -> Result<PgArguments, sqlx::Error> {
    let mut arguments = PgArguments::default();
    arguments.reserve(values.len(), 0);
    for value in values {
        match value {
            Value::Null => arguments.add(Untyped),
            Value::Int(number) => arguments.add(*number),
            Value::Text(text) => arguments.add(text.as_str()),
            Value::Blob(bytes) => arguments.add(bytes.as_slice()),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(arguments)
}
