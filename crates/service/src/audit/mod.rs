//! Oversight of centres.

pub(crate) mod outcome;
