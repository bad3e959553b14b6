//! Pages of consent: the text in two languages, the answer, the signature before witnesses.

mod page;
mod sign;
mod text;

use axum::Router;
use axum::routing::get;

use crate::app::App;

/// Routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/pairs/{id}/consent", get(page::show).post(page::send))
        .route("/pairs/{id}/consent/sign", get(sign::show).post(sign::send))
}
