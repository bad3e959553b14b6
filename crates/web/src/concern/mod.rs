//! Concerns: the reporting page, the mailbox, and the pages of those who read.
//!
//! Under `/concern` nobody is asked who they are: no session is looked at, no address, nothing is written down of whoever asks.
//! These pages may have a host of their own ([`ConcernHost`]), where nothing else answers.
//! Under `/concerns` read those to whom something was sealed, in their own browser.

mod api;
mod arrive;
mod door;
pub(crate) mod host;
mod keys;
mod list;
mod mailbox;
mod offline;
mod one;
mod questions;

use axum::response::{Html, IntoResponse, Response};
use data_encoding::BASE64;
use domain::access::Permission;
use ledger::Hash;
use maud::Markup;

use crate::desk::Desk;
use crate::look::asset::{Asset, CONCERN, CONCERN_MAILBOX};
use crate::look::shell::Nav;
use crate::look::{Link, shell};
use crate::route::{Needs, Page};

pub(crate) use api::endpoints;
pub use host::ConcernHost;

/// Where somebody lands who leaves at once: an ordinary page that nobody wonders about.
const ELSEWHERE: &str = "https://www.wikipedia.org/";

/// Pages.
pub(crate) fn pages() -> Vec<Page> {
    const READ: Needs = Needs::One(Permission::ReadConcern);
    const WORK: Needs = Needs::One(Permission::WorkConcern);
    vec![
        Page::get("/concern", Needs::Nothing, door::show),
        Page::get("/concern/report", Needs::Nothing, questions::show),
        Page::get("/concern/offline", Needs::Nothing, offline::download),
        Page::get("/concern/hand-in", Needs::Nothing, offline::hand_in),
        Page::get("/concern/script", Needs::Nothing, door::scripts),
        Page::get("/concern/mailbox", Needs::Nothing, mailbox::show),
        Page::post("/concern/post", Needs::Nothing, arrive::take),
        Page::post("/concern/mailbox/read", Needs::Nothing, mailbox::read),
        Page::get("/concerns", READ, list::show).in_nav("nav-concerns"),
        Page::get("/concerns/enter", WORK, questions::enter),
        Page::get("/concerns/keys", READ, keys::show),
        Page::post("/concerns/keys/{key}/check", WORK, keys::check),
        Page::post("/concerns/keys/{key}/leave", WORK, keys::leave),
        Page::get("/concerns/{concern}", READ, one::show),
    ]
}

/// Whether an address is one at which nobody is asked who they are.
#[must_use]
pub fn asks_nobody(path: &str) -> bool {
    path == "/concern" || path.starts_with("/concern/")
}

/// SHA-256 of each script of the reporting side, hex: what stands in the log.
#[must_use]
pub fn script_digests() -> Vec<String> {
    SCRIPTS.iter().map(|script| digest(script).to_string()).collect()
}

/// The scripts of the reporting side.
const SCRIPTS: [Asset; 2] = [CONCERN, CONCERN_MAILBOX];

fn digest(script: &Asset) -> Hash {
    Hash::of(&[script.text.as_bytes()])
}

/// A page of the reporting side: one script, a way out, and nothing of any role.
pub(crate) fn quiet_page(desk: &Desk, title: &str, body: &Markup, script: &Asset) -> Response {
    let mut frame = desk.shell(title, "/concern");
    frame.nav = Nav::default();
    frame.only = Some((script.href(), format!("sha256-{}", BASE64.encode(digest(script).as_bytes()))));
    frame.leave = Some(Link::new(ELSEWHERE, desk.say("rep-leave")));
    Html(shell(&frame, body).into_string()).into_response()
}

/// A fingerprint in groups that two people can read to one another.
fn fingerprint(hex: &str) -> Markup {
    let groups: Vec<&str> = hex.as_bytes().chunks(4).filter_map(|four| std::str::from_utf8(four).ok()).collect();
    maud::html! { span dir="ltr" { @for group in groups { bdi.code { (group) } " " } } }
}
