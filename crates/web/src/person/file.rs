//! One person on record: who they are, which records are held to be the same person, and whom their organs reach.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::PersonId;
use domain::access::Permission;
use domain::person::Unlinked;
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::Value;
use service::{Exposure, Failure, PersonFile, PersonSeen, Problem, Receipt};

use crate::ask::{id, may, put_right, wrong};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, need, typed};
use crate::look::button::{Weight, submit};
use crate::look::field::error_summary;
use crate::look::frame::with_side;
use crate::look::heading::{Heading, heading};
use crate::look::list::{SummaryRow, Value as Cell, summary_list};
use crate::look::notice::{Panel, panel};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, code_id};
use crate::route::way;
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// Which record is the same person.
pub const LINK: Form = Form { name: "link", inputs: &[need("into", Kind::Code)] };

/// Why a link, or the proposal of one, is taken back.
pub const UNLINK: Form =
    Form { name: "unlink", inputs: &[need("reason", Kind::One(&["two_people", "wrong_record", "other"]))] };

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Into {
    into: PersonId,
}

/// `GET /people/{person}`
pub(super) async fn show(desk: Desk, Path(text): Path<String>) -> Answer {
    draw(&desk, &text, &Sent::default(), &[]).await
}

/// `POST /people/{person}/link`
pub(super) async fn propose(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    let person: PersonId = id("person", &text)?;
    let read = LINK.read(&desk, &sent).and_then(|body| typed::<Into>(Value::Object(body)).map_err(|p| vec![p]));
    match read {
        Err(problems) => draw(&desk, &text, &sent, &problems).await,
        Ok(link) => {
            let done = sent.door(&desk).propose_link(desk.access()?, person, link.into).await;
            settled(&desk, &text, &sent, done).await
        }
    }
}

/// `POST /people/{person}/link/confirm`
pub(super) async fn confirm(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    let done = sent.door(&desk).confirm_link(desk.access()?, id("person", &text)?).await;
    settled(&desk, &text, &sent, done).await
}

/// `POST /people/{person}/link/decline` and `POST /people/{person}/unlink`
async fn end(desk: Desk, text: String, sent: Sent, proposal: bool) -> Answer {
    let person: PersonId = id("person", &text)?;
    let read = UNLINK.read(&desk, &sent).and_then(|body| typed::<Unlinked>(Value::Object(body)).map_err(|p| vec![p]));
    let unlinked = match read {
        Err(problems) => return draw(&desk, &text, &sent, &problems).await,
        Ok(unlinked) => unlinked,
    };
    let (door, access) = (sent.door(&desk), desk.access()?);
    let done = match proposal {
        true => door.decline_link(access, person, unlinked).await,
        false => door.unlink_person(access, person, unlinked).await,
    };
    settled(&desk, &text, &sent, done).await
}

/// `POST /people/{person}/link/decline`
pub(super) async fn decline(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    end(desk, text, sent, true).await
}

/// `POST /people/{person}/unlink`
pub(super) async fn unlink(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    end(desk, text, sent, false).await
}

async fn settled(desk: &Desk, text: &str, sent: &Sent, done: Result<((), Receipt), Failure>) -> Answer {
    let problems = match done {
        Ok(_) => return Ok(Redirect::to(&format!("/people/{text}")).into_response()),
        Err(Failure::Problem(p)) if p.code == "stale" => vec![p],
        Err(failure) => put_right(failure)?,
    };
    let here = |p: Problem| Problem {
        expected: desk.say(match (p.code, p.field.as_str()) {
            ("four_eyes", _) => "link-second-person",
            ("not_found", _) => "link-no-record",
            ("stale", _) => "link-stale",
            _ => "link-other-record",
        }),
        field: "into".to_owned(),
        ..p
    };
    draw(desk, text, sent, &problems.into_iter().map(here).collect::<Vec<_>>()).await
}

async fn draw(desk: &Desk, text: &str, sent: &Sent, problems: &[Problem]) -> Result<Response, Trouble> {
    let person: PersonId = id("person", text)?;
    let file = desk.app.service.person_file(desk.access()?, person).await?;
    let exposed = match may(desk, Permission::ReadTrace) {
        true => Some(desk.app.service.exposure(desk.access()?, person).await?),
        false => None,
    };
    let name = match file.person.name() {
        "" => desk.say("person-unnamed"),
        name => name.to_owned(),
    };
    let wrong = wrong(desk, &[&LINK, &UNLINK], problems);
    let main = html! {
        @if !wrong.is_empty() {
            (error_summary(&desk.say("errors-title"), &wrong.iter().map(|w| (w.field.clone(), w.says.clone())).collect::<Vec<_>>()))
        }
        p { a href={ "/people/" (text) "/guardians" } { (desk.say("guardians-way")) } }
        (records(desk, &file))
        @if may(desk, Permission::LinkIdentity) { (acts(desk, &file, sent, problems)) }
        @if let Some(exposed) = &exposed { (reached(desk, exposed)) }
    };
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/people/find", desk.say("people-find-title"))],
            here: Some(code_id(text)),
            title: Some(html! { (name) }),
            ..Heading::default()
        }))
        (with_side(&main, &crate::registry::people::person(desk, &file.person)))
    };
    let title = if wrong.is_empty() { name } else { format!("{} {name}", desk.say("error-prefix")) };
    let mut page = desk.page(&title, "/people/find", &body);
    if let Some(first) = wrong.first() {
        *page.status_mut() = first.status;
    }
    Ok(page)
}

