//! The public site, the demo's door, and what is said when something was not done.

mod public;
mod trouble_page;

use axum::Router;
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use serde::Deserialize;

use crate::app::App;
use crate::desk::LANGUAGES;
use crate::trouble::Trouble;
pub(crate) use trouble_page::trouble_page;

/// Public routes.
pub fn routes() -> Router<App> {
    Router::new().route("/", get(public::start)).route("/language/{tag}", get(language)).route("/theme/{name}", get(theme))
}

/// The demo's door; these routes exist in a demonstration only.
pub fn demo_routes() -> Router<App> {
    Router::new()
}

pub(crate) async fn nothing_here() -> Trouble {
    service::Problem::new("not_found", "address", "an address of this site").into()
}

#[derive(Deserialize)]
struct Back {
    to: Option<String>,
}

/// Only addresses of this site are gone back to.
fn back(query: &Back) -> &str {
    query.to.as_deref().filter(|to| to.starts_with('/') && !to.starts_with("//") && !to.contains('\\')).unwrap_or("/")
}

fn keep(name: &str, value: &str, to: &str) -> Response {
    let cookie = format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly");
    ([(header::SET_COOKIE, cookie)], Redirect::to(to)).into_response()
}

async fn language(Path(tag): Path<String>, Query(query): Query<Back>) -> Response {
    let known = LANGUAGES.iter().find(|(t, _)| *t == tag).map_or("en", |(t, _)| *t);
    keep("donare_lang", known, back(&query))
}

async fn theme(Path(name): Path<String>, Query(query): Query<Back>) -> Response {
    let known = ["light", "dark", "system"].into_iter().find(|n| *n == name).unwrap_or("system");
    keep("donare_theme", known, back(&query))
}
