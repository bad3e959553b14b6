//! Rejected procedures: the list, the form, one with what was done since, and the figures with each crime apart.
//!
//! | page | who |
//! |---|---|
//! | list, one rejection, figures of any days | whoever may read them; a centre reads what it wrote itself |
//! | the form, what was done since | whoever may write them down |
//! | where the two people stood since | evaluators, boards and investigators |
//! | figures of finished years | everybody |

mod api;
mod figures;
mod form;
mod list;
mod page;

use domain::access::Permission;
use domain::approval::{Favour, Pair};
use maud::{Markup, html};

use crate::ask;
use crate::desk::Desk;
use crate::look::button::{Weight, go};
use crate::look::notice::{Panel, panel};
use crate::look::{Link, code_id};
use crate::route::{Needs, Page};
use crate::trouble::Trouble;

pub(crate) use api::endpoints;
pub use form::{DONOR, RECIPIENT, REJECTION};
pub use page::FOLLOW;

/// Pages.
pub(crate) fn pages() -> Vec<Page> {
    const READ: Needs = Needs::One(Permission::ReadRejection);
    const RECORD: Needs = Needs::One(Permission::RecordRejection);
    vec![
        Page::get("/rejections", READ, list::show).in_nav("nav-rejections"),
        Page::get("/rejections/new", RECORD, form::show),
        Page::post("/rejections/new", RECORD, form::send),
        Page::get("/rejections/figures", READ, figures::show),
        Page::get("/rejections/figures.csv", READ, figures::file),
        Page::get("/rejections/{rejection}", READ, page::show),
        Page::post("/rejections/{rejection}/follow", RECORD, page::follow),
        Page::get("/figures/rejections", Needs::Nothing, figures::public),
        Page::get("/figures/rejections.csv", Needs::Nothing, figures::public_file),
    ]
}

/// Where a rejection of this pair is written down.
pub(crate) fn form_for(pair: &Pair) -> String {
    format!("/rejections/new?pair={}", pair.id)
}

/// Whether whoever is signed in may write down the rejection of a pair to which a body has just said no.
pub(crate) fn follows(desk: &Desk, favour: Favour) -> bool {
    favour == Favour::Unfavourable && ask::may(desk, Permission::RecordRejection)
}

/// The rejections of a pair for whoever may read them, and the way to write one down.
pub(crate) async fn of_pair(desk: &Desk, pair: &Pair) -> Result<Markup, Trouble> {
    if !ask::may(desk, Permission::ReadRejection) {
        return Ok(html! {});
    }
    let found = desk.app.service.rejections_of_pair(desk.access()?, pair.id).await?;
    let refused = pair.decisions.last().is_some_and(|d| d.step.favour == Favour::Unfavourable);
    let weight = if refused && found.is_empty() { Weight::Next } else { Weight::Other };
    let body = html! {
        @if refused && found.is_empty() { p { (desk.say("rejection-not-written")) } }
        @for id in &found { p { a href={ "/rejections/" (id) } { (code_id(&id.to_string())) } } }
        @if ask::may(desk, Permission::RecordRejection) {
            (go(weight, &Link::new(form_for(pair), desk.say("rejection-verb"))))
        }
    };
    Ok(panel(Panel::Bare, &desk.say("nav-rejections"), &body))
}
