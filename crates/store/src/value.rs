//! Values bound to statements.

use jiff::Timestamp;
use jiff::civil::Date;
use sqlx::postgres::types::Oid;
use sqlx::postgres::{PgArgumentBuffer, PgTypeInfo, Postgres};
use sqlx::{Encode, Type, encode::IsNull, error::BoxDynError};

/// One value bound to a statement. It has no `Debug`, so that no value reaches a log by accident.
#[derive(Clone, PartialEq, Eq)]
pub enum Value {
    /// No value.
    Null,
    /// A whole number, a count or an amount in minor units.
    Int(i64),
    /// Text, an identifier, a UTC instant or a civil date.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}

/// A UTC instant as sortable text, to the millisecond: `2026-05-01T08:30:00.000Z`.
#[must_use]
pub fn instant_text(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Blob(bytes)
    }
}

impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Self::Blob(bytes.to_vec())
    }
}

impl<const N: usize> From<[u8; N]> for Value {
    fn from(bytes: [u8; N]) -> Self {
        Self::Blob(bytes.to_vec())
    }
}

impl From<Timestamp> for Value {
    fn from(at: Timestamp) -> Self {
        Self::Text(instant_text(at))
    }
}

impl From<Date> for Value {
    fn from(on: Date) -> Self {
        Self::Text(on.to_string())
    }
}

impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// A null whose type PostgreSQL infers from the statement.
pub(crate) struct Untyped;

impl Type<Postgres> for Untyped {
    fn type_info() -> PgTypeInfo {
        PgTypeInfo::with_oid(Oid(0))
    }
}

impl Encode<'_, Postgres> for Untyped {
    fn encode_by_ref(&self, _: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        Ok(IsNull::Yes)
    }
}

#[cfg(test)]
mod tests {
    use super::instant_text;

    #[test]
    fn instants_sort_as_text() {
        let text = |s: &str| instant_text(s.parse().unwrap());
        assert_eq!(text("2026-05-01T10:30:00+02:00"), "2026-05-01T08:30:00.000Z");
        assert_eq!(text("2026-05-01T08:30:00.0019Z"), "2026-05-01T08:30:00.001Z");
        assert!(text("2026-05-01T08:30:00Z") < text("2026-05-01T08:30:00.5Z"));
    }
}
