//! Searching by name, tolerant of spelling and script. The name travels in the body, so that it stays out of addresses
//! and histories.

use axum::response::Response;
use maud::{Markup, html};
use service::{NameFound, NamesFound, Problem};

use crate::ask::{self, Ask, ask, put_right};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, need};
use crate::look::button::Weight;
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, code_id};
use crate::sent::Sent;
use crate::trouble::Answer;

/// A name, as far as it is known.
pub const SEARCH: Form = Form { name: "search", inputs: &[need("name", Kind::Words)] };

/// `GET /people/search`
pub(super) async fn show(desk: Desk) -> Answer {
    Ok(draw(&desk, &Sent::default(), &[], html! {}))
}

/// `POST /people/search`
pub(super) async fn find(desk: Desk, sent: Sent) -> Answer {
    if let Err(wrong) = SEARCH.read(&desk, &sent) {
        return Ok(draw(&desk, &sent, &wrong, html! {}));
    }
    match desk.app.service.search_person(desk.access()?, sent.text("name")).await {
        Ok(names) => {
            let found = found(&desk, &names);
            Ok(draw(&desk, &sent, &[], found))
        }
        Err(other) => {
            let here = |p: Problem| Problem { expected: desk.say("search-too-short"), value: None, ..p };
            let wrong: Vec<Problem> = put_right(other)?.into_iter().map(here).collect();
            Ok(draw(&desk, &sent, &wrong, html! {}))
        }
    }
}

fn draw(desk: &Desk, sent: &Sent, problems: &[Problem], after: Markup) -> Response {
    ask(
        desk,
        "/people/find",
        &Ask {
            title: desk.say("search-title"),
            back: Link::new("/people/find", desk.say("people-find-title")),
            intro: html! { p { (desk.say("search-text")) } },
            action: "/people/search".to_owned(),
            fields: SEARCH.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Next, desk.say("find")),
            after,
            wrong: &ask::wrong(desk, &[&SEARCH], problems),
        },
    )
}

fn found(desk: &Desk, names: &NamesFound) -> Markup {
    let row = |one: &NameFound| {
        let id = one.person.person.id.to_string();
        let birth = one.person.person.known.birth.as_ref().and_then(|b| b.clear()).unwrap_or("–").to_owned();
        vec![
            html! { a href={ "/people/" (id) } { (code_id(&id)) } },
            html! { span dir="auto" { (one.person.name()) } },
            html! { (birth) },
            html! { (desk.term(one.likeness.code())) },
        ]
    };
    html! {
        (table(&Table {
            title: Some(desk.say_with("people-found", &[("n", names.found.len().into())])),
            caption: None,
            main: true,
            columns: ["search-number", "person-names", "person-birth", "search-likeness"]
                .iter()
                .map(|key| Column::words(desk.say(key)))
                .collect(),
            rows: names.found.iter().map(row).collect(),
            empty: html! { (desk.say("search-none")) },
            phone: Phone::Stack,
        }))
        @if names.more { p.under { (desk.say("search-more")) } }
    }
}
