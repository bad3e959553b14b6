#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod answers;
mod canonical;
mod checkpoint;
mod envelope;
mod evidence;
mod keyholder;
mod linkage;
mod note;
mod seal;
mod tile;
mod tree;
