//! Our own rate beside those of others: one figure, one year, the people it is divided by named.

use axum::extract::Query;
use domain::statistics::{Compared, Group, Measure, Quality, Source, Term};
use maud::{Markup, html};
use serde::Deserialize;
use service::Beside;

use super::{csv, words};
use crate::desk::Desk;
use crate::look::button::{Weight, submit};
use crate::look::heading::{Heading, heading};
use crate::look::list::links;
use crate::look::picture::Twin;
use crate::look::picture::rate_bars::{RateBar, RateBars, Whose, rate_bars};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, tag};
use crate::portal::public_page;
use crate::trouble::Answer;

/// Countries shown when none is chosen, or none of the chosen has the figure.
const FEW: usize = 12;

/// What is asked for; unknown words ask for what is usual.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    what: String,
    #[serde(default)]
    year: String,
    #[serde(default)]
    by: String,
    #[serde(default)]
    show: String,
}

impl Asked {
    pub(super) fn term(&self) -> Term {
        let known = self
            .what
            .split_once('.')
            .and_then(|(measure, organ)| Some((Measure::from_code(measure)?, Group::from_code(organ)?)));
        known.filter(|t| words::ASKED.contains(t)).unwrap_or((Measure::Transplants, Group::Kidney))
    }

    pub(super) fn year(&self) -> Option<i16> {
        self.year.parse().ok()
    }

    pub(super) fn divide_by(&self) -> Option<Source> {
        Source::from_code(&self.by).filter(|s| *s != Source::Hrsa)
    }

    fn all(&self) -> bool {
        self.show == "all"
    }

    fn address(&self, base: &str, all: bool) -> String {
        let (measure, organ) = self.term();
        let show = if all { "&show=all" } else { "" };
        let (year, by) = (self.year().map(|y| y.to_string()).unwrap_or_default(), self.divide_by());
        let by = by.map_or("", Source::code);
        format!("{base}?what={}.{}&year={year}&by={by}{show}", measure.code(), organ.code())
    }
}

async fn beside(desk: &Desk, asked: &Asked) -> Result<Beside, crate::trouble::Trouble> {
    let (measure, organ) = asked.term();
    Ok(desk.app.service.beside(measure, organ, asked.year(), asked.divide_by()).await?)
}

/// The lines that are drawn: the chosen countries in their order, else the first few.
fn shown<'b>(beside: &'b Beside, asked: &Asked) -> Vec<&'b Compared> {
    if asked.all() {
        return beside.lines.iter().collect();
    }
    let of = |c: &codes::Country| beside.lines.iter().filter(move |l| l.country == *c).collect::<Vec<_>>();
    let chosen: Vec<&Compared> = beside.chosen.iter().flat_map(of).collect();
    if chosen.is_empty() { beside.lines.iter().take(FEW).collect() } else { chosen }
}

/// `GET /figures/compare`
pub(super) async fn show(desk: Desk, Query(asked): Query<Asked>) -> Answer {
    let beside = beside(&desk, &asked).await?;
    let lines = shown(&beside, &asked);
    let values = [("what", words::of_key(&desk, beside.key).into()), ("year", beside.key.year.to_string().into())];
    let title = desk.say_with("compare-title", &values);
    let under = desk.say_with("compare-under", &[("date", desk.date(beside.own_as_of).into())]);
    let body = html! {
        (heading(&Heading { title: Some(html! { (title) }), under: Some(html! { (under) }), ..Heading::default() }))
        (words::pages(&desk, "/figures/compare"))
        (form(&desk, &beside, &asked))
        @if lines.is_empty() { p { (desk.say("compare-none")) } }
        @if beside.own.is_some() || !lines.is_empty() { (picture(&desk, &beside, &lines)) }
        (own_said(&desk, &beside))
        (rows(&desk, &beside, &lines))
        (more(&desk, &beside, &asked, lines.len()))
        p.under { (desk.say("compare-means")) }
        @for source in cited(&lines) { p.under { (desk.say(&format!("source-{}-cite", source.code().replace('_', "-")))) } }
    };
    Ok(public_page(&desk, &title, "/figures", None, &body))
}

fn form(desk: &Desk, beside: &Beside, asked: &Asked) -> Markup {
    let (measure, organ) = asked.term();
    html! {
        form.btns method="get" action="/figures/compare" {
            div.field {
                label for="what" { (desk.say("compare-what")) }
                select #what name="what" {
                    @for (m, o) in words::ASKED {
                        option value={ (m.code()) "." (o.code()) } selected[(m, o) == (measure, organ)] { (words::term(desk, (m, o))) }
                    }
                }
            }
            div.field {
                label for="year" { (desk.say("figures-year")) }
                select #year name="year" {
                    @if beside.years.is_empty() { option value=(beside.key.year) { (beside.key.year) } }
                    @for y in &beside.years { option value=(y) selected[*y == beside.key.year] { (y) } }
                }
            }
            div.field {
                label for="by" { (desk.say("compare-by")) }
                span.unit {
                    select #by name="by" {
                        option value="" { (desk.say("compare-by-own")) }
                        @for s in [Source::Godt, Source::WorldBank] {
                            option value=(s.code()) selected[asked.divide_by() == Some(s)] { (words::source(desk, s)) }
                        }
                    }
                    (submit(Weight::Next, &desk.say("compare-look"), None))
                }
            }
        }
    }
}

