//! Tests of floor 0.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod identifier;
mod ids;
mod isbt128;
mod lists;
mod money;
mod places;
mod quantity;
mod sec;
mod time;

use std::fmt::{Debug, Display};
use std::str::FromStr;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Holds that a value prints, parses back and travels through JSON as exactly that text.
fn round_trips<T>(value: &T)
where
    T: Display + FromStr<Err = codes::Malformed> + Debug + PartialEq + Serialize + DeserializeOwned,
{
    let text = value.to_string();
    assert_eq!(&text.parse::<T>().unwrap(), value, "{text}");
    let json = serde_json::to_value(value).unwrap();
    assert_eq!(json, serde_json::Value::String(text));
    assert_eq!(&serde_json::from_value::<T>(json).unwrap(), value);
}

/// Why a text is refused.
fn refusal<T: FromStr<Err = codes::Malformed> + Debug>(text: &str) -> String {
    match text.parse::<T>() {
        Ok(value) => panic!("{text} was read as {value:?}"),
        Err(error) => error.to_string(),
    }
}