fn line(seen: &PersonSeen) -> Markup {
    let id = seen.person.id.to_string();
    html! { a href={ "/people/" (id) } { (code_id(&id)) } " " (seen.name()) }
}

/// Records held to be this person.
fn records(desk: &Desk, file: &PersonFile) -> Markup {
    let given = |key: &str, value: Markup| SummaryRow { label: desk.say(key), value: Cell::Given(value), change: None };
    let mut rows = Vec::new();
    for other in &file.others {
        let key = if file.person.person.merged_into == Some(other.person.id) { "link-into" } else { "link-with" };
        rows.push(given(key, line(other)));
    }
    if let Some(proposed) = &file.proposed {
        let by = desk.say_with("link-proposed-by", &[("who", file.proposed_by.clone().into())]);
        rows.push(given("link-proposed", html! { (line(proposed)) span.under { " · " (by) } }));
    }
    let body = html! { @if rows.is_empty() { p { (desk.say("link-none")) } } @else { (summary_list(&rows)) } };
    panel(Panel::Main, &desk.say("link-title"), &body)
}

fn acts(desk: &Desk, file: &PersonFile, sent: &Sent, problems: &[Problem]) -> Markup {
    let person = file.person.person.id;
    let form = |way: &str, fields: Markup, weight: Weight, label: &str| {
        html! {
            form.question method="post" action={ "/people/" (person) "/" (way) } novalidate {
                (desk.marks()) (fields) (submit(weight, &desk.say(label), None))
            }
        }
    };
    let why = || UNLINK.draw(desk, &Lists::new(), sent, problems);
    if let Some(proposed) = &file.person.person.proposed {
        let own = desk.session.as_ref().map(|s| s.access.account) == Some(proposed.by);
        return html! {
            @if own { p.under { (desk.say("link-second-person")) } }
            @else { (panel(Panel::Sheet, &desk.say("link-confirm-title"), &html! {
                p { (desk.say("link-confirm-text")) }
                (form("link/confirm", html! {}, Weight::Next, "link-confirm"))
            })) }
            (panel(Panel::Sheet, &desk.say("link-decline-title"), &form("link/decline", why(), Weight::Other, "link-decline")))
        };
    }
    if file.person.person.merged_into.is_some() {
        let body = html! { p { (desk.say("link-undo-text")) } (form("unlink", why(), Weight::Grave, "link-undo")) };
        return panel(Panel::Grave, &desk.say("link-undo-title"), &body);
    }
    let fields = LINK.draw(desk, &Lists::new(), sent, problems);
    let body = html! { p { a href={ "/people/" (person) "/same" } { (desk.say("same-way")) } } p { (desk.say("link-propose-text")) } (form("link", fields, Weight::Other, "link-propose")) };
    panel(Panel::Sheet, &desk.say("link-propose-title"), &body)
}

/// Whom the person's organs and grafts reach.
fn reached(desk: &Desk, exposed: &Exposure) -> Markup {
    let number = |n: &str| way(desk, &format!("/trace/{n}"), &code_id(n));
    let operates = may(desk, Permission::RecordOperation);
    let correct = |n: String| {
        html! { @if operates { " " a href={ "/operations/" (n) "/correct" } { (desk.say("operation-correct")) } } }
    };
    let mut rows = Vec::new();
    for unit in exposed.traces.iter().flat_map(|t| &t.traces).flat_map(domain::trace::Trace::flat) {
        let went = unit.transplants.iter().map(|t| (t.transplanted.recipient.to_string(), t.id.to_string()));
        let went: Vec<(String, String)> = went.collect();
        let recovered = unit.unit.recovered_at.is_some();
        rows.push(vec![
            html! {
                (number(&unit.unit.id.to_string()))
                @if recovered { (correct(unit.unit.id.to_string())) }
            },
            html! { (desk.term(unit.unit.entered.organ.code())) },
            html! { @if went.is_empty() { "–" } @for (r, graft) in &went { div { (number(r)) (correct(graft.clone())) } } },
        ]);
    }
    table(&Table {
        title: Some(desk.say("exposure-title")),
        caption: None,
        main: false,
        columns: ["exposure-organ", "person-organ", "exposure-recipient"]
            .iter()
            .map(|key| Column::words(desk.say(key)))
            .collect(),
        rows,
        empty: html! { (desk.say("exposure-none")) },
        phone: Phone::Stack,
    })
}
