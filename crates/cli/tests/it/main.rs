//! The built program as an operator runs it: bad luck, accounts, upgrades. PostgreSQL is tried on clusters of the test's own where its programs are
//! installed.
#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod crash;
mod post;
mod power;
mod role;
mod stop;
mod support;
mod tls;
mod upgrade;
