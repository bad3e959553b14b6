//! How far the country meets its own need: activity per million, need against supply by organ, prevention beside them.

use domain::statistics::{Key, Measure, PerMillion};
use maud::{Markup, html};
use service::{Need, OwnCount, OwnRate, Prevention, Sufficiency};

use super::words;
use crate::desk::Desk;
use crate::look::heading::{Heading, heading};
use crate::look::picture::Twin;
use crate::look::picture::rate_bars::{RateBar, RateBars, Whose, rate_bars};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{TagKind, tag};
use crate::portal::public_page;
use crate::trouble::Answer;

/// `GET /figures/self-sufficiency`
pub(super) async fn show(desk: Desk) -> Answer {
    let found = desk.app.service.sufficiency().await?;
    let title = desk.say("sufficiency-title");
    let under = desk.say_with("public-as-of", &[("date", desk.date(found.as_of).into())]);
    let body = html! {
        (heading(&Heading { title: Some(html! { (title) }), under: Some(html! { (under) }), ..Heading::default() }))
        (words::pages(&desk, "/figures/self-sufficiency"))
        (picture(&desk, &found))
        (rates(&desk, &found))
        (needs(&desk, &found.needs))
        (crate::pathway::public_flow(&desk).await?)
        (prevention(&desk, &found.prevention))
        p.under { (desk.say("sufficiency-means")) }
    };
    Ok(public_page(&desk, &title, "/figures", None, &body))
}

/// Transplants per million by year, the newest filled.
fn picture(desk: &Desk, found: &Sufficiency) -> Markup {
    let grafts = found.rates.iter().filter(|r| r.key.measure == Measure::Transplants);
    let known: Vec<(Key, &PerMillion)> = grafts.filter_map(|r| Some((r.key, r.rate.as_ref()?))).collect();
    let bar = |(place, (key, rate)): (usize, &(Key, &PerMillion))| RateBar {
        name: key.year.to_string(),
        value: rate.value(),
        says: words::rate(rate),
        whose: if place == 0 { Whose::Own } else { Whose::Other },
    };
    let values = [("n", known.len().into())];
    let view = RateBars {
        bars: known.iter().enumerate().map(bar).collect(),
        twin: Twin {
            id: "activity".to_owned(),
            title: desk.say("sufficiency-picture"),
            desc: desk.say_with("sufficiency-desc", &values),
        },
    };
    html! {
        @if !known.is_empty() {
            section.panel.sheet { h2 { (desk.say("sufficiency-picture")) } (rate_bars(&view, desk.dir())) }
        }
    }
}

fn rates(desk: &Desk, found: &Sufficiency) -> Markup {
    let row = |r: &OwnRate| {
        let (people, rate) = match &r.rate {
            Some(rate) => (words::denominator(desk, &rate.denominator), words::cell(&words::rate(rate))),
            None => (html! { "–" }, html! { "–" }),
        };
        vec![html! { (r.key.year) }, html! { (words::of_key(desk, r.key)) }, told(desk, r.count), people, rate]
    };
    html! {
        (table(&Table {
            title: Some(desk.say("sufficiency-rates")),
            caption: None,
            main: true,
            columns: vec![
                Column::words(desk.say("figures-year")),
                Column::words(desk.say("compare-what")),
                Column::numbers(desk.say("compare-col-count")),
                Column::numbers(desk.say("compare-col-people")),
                Column::numbers(desk.say("compare-col-rate")),
            ],
            rows: found.rates.iter().map(row).collect(),
            empty: html! { (desk.say("figures-none")) },
            phone: Phone::Stack,
        }))
        @match &found.population_source {
            Some(source) => p.under { (desk.say("sufficiency-population")) " " span.law lang="en" dir="auto" { (source) } }
            None => p { (tag(TagKind::LookAgain, &desk.say("law-not-known"))) " " (desk.say("sufficiency-no-population")) }
        }
    }
}

/// A number of our own, or why it is not told.
fn told(desk: &Desk, count: OwnCount) -> Markup {
    match count {
        OwnCount::Counted(n) => words::cell(&words::grouped(n)),
        OwnCount::KeptBack => html! { (desk.say("sufficiency-small")) },
        OwnCount::NotOnRecord => html! { (desk.say("sufficiency-not-on-record")) },
    }
}

fn needs(desk: &Desk, needs: &[Need]) -> Markup {
    let row = |n: &Need| {
        vec![
            html! { (words::group(desk, n.organ)) },
            words::cell(&n.waiting.to_string()),
            words::cell(&n.added.to_string()),
            told(desk, n.transplanted),
            match n.met_percent {
                Some(percent) => words::cell(&format!("{percent}\u{a0}%")),
                None => html! { "–" },
            },
        ]
    };
    let year = needs.first().map(|n| n.year.to_string()).unwrap_or_default();
    html! {
        (table(&Table {
            title: Some(if needs.is_empty() { desk.say("sufficiency-need") } else { desk.say_with("sufficiency-need-of", &[("year", year.into())]) }),
            caption: None,
            main: false,
            columns: vec![
                Column::words(desk.say("sufficiency-col-organ")),
                Column::numbers(desk.say("sufficiency-col-waiting")),
                Column::numbers(desk.say("sufficiency-col-added")),
                Column::numbers(desk.say("sufficiency-col-grafted")),
                Column::numbers(desk.say("sufficiency-col-met")),
            ],
            rows: needs.iter().map(row).collect(),
            empty: html! { (desk.say("sufficiency-need-unknown")) },
            phone: Phone::Stack,
        }))
        @if let Some(n) = needs.first() { p.under { (desk.say("sufficiency-need-source")) " " span.law lang="en" dir="auto" { (n.source) } } }
    }
}

fn prevention(desk: &Desk, all: &[Prevention]) -> Markup {
    let unit = |value: f64, unit: &str| {
        let number = format!("{value}");
        html! { (words::cell(&number)) " " (desk.say(&format!("unit-{}", unit.replace('_', "-")))) }
    };
    let row = |p: &Prevention| {
        let key = format!("prevention-{}", p.what.replace('_', "-"));
        let name = if desk.app.words.has("en", &key) { desk.say(&key) } else { p.what.clone() };
        vec![
            html! { (name) },
            html! { (p.year) },
            unit(p.value, &p.unit),
            match (p.target, p.target_year) {
                (Some(target), Some(year)) => {
                    html! { (unit(target, &p.unit)) " " span.under { (desk.say_with("sufficiency-by", &[("year", year.to_string().into())])) } }
                }
                (Some(target), None) => unit(target, &p.unit),
                _ => html! { (desk.say("sufficiency-no-target")) },
            },
        ]
    };
    html! {
        (table(&Table {
            title: Some(desk.say("sufficiency-prevention")),
            caption: None,
            main: false,
            columns: vec![
                Column::words(desk.say("compare-what")),
                Column::words(desk.say("figures-year")),
                Column::numbers(desk.say("sufficiency-col-value")),
                Column::numbers(desk.say("sufficiency-col-target")),
            ],
            rows: all.iter().map(row).collect(),
            empty: html! { (desk.say("sufficiency-prevention-unknown")) },
            phone: Phone::Stack,
        }))
        @if let Some(p) = all.first() { p.under { (desk.say("sufficiency-need-source")) " " span.law lang="en" dir="auto" { (p.source) } } }
    }
}
