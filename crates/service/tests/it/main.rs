//! Tests of the service on SQLite, and on PostgreSQL when `DONARE_TEST_POSTGRES` names a server.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "tests may fail loudly"
)]

mod access;
mod case;
mod concern;
mod correcting;
mod country;
mod donor_register;
mod emergency;
mod expense;
mod faults;
mod import;
mod indicator;
mod insider;
mod journey;
mod kill;
mod kill_import;
mod kill_signing;
mod label;
mod life_long;
mod living;
mod network;
mod offline;
mod oversight;
mod oversight_outcome;
mod pair;
mod paper;
mod pathway;
mod people;
mod plans;
mod privacy;
mod professional;
mod rejection;
mod scores;
mod sessions;
mod statistics;
mod support;
mod vault;
mod vault_matrix;
mod verify;
mod victims;
mod vigilance;
mod village;
mod voting;
