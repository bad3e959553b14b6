//! When an organ's blood stopped, when it lay cold and when blood flowed again: the form, the ring and its table.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::UnitId;
use codes::time::Happened;
use domain::access::Permission;
use domain::registry::{Ischaemia, Moment, Moments, Span};
use domain::trace::{Line, Trace};
use maud::{Markup, html};
use service::{Failure, Problem};

use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may};
use crate::look::button::Weight;
use crate::look::notice::notice;
use crate::look::picture::Twin;
use crate::look::picture::ischaemia::{Arc, Ring, Warmth, ring};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// The moments, in the order of an operation.
pub const TIMES: Form = Form {
    name: "times",
    inputs: &[
        may("clamp", Kind::Instant),
        may("perfusion", Kind::Instant),
        may("out", Kind::Instant),
        may("in_ice", Kind::Instant),
        may("out_of_ice", Kind::Instant),
        may("reperfusion", Kind::Instant),
    ],
};

async fn enter(desk: &Desk, id: &str) -> Result<Line, Trouble> {
    ask::require(desk, Permission::RecordOperation)?;
    let unit: UnitId = ask::id("unit", id)?;
    let found = desk.app.service.trace(desk.access()?, &unit.to_string()).await?;
    let line = found.traces.iter().flat_map(Trace::flat).find(|l| l.unit.id == unit).cloned();
    line.ok_or_else(|| Failure::from(Problem::not_found("unit", unit)).into())
}

/// `GET /organs/{unit}/times`
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Answer {
    let line = enter(&desk, &id).await?;
    let mut sent = Sent::default();
    for moment in Moment::ALL {
        if let Some(at) = line.unit.moments.at(*moment) {
            let civil = at.at.to_zoned(desk.zone()).strftime("%Y-%m-%dT%H:%M").to_string();
            sent.put(moment.code(), &civil);
        }
    }
    Ok(draw(&desk, &line, &sent, &[]))
}

/// `POST /organs/{unit}/times`: what differs from the record is told anew.
pub(super) async fn send(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let line = enter(&desk, &id).await?;
    let body = match TIMES.read(&desk, &sent) {
        Ok(body) => body,
        Err(problems) => return Ok(draw(&desk, &line, &sent, &problems)),
    };
    let zone = desk.app.service.profile().country().zone.clone();
    let told: Vec<(Moment, Happened)> = Moment::ALL
        .iter()
        .filter_map(|moment| Some((*moment, body.get(moment.code())?.as_str()?.parse().ok()?)))
        .map(|(moment, at)| (moment, Happened::at(at, zone.clone())))
        .filter(|(moment, at)| line.unit.moments.at(*moment) != Some(at))
        .collect();
    if told.is_empty() {
        return Ok(Redirect::to(&format!("/organs/{}/times", line.unit.id)).into_response());
    }
    match sent.door(&desk).record_moments(desk.access()?, line.unit.id, told).await {
        Ok(_) => Ok(Redirect::to(&format!("/organs/{}/times", line.unit.id)).into_response()),
        Err(failure) => Ok(draw(&desk, &line, &sent, &ask::put_right(failure)?)),
    }
}

fn draw(desk: &Desk, line: &Line, sent: &Sent, problems: &[Problem]) -> Response {
    let (unit, moments) = (line.unit.id, &line.unit.moments);
    ask(
        desk,
        "/scan",
        &Ask {
            title: desk.say("times-title"),
            back: Link::new(format!("/scan/{unit}"), desk.say("parcel-back")),
            intro: html! {
                p { b { (desk.term(line.unit.entered.organ.code())) } " " (code_id(&unit.to_string())) }
                (order(desk, moments))
                (picture(desk, moments))
                p { (desk.say("times-text")) }
            },
            action: format!("/organs/{unit}/times"),
            fields: TIMES.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Next, desk.say("times-button")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&TIMES], problems),
        },
    )
}

/// Moments that would lie before an earlier one: one of them was written down wrongly.
fn order(desk: &Desk, moments: &Moments) -> Markup {
    let wrong = moments.out_of_order();
    let words: Vec<String> = wrong.iter().map(|m| desk.term(m.code())).collect();
    html! {
        @if !wrong.is_empty() {
            (notice(TagKind::LookAgain, &html! { p {
                (desk.say_with("times-order", &[("moments", words.join(&desk.say("list-separator")).into())]))
            } }))
        }
    }
}

/// The ring with its table; nothing while no length is known.
fn picture(desk: &Desk, moments: &Moments) -> Markup {
    if moments.is_empty() {
        return html! {};
    }
    let parts = [Ischaemia::FirstWarm, Ischaemia::Cold, Ischaemia::SecondWarm];
    let arc = |which: Ischaemia| match moments.lasted(which) {
        Span::Minutes(minutes) => Some(Arc {
            minutes,
            warmth: if which == Ischaemia::Cold { Warmth::Cold } else { Warmth::Warm },
            says: format!("{} {}", desk.term(which.code()), lasted(desk, moments, which)),
        }),
        Span::Unknown | Span::Backwards => None,
    };
    let arcs: Vec<Arc> = parts.into_iter().filter_map(arc).collect();
    let row = |which: &Ischaemia| vec![html! { (desk.term(which.code())) }, html! { (lasted(desk, moments, *which)) }];
    let facts = table(&Table {
        title: None,
        caption: Some(desk.say("times-table")),
        main: false,
        columns: vec![Column::words(desk.say("times-what")), Column::numbers(desk.say("times-long"))],
        rows: Ischaemia::ALL.iter().map(row).collect(),
        empty: html! {},
        phone: Phone::Stack,
    });
    let view = Ring {
        middle: lasted(desk, moments, Ischaemia::Whole),
        under: desk.term(Ischaemia::Whole.code()),
        twin: Twin {
            id: "ischaemia".to_owned(),
            title: desk.say("times-ring"),
            desc: arcs.iter().map(|a| a.says.clone()).collect::<Vec<_>>().join("; "),
        },
        arcs,
    };
    html! { @if !view.arcs.is_empty() { (ring(&view, desk.dir())) } (facts) }
}

fn lasted(desk: &Desk, moments: &Moments, which: Ischaemia) -> String {
    match moments.lasted(which) {
        Span::Minutes(minutes) => {
            let clock = format!("{}:{:02}", minutes / 60, minutes % 60);
            desk.say_with("times-minutes", &[("clock", clock.into())])
        }
        Span::Unknown => desk.say("times-unknown"),
        Span::Backwards => desk.say("times-backwards"),
    }
}
