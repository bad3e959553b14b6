//! Where figures of others come from, and one country's sources beside each other with every difference.

use axum::extract::Query;
use codes::Country;
use domain::statistics::{Difference, Inconsistent, ReferenceSet, Side, Source};
use maud::{Markup, html};
use serde::Deserialize;
use service::Reconciled;

use super::{csv, words};
use crate::desk::Desk;
use crate::look::button::{Weight, submit};
use crate::look::heading::{Heading, heading};
use crate::look::list::links;
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, tag};
use crate::portal::public_page;
use crate::trouble::Answer;

#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    country: String,
}

/// The country asked for, else the first of which two sources know something, else the first.
async fn reconciled(
    desk: &Desk,
    asked: &Asked,
    all: &[Country],
) -> Result<Option<Reconciled>, crate::trouble::Trouble> {
    if let Ok(country) = asked.country.parse::<Country>() {
        return Ok(Some(desk.app.service.reconciled(country).await?));
    }
    let usual = all.iter().find(|c| c.code() == "US").or(all.first());
    match usual {
        Some(country) => Ok(Some(desk.app.service.reconciled(*country).await?)),
        None => Ok(None),
    }
}

/// `GET /figures/references`
pub(super) async fn show(desk: Desk, Query(asked): Query<Asked>) -> Answer {
    let sets = desk.app.service.reference_sets().await?;
    let all = desk.app.service.reference_countries().await?;
    let found = reconciled(&desk, &asked, &all).await?;
    let title = desk.say("references-title");
    let body = html! {
        (heading(&Heading { title: Some(html! { (title) }), under: Some(html! { (desk.say("references-under")) }), ..Heading::default() }))
        (words::pages(&desk, "/figures/references"))
        (sets_table(&desk, &sets))
        @for source in cited(&sets) { p.under { (desk.say(&format!("source-{}-cite", source.code().replace('_', "-")))) } }
        @if let Some(found) = &found {
            (choose(&desk, &all, found.country))
            (differences(&desk, found))
            (hidden(&desk, found))
            (inconsistent(&desk, found))
            (links(&[
                Link::new(format!("/figures/references.csv?country={}", found.country), desk.say("picture-download")),
                Link::new(format!("/api/v1/references/{}", found.country), desk.say("references-json")),
            ]))
        }
    };
    Ok(public_page(&desk, &title, "/figures", None, &body))
}

fn sets_table(desk: &Desk, sets: &[ReferenceSet]) -> Markup {
    let row = |set: &ReferenceSet| {
        let of = &set.imported;
        let years = of.years.map_or_else(|| "–".to_owned(), |(a, b)| format!("{a}\u{2060}–\u{2060}{b}"));
        vec![
            html! { (words::source(desk, of.source)) },
            html! { (desk.date(of.as_of)) },
            words::cell(&years),
            words::cell(&words::grouped(i64::try_from(of.figures).unwrap_or(i64::MAX))),
            words::cell(&words::grouped(i64::try_from(of.suppressed).unwrap_or(i64::MAX))),
            words::cell(&words::grouped(i64::try_from(of.imputed).unwrap_or(i64::MAX))),
            words::cell(&words::grouped(i64::try_from(of.rejected).unwrap_or(i64::MAX))),
        ]
    };
    table(&Table {
        title: Some(desk.say("references-sets")),
        caption: None,
        main: false,
        columns: vec![
            Column::words(desk.say("compare-col-source")),
            Column::numbers(desk.say("compare-col-as-of")),
            Column::numbers(desk.say("references-col-years")),
            Column::numbers(desk.say("references-col-figures")),
            Column::numbers(desk.say("references-col-hidden")),
            Column::numbers(desk.say("references-col-imputed")),
            Column::numbers(desk.say("references-col-rejected")),
        ],
        rows: sets.iter().map(row).collect(),
        empty: html! { (desk.say("references-none")) },
        phone: Phone::Stack,
    })
}

