//! The entrance: a border officer writes down what was seen, under the number on the traveller's invitation.

use axum::response::Response;
use codes::ids::PairId;
use law::param::SignStage;
use maud::html;
use service::Problem;

use super::look::{fields, problems, read, wrong};
use crate::ask::{Ask, ask};
use crate::desk::Desk;
use crate::form::problem_words;
use crate::look::button::Weight;
use crate::look::field::{Control, Field, TextKind, field};
use crate::look::notice::notice;
use crate::look::{Link, TagKind};
use crate::sent::Sent;
use crate::trouble::Answer;

/// `GET /entrance`
pub(super) async fn show(desk: Desk) -> Answer {
    desk.access()?;
    Ok(draw(&desk, &Sent::default(), &[], Kept::NotYet))
}

/// Whether what was sent was kept.
#[derive(Clone, Copy, PartialEq)]
enum Kept {
    NotYet,
    Now,
}

/// `POST /entrance`
pub(super) async fn send(desk: Desk, sent: Sent) -> Answer {
    desk.access()?;
    let Ok(pair) = sent.text("pair").parse::<PairId>() else {
        let wrong = Problem::new("malformed", "pair", desk.say("signs-entrance-hint"));
        return Ok(draw(&desk, &sent, &[wrong], Kept::NotYet));
    };
    let looking = read(&desk.app.service.sign_catalogue(), SignStage::Entrance, &sent);
    match sent.door(&desk).look_for_signs(desk.access()?, pair, looking).await {
        Ok(_) => Ok(draw(&desk, &Sent::default(), &[], Kept::Now)),
        Err(failure) => Ok(draw(&desk, &sent, &problems(&desk, failure)?, Kept::NotYet)),
    }
}

fn draw(desk: &Desk, sent: &Sent, found: &[Problem], kept: Kept) -> Response {
    let error = found.iter().find(|p| p.field == "pair").map(|p| problem_words(desk, p));
    let number = Control::Text(TextKind::Code, sent.text("pair").to_owned());
    let number =
        Field::new("pair", desk.say("signs-entrance-pair"), number).hint(desk.say("signs-entrance-hint")).error(error);
    ask(
        desk,
        "/entrance",
        &Ask {
            title: desk.say("signs-entrance-title"),
            back: Link::new("/indicators", desk.say("signs-catalogue-title")),
            intro: html! {
                @if kept == Kept::Now { (notice(TagKind::Done, &html! { (desk.say("signs-entrance-kept")) })) }
                p { (desk.say("signs-entrance-text")) }
            },
            action: "/entrance".to_owned(),
            fields: html! {
                (field(&number))
                (fields(desk, &desk.app.service.sign_catalogue(), SignStage::Entrance, sent))
            },
            button: (Weight::Next, desk.say("signs-look-send")),
            after: html! {},
            wrong: &wrong(desk, found),
        },
    )
}
