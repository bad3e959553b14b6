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
mod case;
mod cases;
mod centres;
mod children;
mod concern;
mod concern_host;
mod donor_register;
mod emergency;
mod expense;
mod followup;
mod guideline;
mod indicator;
mod label;
mod laboratory;
mod lists;
mod look;
mod network;
mod offline;
mod original;
mod oversight_outcome;
mod pages;
mod pairs;
mod paper;
mod papers;
mod pathway;
mod professional;
mod public;
mod rejection;
mod scenarios;
mod scores;
mod statistics;
mod support;
mod tissue;
mod trace;
mod victims;
mod vigilance;
mod words;
