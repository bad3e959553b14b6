//! What an audit found: recording it, and everything that is done until it is closed.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::{AuditId, NonconformityId};
use domain::Private;
use domain::access::Permission;
use domain::oversight::{CheckItem, Corrective, Grade, NonconformityState};
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;
use service::{NonconformitySeen, Problem, Raising};

use super::list::{grade, standing};
use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, need, typed};
use crate::look::button::{Weight, submit};
use crate::look::frame::{sheet, with_side};
use crate::look::heading::{Heading, heading};
use crate::look::list::{SummaryRow, Value, summary_list};
use crate::look::notice::{Panel, notice, panel};
use crate::look::{Link, TagKind, code_id};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// A nonconformity.
pub const FOUND: Form = Form {
    name: "nonconformity",
    inputs: &[
        need("item", Kind::Listed("items")),
        need("grade", Kind::One(Grade::CODES)),
        need("seen", Kind::Lines),
        need("due", Kind::Date),
    ],
};
/// What the centre will do.
pub const ACTION: Form = Form {
    name: "nonconformity_action",
    inputs: &[need("action", Kind::Lines), need("owner", Kind::Words), need("by", Kind::Date)],
};
/// That it is done.
pub const DONE: Form = Form { name: "nonconformity_done", inputs: &[need("evidence", Kind::Lines)] };
/// That it is not.
pub const RETURN: Form = Form { name: "nonconformity_return", inputs: &[need("reason", Kind::Lines)] };
/// Another deadline.
pub const DUE: Form =
    Form { name: "nonconformity_due", inputs: &[need("due", Kind::Date), need("reason", Kind::Lines)] };
/// That an inspector saw it.
pub const CLOSE: Form =
    Form { name: "nonconformity_close", inputs: &[need("on", Kind::Date), need("verified", Kind::Lines)] };

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    item: CheckItem,
    grade: Grade,
    seen: Private,
    due: Date,
}

/// `GET /audits/{audit}/found`
pub(super) async fn new(desk: Desk, Path(id): Path<String>) -> Answer {
    draw_new(&desk, ask::id("audit", &id)?, &Sent::default(), &[]).await
}

/// `POST /audits/{audit}/found`
pub(super) async fn send(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let id: AuditId = ask::id("audit", &id)?;
    let problems = match read::<Typed>(&desk, &FOUND, &sent) {
        Err(problems) => problems,
        Ok(Typed { item, grade, seen, due }) => {
            let raised = Raising { audit: id, grade, item, seen, due };
            match sent.door(&desk).raise_nonconformity(desk.access()?, raised).await {
                Ok((found, _)) => return Ok(Redirect::to(&format!("/nonconformities/{found}")).into_response()),
                Err(failure) => ask::put_right(failure)?,
            }
        }
    };
    draw_new(&desk, id, &sent, &problems).await
}

async fn draw_new(desk: &Desk, id: AuditId, sent: &Sent, problems: &[Problem]) -> Result<Response, Trouble> {
    let seen = desk.app.service.audit(desk.access()?, id).await?;
    let items = seen.audit.planned.items.iter().map(|i| (i.code().to_owned(), desk.term(i.code()))).collect();
    Ok(ask(
        desk,
        "/audits",
        &Ask {
            title: desk.say("nonconformity-form-title"),
            back: Link::new(format!("/audits/{id}"), seen.centre.clone()),
            intro: html! { p { (desk.say("nonconformity-form-text")) } },
            action: format!("/audits/{id}/found"),
            fields: FOUND.draw(desk, &Lists::from([("items", items)]), sent, problems),
            button: (Weight::Next, desk.say("nonconformity-send")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&FOUND], problems),
        },
    ))
}

fn read<T: DeserializeOwned>(desk: &Desk, form: &Form, sent: &Sent) -> Result<T, Vec<Problem>> {
    form.read(desk, sent).and_then(|body| typed(Json::Object(body)).map_err(|p| vec![p]))
}

