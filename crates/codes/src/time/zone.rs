use std::fmt;
use std::str::FromStr;

use jiff::tz::{Offset, TimeZone};

use crate::Malformed;

const EXPECTED: &str = "UTC, an offset such as +02:00, or a zone name such as Africa/Cairo";

/// The zone in which a clock was read: `UTC`, an offset from UTC (`+05:30`, at most 14 hours) or a name in the form of the IANA list (`Africa/Cairo`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Zone(String);

impl Zone {
    /// Universal time.
    #[must_use]
    pub fn utc() -> Self {
        Self("UTC".to_owned())
    }

    /// The zone as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The zone's rules, for names from the zone list that this program finds on its machine or carries.
    ///
    /// # Errors
    /// [`Malformed`] if the zone list does not have the name.
    pub fn time_zone(&self) -> Result<TimeZone, Malformed> {
        if self.0 == "UTC" {
            return Ok(TimeZone::UTC);
        }
        match offset(&self.0) {
            Some(offset) => Ok(TimeZone::fixed(offset)),
            None => TimeZone::get(&self.0).map_err(|_| Malformed::new("zone", &self.0, "a name of the IANA zone list")),
        }
    }
}

/// Reads `±hh:mm` up to 14 hours.
fn offset(text: &str) -> Option<Offset> {
    let (sign, rest) = match text.split_at_checked(1)? {
        ("+", rest) => (1, rest),
        ("-", rest) => (-1, rest),
        _ => return None,
    };
    let two =
        |part: &str| part.parse::<i32>().ok().filter(|_| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit()));
    let (hours, minutes) = rest.split_once(':')?;
    let (hours, minutes) = (two(hours)?, two(minutes)?);
    let minutes = (minutes < 60).then_some(hours * 60 + minutes).filter(|&total| total <= 14 * 60)?;
    Offset::from_seconds(sign * minutes * 60).ok()
}

fn is_name(text: &str) -> bool {
    let piece = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_uppercase())
            && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+'))
    };
    text.len() <= 40 && text.contains('/') && text.split('/').all(piece)
}

impl FromStr for Zone {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        if text == "UTC" || offset(text).is_some() || is_name(text) {
            Ok(Self(text.to_owned()))
        } else {
            Err(Malformed::new("zone", text, EXPECTED))
        }
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

serde_as_text!(Zone);
