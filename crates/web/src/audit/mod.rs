//! Oversight of centres.

pub mod outcome;

pub(crate) use outcome::{endpoints, pages};