/// `GET /nonconformities/{nonconformity}`
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Answer {
    draw(&desk, ask::id("nonconformity", &id)?, &Sent::default(), &[]).await
}

async fn step<T: DeserializeOwned>(
    desk: &Desk,
    (id, form): (&str, &Form),
    sent: &Sent,
    make: fn(T) -> Corrective,
) -> Answer {
    let id: NonconformityId = ask::id("nonconformity", id)?;
    let problems = match read::<T>(desk, form, sent) {
        Err(problems) => problems,
        Ok(told) => match sent.door(desk).correct_nonconformity(desk.access()?, id, make(told)).await {
            Ok(_) => return Ok(Redirect::to(&format!("/nonconformities/{id}")).into_response()),
            Err(failure) => ask::put_right(failure)?,
        },
    };
    draw(desk, id, sent, &problems).await
}

/// `POST /nonconformities/{nonconformity}/action`
pub(super) async fn action(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    step(&desk, (&id, &ACTION), &sent, Corrective::Planned).await
}

/// `POST /nonconformities/{nonconformity}/done`
pub(super) async fn done(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    step(&desk, (&id, &DONE), &sent, Corrective::Done).await
}

/// `POST /nonconformities/{nonconformity}/return`
pub(super) async fn give_back(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    step(&desk, (&id, &RETURN), &sent, Corrective::Returned).await
}

/// `POST /nonconformities/{nonconformity}/due`
pub(super) async fn due(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    step(&desk, (&id, &DUE), &sent, Corrective::DueMoved).await
}

/// `POST /nonconformities/{nonconformity}/close`
pub(super) async fn close(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    step(&desk, (&id, &CLOSE), &sent, Corrective::Closed).await
}

async fn draw(desk: &Desk, id: NonconformityId, sent: &Sent, problems: &[Problem]) -> Result<Response, Trouble> {
    let seen = desk.app.service.nonconformity(desk.access()?, id).await?;
    let wrong = ask::wrong(desk, &[&ACTION, &DONE, &RETURN, &DUE, &CLOSE], problems);
    let title = desk.say_with("nonconformity-title", &[("centre", seen.centre.clone().into())]);
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/nonconformities", desk.say("nav-nonconformities"))],
            here: Some(code_id(&id.to_string())),
            title: Some(html! { (title) }),
            under: Some(html! { (grade(desk, seen.nonconformity.raised.grade)) " " (standing(desk, &seen)) }),
            aside: None,
        }))
        @for one in &wrong { (notice(TagKind::Stops, &html! { (one.says) })) }
        (with_side(&html! { (sheet(&summary_list(&rows(desk, &seen)))) (since(desk, &seen)) }, &forms(desk, &seen, sent, problems)))
    };
    let mut response = desk.page(&title, "/nonconformities", &body);
    if let Some(first) = wrong.first() {
        *response.status_mut() = first.status;
    }
    Ok(response)
}

fn text(desk: &Desk, private: &Private) -> Markup {
    html! { span dir="auto" { (private.clear().map_or_else(|| desk.say("text-erased"), str::to_owned)) } }
}

fn rows(desk: &Desk, seen: &NonconformitySeen) -> Vec<SummaryRow> {
    let one = &seen.nonconformity;
    let row = |key: &str, value: Markup| SummaryRow { label: desk.say(key), value: Value::Given(value), change: None };
    let audit = one.raised.audit.to_string();
    let mut rows = vec![
        row("audit-number", html! { a href={ "/audits/" (audit) } { (code_id(&audit)) } }),
        row("nonconformity-item", html! { (desk.term(one.raised.item.code())) }),
        row("nonconformity-seen", text(desk, &one.raised.seen)),
        row("nonconformity-due", html! { (desk.date(one.due())) }),
        row("nonconformity-raised", html! { (who(desk, seen, one.raised_by, one.raised_at)) }),
    ];
    if one.raised.grade == Grade::Critical && ask::may(desk, Permission::MeasureLicence) {
        let way = format!("/centres/{}", one.raised.centre);
        rows.push(row("nonconformity-licence", html! { (Link::new(way, desk.say("nonconformity-measure")).markup()) }));
    }
    rows
}

