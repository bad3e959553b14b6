//! One audit: why, who goes, what was looked at, what was found, and the samples.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::AuditId;
use domain::Private;
use domain::access::Permission;
use domain::consent::Held;
use domain::oversight::{CalledOff, CheckAnswer, Checked, Ended, Moved};
use maud::{Markup, html};
use serde::de::DeserializeOwned;
use serde_json::Value as Json;
use service::{AuditSeen, Failure, Problem};

use super::list::found_table;
use super::plan::{MOVE, OFF, REPORT, reasons};
use super::points;
use crate::ask;
use crate::desk::Desk;
use crate::form::{Form, Lists, typed};
use crate::look::button::{Weight, go, row as buttons, submit};
use crate::look::frame::{sheet, with_side};
use crate::look::heading::{Heading, heading};
use crate::look::list::{SummaryRow, Value, summary_list};
use crate::look::notice::{Panel, notice, panel};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id, tag};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// `GET /audits/{audit}`
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Answer {
    draw(&desk, ask::id("audit", &id)?, &Sent::default(), &[]).await
}

/// What a form on the page asks for.
fn read<T: DeserializeOwned>(desk: &Desk, form: &Form, sent: &Sent) -> Result<T, Vec<Problem>> {
    form.read(desk, sent).and_then(|body| typed(Json::Object(body)).map_err(|p| vec![p]))
}

async fn answered<T>(desk: &Desk, id: AuditId, sent: &Sent, done: Result<T, Failure>) -> Answer {
    match done {
        Ok(_) => Ok(Redirect::to(&format!("/audits/{id}")).into_response()),
        Err(failure) => draw(desk, id, sent, &ask::put_right(failure)?).await,
    }
}

/// `POST /audits/{audit}/move`
pub(super) async fn move_it(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let id = ask::id("audit", &id)?;
    match read::<Moved>(&desk, &MOVE, &sent) {
        Err(problems) => draw(&desk, id, &sent, &problems).await,
        Ok(moved) => {
            let done = sent.door(&desk).move_audit(desk.access()?, id, moved).await;
            answered(&desk, id, &sent, done).await
        }
    }
}

/// `POST /audits/{audit}/call-off`
pub(super) async fn call_off(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let id = ask::id("audit", &id)?;
    match read::<CalledOff>(&desk, &OFF, &sent) {
        Err(problems) => draw(&desk, id, &sent, &problems).await,
        Ok(off) => {
            let done = sent.door(&desk).call_off_audit(desk.access()?, id, off).await;
            answered(&desk, id, &sent, done).await
        }
    }
}

/// `POST /audits/{audit}/end`
pub(super) async fn end(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let id = ask::id("audit", &id)?;
    match read::<Ended>(&desk, &REPORT, &sent) {
        Err(problems) => draw(&desk, id, &sent, &problems).await,
        Ok(ended) => {
            let done = sent.door(&desk).end_audit(desk.access()?, id, ended).await;
            answered(&desk, id, &sent, done).await
        }
    }
}

async fn draw(desk: &Desk, id: AuditId, sent: &Sent, problems: &[Problem]) -> Result<Response, Trouble> {
    let seen = desk.app.service.audit(desk.access()?, id).await?;
    let plans = ask::may(desk, Permission::Audit);
    let wrong = ask::wrong(desk, &[&MOVE, &OFF, &REPORT], problems);
    let title = desk.say_with("oversight-audit-title", &[("centre", seen.centre.clone().into())]);
    let side = html! {
        @if plans { (panel(Panel::Bare, &desk.say("audit-points-why"), &reasons(desk, &seen.audit.planned.risk))) }
        @if plans && seen.audit.is_open() { (forms(desk, &seen, sent, problems)) }
    };
    let main = html! {
        (sheet(&summary_list(&rows(desk, &seen, plans))))
        h2 { (desk.say("audit-found")) }
        (found_table(desk, &desk.say("audit-found"), &seen.found, false))
        (checklist(desk, &seen, plans))
    };
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/audits", desk.say("nav-audits"))],
            here: Some(code_id(&id.to_string())),
            title: Some(html! { (title) }),
            under: Some(html! { (desk.term(seen.audit.state().code())) " · " (desk.date(seen.audit.on())) }),
            aside: None,
        }))
        @for one in &wrong { (notice(TagKind::Stops, &html! { (one.says) })) }
        (ways(desk, &seen))
        @if side.0.is_empty() { (main) } @else { (with_side(&main, &side)) }
    };
    let mut response = desk.page(&title, "/audits", &body);
    if let Some(first) = wrong.first() {
        *response.status_mut() = first.status;
    }
    Ok(response)
}

