//! Pages of signs: the published catalogue, what to look for at a step, what was found and how it was answered.
//!
//! | page | who |
//! |---|---|
//! | the catalogue | everybody |
//! | signs around a pair, the look at a step | whoever may look; hits for whoever may read |
//! | an answer, a second look | whoever may answer |
//! | the entrance | the border officer |

mod answer;
mod api;
mod catalogue;
mod entrance;
mod list;
mod look;
mod page;

use domain::access::Permission;
use domain::indicator::{Sight, Version};
use law::param::{Sign, SignStage, Signal};
use maud::{Markup, html};

use crate::ask;
use crate::desk::Desk;
use crate::look::Link;
use crate::look::button::{Weight, go};
use crate::look::notice::{Panel, panel};
use crate::route::{Needs, Page};

pub(crate) use api::endpoints;

/// Pages.
pub(crate) fn pages() -> Vec<Page> {
    const READ: Needs = Needs::One(Permission::ReadIndicator);
    const LOOK: Needs = Needs::One(Permission::RecordIndicator);
    const ANSWER: Needs = Needs::One(Permission::AnswerIndicator);
    const ENTRANCE: Needs = Needs::One(Permission::RecordEntrance);
    vec![
        Page::get("/indicators", Needs::Nothing, catalogue::show),
        Page::get("/signs", READ, list::show).in_nav("nav-signs"),
        Page::get("/entrance", ENTRANCE, entrance::show).in_nav("nav-entrance"),
        Page::post("/entrance", ENTRANCE, entrance::send),
        Page::get("/pairs/{pair}/signs", LOOK, page::show),
        Page::get("/pairs/{pair}/signs/look", LOOK, look::show),
        Page::post("/pairs/{pair}/signs/look", LOOK, look::send),
        Page::get("/pairs/{pair}/signs/answer", ANSWER, answer::show),
        Page::post("/pairs/{pair}/signs/answer", ANSWER, answer::send),
        Page::get("/pairs/{pair}/signs/review", ANSWER, answer::show_review),
        Page::post("/pairs/{pair}/signs/review", ANSWER, answer::send_review),
    ]
}

/// The words of a sign.
fn words(desk: &Desk, sign: &str) -> String {
    desk.say(&format!("sign-{}", sign.to_ascii_lowercase()))
}

/// The heading of a step.
fn stage_words(desk: &Desk, stage: SignStage) -> String {
    desk.say(&format!("sign-stage-{}", stage.code()))
}

/// What was answered to a sign.
fn sight_words(desk: &Desk, sight: Sight) -> String {
    desk.say(&format!("signs-sight-{}", sight.code().replace('_', "-")))
}

/// Which catalogue, in one line.
fn version_words(desk: &Desk, version: &Version) -> String {
    format!("{}, {}", version.profile, desk.date(version.from))
}

/// Sign, source and catalogue, in one line.
fn source_words(desk: &Desk, sign: &Sign, version: &Version) -> String {
    let values = [
        ("sign", sign.id.clone().into()),
        ("source", sign.source.clone().into()),
        ("version", version_words(desk, version).into()),
    ];
    desk.say_with("signs-source", &values)
}

/// The step at which the signs of a task can be seen.
fn stage_of(step: &str) -> Option<SignStage> {
    match step {
        "identity_checked" | "relation_proved" => Some(SignStage::Documents),
        "interviewed" | "evaluated" => Some(SignStage::Evaluation),
        "vote_cast" | "decided" => Some(SignStage::Authorisation),
        "care_planned" => Some(SignStage::Aftercare),
        _ => None,
    }
}

/// What to look for while a step of the task list is taken, for whoever stands there.
pub(crate) fn at_step(desk: &Desk, pair: impl std::fmt::Display, step: &str) -> Markup {
    let role = desk.session.as_ref().map(|s| s.access.role);
    let here = stage_of(step).filter(|s| role.is_some_and(|r| domain::indicator::stands_at(r, *s)));
    let Some(stage) = here.filter(|_| ask::may(desk, Permission::RecordIndicator)) else { return html! {} };
    let catalogue = desk.app.service.sign_catalogue();
    let signs: Vec<&Sign> =
        catalogue.signs.iter().filter(|s| s.stage == stage && s.signal != Signal::Context).collect();
    let to = Link::new(format!("/pairs/{pair}/signs/look?stage={}", stage.code()), desk.say("signs-verb"));
    let body = html! {
        p { (desk.say("signs-panel-text")) }
        ul {
            @for sign in &signs {
                li { (words(desk, &sign.id)) br; span.under { (source_words(desk, sign, &catalogue.version)) } }
            }
        }
        (go(Weight::Other, &to))
    };
    html! { @if !signs.is_empty() { (panel(Panel::Sheet, &desk.say("signs-panel"), &body)) } }
}

/// The way from a pair's file to its signs, for whoever looks.
pub(crate) fn of_pair(desk: &Desk, pair: impl std::fmt::Display) -> Markup {
    let body = html! { p { (desk.say("signs-panel-text")) } p { a href={ "/pairs/" (pair) "/signs" } { (desk.say("signs-title")) } } };
    html! {
        @if ask::may(desk, Permission::RecordIndicator) { (panel(Panel::Bare, &desk.say("nav-signs"), &body)) }
    }
}
