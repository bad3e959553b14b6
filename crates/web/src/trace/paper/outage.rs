//! Opening and ending an outage.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::OutageId;
use domain::access::Permission;
use domain::trace::outage::{Outage, OutageOpened};
use maud::{Markup, html};
use service::{OutageAsked, Problem};

use crate::approval::forms::lists;
use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need, typed};
use crate::look::button::{Weight, submit};
use crate::look::field::error_summary;
use crate::look::heading::{Heading, heading};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id, tag};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// An outage.
pub const OUTAGE: Form = Form {
    name: "outage",
    inputs: &[
        need("from_at", Kind::Instant),
        need("why", Kind::One(&["maintenance", "network_down", "power_cut", "system_failed", "attack", "other"])),
        may("centres", Kind::ManyListed("centres")),
    ],
};
/// When an outage was over.
pub const OUTAGE_END: Form = Form { name: "outage-end", inputs: &[need("until_at", Kind::Instant)] };

/// `GET /outages`
pub(super) async fn list(desk: Desk) -> Answer {
    ask::require(&desk, Permission::ManageOutage)?;
    let lists = lists(&desk, desk.access()?, &[]).await?;
    draw(&desk, &lists, &Sent::default(), &[]).await
}

/// `POST /outages`
pub(super) async fn open(desk: Desk, sent: Sent) -> Answer {
    ask::require(&desk, Permission::ManageOutage)?;
    let lists = lists(&desk, desk.access()?, &[]).await?;
    let read = OUTAGE.read(&desk, &sent).and_then(|body| typed::<OutageOpened>(body.into()).map_err(|p| vec![p]));
    let opened = match read {
        Ok(opened) => opened,
        Err(problems) => return draw(&desk, &lists, &sent, &problems).await,
    };
    match sent.door(&desk).open_outage(desk.access()?, opened).await {
        Ok(_) => Ok(Redirect::to("/outages").into_response()),
        Err(failure) => draw(&desk, &lists, &sent, &ask::put_right(failure)?).await,
    }
}

async fn draw(desk: &Desk, lists: &Lists, sent: &Sent, problems: &[Problem]) -> Answer {
    let found = desk.app.service.outages(desk.access()?).await?;
    let wrong = ask::wrong(desk, &[&OUTAGE], problems);
    let said: Vec<_> = wrong.iter().map(|w| (w.field.clone(), w.says.clone())).collect();
    let going_on = found.outages.iter().filter(|(outage, _)| outage.ended.is_none()).count();
    let title = desk.say_with("outages-title", &[("n", going_on.into())]);
    let body = html! {
        @if !said.is_empty() { (error_summary(&desk.say("errors-title"), &said)) }
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("outages-under")) }),
            ..Heading::default()
        }))
        (listed(desk, &found.outages, true))
        @if found.more { p.under { (desk.say("outages-more")) } }
        div.question {
            h2 { (desk.say("outage-open-title")) }
            form method="post" action="/outages" novalidate {
                (desk.marks())
                (OUTAGE.draw(desk, lists, sent, problems))
                (submit(Weight::Next, &desk.say("outage-open-button"), None))
            }
        }
    };
    let mut response = desk.page(&title, "/outages", &body);
    if let Some(first) = wrong.first() {
        *response.status_mut() = first.status;
    }
    Ok(response)
}

/// Outages as a table; where they may be ended, with the way there.
pub(super) fn listed(desk: &Desk, outages: &[(Outage, Vec<String>)], ends: bool) -> Markup {
    let columns = [
        "outage-col-number",
        "outage-col-from",
        "outage-col-until",
        "outage-col-units",
        "outage-col-why",
        "outage-col-due",
    ];
    let row = |(outage, units): &(Outage, Vec<String>)| {
        let over = outage.ended.as_ref();
        vec![
            code_id(&outage.id.to_string()),
            html! { (desk.instant(outage.opened.from_at)) },
            match over {
                Some(over) => html! { (desk.instant(over.told.until_at)) },
                None => html! {
                    (tag(TagKind::Yours, &desk.say("outage-goes-on")))
                    @if ends { " " a href={ "/outages/" (outage.id) "/end" } { (desk.say("outage-end-verb")) } }
                },
            },
            html! { @if units.is_empty() { (desk.say("outage-everywhere")) } @else { bdi { (units.join(&desk.say("list-separator"))) } } },
            html! { (desk.term(&domain::rules::term(&outage.opened.why))) },
            html! { @match over { Some(over) => (desk.instant(over.told.sheets_due_at)), None => "–" } },
        ]
    };
    table(&Table {
        title: Some(desk.say("outages-table")),
        caption: None,
        main: ends,
        columns: columns.iter().map(|key| Column::words(desk.say(key))).collect(),
        rows: outages.iter().map(row).collect(),
        empty: html! { (desk.say("outages-none")) },
        phone: Phone::Stack,
    })
}

fn enter(desk: &Desk, number: &str) -> Result<OutageId, Trouble> {
    ask::require(desk, Permission::ManageOutage)?;
    ask::id("outage", number)
}

/// `GET /outages/{outage}/end`
pub(super) async fn ask_to_end(desk: Desk, Path(number): Path<String>) -> Answer {
    let id = enter(&desk, &number)?;
    Ok(draw_end(&desk, id, &Sent::default(), &[]))
}

/// `POST /outages/{outage}/end`
pub(super) async fn end(desk: Desk, Path(number): Path<String>, sent: Sent) -> Answer {
    let id = enter(&desk, &number)?;
    let read = OUTAGE_END.read(&desk, &sent).and_then(|body| typed::<OutageAsked>(body.into()).map_err(|p| vec![p]));
    let asked = match read {
        Ok(asked) => asked,
        Err(problems) => return Ok(draw_end(&desk, id, &sent, &problems)),
    };
    match sent.door(&desk).end_outage(desk.access()?, id, asked).await {
        Ok(_) => Ok(Redirect::to("/outages").into_response()),
        Err(failure) => Ok(draw_end(&desk, id, &sent, &ask::put_right(failure)?)),
    }
}

fn draw_end(desk: &Desk, id: OutageId, sent: &Sent, problems: &[Problem]) -> Response {
    ask(
        desk,
        "/outages",
        &Ask {
            title: desk.say("outage-end-title"),
            back: Link::new("/outages", desk.say("nav-outages")),
            intro: html! { p { b { (code_id(&id.to_string())) } " " (desk.say("outage-end-text")) } },
            action: format!("/outages/{id}/end"),
            fields: OUTAGE_END.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Next, desk.say("outage-end-button")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&OUTAGE_END], problems),
        },
    )
}
