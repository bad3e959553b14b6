//! Advertisements that were handed in, for investigators.

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::IntoResponse;
use codes::ids::AdvertId;
use maud::html;
use service::AdvertSeen;

use crate::ask;
use crate::desk::Desk;
use crate::look::heading::{Heading, heading};
use crate::look::list::{SummaryRow, Value, summary_list};
use crate::look::notice::{Panel, panel};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id, tag};
use crate::trouble::Answer;

fn meets(desk: &Desk, seen: &AdvertSeen) -> maud::Markup {
    match seen.meets {
        0 => html! { (desk.say("advert-meets-none")) },
        n => html! {
            a href={ "/network/" (seen.advert.id) } { (tag(TagKind::With, &desk.say_with("advert-meets", &[("n", n.to_string().into())]))) }
        },
    }
}

/// `GET /adverts/seen`
pub(super) async fn list(desk: Desk) -> Answer {
    let list = desk.app.service.adverts(desk.access()?).await?;
    let title = desk.say("adverts-title");
    let row = |seen: &AdvertSeen| {
        let id = seen.advert.id.to_string();
        vec![
            html! { a href={ "/adverts/seen/" (id) } { (code_id(&id)) } },
            html! { (desk.term(&domain::rules::term(&seen.advert.handed_in.medium))) },
            html! { (desk.date(seen.advert.handed_in.seen_on)) },
            html! { (desk.instant(seen.advert.at)) },
            html! { (seen.advert.handed_in.contacts) },
            meets(&desk, seen),
        ]
    };
    let counted = [("shown", list.rows.len().into()), ("all", list.all.into())];
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("adverts-under")) }),
            ..Heading::default()
        }))
        (table(&Table {
            title: None,
            caption: Some(title.clone()),
            main: true,
            columns: vec![
                Column::words(desk.say("advert-column-number")),
                Column::words(desk.say("advert-column-medium")),
                Column::numbers(desk.say("advert-column-seen")),
                Column::numbers(desk.say("advert-column-handed-in")),
                Column::numbers(desk.say("advert-column-contacts")),
                Column::words(desk.say("advert-column-meets")),
            ],
            rows: list.rows.iter().map(row).collect(),
            empty: html! { (desk.say("adverts-empty")) },
            phone: Phone::Stack,
        }))
        @if i64::try_from(list.rows.len()).unwrap_or(i64::MAX) < list.all { p.under { (desk.say_with("adverts-more", &counted)) } }
    };
    Ok(desk.page(&title, "/adverts/seen", &body))
}

/// `GET /adverts/seen/{advert}`
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Answer {
    let id: AdvertId = ask::id("advert", &id)?;
    let seen = desk.app.service.advert(desk.access()?, id).await?;
    let given = &seen.advert.handed_in;
    let title = desk.say("advert-title");
    let erased = || desk.say("advert-erased");
    let row =
        |key: &str, value: maud::Markup| SummaryRow { label: desk.say(key), value: Value::Given(value), change: None };
    let mut rows = vec![
        row("advert-column-medium", html! { (desk.term(&domain::rules::term(&given.medium))) }),
        row("field-seen-where", html! { bdi { (given.seen_where.clear().map_or_else(erased, str::to_owned)) } }),
        row("advert-column-seen", html! { (desk.date(given.seen_on)) }),
        row("advert-column-handed-in", html! { (desk.instant(seen.advert.at)) }),
        row("advert-digest", super::hash(&given.digest.clear().map_or_else(erased, str::to_owned))),
        row("advert-bytes", html! { (given.bytes_len.to_string()) }),
        row("advert-column-contacts", html! { (given.contacts) }),
        row("advert-column-meets", meets(&desk, &seen)),
    ];
    if let Some(sort) = seen.file {
        rows.push(row(
            "advert-file",
            html! { a href={ "/adverts/seen/" (id) "/file" } { (sort.suffix().to_uppercase()) } },
        ));
    }
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/adverts/seen", desk.say("nav-adverts"))],
            here: Some(code_id(&id.to_string())),
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("advert-under")) }),
            aside: None,
        }))
        (panel(Panel::Main, &desk.say("advert-facts"), &summary_list(&rows)))
        @if let Some(text) = &given.text {
            (panel(Panel::Sheet, &desk.say("advert-words"), &html! {
                @for line in text.clear().unwrap_or_default().lines() { p dir="auto" { (line) } }
            }))
        }
    };
    Ok(desk.page(&title, "/adverts/seen", &body))
}

/// `GET /adverts/seen/{advert}/file`: always a download, never shown inside our pages.
pub(super) async fn file(desk: Desk, Path(id): Path<String>) -> Answer {
    let id: AdvertId = ask::id("advert", &id)?;
    let (sort, bytes) = desk.app.service.advert_file(desk.access()?, id).await?;
    let name = format!("attachment; filename=\"{id}.{}\"", sort.suffix());
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(sort.code()));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, name);
    }
    Ok(response)
}
