//! The catalogue: every sign with its source and its weight, for everybody.

use law::param::{Sign, SignStage, Signal};
use maud::{Markup, html};

use super::{stage_words, words};
use crate::desk::Desk;
use crate::look::code_id;
use crate::look::heading::{Heading, heading};
use crate::look::table::{Column, Phone, Table, table};
use crate::portal::public_page;
use crate::trouble::Answer;

/// `GET /indicators`
pub(super) async fn show(desk: Desk) -> Answer {
    let seen = desk.app.service.sign_catalogue();
    let title = desk.say("signs-catalogue-title");
    let reference = seen.cite.as_ref().map(|c| c.reference.clone()).unwrap_or_default();
    let under = [
        ("version", seen.version.profile.clone().into()),
        ("from", desk.date(seen.version.from).into()),
        ("reference", reference.into()),
    ];
    let text = match seen.threshold {
        Some(n) => desk.say_with("signs-catalogue-text", &[("n", i64::from(n).into())]),
        None => desk.say("signs-catalogue-text-open"),
    };
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say_with("signs-catalogue-under", &under)) }),
            ..Heading::default()
        }))
        p { (text) }
        p { a href="/guidelines" { (desk.say("guidelines-title")) } }
        @for stage in SignStage::ALL { (of_stage(&desk, stage, &seen.signs)) }
    };
    Ok(public_page(&desk, &title, "/indicators", None, &body))
}

fn of_stage(desk: &Desk, stage: SignStage, all: &[Sign]) -> Markup {
    let rows: Vec<Vec<Markup>> = all.iter().filter(|s| s.stage == stage).map(|s| row(desk, s)).collect();
    let words = |key: &str| Column::words(desk.say(key));
    let columns = vec![
        words("signs-col-id"),
        words("signs-col-words"),
        words("signs-col-how"),
        Column::numbers(desk.say("signs-col-weight")),
        words("signs-col-source"),
    ];
    let title = Some(stage_words(desk, stage));
    let view = Table { title, caption: None, main: false, columns, rows, empty: html! {}, phone: Phone::Stack };
    html! { @if !view.rows.is_empty() { (table(&view)) } }
}

fn row(desk: &Desk, sign: &Sign) -> Vec<Markup> {
    let limit = |key: &str| desk.say_with(key, &[("n", i64::from(sign.limit.unwrap_or(0)).into())]);
    let (how, limit) = match sign.signal {
        Signal::Seen => ("signs-how-seen", None),
        Signal::Context => ("signs-how-context", None),
        Signal::ShortNotice => ("signs-how-computed", Some(limit("signs-below"))),
        Signal::SeveralCandidates => ("signs-how-computed", Some(limit("signs-limit"))),
        _ => ("signs-how-computed", None),
    };
    let mark = desk.say("unconfirmed-mark");
    vec![
        code_id(&sign.id),
        html! { (words(desk, &sign.id)) },
        html! { (desk.say(how)) @if let Some(limit) = limit { br; (limit) } },
        html! { (sign.weight) },
        html! { span.law lang="en" dir="auto" { (sign.source) } @if sign.tag.needs_mark() { br; (mark) } },
    ]
}
