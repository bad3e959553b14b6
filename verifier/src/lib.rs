//! Checks an evidence pack (`docs/reference/evidence-pack.md`) with nothing but the file and a public key.
//!
//! It was written from the frozen format (`docs/adr/0002-event-envelope-and-log.md`) and uses no line of the program that
//! makes packs, so that one mistake cannot agree with itself.

mod canonical;
mod merkle;
mod note;
mod pack;
mod part;

pub use pack::{Checked, Event, Record, check};

/// What differs, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The place in the file: `records.0.events.2.salt`.
    pub place: String,
    /// What is wrong there.
    pub why: String,
}

impl Difference {
    fn new(place: impl Into<String>, why: impl Into<String>) -> Self {
        Self { place: place.into(), why: why.into() }
    }
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.place, self.why)
    }
}

impl std::error::Error for Difference {}