/// The sources of the sets, each once.
fn cited(sets: &[ReferenceSet]) -> Vec<Source> {
    Source::ALL.iter().filter(|s| sets.iter().any(|set| set.imported.source == **s)).copied().collect()
}

fn choose(desk: &Desk, all: &[Country], chosen: Country) -> Markup {
    let mut named: Vec<(String, Country)> = all.iter().map(|c| (words::country(desk, *c), *c)).collect();
    named.sort();
    html! {
        form.btns method="get" action="/figures/references" {
            div.field {
                label for="country" { (desk.say("compare-col-country")) }
                span.unit {
                    select #country name="country" {
                        @for (name, c) in &named { option value=(c.code()) selected[*c == chosen] { (name) } }
                    }
                    (submit(Weight::Next, &desk.say("compare-look"), None))
                }
            }
        }
    }
}

fn side(desk: &Desk, side: &Side) -> Markup {
    let terms: Vec<String> = side.terms.iter().map(|t| words::term(desk, *t)).collect();
    html! {
        (words::cell(&words::count(side.value))) br;
        span.under { (words::source(desk, side.source)) ": " (terms.join(" + ")) }
    }
}

fn differences(desk: &Desk, found: &Reconciled) -> Markup {
    let row = |d: &Difference| {
        vec![
            html! { (d.year) },
            side(desk, &d.left),
            side(desk, &d.right),
            html! { b { (words::cell(&words::signed(d.difference))) } },
            html! { (desk.say(&format!("explained-{}", d.explained.code().replace('_', "-")))) },
        ]
    };
    let country = words::country(desk, found.country);
    table(&Table {
        title: Some(desk.say_with("references-differences", &[("country", country.into())])),
        caption: None,
        main: true,
        columns: vec![
            Column::words(desk.say("figures-year")),
            Column::words(desk.say("references-col-one")),
            Column::words(desk.say("references-col-other")),
            Column::numbers(desk.say("references-col-difference")),
            Column::words(desk.say("references-col-why")),
        ],
        rows: found.differences.iter().map(row).collect(),
        empty: html! { (desk.say("references-one-source")) },
        phone: Phone::Stack,
    })
}

fn hidden(desk: &Desk, found: &Reconciled) -> Markup {
    html! {
        @if !found.hidden_told.is_empty() {
            section.sheet.pad {
                h2 { (tag(TagKind::LookAgain, &desk.say("references-hidden-tag"))) " " (desk.say_with("references-hidden", &[("n", found.hidden_told.len().into())])) }
                p { (desk.say("references-hidden-means")) }
            }
        }
    }
}

fn inconsistent(desk: &Desk, found: &Reconciled) -> Markup {
    let row = |i: &Inconsistent| {
        vec![
            html! { (i.key.year) },
            html! { (words::of_key(desk, i.key)) },
            html! { (words::source(desk, i.source)) },
            words::cell(&words::count(i.says)),
            words::cell(&words::count(i.follows)),
            html! { (desk.say(&format!("flag-{}", i.flag.code().replace('_', "-")))) },
        ]
    };
    table(&Table {
        title: Some(desk.say("references-inconsistent")),
        caption: None,
        main: false,
        columns: vec![
            Column::words(desk.say("figures-year")),
            Column::words(desk.say("compare-what")),
            Column::words(desk.say("compare-col-source")),
            Column::numbers(desk.say("references-col-says")),
            Column::numbers(desk.say("references-col-follows")),
            Column::words(desk.say("references-col-why")),
        ],
        rows: found.inconsistent.iter().map(row).collect(),
        empty: html! { (desk.say("references-consistent")) },
        phone: Phone::Stack,
    })
}

/// `GET /figures/references.csv`
pub(super) async fn download(desk: Desk, Query(asked): Query<Asked>) -> Answer {
    let all = desk.app.service.reference_countries().await?;
    let rows = match reconciled(&desk, &asked, &all).await? {
        Some(found) => csv::reconciled(&found),
        None => csv::heading(),
    };
    Ok(csv::file("references-reconciled.csv", &rows))
}
