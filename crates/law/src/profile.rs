//! Reading a country's profile and asking it questions as of a day.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Mutex, PoisonError},
};

use codes::{Country as CountryCode, Zone};
use jiff::{civil::Date, tz::TimeZone};
use serde::{Deserialize, de::DeserializeOwned};

use crate::{
    param::{self, Cite, Evidence, Param},
    sense,
};

/// What a profile says about the country itself.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Country {
    /// ISO 3166-1 code; user-assigned for the synthetic country.
    pub code: CountryCode,
    /// Version of the profile, changed with every edit.
    pub version: String,
    /// Name of the registry, by language.
    pub registry_name: BTreeMap<String, String>,
    /// IANA zone or fixed offset in which civil dates are read.
    pub zone: Zone,
    /// Place name shown beside the clock, by language.
    pub clock_place: BTreeMap<String, String>,
    /// ISO 4217.
    pub currency: String,
    /// True for the made-up country of demonstration, training and tests.
    pub synthetic: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Dated {
    from: Date,
    value: Option<toml::Value>,
    #[serde(rename = "ref")]
    reference: String,
    tag: Evidence,
}

/// What is wrong with a profile, naming file, key and value.
#[derive(Debug, thiserror::Error)]
#[error("profile {file}.toml: {key}: {what}")]
pub struct ProfileProblem {
    /// Which file of the profile, without its ending.
    pub file: String,
    /// Which key; `whole file` when the text cannot be read at all.
    pub key: String,
    /// What was found and what would be right.
    pub what: String,
}

/// One country's law as dated data.
#[derive(Debug, Clone)]
pub struct Profile {
    country: Country,
    time_zone: TimeZone,
    values: BTreeMap<&'static str, Vec<Dated>>,
}

impl Profile {
    /// Reads a whole profile folder, given as `(file name without .toml, text)` in any order.
    ///
    /// # Errors
    /// A missing `country`, and everything [`Profile::parse`] refuses.
    pub fn from_texts<'t>(texts: impl IntoIterator<Item = (&'t str, &'t str)>) -> Result<Self, ProfileProblem> {
        let (country, files): (Vec<_>, Vec<_>) = texts.into_iter().partition(|(stem, _)| *stem == "country");
        let (_, text) = country.first().ok_or_else(|| problem("country", WHOLE, &"the file is missing"))?;
        Self::parse(text, &files)
    }

    /// Reads `country.toml` and the parameter files, given as `(stem, text)`.
    ///
    /// # Errors
    /// A parameter that is missing, unknown, of the wrong shape, undated or without a source.
    pub fn parse(country: &str, files: &[(&str, &str)]) -> Result<Self, ProfileProblem> {
        let country: toml::Value = toml::from_str(country).map_err(|e| problem("country", WHOLE, &e))?;
        let country: Country = serde_path_to_error::deserialize(country)
            .map_err(|e| problem("country", &e.path().to_string(), &e.inner().message()))?;
        check_country(&country)?;
        let time_zone = country.zone.time_zone().map_err(|e| problem("country", "zone", &e))?;
        let mut found: BTreeMap<String, Vec<Dated>> = BTreeMap::new();
        for (stem, text) in files {
            let table: toml::Table = toml::from_str(text).map_err(|e| problem(stem, WHOLE, &e))?;
            for (name, list) in table {
                let key = format!("{stem}.{name}");
                let dated = list.try_into().map_err(|e: toml::de::Error| problem(stem, &key, &e.message()))?;
                found.insert(key, dated);
            }
        }
        let mut values = BTreeMap::new();
        for &(key, shape) in param::ALL {
            let mut list = found.remove(key).filter(|list| !list.is_empty()).ok_or_else(|| {
                problem(stem(key), key, &"missing: give a value, or an entry with tag U and no `value`")
            })?;
            list.sort_by_key(|d| d.from);
            check_list(key, &list, shape)?;
            values.insert(key, list);
        }
        match found.keys().next() {
            Some(key) => Err(problem(stem(key), key, &"no rule knows this parameter")),
            None => Ok(Self { country, time_zone, values }),
        }
    }

    /// The country itself.
    #[must_use]
    pub fn country(&self) -> &Country {
        &self.country
    }

    /// The rules of the country's zone, in which its civil days begin and end.
    #[must_use]
    pub fn time_zone(&self) -> &TimeZone {
        &self.time_zone
    }

    /// The law as of one day.
    #[must_use]
    pub fn on(&self, day: Date) -> Law<'_> {
        Law { profile: self, day, reads: None }
    }

    /// Every value ever in force, in order of key and date; for pages that show a country's law.
    pub fn all(&self) -> impl Iterator<Item = (Cite, Option<&toml::Value>)> {
        self.values.iter().flat_map(|(key, list)| list.iter().map(|d| (cite(key, d), d.value.as_ref())))
    }

    /// Everything the profile says in one fixed text: the same law gives the same bytes, whatever the order and
    /// comments of its files. A verdict may keep a digest of it.
    #[must_use]
    pub fn canonical_text(&self) -> String {
        let mut text = format!("{} {}\n", self.country.code, self.country.version);
        for (cite, value) in self.all() {
            let value = value.map_or_else(|| "unknown".to_owned(), ToString::to_string);
            text.push_str(&format!("{} {} {:?} {value} {:?}\n", cite.param, cite.from, cite.evidence, cite.reference));
        }
        text
    }
}

