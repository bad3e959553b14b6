//! Old books, read as their senders write them.
#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests may fail loudly"
)]

mod book;
mod examples;
mod mapping;
mod reference;
mod rejected;
mod sheet;

use std::io::Cursor;

use interop::import::{Book, ImportedRow, ReadRow, RejectedRow};
use interop::mapping::Mapping;

/// Reads a whole book.
fn read(bytes: &[u8], mapping: &str) -> (Vec<ImportedRow>, Vec<RejectedRow>) {
    let mut book = Book::open(Cursor::new(bytes.to_vec()), Mapping::parse(mapping).unwrap()).unwrap();
    let (mut imported, mut rejected) = (Vec::new(), Vec::new());
    while let Some(row) = book.next_row().unwrap() {
        match row {
            ReadRow::Imported(row) => imported.push(row),
            ReadRow::Rejected(row) => rejected.push(row),
        }
    }
    (imported, rejected)
}
