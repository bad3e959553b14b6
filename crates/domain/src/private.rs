//! Text about a person that must never lie in the clear.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser::SerializeMap};

/// Private text: clear only on its way in or out, otherwise a reference to a sealed part.
///
/// In JSON the clear form is `{"$private": "…"}` (a plain string is accepted on the way in) and the kept form is
/// `{"$sealed": "evt_…/field"}`. `service` turns the first into the second before anything is stored.
#[derive(Clone, PartialEq, Eq)]
pub enum Private {
    /// As typed; lives in memory only.
    Clear(String),
    /// Sealed under a person's key; names the event and field the ciphertext is bound to.
    Sealed(String),
}

/// JSON key of clear private text.
pub const CLEAR_KEY: &str = "$private";
/// JSON key of a reference to a sealed part.
pub const SEALED_KEY: &str = "$sealed";

impl Private {
    /// The clear text, when it is still or again at hand.
    #[must_use]
    pub fn clear(&self) -> Option<&str> {
        match self {
            Self::Clear(text) => Some(text),
            Self::Sealed(_) => None,
        }
    }
}

impl From<&str> for Private {
    fn from(text: &str) -> Self {
        Self::Clear(text.to_owned())
    }
}

impl std::fmt::Debug for Private {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Clear(_) => f.write_str("Private(..)"),
            Self::Sealed(place) => write!(f, "Sealed({place})"),
        }
    }
}

impl Serialize for Private {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        match self {
            Self::Clear(text) => map.serialize_entry(CLEAR_KEY, text)?,
            Self::Sealed(place) => map.serialize_entry(SEALED_KEY, place)?,
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Private {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Form;
        impl<'de> de::Visitor<'de> for Form {
            type Value = Private;
            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a text")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Private, E> {
                Ok(Private::Clear(text.to_owned()))
            }
            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Private, A::Error> {
                let Some((key, text)) = map.next_entry::<String, String>()? else {
                    return Err(de::Error::custom("a text is missing"));
                };
                match key.as_str() {
                    CLEAR_KEY => Ok(Private::Clear(text)),
                    SEALED_KEY => Ok(Private::Sealed(text)),
                    _ => Err(de::Error::custom("a text is expected here")),
                }
            }
        }
        deserializer.deserialize_any(Form)
    }
}
