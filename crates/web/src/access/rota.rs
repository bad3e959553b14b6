//! The rota: who is on duty where, over the next fourteen days, with its gaps and overlaps.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::DutyId;
use domain::access::{Duty, DutyCancelled, DutyEntered, Permission, Role, Stretch};
use maud::{Markup, html};
use serde_json::Value;
use service::access::{Rota, RotaLine};
use service::{Failure, Problem, Receipt};

use super::typed::lists as centres;
use crate::ask::{id, may, put_right, wrong};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may as optional, need, typed};
use crate::look::button::{Weight, submit};
use crate::look::field::error_summary;
use crate::look::heading::{Heading, heading};
use crate::look::notice::{Panel, panel};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{TagKind, tag};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// Somebody goes on duty.
pub const DUTY: Form = Form {
    name: "duty",
    inputs: &[
        need("account", Kind::Listed("colleagues")),
        optional("deputy", Kind::Listed("colleagues")),
        need("role", Kind::Listed("roles")),
        optional("centre", Kind::Listed("centres")),
        need("from", Kind::Instant),
        need("until", Kind::Instant),
    ],
};

/// Why a duty is called off.
pub const DUTY_OFF: Form =
    Form { name: "duty-off", inputs: &[need("reason", Kind::One(&["ill", "swapped", "wrong_entry", "other"]))] };

/// `GET /rota`
pub(super) async fn show(desk: Desk) -> Answer {
    draw(&desk, &Sent::default(), &[]).await
}

/// `POST /rota`
pub(super) async fn enter(desk: Desk, sent: Sent) -> Answer {
    let read = DUTY.read(&desk, &sent).and_then(|body| typed::<DutyEntered>(Value::Object(body)).map_err(|p| vec![p]));
    match read {
        Err(problems) => draw(&desk, &sent, &problems).await,
        Ok(duty) => settled(&desk, &sent, sent.door(&desk).enter_duty(desk.access()?, duty).await).await,
    }
}

/// `POST /rota/{duty}/cancel`
pub(super) async fn cancel(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    let duty: DutyId = id("duty", &text)?;
    let read = DUTY_OFF.read(&desk, &sent);
    match read.and_then(|body| typed::<DutyCancelled>(Value::Object(body)).map_err(|p| vec![p])) {
        Err(problems) => draw(&desk, &sent, &problems).await,
        Ok(cancelled) => {
            settled(&desk, &sent, sent.door(&desk).cancel_duty(desk.access()?, duty, cancelled).await).await
        }
    }
}

async fn settled<T>(desk: &Desk, sent: &Sent, done: Result<(T, Receipt), Failure>) -> Answer {
    let problems = match done {
        Ok(_) => return Ok(Redirect::to("/rota").into_response()),
        Err(failure) => put_right(failure)?,
    };
    let here = |p: Problem| {
        let key = match (p.field.as_str(), p.code) {
            ("account" | "deputy", "missing") => "duty-wrong-role",
            ("deputy", _) => "duty-wrong-deputy",
            ("until", _) => "duty-wrong-until",
            _ => return p,
        };
        Problem { expected: desk.say(key), value: None, ..p }
    };
    draw(desk, sent, &problems.into_iter().map(here).collect::<Vec<_>>()).await
}

async fn draw(desk: &Desk, sent: &Sent, problems: &[Problem]) -> Result<Response, Trouble> {
    let rota = desk.app.service.rota(desk.access()?).await?;
    let gaps: usize = rota.lines.iter().map(|l| l.gaps().count()).sum();
    let title = desk.say_with("rota-title", &[("gaps", gaps.into())]);
    let wrong = wrong(desk, &[&DUTY, &DUTY_OFF], problems);
    let changes = may(desk, Permission::ChangeRota);
    let form = match changes {
        true => form(desk, sent, problems).await?,
        false => html! {},
    };
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("rota-under")) }),
            ..Heading::default()
        }))
        @if !wrong.is_empty() {
            (error_summary(&desk.say("errors-title"), &wrong.iter().map(|w| (w.field.clone(), w.says.clone())).collect::<Vec<_>>()))
        }
        @if rota.lines.is_empty() { p { (desk.say("rota-none")) } }
        @for line in &rota.lines { (place(desk, &rota, line, changes)) }
        (form)
    };
    let full = if wrong.is_empty() { title } else { format!("{} {title}", desk.say("error-prefix")) };
    let mut page = desk.page(&full, "/rota", &body);
    if let Some(first) = wrong.first() {
        *page.status_mut() = first.status;
    }
    Ok(page)
}

