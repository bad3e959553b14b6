//! The reader's own cases. Nobody sees that there are others.

use maud::{Markup, html};
use service::CaseLine;

use crate::desk::Desk;
use crate::look::heading::{Heading, heading};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{TagKind, code_id, tag};
use crate::trouble::Answer;

/// Whether a case is worked on, as a tag.
pub(super) fn state(desk: &Desk, state: &str) -> Markup {
    match state {
        "closed" => tag(TagKind::Done, &desk.say("case-closed")),
        _ => tag(TagKind::Yours, &desk.say("case-open")),
    }
}

/// `GET /cases`
pub(super) async fn show(desk: Desk) -> Answer {
    let list = desk.app.service.cases(desk.access()?).await?;
    let open = list.rows.iter().filter(|line| line.state == "open").count();
    let title = desk.say_with("cases-title", &[("open", open.into())]);
    let shown = [("shown", list.rows.len().into()), ("all", list.all.into())];
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("cases-under")) }),
            ..Heading::default()
        }))
        (table(&Table {
            title: None,
            caption: Some(desk.say("nav-cases")),
            main: true,
            columns: ["case-number", "case-crime", "case-opened", "case-part", "case-waits", "case-state"]
                .iter()
                .map(|key| Column::words(desk.say(key)))
                .collect(),
            rows: list.rows.iter().map(|line| row(&desk, line)).collect(),
            empty: html! { (desk.say("cases-empty")) },
            phone: Phone::Stack,
        }))
        @if list.all > i64::try_from(list.rows.len()).unwrap_or(i64::MAX) { p { (desk.say_with("cases-shown", &shown)) } }
    };
    Ok(desk.page(&title, "/cases", &body))
}

fn row(desk: &Desk, line: &CaseLine) -> Vec<Markup> {
    let id = line.id.to_string();
    vec![
        html! { a href={ "/cases/" (id) } { (code_id(&id)) } },
        html! { @if let Some(crime) = line.crime { (desk.term(crime.code())) } @else { (desk.say("case-crime-unsaid")) } },
        html! { (desk.instant(line.opened_at)) },
        html! { (desk.term(line.part.code())) },
        html! {
            @if line.tasks == 0 && line.referrals == 0 { (desk.say("case-waits-nothing")) }
            @if line.tasks > 0 { (desk.say_with("case-waits-tasks", &[("n", line.tasks.into())])) }
            @if let Some(due) = line.due_on { br; (desk.say_with("case-waits-due", &[("date", desk.date(due).into())])) }
            @if line.referrals > 0 { br; (desk.say_with("case-waits-referrals", &[("n", line.referrals.into())])) }
        },
        state(desk, line.state),
    ]
}
