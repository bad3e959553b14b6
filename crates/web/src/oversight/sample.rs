//! A sample that neither side could choose: the centre's word, its list, what was drawn, and how to draw it again.

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::AuditId;
use domain::access::Permission;
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::Value as Json;
use service::{AuditSeen, Drawing, Failure, Problem, SampleSeen};

use crate::ask;
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, need, typed};
use crate::look::button::{Weight, submit};
use crate::look::frame::{sheet, with_side};
use crate::look::heading::{Heading, heading};
use crate::look::list::{SummaryRow, Value, summary_list};
use crate::look::notice::{Panel, notice, panel};
use crate::look::{Link, TagKind, code_id, tag};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// Which list is closed, and how many are drawn.
pub const FREEZE: Form = Form {
    name: "audit_sample",
    inputs: &[need("first", Kind::Date), need("last", Kind::Date), need("draws", Kind::Whole(""))],
};

/// The centre's word.
pub const WORD: Form = Form { name: "audit_word", inputs: &[need("word", Kind::Words)] };

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Typed {
    first: Date,
    last: Date,
    draws: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Word {
    word: String,
}

/// `GET /audits/{audit}/sample`
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Answer {
    page(&desk, ask::id("audit", &id)?, &Sent::default(), &[]).await
}

async fn answered<T>(desk: &Desk, id: AuditId, sent: &Sent, done: Result<T, Failure>) -> Answer {
    match done {
        Ok(_) => Ok(Redirect::to(&format!("/audits/{id}/sample")).into_response()),
        // That no checkpoint covers the list yet is a matter of a minute, and said on the page.
        Err(Failure::Problem(p)) => page(desk, id, sent, &[p]).await,
        Err(other) => Err(other.into()),
    }
}

/// `POST /audits/{audit}/sample`
pub(super) async fn freeze(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let id = ask::id("audit", &id)?;
    match FREEZE.read(&desk, &sent).and_then(|body| typed::<Typed>(Json::Object(body)).map_err(|p| vec![p])) {
        Err(problems) => page(&desk, id, &sent, &problems).await,
        Ok(Typed { first, last, draws }) => {
            let drawing = Drawing { first, last, draws };
            let done = sent.door(&desk).freeze_sample(desk.access()?, id, drawing).await;
            answered(&desk, id, &sent, done).await
        }
    }
}

/// `POST /audits/{audit}/sample/word`
pub(super) async fn word(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let id = ask::id("audit", &id)?;
    match WORD.read(&desk, &sent).and_then(|body| typed::<Word>(Json::Object(body)).map_err(|p| vec![p])) {
        Err(problems) => page(&desk, id, &sent, &problems).await,
        Ok(Word { word }) => {
            let done = sent.door(&desk).give_sample_word(desk.access()?, id, word).await;
            answered(&desk, id, &sent, done).await
        }
    }
}

/// `POST /audits/{audit}/sample/draw`
pub(super) async fn draw(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let id = ask::id("audit", &id)?;
    let done = sent.door(&desk).draw_sample(desk.access()?, id).await;
    answered(&desk, id, &sent, done).await
}

/// `GET /audits/{audit}/sample.txt`: the numbers of which the lot decides, as the hash of the list is made of them.
pub(super) async fn file(desk: Desk, Path(id): Path<String>) -> Answer {
    let seen = desk.app.service.audit(desk.access()?, ask::id("audit", &id)?).await?;
    let last = seen.samples.last().ok_or_else(|| Trouble::from(Problem::not_found("sample", &id)))?;
    let items = last.sample.frozen.step.items.iter().filter(|item| item.certain.is_empty());
    let mut numbers: Vec<&str> = items.map(|item| item.id.as_str()).collect();
    numbers.sort_unstable();
    let text: String = numbers.iter().flat_map(|number| [*number, "\n"]).collect();
    let headers = [
        (header::CONTENT_TYPE, "text/plain; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"sample.txt\""),
    ];
    Ok((headers, text).into_response())
}

async fn page(desk: &Desk, id: AuditId, sent: &Sent, problems: &[Problem]) -> Result<Response, Trouble> {
    let seen = desk.app.service.audit(desk.access()?, id).await?;
    let wrong = ask::wrong(desk, &[&FREEZE, &WORD], problems);
    let main = html! {
        @if seen.samples.is_empty() { p { (desk.say("audit-sample-none")) } }
        @for (n, one) in seen.samples.iter().enumerate().rev() { (drawn(desk, &format!("/audits/{id}/sample"), n + 1, one)) }
    };
    let side = forms(desk, &seen, sent, problems);
    let title = desk.say("audit-sample-title");
    let body = html! {
        (heading(&Heading {
            crumbs: vec![
                Link::new("/audits", desk.say("nav-audits")),
                Link::new(format!("/audits/{id}"), seen.centre.clone()),
            ],
            here: Some(code_id(&id.to_string())),
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("audit-sample-under")) }),
            aside: None,
        }))
        @for one in &wrong { (notice(TagKind::Stops, &html! { (one.says) })) }
        @if side.0.is_empty() { (main) } @else { (with_side(&main, &side)) }
    };
    let mut response = desk.page(&title, "/audits", &body);
    if let Some(first) = wrong.first() {
        *response.status_mut() = first.status;
    }
    Ok(response)
}