/// What one row of a place says.
enum Row<'a> {
    Gap(&'a Stretch),
    Overlap(&'a Stretch),
    Duty(&'a Duty),
}

impl Row<'_> {
    fn from(&self) -> jiff::Timestamp {
        match self {
            Self::Gap(s) | Self::Overlap(s) => s.from,
            Self::Duty(d) => d.entered.from,
        }
    }
}

fn place(desk: &Desk, rota: &Rota, line: &RotaLine, changes: bool) -> Markup {
    let gaps = line.gaps().map(Row::Gap);
    let overlaps = line.overlaps().map(Row::Overlap);
    let mut rows: Vec<Row<'_>> = line.duties.iter().map(Row::Duty).chain(gaps).chain(overlaps).collect();
    rows.sort_by_key(Row::from);
    let name = match line.place.as_str() {
        "" => desk.say("rota-country"),
        place => place.to_owned(),
    };
    table(&Table {
        title: Some(format!("{}{}{name}", desk.term(line.role.code()), desk.say("list-comma"))),
        caption: None,
        main: true,
        columns: ["duty-from", "duty-until", "duty-who", "duty-deputy", "duty-state"]
            .iter()
            .map(|key| Column::words(desk.say(key)))
            .collect(),
        rows: rows.iter().map(|r| row(desk, rota, r, changes)).collect(),
        empty: html! {},
        phone: Phone::Stack,
    })
}

fn row(desk: &Desk, rota: &Rota, row: &Row<'_>, changes: bool) -> Vec<Markup> {
    let span = |from, until| [html! { (desk.instant(from)) }, html! { (desk.instant(until)) }];
    let dash = || html! { "–" };
    match row {
        Row::Gap(s) => {
            let [from, until] = span(s.from, s.until);
            vec![from, until, dash(), dash(), tag(TagKind::Stops, &desk.say("duty-gap"))]
        }
        Row::Overlap(s) => {
            let [from, until] = span(s.from, s.until);
            vec![from, until, dash(), dash(), tag(TagKind::LookAgain, &desk.say("duty-overlap"))]
        }
        Row::Duty(duty) => {
            let name = |id: &codes::ids::AccountId| rota.names.get(&id.to_string()).cloned().unwrap_or_default();
            let [from, until] = span(duty.entered.from, duty.entered.until);
            let now = duty.holds(desk.app.service.now());
            let state = if now {
                tag(TagKind::Valid, &desk.say("duty-now"))
            } else {
                tag(TagKind::NotYet, &desk.say("duty-later"))
            };
            let deputy = duty.entered.deputy.as_ref().map_or_else(|| desk.say("duty-no-deputy"), name);
            vec![
                from,
                until,
                html! { (name(&duty.entered.account)) },
                html! { (deputy) },
                html! { (state) @if changes { (off(desk, duty)) } },
            ]
        }
    }
}

/// Calls one duty off; the reason is chosen in the same form.
fn off(desk: &Desk, duty: &Duty) -> Markup {
    html! {
        details {
            summary { (desk.say("duty-off")) }
            form method="post" action={ "/rota/" (duty.id) "/cancel" } novalidate {
                (desk.marks())
                @for code in ["ill", "swapped", "wrong_entry", "other"] {
                    (submit(Weight::Other, &desk.term(code), Some(("reason", code))))
                }
            }
        }
    }
}

async fn form(desk: &Desk, sent: &Sent, problems: &[Problem]) -> Result<Markup, Trouble> {
    let mut lists: Lists = centres(desk).await?;
    let colleagues = desk.app.service.colleagues(desk.access()?).await?;
    let words = |c: &service::Colleague| {
        let mut roles: Vec<String> = c.roles.iter().map(|(role, _)| desk.term(role.code())).collect();
        roles.dedup();
        format!("{} ({})", c.name, roles.join(&desk.say("list-separator")))
    };
    lists.insert("colleagues", colleagues.iter().map(|c| (c.account.to_string(), words(c))).collect());
    let roles = Role::ALL.iter().map(|r| (r.code().to_owned(), desk.term(r.code())));
    lists.insert("roles", roles.collect());
    let mut typed = sent.clone();
    if typed.text("centre").is_empty()
        && let Some(centre) = desk.access()?.centre
    {
        typed.put("centre", &centre.to_string());
    }
    Ok(panel(
        Panel::Sheet,
        &desk.say("duty-enter-title"),
        &html! {
            form.question method="post" action="/rota" novalidate {
                (desk.marks())
                (DUTY.draw(desk, &lists, &typed, problems))
                (submit(Weight::Next, &desk.say("duty-enter"), None))
            }
        },
    ))
}
