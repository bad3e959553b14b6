//! Lists of protected people: one's own, and those before the body.

use domain::access::Permission;
use maud::{Markup, html};
use service::support::{ProtectedLine, ProtectedList};

use super::status_tag;
use crate::ask;
use crate::desk::Desk;
use crate::look::button::{Weight, go, row};
use crate::look::heading::{Heading, heading};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id, tag};
use crate::trouble::Answer;

/// `GET /protected`
pub(super) async fn own(desk: Desk) -> Answer {
    let list = desk.app.service.protected_people(desk.access()?).await?;
    let may_add = ask::may(&desk, Permission::WorkProtected);
    let add = Link::new("/protected/new", desk.say("protected-new-title"));
    let ways = row(&[go(Weight::Next, &add), go(Weight::Other, &Link::new("/support", desk.say("directory-title")))]);
    let aside = may_add.then_some(ways);
    Ok(draw(&desk, "/protected", ("protected-title", "protected-under", "protected-empty"), aside, &list))
}

/// `GET /protection`
pub(super) async fn body(desk: Desk) -> Answer {
    let list = desk.app.service.protected_for_body(desk.access()?).await?;
    let words = ("protection-title", "protection-under", "protection-empty");
    Ok(draw(&desk, "/protection", words, None, &list))
}

fn draw(
    desk: &Desk,
    here: &'static str,
    (title, under, empty): (&str, &str, &str),
    aside: Option<Markup>,
    list: &ProtectedList,
) -> axum::response::Response {
    let title = desk.say(title);
    let line = |l: &ProtectedLine| {
        let alarms = [("n", l.alarms.into())];
        vec![
            html! { a href={ (here) "/" (l.id) } { (code_id(&l.id.to_string())) } },
            status_tag(desk, l.status, l.decided),
            html! { @if l.alarms > 0 { (tag(TagKind::Stops, &desk.say_with("protected-alarms", &alarms))) } @else { (desk.say("protected-no-alarm")) } },
            html! { (l.unmet) },
            html! { (desk.date(desk.day_of(l.since))) },
        ]
    };
    let counted = [("shown", list.rows.len().into()), ("all", list.all.into())];
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say(under)) }),
            aside,
            ..Heading::default()
        }))
        (table(&Table {
            title: None,
            caption: Some(title.clone()),
            main: true,
            columns: vec![
                Column::words(desk.say("protected-col-number")),
                Column::words(desk.say("protected-col-status")),
                Column::words(desk.say("protected-col-alarms")),
                Column::numbers(desk.say("protected-col-unmet")),
                Column::numbers(desk.say("protected-col-since")),
            ],
            rows: list.rows.iter().map(line).collect(),
            empty: html! { (desk.say(empty)) },
            phone: Phone::Stack,
        }))
        @if list.rows.len() < usize::try_from(list.all).unwrap_or(0) { p.under { (desk.say_with("protected-more", &counted)) } }
    };
    desk.page(&title, here, &body)
}
