//! The second person: holding an entry against its paper, and voiding a sheet that was not used.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::SheetId;
use domain::access::Permission;
use domain::trace::paper::{SheetRead, SheetVoided};
use maud::{Markup, html};
use service::{Failure, Problem, SheetSeen};

use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need, typed};
use crate::look::button::Weight;
use crate::look::{Link, code_id};
use crate::refused::{About, Refusal, refused};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// What the second person reads.
pub const SECOND: Form =
    Form { name: "second", inputs: &[need("reading", Kind::One(&["agrees", "differs"])), may("because", Kind::Lines)] };
/// Why a sheet is void.
pub const VOID: Form =
    Form { name: "void", inputs: &[need("reason", Kind::One(&["not_used", "spoiled", "misprinted"]))] };

async fn enter(desk: &Desk, asks: Permission, number: &str) -> Result<SheetSeen, Trouble> {
    ask::require(desk, asks)?;
    let id: SheetId = ask::id("sheet", number)?;
    Ok(desk.app.service.sheet(desk.access()?, asks, id).await?)
}

/// What a page of this module asks.
struct Asks {
    title: &'static str,
    text: &'static str,
    button: &'static str,
    refused: &'static str,
    way: &'static str,
    form: &'static Form,
    weight: Weight,
}

const CONFIRM: Asks = Asks {
    title: "sheet-confirm-title",
    text: "sheet-confirm-text",
    button: "sheet-confirm-button",
    refused: "sheet-confirm-refused",
    way: "confirm",
    form: &SECOND,
    weight: Weight::Next,
};
const VOIDS: Asks = Asks {
    title: "sheet-void-title",
    text: "sheet-void-text",
    button: "sheet-void-button",
    refused: "sheet-void-refused",
    way: "void",
    form: &VOID,
    weight: Weight::Grave,
};

/// `GET /paper/{paper}/confirm`
pub(super) async fn ask_to_confirm(desk: Desk, Path(number): Path<String>) -> Answer {
    let seen = enter(&desk, Permission::ConfirmSheet, &number).await?;
    Ok(draw(&desk, &seen, &CONFIRM, &Sent::default(), &[]))
}

/// `POST /paper/{paper}/confirm`
pub(super) async fn confirm(desk: Desk, Path(number): Path<String>, sent: Sent) -> Answer {
    let seen = enter(&desk, Permission::ConfirmSheet, &number).await?;
    let read = SECOND.read(&desk, &sent).and_then(|body| typed::<SheetRead>(body.into()).map_err(|p| vec![p]));
    let read = match read {
        Ok(read) => read,
        Err(problems) => return Ok(draw(&desk, &seen, &CONFIRM, &sent, &problems)),
    };
    let answer = sent.door(&desk).confirm_sheet(desk.access()?, seen.sheet.id, read).await;
    answered(&desk, &seen, &CONFIRM, &sent, answer.map(drop))
}

/// `GET /paper/{paper}/void`
pub(super) async fn ask_to_void(desk: Desk, Path(number): Path<String>) -> Answer {
    let seen = enter(&desk, Permission::IssueSheet, &number).await?;
    Ok(draw(&desk, &seen, &VOIDS, &Sent::default(), &[]))
}

/// `POST /paper/{paper}/void`
pub(super) async fn void(desk: Desk, Path(number): Path<String>, sent: Sent) -> Answer {
    let seen = enter(&desk, Permission::IssueSheet, &number).await?;
    let read = VOID.read(&desk, &sent).and_then(|body| typed::<SheetVoided>(body.into()).map_err(|p| vec![p]));
    let told = match read {
        Ok(told) => told,
        Err(problems) => return Ok(draw(&desk, &seen, &VOIDS, &sent, &problems)),
    };
    let answer = sent.door(&desk).void_sheet(desk.access()?, seen.sheet.id, told).await;
    answered(&desk, &seen, &VOIDS, &sent, answer.map(drop))
}

fn answered(desk: &Desk, seen: &SheetSeen, asks: &Asks, sent: &Sent, answer: Result<(), Failure>) -> Answer {
    let id = seen.sheet.id;
    let back = || Link::new(format!("/paper/{id}"), desk.say("sheet-back"));
    match answer {
        Ok(()) => Ok(Redirect::to(&format!("/paper/{id}")).into_response()),
        Err(Failure::Refused { reading, .. }) => Ok(refused(
            desk,
            &Refusal {
                about: About { nav: "/paper", crumbs: vec![back()], cure: Box::new(|_| None), back: back() },
                here: desk.say(asks.button),
                title: desk.say(asks.refused),
                under: code_id(&id.to_string()),
                reading: &reading,
                action: format!("/paper/{id}/{}", asks.way),
                fields: asks.form.draw(desk, &Lists::new(), sent, &[]),
            },
        )),
        Err(other) => Ok(draw(desk, seen, asks, sent, &ask::put_right(other)?)),
    }
}

fn draw(desk: &Desk, seen: &SheetSeen, asks: &Asks, sent: &Sent, problems: &[Problem]) -> Response {
    let id = seen.sheet.id;
    let entries: Vec<Markup> = seen.sheet.entries.iter().map(|e| super::register::entered(desk, seen, e)).collect();
    ask(
        desk,
        "/paper",
        &Ask {
            title: desk.say(asks.title),
            back: Link::new(format!("/paper/{id}"), desk.say("sheet-back")),
            intro: html! {
                p { b { (code_id(&id.to_string())) } " " (desk.say(asks.text)) }
                @for entry in &entries { (entry) }
            },
            action: format!("/paper/{id}/{}", asks.way),
            fields: asks.form.draw(desk, &Lists::new(), sent, problems),
            button: (asks.weight, desk.say(asks.button)),
            after: html! {},
            wrong: &ask::wrong(desk, &[asks.form], problems),
        },
    )
}
