//! The demo country.
