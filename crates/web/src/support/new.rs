//! Somebody is taken in: four questions, and no name. A person goes into other hands.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::ProtectedId;
use domain::support::{About, AgeBand, Background, Sex, Status};
use maud::html;
use service::Problem;
use service::support::TakingIn;

use crate::approval::forms::languages;
use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, need};
use crate::look::Link;
use crate::look::button::Weight;
use crate::sent::Sent;
use crate::trouble::Answer;

/// Taking somebody in.
pub const TAKE_IN: Form = Form {
    name: "take_in",
    inputs: &[
        need("presumed", Kind::One(Status::CODES)),
        need("languages", Kind::ManyListed("languages")),
        need("sex", Kind::One(Sex::CODES)),
        need("age", Kind::One(AgeBand::CODES)),
        need("background", Kind::One(Background::CODES)),
    ],
};

/// Other hands.
pub const HAND_OVER: Form = Form { name: "support_hand_over", inputs: &[need("worker", Kind::Listed("workers"))] };

/// `GET /protected/new`
pub(super) async fn show(desk: Desk) -> Answer {
    Ok(draw(&desk, &Sent::default(), &[]))
}

/// `POST /protected/new`
pub(super) async fn send(desk: Desk, sent: Sent) -> Answer {
    let read = TAKE_IN.read(&desk, &sent);
    let taking = Status::from_code(sent.text("presumed")).zip(about(&sent));
    let (Ok(_), Some((presumed, about))) = (&read, taking) else {
        return Ok(draw(&desk, &sent, &read.err().unwrap_or_default()));
    };
    let taking = TakingIn { presumed, about, languages: sent.all("languages").to_vec() };
    match sent.door(&desk).take_in(desk.access()?, taking).await {
        Ok((id, _)) => Ok(Redirect::to(&format!("/protected/{id}")).into_response()),
        Err(other) => Ok(draw(&desk, &sent, &ask::put_right(other)?)),
    }
}

fn about(sent: &Sent) -> Option<About> {
    let (sex, age) = (Sex::from_code(sent.text("sex"))?, AgeBand::from_code(sent.text("age"))?);
    Some(About { sex, age, background: Background::from_code(sent.text("background"))? })
}

fn draw(desk: &Desk, sent: &Sent, problems: &[Problem]) -> Response {
    let lists = Lists::from([("languages", languages(desk))]);
    ask(
        desk,
        "/protected",
        &Ask {
            title: desk.say("protected-new-title"),
            back: Link::new("/protected", desk.say("nav-protected")),
            intro: html! { p { (desk.say("protected-new-text")) } },
            action: "/protected/new".to_owned(),
            fields: TAKE_IN.draw(desk, &lists, sent, problems),
            button: (Weight::Next, desk.say("protected-new-send")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&TAKE_IN], problems),
        },
    )
}

/// `GET /protected/{protected}/hand-over`
pub(super) async fn show_hand_over(desk: Desk, Path(id): Path<String>) -> Answer {
    let id: ProtectedId = ask::id("protected", &id)?;
    desk.app.service.protected_person(desk.access()?, id).await?;
    draw_hand_over(&desk, id, &Sent::default(), &[]).await
}

/// `POST /protected/{protected}/hand-over`
pub(super) async fn hand_over(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let id: ProtectedId = ask::id("protected", &id)?;
    desk.app.service.protected_person(desk.access()?, id).await?;
    let problems = match HAND_OVER.read(&desk, &sent) {
        Err(problems) => problems,
        Ok(_) => {
            let worker = ask::id("worker", sent.text("worker"))?;
            match sent.door(&desk).hand_person_over(desk.access()?, id, worker).await {
                Ok(_) => return Ok(Redirect::to("/protected").into_response()),
                Err(failure) => ask::put_right(failure)?,
            }
        }
    };
    draw_hand_over(&desk, id, &sent, &problems).await
}

async fn draw_hand_over(desk: &Desk, id: ProtectedId, sent: &Sent, problems: &[Problem]) -> Answer {
    let access = desk.access()?;
    let staff = desk.app.service.case_workers(access).await?;
    let others = staff.iter().filter(|c| c.account != access.account);
    let workers = others.map(|c| (c.account.to_string(), c.name.clone())).collect();
    Ok(ask(
        desk,
        "/protected",
        &Ask {
            title: desk.say("protected-hand-over-title"),
            back: Link::new(format!("/protected/{id}"), id.to_string()),
            intro: html! { p { (desk.say("protected-hand-over-text")) } },
            action: format!("/protected/{id}/hand-over"),
            fields: HAND_OVER.draw(desk, &Lists::from([("workers", workers)]), sent, problems),
            button: (Weight::Next, desk.say("protected-hand-over-send")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&HAND_OVER], problems),
        },
    ))
}
