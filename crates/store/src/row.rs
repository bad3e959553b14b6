//! One row of an answer, the same for both databases.

use crate::error::StoreError;
use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::postgres::{PgRow, Postgres};
use sqlx::sqlite::{Sqlite, SqliteRow};
use sqlx::{Decode, Row as _, Type};

/// One row of an answer.
pub struct Row(pub(crate) Inner);

pub(crate) enum Inner {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

impl Row {
    /// A text.
    ///
    /// # Errors
    /// The column is missing, null or no text.
    pub fn text(&self, column: &'static str) -> Result<String, StoreError> {
        self.opt_text(column)?.ok_or_else(|| null(column))
    }

    /// A text or null.
    ///
    /// # Errors
    /// The column is missing or no text.
    pub fn opt_text(&self, column: &'static str) -> Result<Option<String>, StoreError> {
        self.get(column)
    }

    /// A text or null where it lies in the answer, without a copy.
    ///
    /// # Errors
    /// As [`Row::opt_text`].
    pub fn opt_str(&self, column: &'static str) -> Result<Option<&str>, StoreError> {
        self.get(column)
    }

    /// A text or null by the place of its column, from 0; `column` is for the message.
    pub(crate) fn str_at(&self, place: usize, column: &'static str) -> Result<Option<&str>, StoreError> {
        let found = match &self.0 {
            Inner::Sqlite(row) => row.try_get::<Option<&str>, _>(place),
            Inner::Postgres(row) => row.try_get::<Option<&str>, _>(place),
        };
        found.map_err(|_| StoreError::Column { column, why: "of another type" })
    }

    /// A whole number.
    ///
    /// # Errors
    /// The column is missing, null or no whole number of 64 bits (use `CAST(… AS BIGINT)` on expressions).
    pub fn int(&self, column: &'static str) -> Result<i64, StoreError> {
        self.opt_int(column)?.ok_or_else(|| null(column))
    }

    /// A whole number or null.
    ///
    /// # Errors
    /// The column is missing or no whole number.
    pub fn opt_int(&self, column: &'static str) -> Result<Option<i64>, StoreError> {
        self.get(column)
    }

    /// Bytes.
    ///
    /// # Errors
    /// The column is missing, null or no bytes.
    pub fn blob(&self, column: &'static str) -> Result<Vec<u8>, StoreError> {
        self.opt_blob(column)?.ok_or_else(|| null(column))
    }

    /// Bytes or null.
    ///
    /// # Errors
    /// The column is missing or no bytes.
    pub fn opt_blob(&self, column: &'static str) -> Result<Option<Vec<u8>>, StoreError> {
        self.get(column)
    }

    /// Bytes of a known length, such as a hash.
    ///
    /// # Errors
    /// As [`Row::blob`], or the length differs.
    pub fn array<const N: usize>(&self, column: &'static str) -> Result<[u8; N], StoreError> {
        self.blob(column)?.try_into().map_err(|_| StoreError::Column { column, why: "another length than expected" })
    }

    /// A UTC instant.
    ///
    /// # Errors
    /// As [`Row::text`], or it is no instant.
    pub fn instant(&self, column: &'static str) -> Result<Timestamp, StoreError> {
        self.opt_instant(column)?.ok_or_else(|| null(column))
    }

    /// A UTC instant or null.
    ///
    /// # Errors
    /// As [`Row::opt_text`], or it is no instant.
    pub fn opt_instant(&self, column: &'static str) -> Result<Option<Timestamp>, StoreError> {
        let parse = |text: String| text.parse().map_err(|_| StoreError::Column { column, why: "no instant" });
        self.opt_text(column)?.map(parse).transpose()
    }

    /// A civil date or null.
    ///
    /// # Errors
    /// As [`Row::opt_text`], or it is no date.
    pub fn opt_date(&self, column: &'static str) -> Result<Option<Date>, StoreError> {
        let parse = |text: String| text.parse().map_err(|_| StoreError::Column { column, why: "no date" });
        self.opt_text(column)?.map(parse).transpose()
    }

    fn get<'r, T>(&'r self, column: &'static str) -> Result<Option<T>, StoreError>
    where
        T: Decode<'r, Sqlite> + Type<Sqlite> + Decode<'r, Postgres> + Type<Postgres>,
    {
        let found = match &self.0 {
            Inner::Sqlite(row) => row.try_get::<Option<T>, _>(column),
            Inner::Postgres(row) => row.try_get::<Option<T>, _>(column),
        };
        found.map_err(|error| StoreError::Column {
            column,
            why: if matches!(error, sqlx::Error::ColumnNotFound(_)) { "not in the answer" } else { "of another type" },
        })
    }
}

fn null(column: &'static str) -> StoreError {
    StoreError::Column { column, why: "null" }
}
