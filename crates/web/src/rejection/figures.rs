//! Rejections in numbers. Each crime has lines of its own, and there is no line of their sum.

use axum::extract::Query;
use axum::response::Response;
use domain::rejection::Figures;
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;

use super::list::kind;
use crate::desk::Desk;
use crate::followup::csv;
use crate::look::Link;
use crate::look::button::{Weight, submit};
use crate::look::field::{Control, Field, Need, field};
use crate::look::heading::{Heading, heading};
use crate::look::table::{Column, Phone, Table, table};
use crate::portal::public_page;
use crate::trouble::{Answer, Trouble};

/// First and last day asked for.
#[derive(Deserialize)]
pub(super) struct Days {
    first: Option<Date>,
    last: Option<Date>,
}

impl Days {
    /// Both days; this year so far where nothing was asked.
    pub(super) fn of(&self, desk: &Desk) -> (Date, Date) {
        let today = desk.app.service.today();
        (self.first.unwrap_or_else(|| today.first_of_year()), self.last.unwrap_or(today))
    }
}

/// A number as it is shown; nothing where it is kept back.
trait Told: Copy {
    fn told(self) -> Option<i64>;
}

impl Told for i64 {
    fn told(self) -> Option<i64> {
        Some(self)
    }
}

impl Told for Option<i64> {
    fn told(self) -> Option<i64> {
        self
    }
}

/// `GET /rejections/figures`
pub(super) async fn show(desk: Desk, Query(asked): Query<Days>) -> Answer {
    let (first, last) = asked.of(&desk);
    let figures = desk.app.service.rejection_figures(desk.access()?, (first, last)).await?;
    let title = desk.say("rejection-figures-title");
    let day = |name: &str, value: Date| {
        field(&Field {
            name: name.to_owned(),
            label: desk.say(&format!("rejection-{name}")),
            hint: None,
            error: None,
            need: Need::Required,
            control: Control::Date(value.to_string()),
        })
    };
    let file = Link::new(format!("/rejections/figures.csv?first={first}&last={last}"), desk.say("rejection-download"));
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/rejections", desk.say("nav-rejections"))],
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("rejection-figures-under")) }),
            ..Heading::default()
        }))
        form method="get" action="/rejections/figures" {
            (day("first", first)) (day("last", last))
            (submit(Weight::Other, &desk.say("rejection-show"), None))
        }
        (tables(&desk, &figures))
        p { (file.markup()) }
    };
    Ok(desk.page(&title, "/rejections", &body))
}

/// `GET /rejections/figures.csv`
pub(super) async fn file(desk: Desk, Query(asked): Query<Days>) -> Answer {
    let (first, last) = asked.of(&desk);
    let figures = desk.app.service.rejection_figures(desk.access()?, (first, last)).await?;
    let mut rows = vec![names()];
    rows.extend(lines(&format!("{first}/{last}"), &figures));
    Ok(csv::file("rejections.csv", &rows))
}

/// `GET /figures/rejections`
pub(super) async fn public(desk: Desk) -> Answer {
    let years = desk.app.service.rejected_in_public().await?;
    let title = desk.say("rejection-public-title");
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("rejection-figures-under")) }),
            ..Heading::default()
        }))
        (crate::statistics::tabs(&desk, "/figures/rejections"))
        p { (desk.say("rejection-public-text")) }
        @if years.is_empty() { p { (desk.say("rejection-public-none")) } }
        @for one in &years { h2 { (one.year) } (tables(&desk, &one.figures)) }
        p { (Link::new("/figures/rejections.csv", desk.say("rejection-download")).markup()) }
    };
    Ok(public_page(&desk, &title, "/figures", None, &body))
}

/// `GET /figures/rejections.csv`
pub(super) async fn public_file(desk: Desk) -> Result<Response, Trouble> {
    let years = desk.app.service.rejected_in_public().await?;
    let mut rows = vec![names()];
    for one in &years {
        rows.extend(lines(&one.year.to_string(), &one.figures));
    }
    Ok(csv::file("rejections.csv", &rows))
}

fn cell(desk: &Desk, n: impl Told) -> Markup {
    html! { @match n.told() { Some(n) => (n), None => { (desk.say("rejection-kept-back")) } } }
}

fn tables<N: Told>(desk: &Desk, figures: &Figures<N>) -> Markup {
    let counted = |title: &str, of: Vec<(String, N)>| {
        table(&Table {
            title: Some(desk.say(title)),
            caption: None,
            main: false,
            columns: vec![Column::words(desk.say(title)), Column::numbers(desk.say("rejection-procedures"))],
            rows: of.into_iter().map(|(word, n)| vec![html! { (word) }, cell(desk, n)]).collect(),
            empty: html! {},
            phone: Phone::Stack,
        })
    };
    let stages = figures.stages.iter().map(|(stage, n)| (desk.term(stage.code()), *n));
    let all = [(desk.say("rejection-all"), figures.all)];
    let grounds = figures.grounds.iter().map(|(code, n)| (kind(desk, code), *n));
    html! {
        (crimes(desk, figures))
        (counted("rejection-by-stage", stages.chain(all).collect()))
        (counted("rejection-by-ground", grounds.collect()))
    }
}

fn crimes<N: Told>(desk: &Desk, figures: &Figures<N>) -> Markup {
    let number = |key: &str| Column::numbers(desk.say(key));
    let rows = figures.crimes().into_iter().map(|(crime, standing, [procedures, pairs, persons])| {
        let mut row = vec![html! { (desk.term(crime.code())) }, html! { (desk.term(standing.code())) }];
        row.extend([procedures, pairs, persons].map(|n| cell(desk, n)));
        row
    });
    table(&Table {
        title: Some(desk.say("rejection-by-crime")),
        caption: None,
        main: true,
        columns: vec![
            Column::words(desk.say("rejection-crime")),
            Column::words(desk.say("rejection-standing")),
            number("rejection-procedures"),
            number("rejection-pairs"),
            number("rejection-persons"),
        ],
        rows: rows.collect(),
        empty: html! {},
        phone: Phone::Stack,
    })
}

fn names() -> Vec<String> {
    ["period", "by", "code", "standing", "procedures", "pairs", "persons"].map(str::to_owned).to_vec()
}

/// The rows of a period; an empty cell is a number that is kept back, or one that is not counted.
fn lines<N: Told>(period: &str, figures: &Figures<N>) -> Vec<Vec<String>> {
    let number = |n: N| n.told().map(|n| n.to_string()).unwrap_or_default();
    let row = |by: &str, code: &str, n: N| {
        let mut row: Vec<String> = [period, by, code, ""].map(str::to_owned).to_vec();
        row.extend([number(n), String::new(), String::new()]);
        row
    };
    let mut rows = vec![row("all", "", figures.all)];
    rows.extend(figures.stages.iter().map(|(stage, n)| row("stage", stage.code(), *n)));
    rows.extend(figures.grounds.iter().map(|(code, n)| row("ground", code, *n)));
    rows.extend(figures.crimes().into_iter().map(|(crime, standing, numbers)| {
        let mut row: Vec<String> = [period, "crime", crime.code(), standing.code()].map(str::to_owned).to_vec();
        row.extend(numbers.map(number));
        row
    }));
    rows
}
