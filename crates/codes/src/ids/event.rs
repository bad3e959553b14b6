use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;

use super::check;
use crate::Malformed;

const PREFIX: &str = "evt_";
const LENGTH: u32 = 26;

/// The number of an event: `evt_` and the 26 Crockford characters of a UUID version 7 (RFC 9562), so that text order is time order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EventId(u128);

impl EventId {
    /// Takes a UUID version 7 as its 128 bits.
    #[must_use]
    pub const fn from_uuid(bits: u128) -> Self {
        Self(bits)
    }

    /// Makes a number for an event recorded at `now`, to the millisecond, with 74 of the 80 random bits given. Instants before 1970 count as 1970.
    #[must_use]
    pub fn new(now: Timestamp, random: [u8; 10]) -> Self {
        let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
        Self(uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid().as_u128())
    }

    /// The instant in it, milliseconds since 1970.
    #[must_use]
    pub fn millis(self) -> i64 {
        i64::try_from(self.0 >> 80).unwrap_or(i64::MAX)
    }

    /// Reads an event's number in any case, with blanks or hyphens, O for 0, I and L for 1.
    ///
    /// # Errors
    /// [`Malformed`] for another prefix, length or alphabet.
    pub fn parse(text: &str) -> Result<Self, Malformed> {
        let wrong = |expected| Malformed::new("event number", text, expected);
        let squeezed = check::squeezed(text);
        let body = match squeezed.split_at_checked(3) {
            Some((head, body)) if head.eq_ignore_ascii_case("evt") => body,
            _ => return Err(wrong("a number that begins with evt_")),
        };
        let values: Option<Vec<u8>> = body.chars().map(check::value).collect();
        let values = values.ok_or_else(|| wrong("only digits and letters other than U after the prefix"))?;
        if values.len() != 26 || values.first().is_none_or(|&first| first > 7) {
            return Err(wrong("evt_ and 26 characters, the first of them 0 to 7"));
        }
        Ok(Self(values.iter().fold(0, |bits, &value| (bits << 5) | u128::from(value))))
    }
}

impl fmt::Display for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value = |place: u32| u8::try_from((self.0 >> (place * 5)) & 31).unwrap_or(0);
        check::print::<30>(PREFIX, (0..LENGTH).rev().map(|place| check::character(value(place))), f)
    }
}

impl fmt::Debug for EventId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for EventId {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        Self::parse(text)
    }
}

serde_as_text!(EventId);
