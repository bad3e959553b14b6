//! All guidelines, for everybody.

use domain::access::Permission;
use domain::guideline::Guideline;
use maud::{Markup, html};

use super::{standing, step_words};
use crate::ask;
use crate::desk::Desk;
use crate::look::button::{Weight, go};
use crate::look::heading::{Heading, heading};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Dir, Link, spoken};
use crate::portal::public_page;
use crate::trouble::Answer;

/// `GET /guidelines`
pub(super) async fn show(desk: Desk) -> Answer {
    let all = desk.app.service.guidelines().await?;
    let title = desk.say("guidelines-title");
    let columns = ["guideline-title", "guideline-body", "guideline-steps", "guideline-review-by", "guideline-standing"];
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("guidelines-under")) }),
            ..Heading::default()
        }))
        @if ask::may(&desk, Permission::PublishGuideline) {
            (go(Weight::Next, &Link::new("/guidelines/new", desk.say("guideline-verb"))))
        }
        (table(&Table {
            title: None,
            caption: Some(desk.say("nav-guidelines")),
            main: true,
            columns: columns.iter().map(|key| Column::words(desk.say(key))).collect(),
            rows: all.iter().filter_map(|one| row(&desk, one)).collect(),
            empty: html! { (desk.say("guidelines-empty")) },
            phone: Phone::Stack,
        }))
    };
    Ok(public_page(&desk, &title, "/guidelines", None, &body))
}

fn row(desk: &Desk, one: &Guideline) -> Option<Vec<Markup>> {
    let today = desk.app.service.today();
    let number = one.holding(today).unwrap_or(1);
    let edition = &one.edition(number)?.step;
    let language = edition.language.to_string();
    Some(vec![
        html! { a href={ "/guidelines/" (one.id) } { (spoken(&edition.title, &language, Dir::of(&language))) } },
        html! { span dir="auto" { (edition.body) } },
        html! { @for (n, step) in edition.steps.iter().enumerate() { @if n > 0 { br; } (step_words(desk, *step)) } },
        html! { (desk.date(edition.review_by)) },
        standing(desk, one.standing(number, today)?),
    ])
}
