//! Floor 3: wire formats.
//!
//! Here are the old books of centres: a [`sheet`] opens a CSV file of whatever encoding and separator people send, a [`mapping`] says what its
//! columns mean, and [`import`] turns each row into facts, or rejects it with every reason at once. Nothing here stores anything, reads a clock or
//! decides: what contradicts itself is passed on, and only what cannot be read is rejected.

pub mod donor_register;
pub mod import;
pub mod mapping;
pub mod reference;
pub mod sheet;
pub mod temperature;
pub mod tissue;
