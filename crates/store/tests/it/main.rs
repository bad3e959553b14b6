//! The store on both databases. PostgreSQL is tried when `DONARE_TEST_POSTGRES` names a server where databases may be created.
#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod append_only;
mod chain;
mod commit;
mod data_map;
mod held;
mod log;
mod plans;
mod record;
mod schema;
mod sealed;
mod support;
mod trace;
