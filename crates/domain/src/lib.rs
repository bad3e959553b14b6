//! Floor 2: the capabilities as pure decisions.
//!
//! A capability is a folder with the same name on every floor. Here it holds its types, its records and how they
//! fold from events, its rules (one file each) and two functions: `gate` for a plan, `keep` for a fact. Nothing in
//! this crate reads a clock, a database or chance; `now`, ids and situations are arguments.

pub mod access;
pub mod approval;
pub mod case;
pub mod concern;
pub mod consent;
mod decision;
pub mod donor_register;
mod event;
pub mod expense;
pub mod followup;
pub mod guideline;
pub mod indicator;
pub mod licence;
pub mod network;
pub mod oversight;
pub mod pathway;
pub mod person;
mod private;
pub mod registry;
pub mod rejection;
pub mod rules;
pub mod statistics;
pub mod support;
pub mod tissue;
pub mod trace;
pub mod vigilance;
mod words;

pub use decision::{Kept, Verdict};
pub use event::{Draft, Past, Record, Subject, Unfoldable, Vault};
pub use private::Private;
