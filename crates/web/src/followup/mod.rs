//! Follow-up: the worklist with its two pictures, one person's visits, and the writing down of a visit.

mod csv;
mod filter;
mod function;
mod how;
mod list;
mod rows;
mod subject;
mod survival;
mod visit;

use axum::Router;
use axum::routing::get;

use crate::app::App;

pub use visit::{DONOR_VISIT, RECIPIENT_VISIT};

/// Routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/follow-up", get(list::show))
        .route("/follow-up.csv", get(list::download))
        .route("/follow-up/how", get(how::show))
        .route("/follow-up/survival.csv", get(survival::download))
        .route("/follow-up/{subject}", get(subject::show))
        .route("/visits/{id}", get(visit::show).post(visit::send))
}
