//! Identifiers that others gave to a person or thing: national numbers, hospital numbers, passports.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::Malformed;

const WHAT: &str = "outside identifier";

/// Who issued an identifier: a URI, such as `urn:oid:2.16.724.4.40`, or a short code, such as `ES-DNI`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdentifierSystem(String);

impl IdentifierSystem {
    /// The URI or code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for IdentifierSystem {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let well_formed = matches!(text.len(), 1..=200) && text.bytes().all(|b| b.is_ascii_graphic());
        let expected = "a URI or code of 1 to 200 ASCII characters without blanks";
        if well_formed { Ok(Self(text.to_owned())) } else { Err(Malformed::new("identifier system", text, expected)) }
    }
}

impl fmt::Display for IdentifierSystem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

serde_as_text!(IdentifierSystem);

/// An identifier with its issuer. The value is personal data: `Debug` and errors never show it, and it has no `Display`.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct OutsideIdentifier {
    system: IdentifierSystem,
    value: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    system: IdentifierSystem,
    value: String,
}

impl OutsideIdentifier {
    /// Takes a value as it was written, without blanks around it.
    ///
    /// # Errors
    /// [`Malformed`] if the value has no letter or digit, is longer than 64 characters or holds control characters; the value is withheld.
    pub fn new(system: IdentifierSystem, value: &str) -> Result<Self, Malformed> {
        let value = value.trim();
        if value.chars().count() > 64 {
            return Err(Malformed::withheld(WHAT, "at most 64 characters"));
        }
        if value.chars().any(char::is_control) || !value.chars().any(char::is_alphanumeric) {
            return Err(Malformed::withheld(WHAT, "letters or digits, without control characters"));
        }
        Ok(Self { system, value: value.to_owned() })
    }

    /// Who issued it.
    #[must_use]
    pub const fn system(&self) -> &IdentifierSystem {
        &self.system
    }

    /// The value as written: personal data.
    #[must_use]
    pub fn value(&self) -> &str {
        &self.value
    }

    /// The value for exact look-up: letters and digits only, in upper case, Arabic and Persian digits as European ones. Personal data all the same.
    #[must_use]
    pub fn normalised(&self) -> String {
        self.value.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).map(european_digit).collect()
    }
}

fn european_digit(character: char) -> char {
    let zero = match character {
        '\u{0660}'..='\u{0669}' => 0x0660,
        '\u{06F0}'..='\u{06F9}' => 0x06F0,
        _ => return character,
    };
    char::from_digit(u32::from(character) - zero, 10).unwrap_or(character)
}

impl TryFrom<Written> for OutsideIdentifier {
    type Error = Malformed;

    fn try_from(written: Written) -> Result<Self, Malformed> {
        Self::new(written.system, &written.value)
    }
}

impl From<OutsideIdentifier> for Written {
    fn from(identifier: OutsideIdentifier) -> Self {
        Self { system: identifier.system, value: identifier.value }
    }
}

impl fmt::Debug for OutsideIdentifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OutsideIdentifier").field("system", &self.system.0).finish_non_exhaustive()
    }
}
