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
mod country;
mod import;
mod insider;
mod kill;
mod living;
mod pair;
mod privacy;
mod support;
mod verify;
