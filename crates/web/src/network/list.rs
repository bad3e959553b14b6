//! Procedures that hang together, those that share most first.

use domain::network::Group;
use maud::html;

use super::{bits_words, detail_words};
use crate::desk::Desk;
use crate::look::heading::{Heading, heading};
use crate::look::notice::{Panel, panel};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{TagKind, code_id, tag};
use crate::trouble::Answer;

/// Procedures of one group named in the list at most.
const NAMED: usize = 6;

/// `GET /network`
pub(super) async fn show(desk: Desk) -> Answer {
    let list = desk.app.service.network(desk.access()?).await?;
    let title = desk.say("network-title");
    let row = |group: &Group| {
        let first = group.procedures.first().cloned().unwrap_or_default();
        let more = group.procedures.len().saturating_sub(NAMED);
        let details: Vec<String> =
            group.details.iter().map(|(detail, n)| format!("{} × {n}", detail_words(&desk, *detail))).collect();
        vec![
            html! { a href={ "/network/" (first) } { (code_id(&first)) } },
            html! {
                @for (n, one) in group.procedures.iter().skip(1).take(NAMED - 1).enumerate() { @if n > 0 { " " } (code_id(one)) }
                @if more > 0 { " " (desk.say_with("network-and-more", &[("n", more.into())])) }
            },
            html! {
                (details.join(&desk.say("list-separator")))
                @if group.speaks { br; (tag(TagKind::LookAgain, &desk.say("network-speaks"))) }
            },
            html! { (group.procedures.len()) },
            html! { (bits_words(&desk, group.bits)) },
            html! { (desk.instant(group.last_at)) },
        ]
    };
    let counted = [("shown", list.groups.len().into()), ("all", list.all.into())];
    let met = [("taken", list.meetings.0.into()), ("all", list.meetings.1.into())];
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("network-under")) }),
            aside: (list.all > 0).then(|| tag(TagKind::With, &desk.say_with("network-groups", &[("n", list.all.to_string().into())]))),
            ..Heading::default()
        }))
        (table(&Table {
            title: None,
            caption: Some(title.clone()),
            main: true,
            columns: vec![
                Column::words(desk.say("network-column-first")),
                Column::words(desk.say("network-column-others")),
                Column::words(desk.say("network-column-details")),
                Column::numbers(desk.say("network-column-procedures")),
                Column::numbers(desk.say("network-column-bits")),
                Column::numbers(desk.say("network-column-last")),
            ],
            rows: list.groups.iter().map(row).collect(),
            empty: html! { (desk.say("network-empty")) },
            phone: Phone::Stack,
        }))
        @if list.groups.len() < list.all { p.under { (desk.say_with("network-more-groups", &counted)) } }
        @if i64::try_from(list.meetings.0).unwrap_or(i64::MAX) < list.meetings.1 { p.under { (desk.say_with("network-more-meetings", &met)) } }
        (how(&desk))
    };
    Ok(desk.page(&title, "/network", &body))
}

/// What is compared, what never is, and how it is weighed.
pub(super) fn how(desk: &Desk) -> maud::Markup {
    let body = html! {
        p { (desk.say("network-how-kept")) }
        p { (desk.say("network-how-weighed")) }
        p { (desk.say("network-how-never")) }
    };
    panel(Panel::Bare, &desk.say("network-how"), &body)
}