fn ways(desk: &Desk, seen: &AuditSeen) -> Markup {
    let id = seen.audit.id;
    let works = ask::may(desk, Permission::Audit) && seen.audit.is_open() && seen.goes;
    let mut ways = Vec::new();
    if works {
        ways.push(go(Weight::Next, &Link::new(format!("/audits/{id}/check"), desk.say("audit-check-verb"))));
        ways.push(go(Weight::Other, &Link::new(format!("/audits/{id}/found"), desk.say("nonconformity-verb"))));
    }
    ways.push(go(Weight::Other, &Link::new(format!("/audits/{id}/sample"), desk.say("audit-sample-title"))));
    buttons(&ways)
}

fn text(desk: &Desk, private: &Private) -> Markup {
    html! { span dir="auto" { (private.clear().map_or_else(|| desk.say("text-erased"), str::to_owned)) } }
}

fn name(desk: &Desk, seen: &AuditSeen, who: impl ToString) -> String {
    seen.names.get(&who.to_string()).filter(|n| !n.is_empty()).cloned().unwrap_or_else(|| desk.say("signs-somebody"))
}

fn rows(desk: &Desk, seen: &AuditSeen, plans: bool) -> Vec<SummaryRow> {
    let audit = &seen.audit;
    let row = |key: &str, value: Markup| SummaryRow { label: desk.say(key), value: Value::Given(value), change: None };
    let mut rows = vec![
        row("audit-centre", html! { a href={ "/centres/" (audit.planned.centre) } { (seen.centre) } }),
        row("audit-day", html! { (desk.date(audit.on())) }),
        row("audit-lead", html! { (name(desk, seen, audit.planned.lead)) }),
    ];
    if !audit.planned.team.is_empty() {
        let team: Vec<String> = audit.planned.team.iter().map(|who| name(desk, seen, who)).collect();
        rows.push(row("audit-team", html! { (team.join(&desk.say("list-comma"))) }));
    }
    if plans {
        rows.push(row("audit-trigger", html! { (desk.term(audit.planned.trigger.code())) }));
        rows.push(row("audit-points", html! { (points(audit.planned.risk.tenths)) }));
        if let Some(note) = &audit.planned.note {
            rows.push(row("audit-note", text(desk, note)));
        }
    }
    for moved in &audit.moved {
        rows.push(row("audit-moved", html! { (desk.date(moved.step.on)) br; (text(desk, &moved.step.reason)) }));
    }
    if let Some(off) = &audit.called_off {
        rows.push(row("audit-off", html! { (desk.instant(off.at)) br; (text(desk, &off.step.reason)) }));
    }
    if let Some(ended) = &audit.ended {
        rows.push(row("audit-ended", html! { (desk.date(ended.step.on)) }));
        rows.push(row("audit-report", text(desk, &ended.step.report)));
    }
    rows
}

fn checklist(desk: &Desk, seen: &AuditSeen, plans: bool) -> Markup {
    let line = |item: &domain::oversight::CheckItem| {
        let mut cells = vec![html! { (desk.term(item.code())) }];
        if plans {
            let unseen = || tag(TagKind::NotYet, &desk.say("audit-unseen"));
            cells.push(seen.audit.last(*item).map_or_else(unseen, |held| checked(desk, seen, held)));
        }
        cells
    };
    let columns: &[&str] = if plans { &["nonconformity-item", "audit-answer"] } else { &["nonconformity-item"] };
    table(&Table {
        title: Some(desk.say("audit-checklist")),
        caption: None,
        main: false,
        columns: columns.iter().map(|key| Column::words(desk.say(key))).collect(),
        rows: seen.audit.planned.items.iter().map(line).collect(),
        empty: html! {},
        phone: Phone::Stack,
    })
}

/// What was seen at a line, when and by whom.
fn checked(desk: &Desk, seen: &AuditSeen, held: &Held<Checked>) -> Markup {
    let kind = if held.step.answer == CheckAnswer::NotMet { TagKind::Yours } else { TagKind::Done };
    html! {
        (tag(kind, &desk.term(held.step.answer.code())))
        @if let Some(note) = &held.step.note { br; (text(desk, note)) }
        br; span.under { (desk.instant(held.step.seen_at)) " · " bdi { (name(desk, seen, held.by)) } }
    }
}

fn forms(desk: &Desk, seen: &AuditSeen, sent: &Sent, problems: &[Problem]) -> Markup {
    let form = |way: &str, of: &Form, key: &str| {
        let body = html! {
            form method="post" action={ "/audits/" (seen.audit.id) "/" (way) } novalidate {
                (desk.marks())
                (of.draw(desk, &Lists::new(), sent, problems))
                (submit(Weight::Other, &desk.say(key), None))
            }
        };
        panel(Panel::Sheet, &desk.say(key), &body)
    };
    html! {
        @if seen.goes { (form("end", &REPORT, "audit-end-verb")) }
        (form("move", &MOVE, "audit-move-verb"))
        (form("call-off", &OFF, "audit-off-verb"))
    }
}
