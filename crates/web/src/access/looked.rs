//! Who looked at what, newest first.

use axum::extract::Query;
use maud::html;
use serde::Deserialize;
use service::access::LineSeen;

use crate::desk::Desk;
use crate::look::button::{Weight, submit};
use crate::look::field::{Control, Field, Need, TextKind, field};
use crate::look::heading::{Heading, heading};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{TagKind, code_id, tag};
use crate::trouble::Answer;

/// About which record.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    record: String,
}

pub(super) async fn show(desk: Desk, Query(asked): Query<Asked>) -> Answer {
    let record = asked.record.trim();
    let about = (!record.is_empty()).then_some(record);
    let lines = desk.app.service.access_lines(desk.access()?, about).await?;
    let title = match about {
        Some(_) => desk.say("looked-title-record"),
        None => desk.say("looked-title"),
    };
    let mut which = Field::new("record", desk.say("looked-record"), Control::Text(TextKind::Code, record.to_owned()));
    which.need = Need::Optional(desk.say("optional"));
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("looked-under")) }),
            ..Heading::default()
        }))
        form.question method="get" action="/access-log" { (field(&which)) (submit(Weight::Other, &desk.say("find"), None)) }
        (table(&Table {
            title: None,
            caption: Some(title.clone()),
            main: true,
            columns: ["looked-at", "looked-who", "looked-role", "looked-purpose", "looked-what", "looked-record", "looked-outcome"]
                .iter()
                .map(|key| Column::words(desk.say(key)))
                .collect(),
            rows: lines.iter().map(|l| row(&desk, l)).collect(),
            empty: html! { (desk.say("looked-empty")) },
            phone: Phone::Stack,
        }))
    };
    Ok(desk.page(&title, "/access-log", &body))
}

fn row(desk: &Desk, seen: &LineSeen) -> Vec<maud::Markup> {
    let line = &seen.line;
    let outcome = outcome(desk, &line.outcome);
    let record = line.record.as_deref();
    vec![
        html! { (desk.instant(line.at)) },
        html! { @if seen.name.is_empty() { (code_id(&line.account)) } @else { (seen.name) } },
        html! { (desk.term(&line.role)) },
        html! { (desk.term(&line.purpose)) },
        html! {
            (code_id(&line.what))
            @if let Some(under) = &line.emergency { br; span.under { (desk.say("looked-emergency")) " " (code_id(under)) } }
        },
        html! {
            @match record {
                Some(record) => a href={ "/access-log?record=" (crate::say::escape(record)) } { (code_id(record)) },
                None if line.shown > 0 => (desk.say_with("looked-names", &[("n", line.shown.into())])),
                None => "–",
            }
        },
        outcome,
    ]
}

/// `GET /access-log/inquiry`: that and when investigators read, never what.
pub(super) async fn inquiries(desk: Desk) -> Answer {
    let lines = desk.app.service.inquiry_lines(desk.access()?).await?;
    let title = desk.say_with("inquiries-title", &[("lines", lines.len().into())]);
    let cells = |seen: &LineSeen| {
        vec![
            html! { (desk.instant(seen.line.at)) },
            html! { @if seen.name.is_empty() { (code_id(&seen.line.account)) } @else { (seen.name) } },
            html! { (desk.term(&seen.line.role)) },
            outcome(&desk, &seen.line.outcome),
        ]
    };
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("inquiries-under")) }),
            ..Heading::default()
        }))
        (table(&Table {
            title: None,
            caption: Some(title.clone()),
            main: true,
            columns: ["looked-at", "looked-who", "looked-role", "looked-outcome"]
                .iter()
                .map(|key| Column::words(desk.say(key)))
                .collect(),
            rows: lines.iter().map(cells).collect(),
            empty: html! { (desk.say("inquiries-none")) },
            phone: Phone::Stack,
        }))
    };
    Ok(desk.page(&title, "/access-log/inquiry", &body))
}

pub(super) fn outcome(desk: &Desk, code: &str) -> maud::Markup {
    match code {
        "shown" => tag(TagKind::Done, &desk.say("looked-shown")),
        "written" => tag(TagKind::Done, &desk.say("looked-written")),
        _ => tag(TagKind::Stops, &desk.say("looked-denied")),
    }
}
