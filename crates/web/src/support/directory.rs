//! The directory of services, for everybody; whoever may, adds an organisation.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::Permission;
use domain::support::{Area, Listed, SupportService};
use maud::{Markup, html};
use service::Problem;

use super::language;
use crate::approval::forms::languages;
use crate::ask::{self, Ask, ask, wrong};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, need, typed};
use crate::look::Link;
use crate::look::button::{Weight, go, submit};
use crate::look::heading::{Heading, heading};
use crate::look::table::{Column, Phone, Table, table};
use crate::portal::public_page;
use crate::sent::Sent;
use crate::trouble::Answer;

/// An entry.
pub const LISTED: Form = Form {
    name: "support_service",
    inputs: &[
        need("organisation", Kind::Code),
        need("name", Kind::Words),
        need("areas", Kind::Many(Area::CODES)),
        need("languages", Kind::ManyListed("languages")),
        need("regions", Kind::Words),
        need("contact", Kind::Lines),
    ],
};

/// `GET /support`
pub(super) async fn show(desk: Desk) -> Answer {
    let services = desk.app.service.support_services().await?;
    let title = desk.say("directory-title");
    let adds = ask::may(&desk, Permission::ListService);
    let row = |s: &SupportService| -> Vec<Markup> {
        let areas: Vec<String> = s.listed.areas.iter().map(|a| desk.term(a.code())).collect();
        let spoken: Vec<String> = s.listed.languages.iter().map(|t| language(&desk, t)).collect();
        let comma = desk.say("list-comma");
        vec![
            html! { b { span dir="auto" { (s.listed.name) } } },
            html! { (areas.join(&comma)) },
            html! { (spoken.join(&comma)) },
            html! { span dir="auto" { (s.listed.regions) } },
            html! {
                span dir="auto" { (s.listed.contact) }
                @if adds {
                    form method="post" action={ "/support/services/" (s.id) "/end" } {
                        (desk.marks())
                        (submit(Weight::Other, &desk.say("directory-end"), None))
                    }
                }
            },
        ]
    };
    let words = |key: &str| Column::words(desk.say(key));
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("directory-under")) }),
            aside: adds.then(|| go(Weight::Other, &Link::new("/support/list", desk.say("directory-add")))),
            ..Heading::default()
        }))
        (table(&Table {
            title: None,
            caption: Some(title.clone()),
            main: true,
            columns: vec![words("directory-name"), words("directory-areas"), words("directory-languages"), words("directory-regions"), words("directory-contact")],
            rows: services.iter().map(row).collect(),
            empty: html! { (desk.say("directory-empty")) },
            phone: Phone::Stack,
        }))
        p { (desk.say("directory-code")) " " a href="/my-case" { (desk.say("my-case-title")) } }
    };
    Ok(public_page(&desk, &title, "/support", None, &body))
}

/// `GET /support/list`
pub(super) async fn ask_entry(desk: Desk) -> Answer {
    Ok(draw(&desk, &Sent::default(), &[]))
}

/// `POST /support/list`
pub(super) async fn send(desk: Desk, sent: Sent) -> Answer {
    let read = LISTED.read(&desk, &sent).and_then(|body| typed::<Listed>(body.into()).map_err(|p| vec![p]));
    let problems = match read {
        Err(problems) => problems,
        Ok(listed) => match sent.door(&desk).list_service(desk.access()?, None, listed).await {
            Ok(_) => return Ok(Redirect::to("/support").into_response()),
            Err(failure) => ask::put_right(failure)?,
        },
    };
    Ok(draw(&desk, &sent, &problems))
}

/// `POST /support/services/{service}/end`
pub(super) async fn end(desk: Desk, Path(number): Path<String>, sent: Sent) -> Answer {
    ask::require(&desk, Permission::ListService)?;
    sent.door(&desk).end_service(desk.access()?, ask::id("service", &number)?).await?;
    Ok(Redirect::to("/support").into_response())
}

fn draw(desk: &Desk, sent: &Sent, problems: &[Problem]) -> Response {
    ask(
        desk,
        "/support",
        &Ask {
            title: desk.say("directory-add"),
            back: Link::new("/support", desk.say("directory-title")),
            intro: html! { p { (desk.say("directory-add-text")) } },
            action: "/support/list".to_owned(),
            fields: LISTED.draw(desk, &Lists::from([("languages", languages(desk))]), sent, problems),
            button: (Weight::Next, desk.say("directory-add-send")),
            after: html! {},
            wrong: &wrong(desk, &[&LISTED], problems),
        },
    )
}
