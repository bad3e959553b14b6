#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests may fail loudly")]
#[path = "../it/centres.rs"]
mod centres;
#[path = "../it/public.rs"]
mod public;
#[path = "../it/support.rs"]
mod support;
#[path = "../it/trace.rs"]
mod trace;
