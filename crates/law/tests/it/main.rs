//! Tests of the law: profiles, rules and words.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod broken;
mod expectations;
mod law_on_a_day;
mod profiles;
mod rules;
mod words;

use std::{fs, path::PathBuf};

use jiff::civil::Date;
use law::Profile;

/// A folder of the repository.
fn repository(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..").join(path)
}

/// The files of a profile folder as `(stem, text)`.
fn texts(country: &str) -> Vec<(String, String)> {
    let mut texts: Vec<_> = fs::read_dir(repository("profiles").join(country))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let stem = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (stem, fs::read_to_string(path).unwrap())
        })
        .collect();
    texts.sort();
    texts
}

fn calvane() -> Profile {
    law::shipped("xc").unwrap().unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}
