//! Who a person is: entrusted, asked for, agreed to, and read by whoever asked.

use std::collections::BTreeMap;

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::{OpeningId, ProtectedId};
use domain::Private;
use maud::{Markup, html};
use service::Problem;
use service::support::{CustodiansSeen, Identity, OpeningSeen, PersonCode};

use crate::ask::{self, Ask, wrong};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need};
use crate::look::button::{Weight, submit};
use crate::look::field::error_summary;
use crate::look::frame::{Question, question, with_side};
use crate::look::heading::{Heading, heading};
use crate::look::list::{SummaryRow, Value, summary_list};
use crate::look::notice::{Panel, notice, panel};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id, tag};
use crate::sent::Sent;
use crate::trouble::Answer;

/// Who somebody is.
pub const IDENTITY: Form = Form {
    name: "protected_identity",
    inputs: &[need("name", Kind::Words), may("contact", Kind::Words), may("number", Kind::Code)],
};
/// Asking to know it.
pub const ASK: Form = Form { name: "custody_ask", inputs: &[need("person", Kind::Code), need("reason", Kind::Lines)] };
/// One's own code.
pub const CODE: Form = Form { name: "custody", inputs: &[need("code", Kind::Code)] };

/// `GET /protected/{protected}/identity`
pub(super) async fn ask_identity(desk: Desk, Path(id): Path<String>) -> Answer {
    let id: ProtectedId = ask::id("protected", &id)?;
    desk.app.service.protected_person(desk.access()?, id).await?;
    Ok(draw_identity(&desk, id, &Sent::default(), &[]))
}

/// `POST /protected/{protected}/identity`
pub(super) async fn seal(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let id: ProtectedId = ask::id("protected", &id)?;
    desk.app.service.protected_person(desk.access()?, id).await?;
    let problems = match IDENTITY.read(&desk, &sent) {
        Err(problems) => problems,
        Ok(_) => {
            let text = |name: &str| Some(sent.text(name).to_owned()).filter(|t| !t.is_empty());
            let (contact, number) = (text("contact"), text("number"));
            let identity = Identity { name: sent.text("name").to_owned(), contact, number };
            match sent.door(&desk).seal_identity(desk.access()?, id, identity).await {
                Ok(_) => return Ok(Redirect::to(&format!("/protected/{id}")).into_response()),
                Err(failure) => ask::put_right(failure)?,
            }
        }
    };
    Ok(draw_identity(&desk, id, &sent, &problems))
}

fn draw_identity(desk: &Desk, id: ProtectedId, sent: &Sent, problems: &[Problem]) -> Response {
    ask::ask(
        desk,
        "/protected",
        &Ask {
            title: desk.say("identity-seal"),
            back: Link::new(format!("/protected/{id}"), id.to_string()),
            intro: html! { p { (desk.say("identity-seal-text")) } },
            action: format!("/protected/{id}/identity"),
            fields: IDENTITY.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Next, desk.say("identity-seal-send")),
            after: html! {},
            wrong: &wrong(desk, &[&IDENTITY], problems),
        },
    )
}

/// `POST /protected/{protected}/code`
pub(super) async fn give_code(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let id: ProtectedId = ask::id("protected", &id)?;
    let (code, _) = sent.door(&desk).give_reading_code(desk.access()?, id).await?;
    let back = Link::new(format!("/protected/{id}"), id.to_string());
    Ok(shown_once(&desk, "/protected", ("own-code-shown", "own-code-shown-text"), back, &code))
}

/// A code that is shown once.
fn shown_once(desk: &Desk, here: &str, (title, text): (&str, &str), back: Link, code: &PersonCode) -> Response {
    let title = desk.say(title);
    let body = question(&Question {
        back: Some(back),
        caption: None,
        title: html! { (title) },
        errors: None,
        body: html! {
            p { b { (code_id(code.show())) } }
            p { (desk.say(text)) }
            (crate::look::button::print(&desk.say("support-print")))
        },
    });
    desk.page(&title, here, &body)
}

/// `GET /custody`
pub(super) async fn show(desk: Desk, Query(asked): Query<BTreeMap<String, String>>) -> Answer {
    let seen = desk.app.service.custodians(desk.access()?).await?;
    let mut sent = Sent::default();
    ask::fill(&mut sent, &ASK, &asked);
    Ok(draw(&desk, &seen, &sent, &[]))
}

