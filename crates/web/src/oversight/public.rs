//! Oversight in numbers, for everybody.

use axum::response::Response;
use domain::oversight::Grade;
use maud::{Markup, html};
use service::{Count, OversightYear};

use crate::desk::Desk;
use crate::followup::csv;
use crate::look::Link;
use crate::look::heading::{Heading, heading};
use crate::look::list::links;
use crate::look::table::{Column, Phone, Table, table};
use crate::portal::public_page;
use crate::trouble::{Answer, Trouble};

/// `GET /figures/oversight`
pub(super) async fn show(desk: Desk) -> Answer {
    let years = desk.app.service.oversight_in_public().await?;
    let title = desk.say("oversight-title");
    let number = |key: &str| Column::numbers(desk.say(key));
    let year = || Column::words(desk.say("oversight-year"));
    let columns = vec![
        year(),
        number("oversight-audits"),
        number("oversight-found"),
        number("oversight-critical"),
        number("oversight-in-time"),
        number("oversight-late"),
        number("oversight-open-late"),
        number("oversight-moved"),
        number("oversight-overrides"),
    ];
    let emergency_columns = vec![
        year(),
        number("oversight-emergencies"),
        number("oversight-emergencies-late"),
        number("oversight-emergencies-unjustified"),
    ];
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("oversight-under")) }),
            ..Heading::default()
        }))
        (crate::statistics::tabs(&desk, "/figures/oversight"))
        (table(&Table {
            title: None,
            caption: Some(title.clone()),
            main: true,
            columns,
            rows: years.iter().map(|one| line(&desk, one)).collect(),
            empty: html! {},
            phone: Phone::Stack,
        }))
        p { (desk.say("oversight-text")) }
        (table(&Table {
            title: Some(desk.say("oversight-emergency-title")),
            caption: None,
            main: false,
            columns: emergency_columns,
            rows: years.iter().map(emergencies).collect(),
            empty: html! {},
            phone: Phone::Stack,
        }))
        p { (desk.say("oversight-emergency-text")) }
        (links(&[Link::new("/figures/oversight.csv", desk.say("rejection-download"))]))
    };
    Ok(public_page(&desk, &title, "/figures", None, &body))
}

fn all(one: &OversightYear) -> i64 {
    one.found.iter().map(|(_, n)| n).sum()
}

fn of(one: &OversightYear, grade: Grade) -> i64 {
    one.found.iter().find(|(g, _)| *g == grade).map_or(0, |(_, n)| *n)
}

fn line(desk: &Desk, one: &OversightYear) -> Vec<Markup> {
    let count = match one.overrides {
        Count::Exactly(n) => n.to_string(),
        Count::FewerThan(_) => desk.say("rejection-kept-back"),
    };
    let (found, critical) = (all(one), of(one, Grade::Critical));
    let numbers = [one.audits, found, critical, one.closed_in_time, one.closed_late, one.open_late, one.moved];
    let mut cells = vec![html! { (one.year) }];
    cells.extend(numbers.iter().map(|n| html! { (n) }));
    cells.push(html! { (count) });
    cells
}

fn emergencies(one: &OversightYear) -> Vec<Markup> {
    let mut cells = vec![html! { (one.year) }];
    cells.extend([one.emergencies, one.emergencies_late, one.emergencies_unjustified].map(|n| html! { (n) }));
    cells
}

/// `GET /figures/oversight.csv`
pub(super) async fn file(desk: Desk) -> Result<Response, Trouble> {
    let years = desk.app.service.oversight_in_public().await?;
    let mut names = vec!["year".to_owned(), "audits".to_owned()];
    names.extend(Grade::CODES.iter().map(|code| (*code).to_owned()));
    names.extend(["closed_in_time", "closed_late", "open_late", "deadline_moved", "overrides"].map(str::to_owned));
    names.extend(["emergency_accesses", "emergency_reviewed_late", "emergency_unjustified"].map(str::to_owned));
    let mut rows = vec![names];
    for one in &years {
        let mut row = vec![one.year.to_string(), one.audits.to_string()];
        row.extend(one.found.iter().map(|(_, n)| n.to_string()));
        row.extend([one.closed_in_time, one.closed_late, one.open_late, one.moved].map(|n| n.to_string()));
        row.push(match one.overrides {
            Count::Exactly(n) => n.to_string(),
            Count::FewerThan(_) => String::new(),
        });
        row.extend([one.emergencies, one.emergencies_late, one.emergencies_unjustified].map(|n| n.to_string()));
        rows.push(row);
    }
    Ok(csv::file("oversight.csv", &rows))
}
