//! Pairs around which a sign waits for an answer.

use maud::html;

use crate::desk::Desk;
use crate::look::heading::{Heading, heading};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{TagKind, code_id, tag};
use crate::trouble::Answer;

/// `GET /signs`
pub(super) async fn show(desk: Desk) -> Answer {
    let list = desk.app.service.signs_waiting(desk.access()?).await?;
    let title = desk.say("signs-list-title");
    let row = |(pair, waiting, since): &(codes::ids::PairId, usize, jiff::Timestamp)| {
        vec![
            html! { a href={ "/pairs/" (pair) "/signs" } { (code_id(&pair.to_string())) } },
            html! { (waiting) },
            html! { (desk.instant(*since)) },
        ]
    };
    let counted = [("shown", list.rows.len().into()), ("all", list.all.into())];
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("signs-list-under")) }),
            aside: (list.all > 0).then(|| tag(TagKind::Yours, &list.all.to_string())),
            ..Heading::default()
        }))
        (table(&Table {
            title: None,
            caption: Some(title.clone()),
            main: true,
            columns: vec![
                Column::words(desk.say("signs-list-pair")),
                Column::numbers(desk.say("signs-list-waiting")),
                Column::numbers(desk.say("signs-list-since")),
            ],
            rows: list.rows.iter().map(row).collect(),
            empty: html! { (desk.say("signs-list-empty")) },
            phone: Phone::Stack,
        }))
        @if list.rows.len() < usize::try_from(list.all).unwrap_or(0) { p.under { (desk.say_with("signs-list-more", &counted)) } }
        p { a href="/indicators" { (desk.say("signs-catalogue-title")) } }
    };
    Ok(desk.page(&title, "/signs", &body))
}