/// `POST /custody`
pub(super) async fn asked(desk: Desk, sent: Sent) -> Answer {
    let problems = match (ASK.read(&desk, &sent), sent.text("person").parse::<ProtectedId>()) {
        (Err(problems), _) => problems,
        (Ok(_), Err(_)) => vec![Problem::new("malformed", "person", "prt_…").showing(sent.text("person"))],
        (Ok(_), Ok(person)) => {
            let reason = Private::from(sent.text("reason"));
            match sent.door(&desk).ask_identity(desk.access()?, person, reason).await {
                Ok((opening, _)) => return Ok(Redirect::to(&format!("/custody/{opening}")).into_response()),
                Err(failure) => ask::put_right(failure)?,
            }
        }
    };
    let seen = desk.app.service.custodians(desk.access()?).await?;
    Ok(draw(&desk, &seen, &sent, &problems))
}

/// `POST /custody/code`
pub(super) async fn become_one(desk: Desk, sent: Sent) -> Answer {
    let (code, _) = sent.door(&desk).become_custodian(desk.access()?).await?;
    let back = Link::new("/custody", desk.say("nav-custody"));
    Ok(shown_once(&desk, "/custody", ("custody-code-shown", "custody-code-shown-text"), back, &code))
}

fn draw(desk: &Desk, seen: &CustodiansSeen, sent: &Sent, problems: &[Problem]) -> Response {
    let wrong = wrong(desk, &[&ASK], problems);
    let title = desk.say("custody-title");
    let line = |o: &OpeningSeen| {
        vec![
            html! { a href={ "/custody/" (o.opening.id) } { (code_id(&o.opening.id.to_string())) } },
            code_id(&o.opening.asked.person.to_string()),
            html! { (o.asked_by) br; (super::text(desk, &o.opening.asked.reason)) },
            opening_state(desk, o),
            html! { (desk.instant(o.opening.asked.lapses_at)) },
        ]
    };
    let words = |key: &str| Column::words(desk.say(key));
    let main = html! {
        @if !wrong.is_empty() {
            (error_summary(&desk.say("errors-title"), &wrong.iter().map(|w| (w.field.clone(), w.says.clone())).collect::<Vec<_>>()))
        }
        (table(&Table {
            title: Some(desk.say("custody-openings")),
            caption: None,
            main: true,
            columns: vec![words("custody-col-number"), words("custody-col-person"), words("custody-col-why"), words("custody-col-state"), words("custody-col-lapses")],
            rows: seen.openings.iter().map(line).collect(),
            empty: html! { (desk.say("custody-none")) },
            phone: Phone::Stack,
        }))
        (panel(Panel::Sheet, &desk.say("custody-ask-title"), &html! {
            form.question method="post" action="/custody" novalidate {
                (desk.marks())
                (ASK.draw(desk, &Lists::new(), sent, problems))
                (submit(Weight::Next, &desk.say("custody-ask-send"), None))
            }
        }))
    };
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("custody-under")) }),
            ..Heading::default()
        }))
        (with_side(&main, &own_code(desk, seen)))
    };
    let mut page = desk.page(&title, "/custody", &body);
    if let Some(first) = wrong.first() {
        *page.status_mut() = first.status;
    }
    page
}

fn own_code(desk: &Desk, seen: &CustodiansSeen) -> Markup {
    let body = html! {
        p { (desk.say_with("custody-how-many", &[("n", seen.custodians.into())])) }
        @match seen.own_since {
            Some(since) => p { (desk.say_with("custody-own-since", &[("at", desk.instant(since).into())])) },
            None => p { (desk.say("custody-own-none")) },
        }
        p { (desk.say("custody-own-text")) }
        form method="post" action="/custody/code" {
            (desk.marks())
            (submit(Weight::Other, &desk.say("custody-own-new"), None))
        }
    };
    panel(Panel::Bare, &desk.say("custody-own-title"), &body)
}

