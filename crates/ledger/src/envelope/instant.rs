use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A UTC instant in whole milliseconds, always written `2026-03-01T09:30:00.000Z`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct LogInstant(Timestamp);

/// The text is not an instant in the one form the log uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an instant of the log: expected UTC with milliseconds, as 2026-03-01T09:30:00.000Z")]
pub struct NotAnInstant;

impl LogInstant {
    /// The instant, with what is finer than a millisecond cut off.
    #[must_use]
    pub fn new(at: Timestamp) -> Self {
        Self(Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at))
    }

    /// The instant.
    #[must_use]
    pub const fn timestamp(self) -> Timestamp {
        self.0
    }
}

impl From<Timestamp> for LogInstant {
    fn from(at: Timestamp) -> Self {
        Self::new(at)
    }
}

impl FromStr for LogInstant {
    type Err = NotAnInstant;

    fn from_str(text: &str) -> Result<Self, NotAnInstant> {
        let instant = Self::new(text.parse().map_err(|_| NotAnInstant)?);
        if instant.to_string() == text { Ok(instant) } else { Err(NotAnInstant) }
    }
}

impl fmt::Display for LogInstant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}", self.0)
    }
}

impl fmt::Debug for LogInstant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl TryFrom<String> for LogInstant {
    type Error = NotAnInstant;

    fn try_from(text: String) -> Result<Self, NotAnInstant> {
        text.parse()
    }
}

impl From<LogInstant> for String {
    fn from(instant: LogInstant) -> Self {
        instant.to_string()
    }
}
