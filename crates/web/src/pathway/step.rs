//! One step of a possible donor's file: the form for whoever may write it down.

use std::collections::BTreeMap;

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::PathwayId;
use domain::pathway::Step;
use maud::{Markup, html};
use service::{PathwayFile, Problem};

use super::forms;
use super::results;
use crate::approval::forms::WHEN;
use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::look::TagKind;
use crate::look::button::Weight;
use crate::look::notice::notice;
use crate::sent::Sent;
use crate::step::StepKind;
use crate::trouble::{Answer, Trouble};

/// Steps that a person answers for with their name.
const SIGNED: &[&str] = &["death_certified", "family_asked", "family_declared", "blood_group_found", "risk_weighed"];

/// Everything a step's page is drawn from.
struct Room<'a> {
    desk: &'a Desk,
    kind: &'static StepKind,
    file: PathwayFile,
}

/// `GET /pathways/{pathway}/steps/{step}`
pub(super) async fn show(
    desk: Desk,
    Path((number, kind)): Path<(String, String)>,
    Query(asked): Query<BTreeMap<String, String>>,
) -> Answer {
    let room = enter(&desk, &number, &kind).await?;
    let missing: Vec<String> = match room.kind.code {
        "risk_weighed" => room.file.missing.iter().map(|m| format!("missing={}", m.code())).collect(),
        _ => Vec::new(),
    };
    let mut sent = Sent::parse(missing.join("&").as_bytes());
    if let Some(way) = room.file.pathway.way {
        sent.put("criteria", domain::pathway::Criteria::of(way).code());
    }
    sent.put("weighs", "usual");
    ask::fill(&mut sent, &room.kind.form, &asked);
    sent.put("happened_at", &ask::now_typed(&desk));
    Ok(draw(&room, &sent, &[]))
}

/// `POST /pathways/{pathway}/steps/{step}`
pub(super) async fn send(desk: Desk, Path((number, kind)): Path<(String, String)>, sent: Sent) -> Answer {
    let room = enter(&desk, &number, &kind).await?;
    let (step, happened) = match read(&room, &sent) {
        Ok(read) => read,
        Err(wrong) => return Ok(draw(&room, &sent, &wrong)),
    };
    let id = room.file.pathway.id;
    match sent.door(&desk).take_pathway_step(desk.access()?, id, step, happened).await {
        Ok(_) => Ok(Redirect::to(&format!("/pathways/{id}")).into_response()),
        Err(other) => Ok(draw(&room, &sent, &super::result::placed(ask::put_right(other)?))),
    }
}

async fn enter<'a>(desk: &'a Desk, number: &str, kind: &str) -> Result<Room<'a>, Trouble> {
    let kind = forms::find(kind)?;
    ask::require(desk, kind.permission)?;
    let id: PathwayId = ask::id("pathway", number)?;
    let file = desk.app.service.pathway(desk.access()?, id).await?;
    Ok(Room { desk, kind, file })
}

fn key(kind: &StepKind) -> String {
    kind.code.replace('_', "-")
}

type Read = (Step, Option<codes::time::Happened>);

fn read(room: &Room<'_>, sent: &Sent) -> Result<Read, Vec<Problem>> {
    let desk = room.desk;
    let (body, when) = (room.kind.form.read(desk, sent), WHEN.read(desk, sent));
    let (body, mut when) = match (body, when) {
        (Ok(body), Ok(when)) => (body, when),
        (body, when) => return Err([body.err(), when.err()].into_iter().flatten().flatten().collect()),
    };
    let happened = ask::happened(desk, &mut when).map_err(|p| vec![p])?;
    let body = match room.kind.code {
        "result_told" => super::result::told(desk, body)?,
        "critical_seen" => super::result::place(desk, body).map_err(|p| vec![p])?,
        _ => body,
    };
    let step = forms::step(room.kind.code, body).map_err(|p| vec![p])?;
    Ok((step, happened))
}

fn draw(room: &Room<'_>, sent: &Sent, problems: &[Problem]) -> Response {
    let (desk, id) = (room.desk, room.file.pathway.id);
    let mut lists = forms::lists(desk);
    lists.insert("unseen", super::result::unseen(desk, &room.file));
    ask(
        desk,
        "/pathways",
        &Ask {
            title: desk.say(&format!("pathway-step-{}-title", key(room.kind))),
            back: super::file::back(desk, id),
            intro: intro(room),
            action: format!("/pathways/{id}/steps/{}", room.kind.code),
            fields: html! {
                (room.kind.form.draw(desk, &lists, sent, problems))
                (WHEN.draw(desk, &lists, sent, problems))
            },
            button: (if room.kind.code == "lost" { Weight::Grave } else { Weight::Next }, desk.say("save")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&room.kind.form, &WHEN], problems),
        },
    )
}

/// What is said before the form.
fn intro(room: &Room<'_>) -> Markup {
    let desk = room.desk;
    let text = format!("pathway-step-{}-text", key(room.kind));
    html! {
        p { (super::file::name(desk, &room.file)) }
        @if desk.app.words.has("en", &text) { p { (desk.say(&text)) } }
        @if SIGNED.contains(&room.kind.code) { (notice(TagKind::With, &html! { (desk.say("pathway-you-sign")) })) }
        @if room.kind.code == "result_told" { (results::units(desk)) }
        @if matches!(room.kind.code, "critical_seen" | "result_told") { (results::results(desk, &room.file)) }
    }
}
