//! The checklist, one line after the other, made for a tablet in a corridor.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::AuditId;
use domain::Private;
use domain::oversight::{CheckAnswer, CheckItem, Checked};
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::Value;
use service::{AuditSeen, Problem};

use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need, typed};
use crate::look::Link;
use crate::look::button::Weight;
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// What was seen at one line.
pub const CHECK: Form = Form {
    name: "audit_check",
    inputs: &[
        need("item", Kind::Listed("items")),
        need("answer", Kind::One(CheckAnswer::CODES)),
        may("note", Kind::Lines),
    ],
};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    item: CheckItem,
    answer: CheckAnswer,
    note: Option<Private>,
}

/// `GET /audits/{audit}/check`
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Answer {
    let id: AuditId = ask::id("audit", &id)?;
    let seen = desk.app.service.audit(desk.access()?, id).await?;
    let mut sent = Sent::default();
    if let Some(next) = seen.audit.unseen().first() {
        sent.put("item", next.code());
    }
    draw(&desk, &seen, &sent, &[])
}

/// `POST /audits/{audit}/check`
pub(super) async fn send(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let id: AuditId = ask::id("audit", &id)?;
    let read = CHECK.read(&desk, &sent).and_then(|body| typed::<Typed>(Value::Object(body)).map_err(|p| vec![p]));
    let problems = match read {
        Err(problems) => problems,
        Ok(Typed { item, answer, note }) => {
            let seen_at = desk.app.service.now();
            let checked = vec![Checked { item, answer, note, seen_at, mark: None }];
            match sent.door(&desk).check_audit(desk.access()?, id, checked).await {
                Ok(_) => return Ok(Redirect::to(&format!("/audits/{id}/check")).into_response()),
                Err(failure) => ask::put_right(failure)?,
            }
        }
    };
    let seen = desk.app.service.audit(desk.access()?, id).await?;
    draw(&desk, &seen, &sent, &problems)
}

fn items(desk: &Desk, seen: &AuditSeen) -> Vec<(String, String)> {
    let done = |item: &CheckItem| if seen.audit.last(*item).is_some() { " ✓" } else { "" };
    seen.audit
        .planned
        .items
        .iter()
        .map(|i| (i.code().to_owned(), format!("{}{}", desk.term(i.code()), done(i))))
        .collect()
}

fn progress(desk: &Desk, seen: &AuditSeen) -> Markup {
    let all = seen.audit.planned.items.len();
    let done = all - seen.audit.unseen().len();
    html! { p { (desk.say_with("audit-progress", &[("done", done.into()), ("all", all.into())])) } }
}

fn draw(desk: &Desk, seen: &AuditSeen, sent: &Sent, problems: &[Problem]) -> Result<Response, Trouble> {
    let id = seen.audit.id;
    let lists = Lists::from([("items", items(desk, seen))]);
    Ok(ask(
        desk,
        "/audits",
        &Ask {
            title: desk.say("audit-check-title"),
            back: Link::new(format!("/audits/{id}"), seen.centre.clone()),
            intro: html! { (progress(desk, seen)) },
            action: format!("/audits/{id}/check"),
            fields: CHECK.draw(desk, &lists, sent, problems),
            button: (Weight::Next, desk.say("audit-check-send")),
            after: html! {
                p { (Link::new(format!("/audits/{id}/found"), desk.say("nonconformity-verb")).markup()) }
                p { (Link::new("/audits/offline", desk.say("audit-offline-verb")).markup()) }
            },
            wrong: &ask::wrong(desk, &[&CHECK], problems),
        },
    ))
}