fn picture(desk: &Desk, beside: &Beside, lines: &[&Compared]) -> Markup {
    let own = beside.own.iter().map(|rate| RateBar {
        name: words::country(desk, desk.app.service.profile().country().code),
        value: rate.value(),
        says: words::rate(rate),
        whose: Whose::Own,
    });
    let twice = |c| lines.iter().filter(|l| l.country == c).count() > 1;
    let name = |l: &Compared| {
        let (country, source) = (words::country(desk, l.country), words::source(desk, l.source));
        if twice(l.country) { format!("{country}{}{source}", desk.say("list-comma")) } else { country }
    };
    let others = lines.iter().map(|l| RateBar {
        name: name(l),
        value: l.rate.value(),
        says: words::rate(&l.rate),
        whose: Whose::Other,
    });
    let values = [
        ("what", words::of_key(desk, beside.key).into()),
        ("year", beside.key.year.to_string().into()),
        ("n", lines.len().into()),
    ];
    let view = RateBars {
        bars: own.chain(others).collect(),
        twin: Twin {
            id: "rates".to_owned(),
            title: desk.say_with("compare-title", &values),
            desc: desk.say_with("compare-desc", &values),
        },
    };
    html! { section.panel.sheet { (rate_bars(&view, desk.dir())) } }
}

fn own_said(desk: &Desk, beside: &Beside) -> Markup {
    html! {
        @if beside.own_kept_back { p { (desk.say("compare-own-small")) } }
        @else if beside.own.is_none() { p { (desk.say_with("compare-own-none", &[("year", beside.key.year.to_string().into())])) } }
    }
}

fn rows(desk: &Desk, beside: &Beside, lines: &[&Compared]) -> Markup {
    let mut rows: Vec<Vec<Markup>> = Vec::new();
    if let Some(rate) = &beside.own {
        let name = words::country(desk, desk.app.service.profile().country().code);
        rows.push(vec![
            html! { (name) },
            words::cell(&words::count(rate.count)),
            words::denominator(desk, &rate.denominator),
            words::cell(&words::rate(rate)),
            html! { (desk.say("source-own")) },
            html! { (desk.date(beside.own_as_of)) },
        ]);
    }
    for l in lines {
        rows.push(vec![
            html! { (words::country(desk, l.country)) @if l.quality == Quality::Imputed { " " (tag(TagKind::LookAgain, &desk.say("quality-imputed"))) } },
            words::cell(&words::count(l.rate.count)),
            words::denominator(desk, &l.rate.denominator),
            words::cell(&words::rate(&l.rate)),
            html! { (words::source(desk, l.source)) },
            html! { (desk.date(l.as_of)) },
        ]);
    }
    table(&Table {
        title: None,
        caption: Some(desk.say("compare-table")),
        main: true,
        columns: vec![
            Column::words(desk.say("compare-col-country")),
            Column::numbers(desk.say("compare-col-count")),
            Column::numbers(desk.say("compare-col-people")),
            Column::numbers(desk.say("compare-col-rate")),
            Column::words(desk.say("compare-col-source")),
            Column::numbers(desk.say("compare-col-as-of")),
        ],
        rows,
        empty: html! { (desk.say("compare-empty")) },
        phone: Phone::Stack,
    })
}

fn more(desk: &Desk, beside: &Beside, asked: &Asked, shown: usize) -> Markup {
    let all = beside.lines.len();
    let mut to = vec![Link::new(asked.address("/figures/compare.csv", true), desk.say("picture-download"))];
    if shown < all {
        to.insert(0, Link::new(asked.address("/figures/compare", true), desk.say("compare-all")));
    }
    html! {
        p { (desk.say_with("compare-shown", &[("shown", shown.into()), ("all", all.into())])) }
        (links(&to))
    }
}

fn cited(lines: &[&Compared]) -> Vec<Source> {
    let used = |s: &&Source| lines.iter().any(|l| l.source == **s || l.rate.denominator.source == Some(**s));
    Source::ALL.iter().filter(used).copied().collect()
}

/// `GET /figures/compare.csv`
pub(super) async fn download(desk: Desk, Query(asked): Query<Asked>) -> Answer {
    let beside = beside(&desk, &asked).await?;
    let own = desk.app.service.profile().country().code;
    Ok(csv::file("figures-compared.csv", &csv::compared(&beside, own)))
}
