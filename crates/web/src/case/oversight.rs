//! Cases in numbers: for whoever oversees that they are worked on, and closed ones for everybody.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use codes::ids::CaseId;
use domain::Private;
use domain::access::Permission;
use domain::case::Closing;
use maud::{Markup, html};
use service::{CaseFigures, OverseenCase, Problem};

use super::cases::state;
use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, need, typed};
use crate::look::button::Weight;
use crate::look::heading::{Heading, heading};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, code_id};
use crate::portal::public_page;
use crate::sent::Sent;
use crate::trouble::Answer;

/// Who is put in charge.
pub const APPOINT: Form =
    Form { name: "appoint", inputs: &[need("account", Kind::Listed("colleagues")), need("reason", Kind::Lines)] };

/// `GET /cases/oversight`
pub(super) async fn show(desk: Desk) -> Answer {
    let seen = desk.app.service.case_oversight(desk.access()?).await?;
    let open = seen.rows.iter().filter(|row| row.state == "open").count();
    let title = desk.say_with("cases-overseen-title", &[("open", open.into())]);
    let shown = [("shown", seen.rows.len().into()), ("all", seen.all.into())];
    let columns =
        ["case-number", "case-opened", "case-last", "case-team", "case-late", "case-referrals-open", "case-state"];
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("cases-overseen-under")) }),
            ..Heading::default()
        }))
        (table(&Table {
            title: None,
            caption: Some(desk.say("nav-cases-overseen")),
            main: true,
            columns: columns.iter().map(|key| Column::words(desk.say(key))).collect(),
            rows: seen.rows.iter().map(|row| line(&desk, row)).collect(),
            empty: html! { (desk.say("cases-empty")) },
            phone: Phone::Stack,
        }))
        @if seen.all > i64::try_from(seen.rows.len()).unwrap_or(i64::MAX) { p { (desk.say_with("cases-shown", &shown)) } }
    };
    Ok(desk.page(&title, "/cases/oversight", &body))
}

fn line(desk: &Desk, row: &OverseenCase) -> Vec<Markup> {
    let may = ask::may(desk, Permission::AppointCase) && row.state == "open";
    vec![
        html! {
            (code_id(&row.id.to_string()))
            @if may { br; a href={ "/cases/" (row.id) "/appoint" } { (desk.say("case-appoint-verb")) } }
        },
        html! { (desk.instant(row.opened_at)) },
        html! { (desk.instant(row.last_at)) },
        html! { (row.team) },
        html! { (row.overdue) },
        html! { (row.referrals) },
        state(desk, row.state),
    ]
}

/// `GET /cases/{case}/appoint`
pub(super) async fn ask_to_appoint(desk: Desk, Path(number): Path<String>) -> Answer {
    ask::require(&desk, Permission::AppointCase)?;
    draw(&desk, ask::id("case", &number)?, &Sent::default(), &[]).await
}

/// `POST /cases/{case}/appoint`
pub(super) async fn appoint(desk: Desk, Path(number): Path<String>, sent: Sent) -> Answer {
    ask::require(&desk, Permission::AppointCase)?;
    let id: CaseId = ask::id("case", &number)?;
    let problems = match APPOINT.read(&desk, &sent) {
        Err(problems) => problems,
        Ok(_) => {
            let account = typed(sent.text("account").into())?;
            let reason = Private::from(sent.text("reason"));
            match sent.door(&desk).appoint_case(desk.access()?, id, account, reason).await {
                Ok(_) => return Ok(Redirect::to("/cases/oversight").into_response()),
                Err(failure) => ask::put_right(failure)?,
            }
        }
    };
    draw(&desk, id, &sent, &problems).await
}

async fn draw(desk: &Desk, id: CaseId, sent: &Sent, problems: &[Problem]) -> Answer {
    let seen = desk.app.service.case_oversight(desk.access()?).await?;
    if seen.rows.iter().all(|row| row.id != id) {
        return Err(Problem::not_found("case", id).into());
    }
    let colleagues = seen.colleagues.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    Ok(ask(
        desk,
        "/cases/oversight",
        &Ask {
            title: desk.say("case-appoint-title"),
            back: Link::new("/cases/oversight", desk.say("nav-cases-overseen")),
            intro: html! { p { (code_id(&id.to_string())) } p { (desk.say("case-appoint-text")) } },
            action: format!("/cases/{id}/appoint"),
            fields: APPOINT.draw(desk, &Lists::from([("colleagues", colleagues)]), sent, problems),
            button: (Weight::Next, desk.say("case-appoint-send")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&APPOINT], problems),
        },
    ))
}

/// `GET /figures/cases`
pub(super) async fn figures(desk: Desk) -> Answer {
    let figures = desk.app.service.case_figures().await?;
    let title = desk.say("case-figures-title");
    let under = desk.say_with("case-figures-under", &[("date", desk.date(figures.as_of).into())]);
    let body = html! {
        (heading(&Heading { title: Some(html! { (title) }), under: Some(html! { (under) }), ..Heading::default() }))
        p { (desk.say("case-figures-text")) }
        (ended(&desk, &figures))
    };
    Ok(public_page(&desk, &title, "/figures", None, &body))
}

/// One table per crime: nothing is summed over crimes.
fn ended(desk: &Desk, figures: &CaseFigures) -> Markup {
    let number = |n: Option<i64>| html! { @if let Some(n) = n { (n) } @else { (desk.say("case-figures-few")) } };
    html! {
        @for of in &figures.crimes {
            @let rows: Vec<Vec<Markup>> = of
                .by_outcome
                .iter()
                .map(|(outcome, n): &(Closing, Option<i64>)| vec![html! { (desk.term(outcome.code())) }, number(*n)])
                .chain([vec![html! { b { (desk.say("case-figures-total")) } }, number(of.total)]])
                .collect();
            (table(&Table {
                title: Some(desk.term(of.crime.code())),
                caption: None,
                main: false,
                columns: vec![Column::words(desk.say("case-figures-outcome")), Column::numbers(desk.say("case-figures-cases"))],
                rows,
                empty: html! {},
                phone: Phone::Stack,
            }))
        }
    }
}
