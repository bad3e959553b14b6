//! `/centres`: every centre with its licences, found by name, place, number or organ. Public.

use axum::extract::Query;
use codes::organ::OrganFamily;
use maud::{Markup, html};
use serde::Deserialize;
use service::CentrePage;

use super::standing::organ_tags;
use super::{may, reader_page};
use crate::desk::Desk;
use crate::look::button::{Weight, go, submit};
use crate::look::field::{Control, Field, Need, TextKind, field};
use crate::look::heading::{Heading, heading};
use crate::look::list::{FilterBar, filter_bar};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, code_id, tag};
use crate::say::escape;
use crate::trouble::Answer;

#[derive(Deserialize, Default)]
pub(super) struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(default)]
    organ: String,
}

/// `GET /centres?q=&organ=`
pub(super) async fn list(desk: Desk, Query(wanted): Query<Wanted>) -> Answer {
    let all = desk.app.service.centres().await?;
    let count = all.len();
    let shown: Vec<CentrePage> = all.into_iter().filter(|c| fits(&desk, c, &wanted)).collect();
    let title = match (wanted.q.trim().is_empty() && wanted.organ.is_empty(), shown.as_slice()) {
        (true, _) => desk.say("centres-title"),
        (false, []) => desk.say("centres-title-none"),
        (false, found) => desk.say_with("centres-title-found", &[("n", found.len().into())]),
    };
    let aside = may(&desk, domain::access::Permission::GrantLicence)
        .then(|| go(Weight::Other, &Link::new("/centres/new", desk.say("centres-new"))));
    let head = heading(&Heading {
        title: Some(html! { (title) }),
        under: Some(
            html! { (desk.say_with("centres-under", &[("date", desk.date(desk.app.service.today()).into())])) },
        ),
        aside,
        ..Heading::default()
    });
    let body = html! {
        (head)
        (search(&desk, &wanted))
        (bar(&desk, &wanted, shown.len(), count))
        (rows(&desk, &shown))
        p.under { (desk.say("centres-ask")) }
    };
    Ok(reader_page(&desk, &title, "/centres", &body))
}

/// Case and the marks of Arabic vowels make no difference; every word typed must be found.
fn fits(desk: &Desk, page: &CentrePage, wanted: &Wanted) -> bool {
    let centre = &page.centre;
    let names = centre.names.iter().map(|n| n.name.as_str()).collect::<Vec<_>>().join(" ");
    let text = format!("{names} {} {}", centre.place, centre.id).to_lowercase();
    let typed = wanted.q.to_lowercase();
    let named = typed.split_whitespace().all(|word| text.contains(word));
    let (now, today) = (desk.app.service.now(), desk.app.service.today());
    let licensed = |l: &domain::licence::Licence| {
        l.granted.organ.family().code() == wanted.organ && l.status(now, today) == domain::licence::Status::Valid
    };
    named && (wanted.organ.is_empty() || page.licences.iter().any(licensed))
}

fn search(desk: &Desk, wanted: &Wanted) -> Markup {
    let typed = Control::Text(TextKind::Words, wanted.q.clone());
    let name = Field { need: Need::Optional(String::new()), ..Field::new("q", desk.say("centres-search"), typed) };
    html! {
        form.btns role="search" method="get" action="/centres" {
            (field(&name))
            div.field {
                label for="organ" { (desk.say("centres-organ")) }
                span.unit {
                    select #organ name="organ" {
                        option value="" { (desk.say("centres-any-organ")) }
                        @for f in OrganFamily::ALL {
                            option value=(f.code()) selected[f.code() == wanted.organ] { (desk.term(f.code())) }
                        }
                    }
                    (submit(Weight::Next, &desk.say("centres-look").replace(' ', "\u{a0}"), None))
                }
            }
        }
    }
}

fn bar(desk: &Desk, wanted: &Wanted, shown: usize, all: usize) -> Markup {
    let mut chosen = Vec::new();
    if !wanted.q.trim().is_empty() {
        chosen.push(Link::new(format!("/centres?organ={}", escape(&wanted.organ)), wanted.q.trim().to_owned()));
    }
    if !wanted.organ.is_empty() {
        chosen.push(Link::new(format!("/centres?q={}", escape(&wanted.q)), desk.term(&wanted.organ)));
    }
    filter_bar(&FilterBar {
        count: desk.say_with("centres-count", &[("shown", shown.into()), ("all", all.into())]),
        clear: (chosen.len() > 1).then(|| Link::new("/centres", desk.say("centres-clear"))),
        remove: desk.say("centres-remove"),
        chosen,
        end: Vec::new(),
    })
}

fn rows(desk: &Desk, shown: &[CentrePage]) -> Markup {
    let today = desk.app.service.today();
    let row = |page: &CentrePage| {
        let centre = &page.centre;
        let tags = organ_tags(desk, &page.licences);
        vec![
            html! { a href={ "/centres/" (centre.id) } { bdi { (centre.name_on(today)) } } },
            html! { bdi { (centre.place) } },
            html! {
                @if centre.merged_into.is_some() { (desk.say("centres-merged")) }
                @else if tags.is_empty() { (desk.say("centres-no-licence")) }
                @else { div.btns { @for (kind, says) in &tags { (tag(*kind, says)) } } }
            },
            code_id(&centre.id.to_string()),
        ]
    };
    table(&Table {
        title: None,
        caption: Some(desk.say("centres-table")),
        main: true,
        columns: ["centres-col-name", "centres-col-place", "centres-col-licences", "centres-col-number"]
            .map(|key| Column::words(desk.say(key)))
            .to_vec(),
        rows: shown.iter().map(row).collect(),
        empty: html! { (desk.say("centres-empty")) },
        phone: Phone::Stack,
    })
}
