//! Integration tests of the web floor.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod accounts;
mod api;
mod cases;
mod centres;
mod followup;
mod look;
mod pairs;
mod papers;
mod public;
mod scenarios;
mod support;
mod trace;
mod words;
