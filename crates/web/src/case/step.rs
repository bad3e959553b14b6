//! One step of a case: its form, and what the rules say where they refuse it.

use std::collections::BTreeMap;

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::CaseId;
use maud::{Markup, html};
use service::{CaseSeen, Failure, Problem};

use super::forms;
use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::Lists;
use crate::look::Link;
use crate::look::button::Weight;
use crate::look::code_id;
use crate::refused::{About, Refusal, refused};
use crate::sent::Sent;
use crate::step::StepKind;
use crate::trouble::{Answer, Trouble};

/// Everything a step's page is drawn from.
struct Room<'a> {
    desk: &'a Desk,
    kind: &'static StepKind,
    seen: CaseSeen,
    lists: Lists,
}

/// `GET /cases/{case}/steps/{step}`
pub(super) async fn show(
    desk: Desk,
    Path((number, kind)): Path<(String, String)>,
    Query(asked): Query<BTreeMap<String, String>>,
) -> Answer {
    let room = enter(&desk, &number, &kind).await?;
    let mut sent = Sent::default();
    ask::fill(&mut sent, &room.kind.form, &asked);
    Ok(draw(&room, &sent, &[]))
}

/// `POST /cases/{case}/steps/{step}`
pub(super) async fn send(desk: Desk, Path((number, kind)): Path<(String, String)>, sent: Sent) -> Answer {
    let room = enter(&desk, &number, &kind).await?;
    let id = room.seen.case.id;
    let read = room.kind.form.read(&desk, &sent);
    let step = match read.and_then(|body| forms::read(room.kind, body).map_err(|p| vec![p])) {
        Ok(step) => step,
        Err(wrong) => return Ok(draw(&room, &sent, &wrong)),
    };
    match sent.door(&desk).take_case_step(desk.access()?, id, step).await {
        // Whoever released themselves does not see the case any more.
        Ok(_) if room.kind.code == "team_left" => Ok(Redirect::to("/cases").into_response()),
        Ok(_) => Ok(Redirect::to(&format!("/cases/{id}")).into_response()),
        Err(Failure::Refused { id: plan, reading }) => Ok(refused(
            &desk,
            &Refusal {
                about: about(&desk, id),
                here: desk.say(&title(room.kind)),
                title: desk.say("case-refused"),
                under: html! { (desk.say("refused-number")) " " (code_id(&plan)) },
                reading: &reading,
                action: format!("/cases/{id}/steps/{}", room.kind.code),
                fields: room.kind.form.draw(&desk, &room.lists, &sent, &[]),
            },
        )),
        Err(other) => Ok(draw(&room, &sent, &ask::put_right(other)?)),
    }
}

/// The way to a case, for refusals.
pub(super) fn about(desk: &Desk, id: CaseId) -> About<'_> {
    About {
        nav: "/cases",
        crumbs: vec![Link::new("/cases", desk.say("nav-cases")), back(desk, id)],
        cure: Box::new(|_| None),
        back: back(desk, id),
    }
}

/// The way back to a case.
pub(super) fn back(desk: &Desk, id: CaseId) -> Link {
    Link::new(format!("/cases/{id}"), desk.say("case-back"))
}

async fn enter<'a>(desk: &'a Desk, number: &str, kind: &str) -> Result<Room<'a>, Trouble> {
    let kind = forms::find(kind)?;
    ask::require(desk, kind.permission)?;
    let seen = desk.app.service.case(desk.access()?, ask::id("case", number)?).await?;
    let centres = if kind.code == "party_added" { forms::centres(desk).await? } else { Vec::new() };
    let lists = forms::lists(desk, &seen, centres);
    Ok(Room { desk, kind, seen, lists })
}

/// Key of a step's title.
pub(super) fn title(kind: &StepKind) -> String {
    format!("case-step-{}-title", kind.code.replace('_', "-"))
}

fn draw(room: &Room<'_>, sent: &Sent, problems: &[Problem]) -> Response {
    let (desk, id) = (room.desk, room.seen.case.id);
    let grave = matches!(room.kind.code, "closed" | "team_left");
    ask(
        desk,
        "/cases",
        &Ask {
            title: desk.say(&title(room.kind)),
            back: back(desk, id),
            intro: intro(room),
            action: format!("/cases/{id}/steps/{}", room.kind.code),
            fields: room.kind.form.draw(desk, &room.lists, sent, problems),
            button: (if grave { Weight::Grave } else { Weight::Next }, desk.say("save")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&room.kind.form], problems),
        },
    )
}

/// What is said before the form.
fn intro(room: &Room<'_>) -> Markup {
    let text = format!("case-step-{}-text", room.kind.code.replace('_', "-"));
    html! { @if room.desk.app.words.has("en", &text) { p { (room.desk.say(&text)) } } }
}