fn opening_state(desk: &Desk, o: &OpeningSeen) -> Markup {
    match (&o.agreed_by, o.own) {
        (None, true) => tag(TagKind::With, &desk.say("opening-waits")),
        (None, false) => tag(TagKind::Yours, &desk.say("opening-yours")),
        (Some(name), _) => html! {
            (tag(TagKind::Done, &desk.say("opening-agreed")))
            br; span.under { (name) }
        },
    }
}

async fn find(desk: &Desk, id: OpeningId) -> Result<OpeningSeen, crate::trouble::Trouble> {
    let seen = desk.app.service.custodians(desk.access()?).await?;
    let found = seen.openings.into_iter().find(|o| o.opening.id == id);
    found.ok_or_else(|| Problem::not_found("opening", id).into())
}

/// `GET /custody/{opening}`
pub(super) async fn one(desk: Desk, Path(id): Path<String>) -> Answer {
    let seen = find(&desk, ask::id("opening", &id)?).await?;
    Ok(draw_one(&desk, &seen, &Sent::default(), &[]))
}

/// `POST /custody/{opening}`: whoever asked reads; another custodian agrees.
pub(super) async fn turn(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let seen = find(&desk, ask::id("opening", &id)?).await?;
    let (opening, code) = (seen.opening.id, sent.text("code"));
    let problems = match (CODE.read(&desk, &sent), seen.own) {
        (Err(problems), _) => problems,
        (Ok(_), true) => match desk.app.service.open_identity(desk.access()?, opening, code).await {
            Ok(identity) => return Ok(opened(&desk, &seen, &identity)),
            Err(failure) => ask::put_right(failure)?,
        },
        (Ok(_), false) => match desk.app.service.agree_identity(desk.access()?, opening, code).await {
            Ok(_) => return Ok(Redirect::to("/custody").into_response()),
            Err(failure) => ask::put_right(failure)?,
        },
    };
    Ok(draw_one(&desk, &seen, &Sent::default(), &problems))
}

fn draw_one(desk: &Desk, seen: &OpeningSeen, sent: &Sent, problems: &[Problem]) -> Response {
    let asked = [
        ("who", seen.asked_by.clone().into()),
        ("person", seen.opening.asked.person.to_string().into()),
        ("at", desk.instant(seen.opening.asked.lapses_at).into()),
    ];
    let intro = html! {
        p { (desk.say_with("opening-intro", &asked)) }
        p { (super::text(desk, &seen.opening.asked.reason)) }
        @if seen.own && seen.agreed_by.is_none() { (notice(TagKind::With, &html! { (desk.say("opening-wait-text")) })) }
        @if !seen.own { p { (desk.say("opening-agree-text")) } }
    };
    let key = if seen.own { "opening-read" } else { "opening-agree" };
    ask::ask(
        desk,
        "/custody",
        &Ask {
            title: desk.say(key),
            back: Link::new("/custody", desk.say("nav-custody")),
            intro,
            action: format!("/custody/{}", seen.opening.id),
            fields: CODE.draw(desk, &Lists::new(), sent, problems),
            button: (if seen.own { Weight::Next } else { Weight::Grave }, desk.say(&format!("{key}-send"))),
            after: html! {},
            wrong: &wrong(desk, &[&CODE], problems),
        },
    )
}

/// The identity, on this page once.
fn opened(desk: &Desk, seen: &OpeningSeen, identity: &Identity) -> Response {
    let row = |key: &str, value: Option<&String>| SummaryRow {
        label: desk.say(key),
        value: match value {
            Some(text) => Value::Given(html! { span dir="auto" { (text) } }),
            None => Value::Missing(desk.say("identity-not-known")),
        },
        change: None,
    };
    let title = desk.say("identity-shown");
    let body = question(&Question {
        back: Some(Link::new("/custody", desk.say("nav-custody"))),
        caption: Some(code_id(&seen.opening.asked.person.to_string())),
        title: html! { (title) },
        errors: None,
        body: html! {
            (summary_list(&[
                row("form-protected_identity-name", Some(&identity.name)),
                row("form-protected_identity-contact", identity.contact.as_ref()),
                row("form-protected_identity-number", identity.number.as_ref()),
            ]))
            p { (desk.say_with("identity-shown-text", &[("at", desk.instant(seen.opening.asked.lapses_at).into())])) }
        },
    });
    desk.page(&title, "/custody", &body)
}
