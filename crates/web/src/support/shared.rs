//! What people share with the reader's organisation.

use axum::extract::Path;
use maud::{Markup, html};

use super::person::{claims, contact_rows};
use super::plan::{Cell, grid};
use crate::ask;
use crate::desk::Desk;
use crate::look::heading::{Heading, heading};
use crate::look::notice::{Panel, panel};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, code_id};
use crate::trouble::Answer;

/// `GET /shared`
pub(super) async fn list(desk: Desk) -> Answer {
    let people = desk.app.service.shared_people(desk.access()?).await?;
    let title = desk.say("shared-title");
    let row = |(person, parts): &(codes::ids::ProtectedId, Vec<domain::support::Part>)| -> Vec<Markup> {
        let parts: Vec<String> = parts.iter().map(|p| desk.term(p.code())).collect();
        vec![
            html! { a href={ "/shared/" (person) } { (code_id(&person.to_string())) } },
            html! { (parts.join(&desk.say("list-comma"))) },
        ]
    };
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("shared-under")) }),
            ..Heading::default()
        }))
        (table(&Table {
            title: None,
            caption: Some(title.clone()),
            main: true,
            columns: vec![Column::words(desk.say("protected-col-number")), Column::words(desk.say("shared-col-parts"))],
            rows: people.rows.iter().map(row).collect(),
            empty: html! { (desk.say("shared-empty")) },
            phone: Phone::Stack,
        }))
    };
    Ok(desk.page(&title, "/shared", &body))
}

/// `GET /shared/{protected}`
pub(super) async fn one(desk: Desk, Path(id): Path<String>) -> Answer {
    let shared = desk.app.service.shared_person(desk.access()?, ask::id("protected", &id)?).await?;
    let words = |p: &domain::Private| p.clear().map_or_else(|| desk.say("text-erased"), str::to_owned);
    let cell = |m: &domain::support::Measure| Cell {
        horizon: m.planned.horizon,
        area: m.planned.area,
        need: words(&m.planned.need),
        measure: m.planned.measure.as_ref().map(words),
        who: m.planned.who.as_ref().map(words),
        due_on: m.planned.due_on,
        state: m.state,
        change: None,
    };
    let parts: Vec<String> = shared.parts.iter().map(|p| desk.term(p.code())).collect();
    let title = desk.say("shared-one-title");
    let under = [("parts", parts.join(&desk.say("list-comma")).into())];
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/shared", desk.say("nav-shared"))],
            here: Some(code_id(&shared.person.to_string())),
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say_with("shared-one-under", &under)) }),
            aside: shared.status.map(|s| html! { (desk.term(s.code())) }),
        }))
        @if let Some(contact) = &shared.contact { (panel(Panel::Sheet, &desk.say("contact-title"), &contact_rows(&desk, contact))) }
        @if !shared.measures.is_empty() { (grid(&desk, &desk.say("support-plan-title"), &shared.measures.iter().map(cell).collect::<Vec<_>>())) }
        @if let Some(all) = &shared.claims { (claims(&desk, all, None)) }
    };
    Ok(desk.page(&title, "/shared", &body))
}