const WHOLE: &str = "whole file";

fn stem(key: &str) -> &str {
    key.split('.').next().unwrap_or(key)
}

fn check_country(country: &Country) -> Result<(), ProfileProblem> {
    let needs = [
        ("version", !country.version.trim().is_empty(), "empty: name the version, and change it with every edit"),
        ("registry_name", country.registry_name.contains_key("en"), "a name in English (`en`) is missing"),
        ("clock_place", country.clock_place.contains_key("en"), "a name in English (`en`) is missing"),
        (
            "currency",
            country.currency.len() == 3 && country.currency.bytes().all(|b| b.is_ascii_uppercase()),
            "expected the three capitals of ISO 4217",
        ),
    ];
    match needs.iter().find(|(_, met, _)| !met) {
        Some((key, _, what)) => Err(problem("country", key, what)),
        None => Ok(()),
    }
}

fn check_list(key: &str, list: &[Dated], shape: fn(&toml::Value) -> Result<(), String>) -> Result<(), ProfileProblem> {
    let wrong = |from: Date, what: &str| problem(stem(key), key, &format!("entry from {from}: {what}"));
    for dated in list {
        if dated.reference.trim().is_empty() {
            return Err(wrong(dated.from, "`ref` is empty: name the article the value comes from"));
        }
        match &dated.value {
            None if !dated.tag.needs_mark() => {
                return Err(wrong(dated.from, "an entry without `value` must have tag U"));
            }
            None => {}
            Some(value) => {
                shape(value).and_then(|()| sense::check(key, value)).map_err(|e| wrong(dated.from, &e))?;
            }
        }
    }
    match list.windows(2).find(|pair| matches!(pair, [a, b] if a.from == b.from)) {
        Some([twice, ..]) => Err(wrong(twice.from, "two entries begin on the same day")),
        _ => Ok(()),
    }
}

fn problem(file: &str, key: &str, what: &dyn std::fmt::Display) -> ProfileProblem {
    ProfileProblem { file: file.to_owned(), key: key.to_owned(), what: what.to_string() }
}

fn cite(key: &str, dated: &Dated) -> Cite {
    Cite { param: key.to_owned(), reference: dated.reference.clone(), from: dated.from, evidence: dated.tag }
}

/// The law does not say, or we do not know yet what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// The parameter without a value on that day.
    pub param: &'static str,
}

/// The keys a rule really read, so that no unconfirmed value goes unmarked.
pub(crate) type Reads = Mutex<BTreeSet<&'static str>>;

/// A profile as of one day.
#[derive(Debug, Clone, Copy)]
pub struct Law<'a> {
    profile: &'a Profile,
    day: Date,
    reads: Option<&'a Reads>,
}

impl<'a> Law<'a> {
    /// The day on which the law is read.
    #[must_use]
    pub fn day(&self) -> Date {
        self.day
    }

    /// The profile behind it.
    #[must_use]
    pub fn profile(&self) -> &'a Profile {
        self.profile
    }

    /// The same law, writing down every key that is asked of it.
    pub(crate) fn watched<'b>(&self, reads: &'b Reads) -> Law<'b>
    where
        'a: 'b,
    {
        Law { reads: Some(reads), ..*self }
    }

    fn dated(&self, key: &str) -> Option<&'a Dated> {
        self.profile.values.get(key)?.iter().rev().find(|d| d.from <= self.day)
    }

    /// The value in force.
    ///
    /// # Errors
    /// [`Unknown`] when the profile has none for that day; a rule that meets it cannot decide.
    pub fn get<T: DeserializeOwned>(&self, param: &Param<T>) -> Result<T, Unknown> {
        if let Some(reads) = self.reads {
            reads.lock().unwrap_or_else(PoisonError::into_inner).insert(param.key);
        }
        self.value(param.key).and_then(|v| v.clone().try_into().ok()).ok_or(Unknown { param: param.key })
    }

    /// The value in force as the profile writes it; for pages that show a country's law, never for rules.
    #[must_use]
    pub fn value(&self, key: &str) -> Option<&'a toml::Value> {
        self.dated(key)?.value.as_ref()
    }

    /// Where the value in force comes from.
    #[must_use]
    pub fn cite(&self, key: &str) -> Option<Cite> {
        self.dated(key).map(|d| cite(key, d))
    }
}

/// The WHO guiding principles read as a law: what no profile should fall below.
#[derive(Debug, Clone)]
pub struct Floor(pub Profile);
