//! Publishing a guideline, and a later edition of one.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::GuidelineId;
use domain::access::Permission;
use domain::guideline::{Edition, Guideline, GuidelineStep};
use maud::html;
use serde_json::Value;
use service::Problem;

use super::step_words;
use crate::approval::forms::languages;
use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, need, typed};
use crate::look::Link;
use crate::look::button::Weight;
use crate::sent::Sent;
use crate::trouble::Answer;

/// One edition.
pub const EDITION: Form = Form {
    name: "guideline",
    inputs: &[
        need("title", Kind::Words),
        need("body", Kind::Words),
        need("source", Kind::Words),
        need("language", Kind::Listed("languages")),
        need("from", Kind::Date),
        need("review_by", Kind::Date),
        need("steps", Kind::ManyListed("steps")),
        need("text", Kind::Lines),
    ],
};

/// `GET /guidelines/new`
pub(super) async fn show(desk: Desk) -> Answer {
    ask::require(&desk, Permission::PublishGuideline)?;
    let mut sent = Sent::default();
    sent.put("language", desk.lang);
    sent.put("from", &desk.app.service.today().to_string());
    Ok(draw(&desk, None, &sent, &[]))
}

/// `POST /guidelines/new`
pub(super) async fn send(desk: Desk, sent: Sent) -> Answer {
    ask::require(&desk, Permission::PublishGuideline)?;
    let edition = match read(&desk, &sent) {
        Ok(edition) => edition,
        Err(wrong) => return Ok(draw(&desk, None, &sent, &wrong)),
    };
    match sent.door(&desk).publish_guideline(desk.access()?, edition).await {
        Ok((id, _)) => Ok(Redirect::to(&format!("/guidelines/{id}")).into_response()),
        Err(other) => Ok(draw(&desk, None, &sent, &ask::put_right(other)?)),
    }
}

/// `GET /guidelines/{guideline}/edition`
pub(super) async fn show_next(desk: Desk, Path(id): Path<String>) -> Answer {
    ask::require(&desk, Permission::PublishGuideline)?;
    let one = desk.app.service.guideline(ask::id("guideline", &id)?).await?;
    let mut sent = Sent::default();
    if let Some(latest) = one.editions.last() {
        let edition = &latest.step;
        let steps: Vec<String> = edition.steps.iter().map(|s| format!("steps={}", s.code())).collect();
        sent = Sent::parse(steps.join("&").as_bytes());
        let texts =
            [("title", &edition.title), ("body", &edition.body), ("source", &edition.source), ("text", &edition.text)];
        for (name, text) in texts {
            sent.put(name, text);
        }
        sent.put("language", &edition.language.to_string());
        sent.put("from", &desk.app.service.today().to_string());
    }
    Ok(draw(&desk, Some(&one), &sent, &[]))
}

/// `POST /guidelines/{guideline}/edition`
pub(super) async fn send_next(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    ask::require(&desk, Permission::PublishGuideline)?;
    let id: GuidelineId = ask::id("guideline", &id)?;
    let one = desk.app.service.guideline(id).await?;
    let edition = match read(&desk, &sent) {
        Ok(edition) => edition,
        Err(wrong) => return Ok(draw(&desk, Some(&one), &sent, &wrong)),
    };
    match sent.door(&desk).revise_guideline(desk.access()?, id, edition).await {
        Ok(_) => Ok(Redirect::to(&format!("/guidelines/{id}")).into_response()),
        Err(other) => Ok(draw(&desk, Some(&one), &sent, &ask::put_right(other)?)),
    }
}

fn read(desk: &Desk, sent: &Sent) -> Result<Edition, Vec<Problem>> {
    let body = EDITION.read(desk, sent)?;
    typed(Value::Object(body)).map_err(|p| vec![p])
}

fn draw(desk: &Desk, one: Option<&Guideline>, sent: &Sent, problems: &[Problem]) -> Response {
    let steps = GuidelineStep::ALL.into_iter().map(|s| (s.code().to_owned(), step_words(desk, s))).collect();
    let lists: Lists = [("languages", languages(desk)), ("steps", steps)].into();
    let (back, action, title) = match one {
        Some(one) => (format!("/guidelines/{}", one.id), format!("/guidelines/{}/edition", one.id), "guideline-next"),
        None => ("/guidelines".to_owned(), "/guidelines/new".to_owned(), "guideline-verb"),
    };
    ask(
        desk,
        "/guidelines",
        &Ask {
            title: desk.say(title),
            back: Link::new(back, desk.say("nav-guidelines")),
            intro: html! { p { (desk.say("guideline-form-text")) } },
            action,
            fields: EDITION.draw(desk, &lists, sent, problems),
            button: (Weight::Next, desk.say("guideline-send")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&EDITION], problems),
        },
    )
}
