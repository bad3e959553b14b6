//! The person is referred, and a coordinator reads the donor register.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::PathwayId;
use domain::pathway::Referred;
use maud::html;
use service::{Failure, Problem};

use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, need, typed};
use crate::look::button::Weight;
use crate::refused::{Refusal, refused};
use crate::sent::Sent;
use crate::trouble::Answer;

/// On which pathway the person is referred.
pub const REFER: Form =
    Form { name: "pathway_refer", inputs: &[need("pathway", Kind::One(&["death_certified", "end_of_life_declared"]))] };

/// `GET /pathways/{pathway}/refer`
pub(super) async fn new(desk: Desk, Path(number): Path<String>) -> Answer {
    let id: PathwayId = ask::id("pathway", &number)?;
    let file = desk.app.service.pathway(desk.access()?, id).await?;
    let mut sent = Sent::default();
    let on = if file.pathway.died_at().is_some() { "death_certified" } else { "end_of_life_declared" };
    sent.put("pathway", on);
    Ok(draw(&desk, id, &sent, &[]))
}

/// `POST /pathways/{pathway}/refer`
pub(super) async fn refer(desk: Desk, Path(number): Path<String>, sent: Sent) -> Answer {
    let id: PathwayId = ask::id("pathway", &number)?;
    let read = REFER.read(&desk, &sent).and_then(|body| typed::<Referred>(body.into()).map_err(|p| vec![p]));
    let referred = match read {
        Ok(referred) => referred,
        Err(wrong) => {
            desk.app.service.pathway(desk.access()?, id).await?;
            return Ok(draw(&desk, id, &sent, &wrong));
        }
    };
    match sent.door(&desk).refer_pathway(desk.access()?, id, referred).await {
        Ok(_) => Ok(Redirect::to(&format!("/pathways/{id}")).into_response()),
        Err(other) => Ok(draw(&desk, id, &sent, &ask::put_right(other)?)),
    }
}

fn draw(desk: &Desk, id: PathwayId, sent: &Sent, problems: &[Problem]) -> Response {
    ask(
        desk,
        "/pathways",
        &Ask {
            title: desk.say("pathway-refer-title"),
            back: super::file::back(desk, id),
            intro: html! { p { (desk.say("pathway-refer-text")) } },
            action: format!("/pathways/{id}/refer"),
            fields: REFER.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Next, desk.say("refer-send")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&REFER], problems),
        },
    )
}

/// `POST /pathways/{pathway}/consult`
pub(super) async fn consult(desk: Desk, Path(number): Path<String>, sent: Sent) -> Answer {
    let id: PathwayId = ask::id("pathway", &number)?;
    match sent.door(&desk).consult_for_pathway(desk.access()?, id).await {
        Ok(_) => Ok(Redirect::to(&format!("/pathways/{id}")).into_response()),
        Err(Failure::Refused { id: refusal, reading }) => Ok(refused(
            &desk,
            &Refusal {
                about: super::cure::of_pathway(&desk, id),
                here: desk.say("look-up-send"),
                title: desk.say("refused-consult"),
                under: html! { (desk.say("refused-number")) " " (crate::look::code_id(&refusal)) },
                reading: &reading,
                action: format!("/pathways/{id}/consult"),
                fields: html! {},
            },
        )),
        Err(other) => Err(other.into()),
    }
}
