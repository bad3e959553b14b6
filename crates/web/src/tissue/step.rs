//! The form of a step: planned where no time is given, kept where one is.

use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::CentreId;
use domain::access::Permission;
use maud::{Markup, html};
use service::tissue::{TissueStep, UnitPage};
use service::{Failure, Problem};

use super::amount;
use super::forms::{self, APPLY, COLLECT};
use crate::approval::forms::{WHEN, lists};
use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Lists};
use crate::look::button::Weight;
use crate::look::{Link, code_id};
use crate::refused::{About, Refusal, refused};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

struct Room {
    centre: CentreId,
    unit: Option<UnitPage>,
    lists: Lists,
}

fn permission(form: &Form) -> Permission {
    if form.name == APPLY.name { Permission::ApplyTissue } else { Permission::HandleTissue }
}

async fn enter(desk: &Desk, form: &Form, unit: Option<&str>) -> Result<Room, Trouble> {
    ask::require(desk, permission(form))?;
    let access = desk.access()?;
    let centre = access.centre.ok_or(Failure::Denied { hidden: false })?;
    let unit = match unit {
        Some(id) => Some(desk.app.service.tissue_unit(access, ask::id("unit", id)?).await?),
        None => None,
    };
    Ok(Room { centre, unit, lists: lists(desk, access, &[]).await? })
}

impl Room {
    fn address(&self, form: &Form) -> String {
        match &self.unit {
            Some(page) => format!("/tissues/{}/{}", page.unit.id, form.name),
            None => format!("/tissues/{}", form.name),
        }
    }

    fn back(&self, desk: &Desk) -> Link {
        match &self.unit {
            Some(page) => Link::new(format!("/tissues/{}", page.unit.id), desk.say("tissue-back-unit")),
            None => Link::new("/tissues", desk.say("tissue-back")),
        }
    }

    fn says(&self, desk: &Desk) -> Markup {
        html! {
            @if let Some(page) = &self.unit {
                p { b { (desk.term(page.unit.entered.kind.code())) } " " (code_id(&page.unit.id.to_string())) " · "
                    (desk.say("tissue-left")) ": " (amount(desk, page.unit.left())) }
            }
        }
    }
}

/// GET of a step's form.
pub(super) async fn show(desk: &Desk, form: &Form, unit: Option<&str>) -> Answer {
    let room = enter(desk, form, unit).await?;
    let mut sent = Sent::default();
    if let Some(page) = room.unit.as_ref().filter(|p| p.unit.left().is_some()) {
        sent.put("amount", &page.unit.left().value.normalize().to_string());
    }
    Ok(draw(desk, form, &room, &sent, &[]))
}

/// POST of a step's form.
pub(super) async fn send(desk: &Desk, form: &Form, unit: Option<&str>, sent: Sent) -> Answer {
    let room = enter(desk, form, unit).await?;
    let told = match read(desk, form, &room, &sent) {
        Ok(told) => told,
        Err(wrong) => return Ok(draw(desk, form, &room, &sent, &wrong)),
    };
    match sent.door(desk).tissue_step(desk.access()?, told).await {
        Ok((done, _)) => {
            let to = done.units.first().copied().or_else(|| room.unit.as_ref().map(|p| p.unit.id));
            let to = to.map_or_else(|| "/tissues".to_owned(), |id| format!("/tissues/{id}"));
            Ok(Redirect::to(&to).into_response())
        }
        Err(Failure::Refused { id, reading }) => Ok(refused(
            desk,
            &Refusal {
                about: About {
                    nav: "/tissues",
                    crumbs: vec![room.back(desk)],
                    cure: Box::new(|rule| (rule == "REG-024").then(|| Link::new("/centres", desk.say("cure-centres")))),
                    back: room.back(desk),
                },
                here: desk.say(&format!("tissue-step-{}", form.name)),
                title: desk.say("refused-plan"),
                under: html! { (room.says(desk)) (code_id(&id)) },
                reading: &reading,
                action: room.address(form),
                fields: fields(desk, form, &room, &sent, &[]),
            },
        )),
        Err(other) => {
            let wrong: Vec<Problem> = ask::put_right(other)?.into_iter().map(|p| forms::beside(form, p)).collect();
            Ok(draw(desk, form, &room, &sent, &wrong))
        }
    }
}

fn read(desk: &Desk, form: &Form, room: &Room, sent: &Sent) -> Result<TissueStep, Vec<Problem>> {
    let (body, when) = (form.read(desk, sent), WHEN.read(desk, sent));
    let (body, mut when) = match (body, when) {
        (Ok(body), Ok(when)) => (body, when),
        (body, when) => return Err([body.err(), when.err()].into_iter().flatten().flatten().collect()),
    };
    let happened = ask::happened(desk, &mut when).map_err(|p| vec![p])?;
    let step = forms::step(desk, form, room.unit.as_ref().map(|p| &p.unit), body).map_err(|p| vec![p])?;
    Ok(TissueStep { step, centre: room.centre, happened })
}

fn fields(desk: &Desk, form: &Form, room: &Room, sent: &Sent, problems: &[Problem]) -> Markup {
    html! {
        (WHEN.draw(desk, &room.lists, sent, problems))
        (form.draw(desk, &room.lists, sent, problems))
    }
}

fn draw(desk: &Desk, form: &Form, room: &Room, sent: &Sent, problems: &[Problem]) -> Response {
    let person = match form.name {
        name if name == COLLECT.name => Some(Link::new("/tissues/donor", desk.say("tissue-donor-title"))),
        name if name == APPLY.name => Some(Link::new("/tissues/recipient", desk.say("tissue-recipient-title"))),
        _ => None,
    };
    ask(
        desk,
        "/tissues",
        &Ask {
            title: desk.say(&format!("tissue-{}-title", form.name)),
            back: room.back(desk),
            intro: html! {
                (room.says(desk))
                p { (desk.say("tissue-when-text")) }
                @if let Some(person) = &person { p { (person.markup()) } }
            },
            action: room.address(form),
            fields: fields(desk, form, room, sent, problems),
            button: (Weight::Next, desk.say("tissue-done")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&WHEN, form], problems),
        },
    )
}