fn who(desk: &Desk, seen: &NonconformitySeen, by: impl ToString, at: jiff::Timestamp) -> String {
    let known = seen.names.get(&by.to_string()).filter(|n| !n.is_empty());
    let name = known.cloned().unwrap_or_else(|| desk.say("signs-somebody"));
    desk.say_with("rejection-by", &[("who", name.into()), ("at", desk.instant(at).into())])
}

fn since(desk: &Desk, seen: &NonconformitySeen) -> Markup {
    let said = |step: &Corrective| match step {
        Corrective::Planned(it) => html! {
            b { (desk.say("nonconformity-planned")) } br; (text(desk, &it.action)) br;
            (desk.say("nonconformity-owner")) " " bdi { (text(desk, &it.owner)) } br;
            (desk.say("nonconformity-by")) " " (desk.date(it.by))
        },
        Corrective::Done(it) => html! { b { (desk.say("nonconformity-done")) } br; (text(desk, &it.evidence)) },
        Corrective::Returned(it) => html! { b { (desk.say("nonconformity-returned")) } br; (text(desk, &it.reason)) },
        Corrective::DueMoved(it) => html! {
            b { (desk.say("nonconformity-due-moved")) " " (desk.date(it.due)) } br; (text(desk, &it.reason))
        },
        Corrective::Closed(it) => html! {
            b { (desk.say("nonconformity-closed")) " " (desk.date(it.on)) } br; (text(desk, &it.verified))
        },
    };
    let body = html! {
        @if seen.nonconformity.steps.is_empty() { p { (desk.say("nonconformity-since-none")) } }
        @for one in seen.nonconformity.steps.iter().rev() {
            p { (said(&one.step)) br; span.under { (who(desk, seen, one.by, one.at)) } }
        }
    };
    panel(Panel::Bare, &desk.say("nonconformity-since"), &body)
}

fn forms(desk: &Desk, seen: &NonconformitySeen, sent: &Sent, problems: &[Problem]) -> Markup {
    let one = &seen.nonconformity;
    let (audits, answers) = (ask::may(desk, Permission::Audit), ask::may(desk, Permission::AnswerAudit));
    let state = one.state();
    let form = |way: &str, of: &Form, key: &str, weight| {
        let body = html! {
            form method="post" action={ "/nonconformities/" (one.id) "/" (way) } novalidate {
                (desk.marks())
                (of.draw(desk, &Lists::new(), sent, problems))
                (submit(weight, &desk.say(key), None))
            }
        };
        panel(Panel::Sheet, &desk.say(key), &body)
    };
    let open = matches!(state, NonconformityState::Open | NonconformityState::Answered);
    let closes = state == NonconformityState::Done
        || (one.raised.grade == Grade::Observation && state != NonconformityState::Closed);
    let answered = state == NonconformityState::Answered;
    html! {
        @if answers && answered { (form("done", &DONE, "nonconformity-done-verb", Weight::Next)) }
        @if answers && open {
            (form("action", &ACTION, "nonconformity-action-verb", if answered { Weight::Other } else { Weight::Next }))
        }
        @if audits && open && !closes { p { (desk.say("nonconformity-waits")) } }
        @if audits && closes { (form("close", &CLOSE, "nonconformity-close-verb", Weight::Next)) }
        @if audits && state == NonconformityState::Done { (form("return", &RETURN, "nonconformity-return-verb", Weight::Other)) }
        @if audits && state != NonconformityState::Closed { (form("due", &DUE, "nonconformity-due-verb", Weight::Other)) }
    }
}
