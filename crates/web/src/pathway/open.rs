//! A file is opened; later it becomes known who the person is.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::PathwayId;
use domain::access::Permission;
use maud::html;
use service::{NewPathway, Problem, WhoItIs};

use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need, typed};
use crate::look::Link;
use crate::look::button::Weight;
use crate::sent::Sent;
use crate::trouble::Answer;

/// The one system of numbers that pages take.
const SYSTEM: &str = "national_number";

/// Somebody who may become a donor.
pub const OPEN: Form = Form {
    name: "pathway",
    inputs: &[may("called", Kind::Words), may("birth", Kind::Code), may("number", Kind::Code)],
};

/// Who an unidentified person is.
pub const WHO: Form = Form {
    name: "pathway",
    inputs: &[may("called", Kind::Words), may("birth", Kind::Code), need("number", Kind::Code)],
};

/// `GET /pathways/new`
pub(super) async fn show(desk: Desk) -> Answer {
    ask::require(&desk, Permission::OpenPathway)?;
    Ok(draw(&desk, &Sent::default(), &[]))
}

/// `POST /pathways/new`
pub(super) async fn send(desk: Desk, sent: Sent) -> Answer {
    let read = OPEN.read(&desk, &sent).and_then(|mut body| {
        if body.contains_key("number") {
            body.insert("system".to_owned(), SYSTEM.into());
        }
        typed::<NewPathway>(body.into()).map_err(|p| vec![p])
    });
    let new = match read {
        Ok(new) => new,
        Err(wrong) => return Ok(draw(&desk, &sent, &wrong)),
    };
    match sent.door(&desk).open_pathway(desk.access()?, new).await {
        Ok((id, _)) => Ok(Redirect::to(&format!("/pathways/{id}")).into_response()),
        Err(other) => Ok(draw(&desk, &sent, &ask::put_right(other)?)),
    }
}

fn draw(desk: &Desk, sent: &Sent, problems: &[Problem]) -> Response {
    ask(
        desk,
        "/pathways",
        &Ask {
            title: desk.say("pathway-open-title"),
            back: Link::new("/pathways", desk.say("nav-pathways")),
            intro: html! { p { (desk.say("pathway-open-text")) } },
            action: "/pathways/new".to_owned(),
            fields: OPEN.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Next, desk.say("pathway-open")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&OPEN], problems),
        },
    )
}

/// `GET /pathways/{pathway}/identify`
pub(super) async fn who(desk: Desk, Path(number): Path<String>) -> Answer {
    let id: PathwayId = ask::id("pathway", &number)?;
    desk.app.service.pathway(desk.access()?, id).await?;
    Ok(draw_who(&desk, id, &Sent::default(), &[]))
}

/// `POST /pathways/{pathway}/identify`
pub(super) async fn identify(desk: Desk, Path(number): Path<String>, sent: Sent) -> Answer {
    let id: PathwayId = ask::id("pathway", &number)?;
    let read = WHO.read(&desk, &sent).and_then(|mut body| {
        body.insert("system".to_owned(), SYSTEM.into());
        typed::<WhoItIs>(body.into()).map_err(|p| vec![p])
    });
    let known = match read {
        Ok(known) => known,
        Err(wrong) => {
            desk.app.service.pathway(desk.access()?, id).await?;
            return Ok(draw_who(&desk, id, &sent, &wrong));
        }
    };
    match sent.door(&desk).identify_pathway(desk.access()?, id, known).await {
        Ok(_) => Ok(Redirect::to(&format!("/pathways/{id}")).into_response()),
        Err(other) => Ok(draw_who(&desk, id, &sent, &ask::put_right(other)?)),
    }
}

fn draw_who(desk: &Desk, id: PathwayId, sent: &Sent, problems: &[Problem]) -> Response {
    ask(
        desk,
        "/pathways",
        &Ask {
            title: desk.say("pathway-identify-title"),
            back: super::file::back(desk, id),
            intro: html! { p { (desk.say("pathway-identify-text")) } },
            action: format!("/pathways/{id}/identify"),
            fields: WHO.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Next, desk.say("save")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&WHO], problems),
        },
    )
}
