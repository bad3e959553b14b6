//! `/centres`: every centre with its licences, found by name, place, number or organ. Public.

use axum::extract::Query;
use codes::ids::CentreId;
use codes::organ::OrganFamily;
use jiff::Timestamp;
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;
use service::{CentrePage, Listed};

use super::reader_page;
use super::standing::organ_tags;
use crate::ask::id;
use crate::ask::may;
use crate::desk::Desk;
use crate::look::button::{Weight, go, submit};
use crate::look::field::{Control, Field, Need, TextKind, field};
use crate::look::heading::{Heading, heading};
use crate::look::list::{FilterBar, filter_bar, pager};
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
    /// Number of the last centre of the part before.
    after: Option<String>,
}

/// `GET /centres?q=&organ=`
pub(super) async fn list(desk: Desk, Query(wanted): Query<Wanted>) -> Answer {
    let after = wanted.after.as_deref().map(|number| id::<CentreId>("after", number)).transpose()?;
    let looked = (wanted.q.clone(), wanted.organ.clone());
    let (now, today) = (desk.app.service.now(), desk.app.service.today());
    let list = desk.app.service.centres_after(after, move |c| fits(c, &looked.0, &looked.1, (now, today))).await?;
    let title = match (wanted.q.trim().is_empty() && wanted.organ.is_empty(), list.all) {
        (true, _) => desk.say("centres-title"),
        (false, 0) => desk.say("centres-title-none"),
        (false, found) => desk.say_with("centres-title-found", &[("n", found.into())]),
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
        (bar(&desk, &wanted, &list))
        (rows(&desk, &list.rows))
        @if let Some(next) = &list.next { (pager(&counted(&desk, &list), None, Some(&further(&desk, &wanted, next)))) }
        p.under { (desk.say("centres-ask")) }
    };
    Ok(reader_page(&desk, &title, "/centres", &body))
}

/// Case and the marks of Arabic vowels make no difference; every word typed must be found.
fn fits(page: &CentrePage, q: &str, organ: &str, (now, today): (Timestamp, Date)) -> bool {
    let centre = &page.centre;
    let names = centre.names.iter().map(|n| n.name.as_str()).collect::<Vec<_>>().join(" ");
    let text = format!("{names} {} {}", centre.place, centre.id).to_lowercase();
    let typed = q.to_lowercase();
    let named = typed.split_whitespace().all(|word| text.contains(word));
    let licensed = |l: &domain::licence::Licence| {
        l.granted.organ.family().code() == organ && l.status(now, today) == domain::licence::Status::Valid
    };
    named && (organ.is_empty() || page.licences.iter().any(licensed))
}

/// The next part of the same search.
fn further(desk: &Desk, wanted: &Wanted, next: &str) -> Link {
    let address = format!("/centres?q={}&organ={}&after={next}", escape(&wanted.q), escape(&wanted.organ));
    Link::new(address, desk.say("centres-further"))
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

/// How many of those found are shown.
fn counted(desk: &Desk, list: &Listed<CentrePage>) -> String {
    desk.say_with("centres-count", &[("shown", list.rows.len().into()), ("all", list.all.into())])
}

fn bar(desk: &Desk, wanted: &Wanted, list: &Listed<CentrePage>) -> Markup {
    let mut chosen = Vec::new();
    if !wanted.q.trim().is_empty() {
        chosen.push(Link::new(format!("/centres?organ={}", escape(&wanted.organ)), wanted.q.trim().to_owned()));
    }
    if !wanted.organ.is_empty() {
        chosen.push(Link::new(format!("/centres?q={}", escape(&wanted.q)), desk.term(&wanted.organ)));
    }
    filter_bar(&FilterBar {
        count: counted(desk, list),
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
