//! One step with a protected person: its form, and what was refused.

use std::collections::BTreeMap;

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::ProtectedId;
use domain::access::Permission;
use maud::html;
use service::support::ProtectedSeen;
use service::{Failure, Problem};

use super::forms::{self, find};
use crate::approval::forms::languages;
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
    id: ProtectedId,
    lists: Lists,
}

impl Room<'_> {
    fn body(&self) -> bool {
        ask::may(self.desk, Permission::DecideProtected)
    }

    /// The page of the person, as the reader may see it.
    fn back(&self) -> String {
        if self.body() { format!("/protection/{}", self.id) } else { format!("/protected/{}", self.id) }
    }

    fn nav(&self) -> &'static str {
        if self.body() { "/protection" } else { "/protected" }
    }

    fn title(&self) -> String {
        self.desk.say(&format!("support-step-{}", self.kind.code.replace('_', "-")))
    }

    fn action(&self) -> String {
        format!("/protected/{}/steps/{}", self.id, self.kind.code)
    }
}

/// The person as the reader may see them: their own, or before the body.
pub(super) async fn seen(desk: &Desk, id: ProtectedId) -> Result<ProtectedSeen, Trouble> {
    let service = &desk.app.service;
    Ok(match ask::may(desk, Permission::DecideProtected) {
        true => service.protected_before_body(desk.access()?, id).await?,
        false => service.protected_person(desk.access()?, id).await?,
    })
}

async fn enter<'a>(desk: &'a Desk, id: &str, step: &str) -> Result<Room<'a>, Trouble> {
    let kind = find(step)?;
    let id: ProtectedId = ask::id("protected", id)?;
    seen(desk, id).await?;
    let services = desk.app.service.support_services().await?;
    let mut organisations: Vec<(String, String)> =
        services.into_iter().map(|s| (s.listed.organisation.to_string(), s.listed.name)).collect();
    organisations.dedup_by(|a, b| a.0 == b.0);
    let lists = Lists::from([("languages", languages(desk)), ("organisations", organisations)]);
    Ok(Room { desk, kind, id, lists })
}

/// `GET /protected/{protected}/steps/{step}`
pub(super) async fn show(
    desk: Desk,
    Path((id, step)): Path<(String, String)>,
    Query(asked): Query<BTreeMap<String, String>>,
) -> Answer {
    let room = enter(&desk, &id, &step).await?;
    let mut sent = Sent::default();
    ask::fill(&mut sent, &room.kind.form, &asked);
    Ok(draw(&room, &sent, &[]))
}

/// `POST /protected/{protected}/steps/{step}`
pub(super) async fn send(desk: Desk, Path((id, step)): Path<(String, String)>, sent: Sent) -> Answer {
    let room = enter(&desk, &id, &step).await?;
    let read = room.kind.form.read(&desk, &sent);
    let step = match read.and_then(|body| forms::step(room.kind.code, body).map_err(|p| vec![p])) {
        Ok(step) => step,
        Err(problems) => return Ok(draw(&room, &sent, &problems)),
    };
    match sent.door(&desk).take_support_step(desk.access()?, room.id, step).await {
        Ok(_) => Ok(Redirect::to(&room.back()).into_response()),
        Err(Failure::Refused { id, reading }) => Ok(refused(
            &desk,
            &Refusal {
                about: About {
                    nav: room.nav(),
                    crumbs: vec![Link::new(room.back(), room.id.to_string())],
                    cure: Box::new(|_| None),
                    back: Link::new(room.back(), desk.say("protected-back")),
                },
                here: room.title(),
                title: desk.say("support-refused"),
                under: html! { (desk.say("refused-number")) " " (code_id(&id)) },
                reading: &reading,
                action: room.action(),
                fields: fields(&room, &sent, &[]),
            },
        )),
        Err(other) => Ok(draw(&room, &sent, &ask::put_right(other)?)),
    }
}

/// The fields; the number of what the step is about is known already and stands hidden.
fn fields(room: &Room<'_>, sent: &Sent, problems: &[Problem]) -> maud::Markup {
    let numbered = room.kind.form.inputs.iter().any(|i| i.name == "number");
    let asked: Vec<&str> = room.kind.form.inputs.iter().map(|i| i.name).filter(|n| *n != "number").collect();
    html! {
        @if numbered {
            input type="hidden" name="number" value=(sent.text("number"));
            (room.kind.form.draw_asked(room.desk, &asked, sent, problems))
        } @else {
            (room.kind.form.draw(room.desk, &room.lists, sent, problems))
        }
    }
}

fn draw(room: &Room<'_>, sent: &Sent, problems: &[Problem]) -> Response {
    let desk = room.desk;
    let intro = format!("support-intro-{}", room.kind.code.replace('_', "-"));
    ask(
        desk,
        room.nav(),
        &Ask {
            title: room.title(),
            back: Link::new(room.back(), room.id.to_string()),
            intro: html! { @if desk.app.words.has("en", &intro) { p { (desk.say(&intro)) } } },
            action: room.action(),
            fields: fields(room, sent, problems),
            button: (Weight::Next, desk.say("support-write-down")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&room.kind.form], problems),
        },
    )
}
