//! Floor 5: HTML pages, the JSON API, the public site. The only HTTP.
//!
//! A request becomes a [`desk::Desk`] (language, who is signed in), is parsed once into a plan or fact, and is handed to
//! `service`. Whatever is not done comes back as a [`trouble::Trouble`], which one layer turns into a page or into
//! RFC 9457 problem details.

pub mod access;
pub mod api;
pub mod app;
pub mod approval;
mod ask;
pub mod case;
pub mod concern;
pub mod consent;
mod cookie;
pub mod desk;
pub mod donor_register;
pub mod expense;
pub mod followup;
pub mod form;
mod guard;
pub mod guideline;
pub mod indicator;
pub mod licence;
pub mod look;
pub mod network;
pub mod oversight;
pub mod pathway;
pub mod person;
pub mod portal;
mod refused;
pub mod registry;
pub mod rejection;
pub mod route;
pub mod say;
mod sent;
pub mod statistics;
mod step;
pub mod support;
pub mod tissue;
pub mod trace;
pub mod trouble;
pub mod vigilance;

pub use app::{App, AppOptions, router, serve};
pub use concern::ConcernHost;
