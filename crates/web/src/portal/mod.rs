//! The public site, the demo's door, and what is said when something was not done.

mod demo;
mod door;
mod law;
mod log;
mod markdown;
mod public;
mod rules;
pub(crate) mod trouble_page;

use axum::Router;
use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::Markup;
use serde::Deserialize;

use crate::app::App;
use crate::desk::{Desk, LANGUAGES};
use crate::look::{Link, shell};
use crate::trouble::Trouble;
pub(crate) use trouble_page::trouble_page;

/// Public routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/", get(public::start))
        .route("/public", get(public::site))
        .route("/figures", get(public::figures))
        .route("/law", get(law::in_force))
        .route("/law/compare", get(law::compare))
        .route("/rules", get(rules::list))
        .route("/rules/{code}", get(rules::one))
        .route("/log", get(log::page))
        .route("/log/check", get(log::check))
        .route("/log/checkpoint", get(log::checkpoint))
        .route("/log/tile/{level}/{*index}", get(log::tile))
        .route("/log/proof", get(log::ask_proof))
        .route("/log/proof/{event}", get(log::proof))
        .route("/language/{tag}", get(language))
        .route("/theme/{name}", get(theme))
}

/// The demo's door; these routes exist in a demonstration only.
pub fn demo_routes() -> Router<App> {
    Router::new().route("/demo", get(demo::page)).route("/demo/enter", post(door::enter))
}

/// A page for everybody: with the navigation of the reader's role, or of the public site when nobody is signed in.
pub(crate) fn public_page(desk: &Desk, title: &str, here: &str, hero: Option<Markup>, body: &Markup) -> Response {
    let mut frame = desk.shell(title, here);
    frame.hero = hero;
    if desk.session.is_none() {
        let nav = [
            ("/centres", "public-nav-centres"),
            ("/figures", "public-nav-figures"),
            ("/law", "public-nav-law"),
            ("/rules", "public-nav-rules"),
            ("/sign-in", "public-nav-sign-in"),
        ];
        frame.nav = nav.iter().map(|(href, key)| Link::new(*href, desk.say(key))).collect();
    }
    Html(shell(&frame, body).into_string()).into_response()
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
    inside(query.to.as_deref().unwrap_or("/")).unwrap_or("/")
}

/// The address, if it is one of this site.
fn inside(to: &str) -> Option<&str> {
    Some(to).filter(|to| {
        to.starts_with('/') && !to.starts_with("//") && !to.contains('\\') && !to.contains(char::is_control)
    })
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
