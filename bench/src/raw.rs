//! The baseline's connections: the same driver and settings, nothing between.

use std::str::FromStr;

use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Row, TypeInfo, ValueRef};

/// The program's own settings for hot queries, without which PostgreSQL reads whole tables for some of them.
const PINNED: [(&str, &str); 6] = [
    ("join_collapse_limit", "1"),
    ("plan_cache_mode", "force_generic_plan"),
    ("enable_hashjoin", "off"),
    ("enable_mergejoin", "off"),
    ("enable_seqscan", "off"),
    ("jit", "off"),
];

/// A connection to either database.
pub enum Raw {
    /// SQLite.
    Sqlite(Box<SqliteConnection>),
    /// PostgreSQL.
    Postgres(Box<PgConnection>),
}

/// A value as it lies in a row.
#[derive(Debug, Clone)]
pub enum Cell {
    /// Null.
    Null,
    /// Whole number.
    Int(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}

fn said(e: sqlx::Error) -> String {
    e.to_string()
}

macro_rules! bound {
    ($sql:expr, $values:expr) => {{
        let mut query = sqlx::query(sqlx::AssertSqlSafe($sql)).persistent(true);
        for value in $values {
            query = match value {
                Cell::Null => query.bind(None::<String>),
                Cell::Int(n) => query.bind(*n),
                Cell::Text(t) => query.bind(t.as_str()),
                Cell::Blob(b) => query.bind(b.as_slice()),
            };
        }
        query
    }};
}

macro_rules! cells {
    ($row:expr) => {{
        let mut cells = Vec::with_capacity($row.len());
        for n in 0..$row.len() {
            let raw = $row.try_get_raw(n).map_err(said)?;
            let kind = raw.type_info().name().to_owned();
            cells.push(match (raw.is_null(), kind.as_str()) {
                (true, _) => Cell::Null,
                (_, "INTEGER" | "INT8") => Cell::Int($row.try_get(n).map_err(said)?),
                (_, "BLOB" | "BYTEA") => Cell::Blob($row.try_get(n).map_err(said)?),
                _ => Cell::Text($row.try_get(n).map_err(said)?),
            });
        }
        cells
    }};
}

impl Raw {
    /// Connects with the same settings as the store: write-ahead log and full sync on SQLite, synchronous commit on PostgreSQL.
    pub async fn connect(location: &str) -> Result<Self, String> {
        if location.starts_with("postgres") {
            let options =
                PgConnectOptions::from_str(location).map_err(said)?.options(PINNED).disable_statement_logging();
            return Ok(Self::Postgres(Box::new(options.connect().await.map_err(said)?)));
        }
        let options = SqliteConnectOptions::new()
            .filename(std::path::Path::new(location).join("donare.db"))
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .pragma("cache_size", "-32768")
            .pragma("mmap_size", "1073741824")
            .statement_cache_capacity(512)
            .disable_statement_logging();
        Ok(Self::Sqlite(Box::new(options.connect().await.map_err(said)?)))
    }

    /// Several statements in one go.
    pub async fn raw(&mut self, sql: &str) -> Result<(), String> {
        let sql = sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_owned()));
        match self {
            Self::Sqlite(c) => sql.execute(&mut **c).await.map(drop).map_err(said),
            Self::Postgres(c) => sql.execute(&mut **c).await.map(drop).map_err(said),
        }
    }

    /// One statement.
    pub async fn execute(&mut self, sql: &str, values: &[Cell]) -> Result<(), String> {
        match self {
            Self::Sqlite(c) => bound!(sql.to_owned(), values).execute(&mut **c).await.map(drop).map_err(said),
            Self::Postgres(c) => bound!(sql.to_owned(), values).execute(&mut **c).await.map(drop).map_err(said),
        }
    }

    /// All rows of a query.
    pub async fn rows(&mut self, sql: &str, values: &[Cell]) -> Result<Vec<Vec<Cell>>, String> {
        match self {
            Self::Sqlite(c) => {
                let rows = bound!(sql.to_owned(), values).fetch_all(&mut **c).await.map_err(said)?;
                rows.iter().map(|row| Ok(cells!(row))).collect()
            }
            Self::Postgres(c) => {
                let rows = bound!(sql.to_owned(), values).fetch_all(&mut **c).await.map_err(said)?;
                rows.iter().map(|row| Ok(cells!(row))).collect()
            }
        }
    }

    /// Gives many rows to a table without null bytes, tabs or line breaks in it: with COPY on PostgreSQL, in one transaction on SQLite.
    pub async fn give(&mut self, table: &str, rows: &[Vec<Cell>]) -> Result<(), String> {
        let Self::Postgres(c) = self else {
            self.begin().await?;
            self.insert(table, rows).await?;
            return self.raw("COMMIT").await;
        };
        let cell = |cell: &Cell| match cell {
            Cell::Int(n) => n.to_string(),
            Cell::Text(text) => text.clone(),
            Cell::Null | Cell::Blob(_) => "\\N".to_owned(),
        };
        let line = |row: &Vec<Cell>| row.iter().map(cell).collect::<Vec<_>>().join("\t") + "\n";
        let text: String = rows.iter().map(line).collect();
        let mut copy = c.copy_in_raw(&format!("COPY {table} FROM STDIN")).await.map_err(said)?;
        copy.send(text.into_bytes()).await.map_err(said)?;
        copy.finish().await.map(drop).map_err(said)
    }

    /// Begins a transaction that writes.
    pub async fn begin(&mut self) -> Result<(), String> {
        let sql = match self {
            Self::Sqlite(_) => "BEGIN IMMEDIATE",
            Self::Postgres(_) => "BEGIN ISOLATION LEVEL SERIALIZABLE",
        };
        self.raw(sql).await
    }

    /// Inserts rows of one table, up to 64 with one statement.
    pub async fn insert(&mut self, table: &str, rows: &[Vec<Cell>]) -> Result<(), String> {
        let mut rest = rows;
        while let Some(first) = rest.first() {
            let width = first.len();
            let many = if rest.len() >= 64 { 64 } else { 1 };
            let (now, later) = rest.split_at(many);
            let one = |r: usize| {
                let marks: Vec<String> = (1..=width).map(|c| format!("${}", r * width + c)).collect();
                format!("({})", marks.join(", "))
            };
            let marks: Vec<String> = (0..many).map(one).collect();
            let sql = format!("INSERT INTO {table} VALUES {}", marks.join(", "));
            let values: Vec<Cell> = now.iter().flatten().cloned().collect();
            self.execute(&sql, &values).await?;
            rest = later;
        }
        Ok(())
    }
}
