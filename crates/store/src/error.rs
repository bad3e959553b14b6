//! What can go wrong in the store. No variant carries a bound value.

use sqlx::error::{DatabaseError, ErrorKind};

/// A failure of the store. Texts name transactions, tables, columns and constraints, never values.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// A unique key is taken; `key` names the constraint or columns.
    #[error("{name}: already there ({key})")]
    Conflict {
        /// The transaction.
        name: &'static str,
        /// Constraint on PostgreSQL, columns on SQLite.
        key: String,
    },
    /// The record was saved by somebody else since it was loaded, or is not there.
    #[error("{table}: changed since it was loaded")]
    Stale {
        /// The table.
        table: &'static str,
    },
    /// Exactly one row was expected.
    #[error("{name}: {rows} rows where one was expected")]
    NotOne {
        /// The transaction.
        name: &'static str,
        /// Rows found.
        rows: usize,
    },
    /// The transaction collided with others too often; it changed nothing and may be tried again.
    #[error("{name}: collided with other work, try again")]
    Retryable {
        /// The transaction.
        name: &'static str,
    },
    /// The connection was lost; whether a commit under way succeeded is unknown.
    #[error("{name}: connection to the database lost")]
    Lost {
        /// The transaction.
        name: &'static str,
    },
    /// The database is missing, behind, ahead or altered.
    #[error("schema: {0}")]
    Schema(String),
    /// The location cannot be used.
    #[error("database location: {0}")]
    Location(String),
    /// The statement failed.
    #[error("{name}: database error {code} {text}")]
    Sql {
        /// The transaction.
        name: &'static str,
        /// SQLSTATE, or SQLite's extended code.
        code: String,
        /// The database's words where they cannot hold a value.
        text: String,
    },
    /// A column is missing, null or of another type.
    #[error("column {column}: {why}")]
    Column {
        /// The column.
        column: &'static str,
        /// What is wrong.
        why: &'static str,
    },
    /// The JSON body or a stored word of a row cannot be read or written as its record.
    #[error("{table}: body does not fit its record")]
    Body {
        /// The table.
        table: &'static str,
    },
    /// The work panicked; it changed nothing.
    #[error("{name}: panicked")]
    Panicked {
        /// The transaction.
        name: &'static str,
    },
    /// The store is closed.
    #[error("the store is closed")]
    Closed,
}

impl StoreError {
    pub(crate) fn from_sqlx(name: &'static str, error: &sqlx::Error) -> Self {
        match error {
            sqlx::Error::Database(database) => from_database(name, database.as_ref()),
            sqlx::Error::Io(_) | sqlx::Error::Protocol(_) | sqlx::Error::Tls(_) | sqlx::Error::WorkerCrashed => {
                Self::Lost { name }
            }
            _ => Self::Sql { name, code: String::new(), text: "the driver refused the statement".to_owned() },
        }
    }
}

fn from_database(name: &'static str, error: &dyn DatabaseError) -> StoreError {
    let code = error.code().unwrap_or_default().into_owned();
    // 40001, 40P01: serialisation, deadlock. 5, 6, 517: SQLite busy, locked, busy snapshot.
    if ["40001", "40P01", "5", "6", "517"].contains(&code.as_str()) {
        return StoreError::Retryable { name };
    }
    // 57P01 to 57P03: the server is stopping or starting.
    if code.starts_with("57P") {
        return StoreError::Lost { name };
    }
    if error.kind() == ErrorKind::UniqueViolation {
        let message = error.message();
        let columns = message.strip_prefix("UNIQUE constraint failed: ").unwrap_or("unique key");
        return StoreError::Conflict { name, key: error.constraint().unwrap_or(columns).to_owned() };
    }
    // Class 22 quotes the offending value.
    let text = if code.starts_with("22") { "a value does not fit its column" } else { error.message() };
    StoreError::Sql { name, code, text: text.to_owned() }
}
