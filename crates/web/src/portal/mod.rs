//! The public site, the demo's door, and what is said when something was not done.

mod demo;
mod door;
mod law;
mod log;
mod markdown;
mod public;
mod rules;
pub(crate) mod trouble_page;

use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use domain::access::Permission;
use maud::Markup;
use serde::Deserialize;

use crate::app::App;
use crate::cookie::{Cookie, inside};
use crate::desk::{Desk, LANGUAGES};
use crate::look::asset::ASSETS;
use crate::look::{Link, shell};
use crate::route::{Needs, Page};
use crate::trouble::Trouble;
pub(crate) use trouble_page::trouble_page;

/// Pages of the public site and of the log.
pub(crate) fn pages() -> Vec<Page> {
    const LOG: Needs = Needs::One(Permission::ReadLog);
    vec![
        Page::get("/", Needs::Nothing, public::start),
        Page::get("/public", Needs::Nothing, public::site),
        Page::get("/figures", Needs::Nothing, public::figures),
        Page::get("/law", Needs::Nothing, law::in_force),
        Page::get("/law/compare", Needs::Nothing, law::compare),
        Page::get("/rules", Needs::Nothing, rules::list),
        Page::get("/rules/{code}", Needs::Nothing, rules::one),
        Page::get("/log", LOG, log::page).in_nav("nav-log"),
        Page::get("/log/check", Needs::Nothing, log::check),
        Page::get("/log/checkpoint", Needs::Nothing, log::checkpoint),
        Page::get("/log/tile/{level}/{*index}", Needs::Nothing, log::tile),
        Page::get("/log/proof", Needs::Session, log::ask_proof),
        Page::get("/log/proof/{event}", LOG, log::proof),
        Page::get("/language/{tag}", Needs::Nothing, language),
        Page::get("/theme/{name}", Needs::Nothing, theme),
        Page::get("/assets/{name}", Needs::Nothing, asset),
    ]
}

/// The demo's door; these pages exist in a demonstration only.
pub(crate) fn demo_pages() -> Vec<Page> {
    vec![
        Page::get("/demo", Needs::Nothing, demo::page),
        Page::post("/demo/enter", Needs::Nothing, door::enter),
        Page::get("/demo/letters", Needs::Nothing, crate::donor_register::demo_letters),
    ]
}

/// A page for everybody: with the navigation of the reader's role, or of the public site when nobody is signed in.
pub(crate) fn public_page(desk: &Desk, title: &str, here: &str, hero: Option<Markup>, body: &Markup) -> Response {
    let mut frame = desk.shell(title, here);
    frame.hero = hero;
    if desk.session.is_none() {
        let nav = [
            ("/register", "public-nav-register"),
            ("/centres", "public-nav-centres"),
            ("/figures", "public-nav-figures"),
            ("/law", "public-nav-law"),
            ("/rules", "public-nav-rules"),
            ("/sign-in", "public-nav-sign-in"),
        ];
        frame.nav.front = nav.iter().map(|(href, key)| Link::new(*href, desk.say(key))).collect();
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

impl Back {
    /// Only addresses of this site are gone back to.
    fn inside(&self) -> &str {
        self.to.as_deref().and_then(inside).unwrap_or("/")
    }
}

async fn language(State(app): State<App>, Path(tag): Path<String>, Query(back): Query<Back>) -> Response {
    let known = LANGUAGES.iter().find(|(t, _)| *t == tag).map_or("en", |(t, _)| *t);
    Cookie::Language.lead(app.options, Some(known), back.inside())
}

async fn theme(State(app): State<App>, Path(name): Path<String>, Query(back): Query<Back>) -> Response {
    let known = ["light", "dark", "system"].into_iter().find(|n| *n == name).unwrap_or("system");
    Cookie::Theme.lead(app.options, Some(known), back.inside())
}

async fn asset(Path(name): Path<String>) -> Response {
    match ASSETS.iter().find(|a| a.name == name) {
        Some(asset) => (
            [(header::CONTENT_TYPE, asset.media_type), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")],
            asset.text,
        )
            .into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}
