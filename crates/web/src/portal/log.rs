//! The log: what staff see of it, what anybody may fetch, and how it is checked.

use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Redirect};
use codes::ids::EventId;
use ledger::tile::TileId;
use maud::{Markup, html};
use serde::Deserialize;
use service::{LogSeen, Problem};

use super::public_page;
use crate::desk::Desk;
use crate::look::Link;
use crate::look::button::{Weight, submit};
use crate::look::field::{Control, Field, TextKind, field};
use crate::look::frame::with_side;
use crate::look::heading::{Heading, heading};
use crate::look::list::{SummaryRow, Value, links, summary_list};
use crate::look::notice::{Panel, panel};
use crate::look::table::{Column, Phone, Table, table};
use crate::trouble::Answer;

/// `GET /log`: for staff who may read it.
pub(super) async fn page(desk: Desk) -> Answer {
    let log = desk.app.service.log_seen(desk.access()?).await?;
    let title = desk.say_with("log-title", &[("n", i64::try_from(log.size).unwrap_or(i64::MAX).into())]);
    let head = heading(&Heading {
        title: Some(html! { (title) }),
        under: Some(html! { (desk.say("log-under")) }),
        ..Heading::default()
    });
    let side = html! {
        (panel(Panel::Sheet, &desk.say("log-proof"), &proof_form(&desk)))
        (panel(Panel::Bare, &desk.say("log-how"), &html! { p { (desk.say("log-how-short")) } (files(&desk)) }))
    };
    let main = html! { (facts(&desk, &log)?) (checkpoints(&desk, &log)) };
    Ok(desk.page(&title, "/log", &html! { (head) (with_side(&main, &side)) }))
}

fn facts(desk: &Desk, log: &LogSeen) -> Result<Markup, service::Failure> {
    let row = |key: &str, value: Markup| SummaryRow { label: desk.say(key), value: Value::Given(value), change: None };
    let key = desk.app.service.log_key()?;
    let list = summary_list(&[
        row("log-size", html! { (log.size) }),
        row("log-waiting", html! { (log.waiting) }),
        row("log-origin", html! { bdi dir="ltr" { (desk.app.service.origin()) } }),
    ]);
    Ok(panel(
        Panel::Main,
        &desk.say("log-facts"),
        &html! { (list) p.under { (desk.say("log-key")) } p { (long(&key)) } },
    ))
}

fn checkpoints(desk: &Desk, log: &LogSeen) -> Markup {
    let root = |note: &str| note.lines().nth(2).unwrap_or_default().to_owned();
    let seen = log.checkpoints.iter();
    let rows = seen
        .map(|c| vec![html! { (desk.instant(c.signed_at)) }, html! { (c.size) }, html! { (long(&root(&c.note))) }])
        .collect();
    table(&Table {
        title: Some(desk.say("log-checkpoints")),
        caption: None,
        main: false,
        columns: vec![
            Column::words(desk.say("log-col-at")),
            Column::numbers(desk.say("log-col-size")),
            Column::words(desk.say("log-col-root")),
        ],
        rows,
        empty: html! { (desk.say("log-no-checkpoint")) },
        phone: Phone::Stack,
    })
}

fn proof_form(desk: &Desk) -> Markup {
    let event = Field::new("event", desk.say("log-event"), Control::Text(TextKind::Code, String::new()))
        .hint(desk.say("log-event-hint"));
    html! { form.panel method="get" action="/log/proof" { (field(&event)) (submit(Weight::Other, &desk.say("log-proof-button"), None)) } }
}

fn files(desk: &Desk) -> Markup {
    links(&[
        Link::new("/log/checkpoint", desk.say("foot-checkpoint")),
        Link::new("/log/check", desk.say("log-to-check")),
    ])
}

/// A code too long for a phone: it may break anywhere, and is copied whole.
fn long(code: &str) -> Markup {
    let signs: Vec<char> = code.chars().collect();
    html! { code dir="ltr" { @for part in signs.chunks(6) { (part.iter().collect::<String>()) wbr; } } }
}

/// `GET /log/check`: how anybody checks the log.
pub(super) async fn check(desk: Desk) -> Answer {
    let title = desk.say("check-title");
    let latest = desk.app.service.latest_checkpoint().await?;
    let key = desk.app.service.log_key()?;
    let head = heading(&Heading {
        title: Some(html! { (title) }),
        under: Some(html! { (desk.say("check-under")) }),
        ..Heading::default()
    });
    let steps = ["check-1", "check-2", "check-3", "check-4"];
    let body = html! {
        (head)
        (panel(Panel::Main, &desk.say("check-how"), &html! { @for (n, step) in (1..).zip(steps) { p { b { (n) ". " } (desk.say(step)) } } }))
        (panel(Panel::Sheet, &desk.say("log-key"), &html! { p { (long(&key)) } }))
        (panel(Panel::Sheet, &desk.say("check-latest"), &html! {
            @match &latest {
                Some(c) => {
                    p.under { (desk.instant(c.signed_at)) }
                    p dir="ltr" { @for line in c.note.lines() { (long(line)) br; } }
                },
                None => p { (desk.say("log-no-checkpoint")) },
            }
        }))
        p { (desk.say("check-private")) }
        (links(&[Link::new("/log/checkpoint", desk.say("foot-checkpoint"))]))
    };
    Ok(public_page(&desk, &title, "/log", None, &body))
}

/// `GET /log/checkpoint`: the latest signed note, as transparency tools read it.
pub(super) async fn checkpoint(desk: Desk) -> Answer {
    let latest =
        desk.app.service.latest_checkpoint().await?.ok_or_else(|| Problem::not_found("checkpoint", "latest"))?;
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], latest.note).into_response())
}

/// `GET /log/tile/{level}/{index}`: hashes of a tile.
pub(super) async fn tile(desk: Desk, Path((level, index)): Path<(String, String)>) -> Answer {
    let path = format!("tile/{level}/{index}");
    let wrong = || Problem::new("not_found", "tile", "a tile such as tile/0/000 or tile/0/001.p/17");
    let id: TileId = path.parse().map_err(|_| wrong())?;
    let bytes = desk.app.service.log_tile(id).await?;
    let kept = [
        (header::CONTENT_TYPE, "application/octet-stream"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
    ];
    Ok((kept, bytes).into_response())
}

#[derive(Deserialize)]
pub(super) struct Asked {
    event: Option<String>,
}

/// `GET /log/proof?event=`
pub(super) async fn ask_proof(desk: Desk, Query(asked): Query<Asked>) -> Answer {
    desk.access()?;
    let event: EventId = asked.event.unwrap_or_default().trim().parse()?;
    Ok(Redirect::to(&format!("/log/proof/{event}")).into_response())
}

/// `GET /log/proof/{event}`: the evidence pack of an event.
pub(super) async fn proof(desk: Desk, Path(event): Path<String>) -> Answer {
    let access = desk.access()?;
    let event: EventId = event.parse()?;
    let pack = desk.app.service.proof(access, event).await?;
    let name = format!("attachment; filename=\"{event}.json\"");
    Ok(([(header::CONTENT_DISPOSITION, name)], axum::Json(pack)).into_response())
}
