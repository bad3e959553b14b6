//! Concerns that were sealed to the reader. Urgency stands inside the seal, so the list goes by age.

use domain::concern::{ConcernState, KeyState};
use maud::{Markup, html};
use service::concern::ConcernLine;

use crate::desk::Desk;
use crate::look::heading::{Heading, heading};
use crate::look::list::links;
use crate::look::notice::notice;
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id, tag};
use crate::trouble::Answer;

/// Where a concern stands, as a tag.
pub(super) fn state(desk: &Desk, state: ConcernState) -> Markup {
    let (kind, key) = match state {
        ConcernState::Received => (TagKind::Yours, "concerns-received"),
        ConcernState::Acknowledged => (TagKind::With, "concerns-acknowledged"),
        ConcernState::Referred => (TagKind::Done, "concerns-referred"),
        ConcernState::NoAction => (TagKind::Done, "concerns-no-action"),
        ConcernState::InCase => (TagKind::Done, "concerns-in-case"),
    };
    tag(kind, &desk.say(key))
}

/// By when the next step is due.
pub(super) fn due(desk: &Desk, line: &ConcernLine) -> Markup {
    match line.due_at {
        Some(at) if at < desk.app.service.now() => {
            html! { (tag(TagKind::Stops, &desk.say("concerns-late"))) " " (desk.instant(at)) }
        }
        Some(at) => html! { (desk.instant(at)) },
        None => html! { (desk.say("concerns-no-clock")) },
    }
}

/// `GET /concerns`
pub(super) async fn show(desk: Desk) -> Answer {
    let seen = desk.app.service.concerns(desk.access()?).await?;
    let title = desk.say("concerns-title");
    let row = |line: &ConcernLine| {
        let id = line.concern.id.to_string();
        vec![
            html! { a href={ "/concerns/" (id) } { (code_id(&id)) } },
            html! { (desk.instant(line.concern.received_at)) },
            due(&desk, line),
            html! { (line.concern.added.len()) },
            state(&desk, line.concern.state),
        ]
    };
    let columns =
        ["number", "received", "due", "added", "state"].map(|c| Column::words(desk.say(&format!("concerns-col-{c}"))));
    let counted = [("shown", seen.lines.len().into()), ("all", seen.all.into())];
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("concerns-under")) }),
            ..Heading::default()
        }))
        @match (seen.key, seen.key_state) {
            (None, _) => (notice(TagKind::NotYet, &html! { p { (desk.say("concerns-no-key")) " " a href="/concerns/keys" { (desk.say("concerns-keys")) } } })),
            (_, Some(KeyState::Made)) => (notice(TagKind::NotYet, &html! { p { (desk.say("concerns-unchecked")) " " a href="/concerns/keys" { (desk.say("concerns-keys")) } } })),
            _ => {},
        }
        (table(&Table {
            title: None,
            caption: Some(title.clone()),
            main: true,
            columns: columns.to_vec(),
            rows: seen.lines.iter().map(row).collect(),
            empty: html! { (desk.say("concerns-empty")) },
            phone: Phone::Stack,
        }))
        @if seen.lines.len() < usize::try_from(seen.all).unwrap_or(0) { p.under { (desk.say_with("concerns-more", &counted)) } }
        (links(&[
            Link::new("/concerns/keys", desk.say("concerns-keys")),
            Link::new("/concerns/enter", desk.say("rep-enter-title")),
            Link::new(super::host::address(&desk, "/concern"), desk.say("concerns-public")),
        ]))
    };
    Ok(desk.page(&title, "/concerns", &body))
}