/// One sample with everything it is drawn from.
fn drawn(desk: &Desk, here: &str, n: usize, seen: &SampleSeen) -> Markup {
    let (sample, frozen) = (&seen.sample, &seen.sample.frozen.step);
    let row = |key: &str, value: Markup| SummaryRow { label: desk.say(key), value: Value::Given(value), change: None };
    let hash = |text: &str| html! { code dir="ltr" { (text) } };
    let certain = frozen.items.iter().filter(|item| !item.certain.is_empty());
    let by_lot = frozen.items.iter().filter(|item| item.certain.is_empty()).count();
    let days = [("first", desk.date(frozen.first).into()), ("last", desk.date(frozen.last).into())];
    let draws = [("n", i64::from(frozen.draws).into()), ("of", by_lot.into())];
    let mut rows = vec![
        row("audit-sample-days", html! { (desk.say_with("audit-sample-from-to", &days)) }),
        row("audit-sample-closed", html! { (desk.instant(sample.frozen.at)) }),
        row("audit-sample-draws", html! { (desk.say_with("audit-n-of", &draws)) }),
        row("audit-sample-list", hash(&seen.list.to_string())),
    ];
    if let Some((word, _)) = &sample.word {
        rows.push(row("audit-sample-word", html! { bdi { (word.step.word) } }));
    }
    if let Some(drawn) = &sample.drawn {
        rows.push(row("audit-sample-root", html! { (hash(&drawn.step.root)) br; (desk.say_with("audit-sample-size", &[("n", i64::try_from(drawn.step.size).unwrap_or(i64::MAX).into())])) }));
        let numbers = html! { @for id in &drawn.step.drawn { (procedure(desk, id)) br; } };
        rows.push(row("audit-sample-drawn", numbers));
        let (kind, key) = match seen.holds() {
            Some(true) => (TagKind::Done, "audit-sample-holds"),
            _ => (TagKind::Stops, "audit-sample-broken"),
        };
        rows.push(row("audit-sample-check", tag(kind, &desk.say(key))));
    }
    let always = certain.map(|item| {
        let why: Vec<String> = item.certain.iter().map(|w| desk.term(w.code())).collect();
        (item.id.clone(), why.join(&desk.say("list-comma")))
    });
    let always: Vec<(String, String)> = always.collect();
    if !always.is_empty() {
        let numbers = html! { @for (id, why) in &always { (procedure(desk, id)) " " (why) br; } };
        rows.push(row("audit-sample-certain", numbers));
    }
    let recipe = recipe(seen);
    html! {
        h2 { (desk.say_with("audit-sample-n", &[("n", n.into())])) }
        (sheet(&summary_list(&rows)))
        @if let Some(recipe) = recipe {
            details.folded {
                summary { (desk.say("audit-sample-guide")) }
                div.question.sheet.pad {
                    p { (desk.say("audit-sample-recipe")) " " (Link::new(format!("{here}.txt"), "sample.txt").markup()) }
                    @for line in recipe.lines() { p dir="ltr" { code { (line) } } }
                }
            }
        }
    }
}

/// How to draw a sample again on any computer with `sha256sum`; nothing before it was drawn.
fn recipe(seen: &SampleSeen) -> Option<String> {
    let (drawn, seed) = (seen.sample.drawn.as_ref()?, seen.seed.as_ref()?);
    let word = seen.sample.word.as_ref().map_or("", |(word, _)| word.step.word.as_str()).replace('\'', "'\\''");
    Some(format!(
        "LC_ALL=C sort sample.txt | sha256sum  # {list}\n\
         printf 'donare lot 1\\n%s\\n%s\\n%s\\n' {root} {list} '{word}' | sha256sum  # {seed}\n\
         while read n; do printf '%s\\n%s\\n' {seed} \"$n\" | sha256sum | cut -c1-64 | tr '\\n' ' '; echo $n; done \
         < sample.txt | LC_ALL=C sort | head -n {draws}",
        list = seen.list,
        root = drawn.step.root,
        draws = seen.sample.frozen.step.draws,
    ))
}

/// The number of a procedure, with the way to it for whoever may go there.
fn procedure(desk: &Desk, id: &str) -> Markup {
    let way = match id.split('_').next() {
        Some("par") if ask::may(desk, Permission::ReadPair) => Some(format!("/pairs/{id}")),
        _ if ask::may(desk, Permission::ReadTrace) => Some(format!("/trace/{id}")),
        _ => None,
    };
    html! { @match way { Some(way) => { a href=(way) { (code_id(id)) } }, None => { (code_id(id)) } } }
}

fn forms(desk: &Desk, seen: &AuditSeen, sent: &Sent, problems: &[Problem]) -> Markup {
    let id = seen.audit.id;
    let waits = seen.audit.samples.last().is_some_and(|sample| sample.drawn.is_none());
    let form = |way: &str, fields: Markup, key: &str, weight| {
        let body = html! {
            form method="post" action={ "/audits/" (id) "/sample" (way) } novalidate {
                (desk.marks()) (fields) (submit(weight, &desk.say(key), None))
            }
        };
        panel(Panel::Sheet, &desk.say(key), &body)
    };
    let draw = |of: &Form| of.draw(desk, &Lists::new(), sent, problems);
    html! {
        @if seen.audit.is_open() {
            @if waits { (form("/draw", html! { p { (desk.say("audit-sample-draw-text")) } }, "audit-sample-draw", Weight::Next)) }
            @if !waits && ask::may(desk, Permission::AnswerAudit) {
                (form("/word", html! { p { (desk.say("audit-sample-word-text")) } (draw(&WORD)) }, "audit-sample-word-send", Weight::Other))
            }
            @if ask::may(desk, Permission::Audit) && seen.goes {
                (form("", html! { p { (desk.say("audit-sample-text")) } (draw(&FREEZE)) }, "audit-sample-freeze", Weight::Other))
            }
        }
    }
}
