//! A mapping as it is written in TOML. Every table refuses keys it does not know.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use codes::Country;
use codes::time::{Precision, Zone};
use serde::de::value::MapAccessDeserializer;
use serde::{Deserialize, Deserializer, de};

/// A plain text, which is a constant, or a table that says where to look.
pub(super) enum Either<T> {
    Constant(String),
    Table(T),
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Either<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Form<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> de::Visitor<'de> for Form<T> {
            type Value = Either<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text in quotes, or a table such as { column = \"…\" }")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Either<T>, E> {
                Ok(Either::Constant(text.to_owned()))
            }
            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Either<T>, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(Either::Table)
            }
        }
        from.deserialize_any(Form(PhantomData))
    }
}

/// One thing or a list of them.
pub(super) struct OneOrMore<T>(pub Vec<T>);

impl<T> Default for OneOrMore<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMore<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Form<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> de::Visitor<'de> for Form<T> {
            type Value = OneOrMore<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("one value or a list of them")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<OneOrMore<T>, E> {
                T::deserialize(de::IntoDeserializer::into_deserializer(text)).map(|one| OneOrMore(vec![one]))
            }
            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<OneOrMore<T>, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(|one| OneOrMore(vec![one]))
            }
            fn visit_seq<A: de::SeqAccess<'de>>(self, mut list: A) -> Result<OneOrMore<T>, A::Error> {
                let mut all = Vec::new();
                while let Some(one) = list.next_element()? {
                    all.push(one);
                }
                Ok(OneOrMore(all))
            }
        }
        from.deserialize_any(Form(PhantomData))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Book {
    pub system: String,
    pub zone: Zone,
    pub country: Option<Country>,
    pub key: OneOrMore<String>,
    #[serde(default)]
    pub absent: Vec<String>,
    pub two_digit_years_from: Option<i16>,
    #[serde(default)]
    pub file: File,
    #[serde(default)]
    pub recipient: Vec<Recipient>,
    #[serde(default)]
    pub donor: Vec<Donor>,
    #[serde(default)]
    pub removal: Vec<Removal>,
    #[serde(default)]
    pub transplant: Vec<Transplant>,
    #[serde(default)]
    pub outcome: Vec<Outcome>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub encoding: Option<String>,
    pub separator: Option<String>,
    pub quote: Option<String>,
    pub decimal: Option<String>,
    pub skip_lines: Option<u32>,
    pub columns: Option<Vec<String>>,
    #[serde(default)]
    pub short_rows: ShortRows,
}

/// What becomes of a row with fewer cells than the heading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ShortRows {
    #[default]
    Reject,
    Fill,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct When {
    pub column: String,
    pub yes: Option<Vec<String>>,
    pub no: Option<Vec<String>>,
    pub recorded: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Text {
    pub column: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Code {
    pub column: String,
    pub codes: Option<BTreeMap<String, String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Day {
    pub column: String,
    pub formats: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Moment {
    pub on: Option<String>,
    pub column: Option<String>,
    pub formats: Option<Vec<String>>,
    pub time: Option<String>,
    pub days: Option<String>,
    pub after: Option<Either<Day>>,
    pub precision: Option<Precision>,
    pub if_absent: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Amount {
    pub column: String,
    pub unit: AmountUnit,
}

/// The unit in which a file gives a length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(crate) enum AmountUnit {
    #[serde(rename = "minutes")]
    Minutes,
    #[serde(rename = "hours")]
    Hours,
    #[serde(rename = "hh:mm")]
    Clock,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Name {
    pub column: String,
    pub script: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Identifier {
    pub column: String,
    pub system: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Birth {
    pub column: Option<String>,
    pub formats: Option<Vec<String>>,
    pub age: Option<String>,
    pub on: Option<Either<Day>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Person {
    #[serde(default)]
    pub names: Vec<Name>,
    #[serde(default)]
    pub identifiers: Vec<Identifier>,
    pub birth: Option<Birth>,
    pub sex: Option<Either<Code>>,
    pub language: Option<Either<Code>>,
    pub residence: Option<Either<Code>>,
    pub phone: Option<Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Recipient {
    #[serde(default)]
    pub when: OneOrMore<When>,
    #[serde(default)]
    pub local: OneOrMore<String>,
    pub person: Option<Person>,
    pub accepted_on: Option<Either<Day>>,
    pub centre: Option<Either<Code>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Donor {
    #[serde(default)]
    pub when: OneOrMore<When>,
    #[serde(default)]
    pub local: OneOrMore<String>,
    pub kind: Either<Code>,
    pub person: Option<Person>,
    pub centre: Option<Either<Code>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Removal {
    #[serde(default)]
    pub when: OneOrMore<When>,
    pub organ: Either<Code>,
    #[serde(default)]
    pub donor: OneOrMore<String>,
    pub centre: Option<Either<Code>>,
    pub happened: Either<Moment>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Transplant {
    #[serde(default)]
    pub when: OneOrMore<When>,
    pub organ: Either<Code>,
    #[serde(default)]
    pub donor: OneOrMore<String>,
    #[serde(default)]
    pub recipient: OneOrMore<String>,
    pub centre: Option<Either<Code>>,
    pub happened: Either<Moment>,
    pub cold_ischaemia: Option<Amount>,
    pub relation: Option<Either<Code>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Outcome {
    #[serde(default)]
    pub when: OneOrMore<When>,
    pub of: Party,
    #[serde(default)]
    pub local: OneOrMore<String>,
    pub happened: Either<Moment>,
    pub patient_status: Either<Code>,
    pub graft_status: Option<Either<Code>>,
}

/// Whose outcome it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Party {
    Donor,
    Recipient,
}
