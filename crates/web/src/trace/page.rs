//! `/trace`: the search page, the page of a chain, and the same chain as a file.

use axum::extract::{Path, Query};
use axum::http::header;
use axum::response::{IntoResponse, Redirect};
use codes::ids::{AnyId, CentreId};
use domain::access::Permission;
use domain::registry::Fate;
use domain::trace::{Line, Stop, Trace};
use maud::{Markup, html};
use serde::Deserialize;
use service::TraceFound;

use super::svg::drawing;
use super::table::beside;
use super::view::{title, view};
use super::voice::Voice;
use crate::ask::may;
use crate::desk::Desk;
use crate::look::button::{Weight, print, submit};
use crate::look::field::{Control, Field, TextKind, error_summary, field};
use crate::look::frame::{Question, question};
use crate::look::heading::{Heading, heading};
use crate::look::list::links;
use crate::look::picture::legend::{Sign, legend};
use crate::look::picture::trace::trace as picture;
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id, tag};
use crate::trouble::Answer;

#[derive(Deserialize)]
pub(super) struct Asked {
    q: Option<String>,
}

/// `GET /trace?q=`: a number that can be read leads to its page.
pub(super) async fn search(desk: Desk, Query(asked): Query<Asked>) -> Answer {
    desk.app.service.may_open(desk.access()?, "trace.search", Permission::ReadTrace).await?;
    let typed = asked.q.unwrap_or_default().trim().to_owned();
    if typed.is_empty() {
        let waiting = super::waiting(&desk).await?;
        let body = html! { (ask(&desk, "", None)) (waiting) };
        return Ok(desk.page(&desk.say("trace-search-title"), "/trace", &body));
    }
    match AnyId::parse(&typed) {
        Ok(AnyId::Pair(id)) => Ok(Redirect::to(&format!("/pairs/{id}")).into_response()),
        Ok(AnyId::Centre(id)) => Ok(Redirect::to(&format!("/centres/{id}")).into_response()),
        Ok(AnyId::Event(id)) => Ok(Redirect::to(&format!("/log/proof/{id}")).into_response()),
        Ok(id) => Ok(Redirect::to(&format!("/trace/{id}")).into_response()),
        Err(_) => {
            let wrong = desk.say_with("trace-search-wrong", &[("value", typed.clone().into())]);
            let title = format!("{} {}", desk.say("error-prefix"), desk.say("trace-search-title"));
            Ok(desk.page(&title, "/trace", &ask(&desk, &typed, Some(wrong))))
        }
    }
}

fn ask(desk: &Desk, typed: &str, wrong: Option<String>) -> Markup {
    let number = Field::new("q", desk.say("trace-search-field"), Control::Text(TextKind::Code, typed.to_owned()))
        .hint(desk.say("trace-search-hint"))
        .error(wrong.clone());
    question(&Question {
        back: None,
        caption: None,
        title: html! { (desk.say("trace-search-title")) },
        errors: wrong.map(|w| error_summary(&desk.say("errors-title"), &[("q".to_owned(), w)])),
        body: html! {
            p { (desk.say("trace-search-text")) }
            form method="get" action="/trace" { (field(&number)) (submit(Weight::Next, &desk.say("trace-search-button"), None)) }
        },
    })
}

/// `GET /trace/{id}`, with `.svg` or `.json` behind the number as a file.
pub(super) async fn chain(desk: Desk, Path(asked): Path<String>) -> Answer {
    let (number, kind) = match asked.rsplit_once('.') {
        Some((number, kind @ ("svg" | "json"))) => (number, kind),
        _ => (asked.as_str(), "html"),
    };
    let found = desk.app.service.trace(desk.access()?, number).await?;
    let voice = Voice::of(&desk);
    match kind {
        "json" => Ok(axum::Json(&found).into_response()),
        "svg" => {
            let svg = drawing(&voice, &found, desk.dir());
            let name = format!("attachment; filename=\"{number}.svg\"");
            Ok(([(header::CONTENT_TYPE, "image/svg+xml".to_owned()), (header::CONTENT_DISPOSITION, name)], svg)
                .into_response())
        }
        _ => Ok(page(&desk, &voice, &found)),
    }
}

fn page(desk: &Desk, voice: &Voice<'_>, found: &TraceFound) -> axum::response::Response {
    let said = found.traces.first().map(|t| title(voice, found, t)).unwrap_or_default();
    let under = under(desk, found);
    let head = heading(&Heading {
        crumbs: vec![Link::new("/trace", desk.say("nav-trace"))],
        here: Some(code_id(&found.asked)),
        title: Some(set(&said, &found.asked)),
        under: Some(under),
        aside: Some(print(&desk.say("trace-print"))),
    });
    let body = html! {
        (head)
        @for (place, trace) in found.traces.iter().enumerate() {
            (picture(&view(voice, found, trace, place), desk.dir()))
            @if place == 0 { (legend(&signs(desk))) }
            (beside(voice, found, trace))
            @if place == 0 { (super::from_paper(desk, &found.from_paper)) }
            (on_the_way(desk, found, trace))
            (onward(desk, trace))
            (links(&files(desk, trace)))
            (corrections(desk, trace))
        }
    };
    desk.page(&said, "/trace", &body)
}

/// What the temperatures of each organ's way come to.
fn on_the_way(desk: &Desk, found: &TraceFound, trace: &Trace) -> Markup {
    let row = |line: &Line| {
        let one = found.carried.iter().find(|one| one.unit == line.unit.id)?;
        let href = format!("/organs/{}/temperature", one.unit);
        let gaps = match one.carried.gaps {
            0 => html! {},
            n => html! { (tag(TagKind::NotYet, &desk.say_with("temperature-gaps", &[("n", n.to_string().into())]))) },
        };
        Some(vec![
            html! { a href=(href) { (desk.term(line.unit.entered.organ.code())) } " " (code_id(&one.unit.to_string())) },
            super::temperature::sign(desk, &one.carried),
            gaps,
        ])
    };
    let rows: Vec<Vec<Markup>> = trace.flat().into_iter().filter_map(row).collect();
    html! {
        @if !rows.is_empty() {
            (table(&Table {
                title: Some(desk.say("temperature-here")),
                caption: None,
                main: false,
                columns: ["temperature-organ", "temperature-what", "temperature-gap"]
                    .iter().map(|key| Column::words(desk.say(key))).collect(),
                rows,
                empty: html! {},
                phone: Phone::Stack,
            }))
        }
    }
}

/// What else can be done with the donor, each organ and each recipient, for whoever may.
fn onward(desk: &Desk, trace: &Trace) -> Markup {
    let mut ways: Vec<(String, Permission, &str, String)> = Vec::new();
    let mut add = |number: &str, asks, key, href: String| ways.push((number.to_owned(), asks, key, href));
    if let Some(donor) = &trace.donor {
        let id = donor.id.to_string();
        if near(desk, donor.centre) {
            add(&id, Permission::RecordOperation, "blood-here", format!("/records/{id}/blood-group"));
        }
        add(&id, Permission::RecallUnits, "recall-here", format!("/vigilance/recall?of={id}"));
    }
    for line in trace.flat() {
        let id = line.unit.id.to_string();
        if line.unit.fate == Fate::Open && held(desk, line) {
            add(&id, Permission::PrintLabel, "label-here", format!("/organs/{id}/label"));
            add(&id, Permission::MatchAtTable, "theatre-here", format!("/theatre?unit={id}"));
            if !line.unit.entered.organ.usual_parts().is_empty() {
                add(&id, Permission::RecordOperation, "divide-here", format!("/organs/{id}/divide"));
            }
            add(&id, Permission::RecordOperation, "end-here", format!("/organs/{id}/end"));
        }
        if held(desk, line) {
            add(&id, Permission::HandOver, "temperature-here", format!("/organs/{id}/temperature"));
        }
        for graft in &line.transplants {
            if !near(desk, graft.transplanted.centre) {
                continue;
            }
            let to = graft.transplanted.recipient.to_string();
            add(&to, Permission::RecordOperation, "blood-here", format!("/records/{to}/blood-group"));
            add(&to, Permission::DecideAcross, "across-here", format!("/recipients/{to}/across"));
        }
    }
    ways.retain(|(_, asks, ..)| may(desk, *asks));
    html! {
        @if !ways.is_empty() {
            section.panel.sheet {
                h2 { (desk.say("trace-onward")) }
                @for of_one in ways.chunk_by(|a, b| a.0 == b.0) {
                    p.links {
                        @if let Some((number, ..)) = of_one.first() { (code_id(number)) ": " }
                        @for (_, _, key, href) in of_one { a href=(href) { (desk.say(key)) } " " }
                    }
                }
            }
        }
    }
}

/// A sentence with its number set as a code.
fn set(said: &str, code: &str) -> Markup {
    match said.split_once(code) {
        Some((before, after)) => {
            html! { (before.trim_end_matches('\u{2068}')) (code_id(code)) (after.trim_start_matches('\u{2069}')) }
        }
        None => html! { (said) },
    }
}

/// When the page was made, and how many origins it shows.
fn under(desk: &Desk, found: &TraceFound) -> Markup {
    let at = desk.instant(desk.app.service.now());
    html! {
        (desk.say_with("trace-under", &[("at", at.into())]))
        @if found.traces.len() > 1 { " " (desk.say_with("trace-under-several", &[("n", found.traces.len().into())])) }
    }
}

/// The same chain as files, named by where it begins.
fn files(desk: &Desk, trace: &Trace) -> Vec<Link> {
    let begin = match (&trace.donor, trace.lines.first(), trace.tissues.first()) {
        (Some(donor), ..) => donor.id.to_string(),
        (None, Some(line), _) => line.unit.id.to_string(),
        (None, None, Some(line)) => line.unit.id.to_string(),
        (None, None, None) => return Vec::new(),
    };
    vec![
        Link::new(format!("/trace/{begin}.svg"), desk.say("trace-file-svg")),
        Link::new(format!("/trace/{begin}.json"), desk.say("trace-file-json")),
    ]
}

/// Whether somebody with a centre of their own works there; whoever has none reads the country.
fn near(desk: &Desk, centre: Option<CentreId>) -> bool {
    let own = desk.session.as_ref().and_then(|s| s.access.centre);
    own.is_none_or(|own| centre == Some(own))
}

/// Whether an organ was recovered, handed over or transplanted where the reader works.
fn held(desk: &Desk, line: &Line) -> bool {
    let handed = line.stops.iter().filter_map(|s| if let Stop::HandedOver(h) = s { Some(&h.handed) } else { None });
    let handed = handed.flat_map(|h| [h.from, h.to]);
    let grafted = line.transplants.iter().map(|t| t.transplanted.centre);
    handed.chain(grafted).chain([line.unit.entered.centre]).any(|centre| near(desk, centre))
}

/// Where each thing on the chain is corrected, for whoever may.
fn corrections(desk: &Desk, trace: &Trace) -> Markup {
    let (operates, visits) = (may(desk, Permission::RecordOperation), may(desk, Permission::RecordVisit));
    let mut ways: Vec<(String, &str)> = Vec::new();
    if operates {
        let here = trace.donor.iter().filter(|donor| near(desk, donor.centre));
        ways.extend(here.map(|donor| (donor.id.to_string(), "records")));
    }
    for line in trace.flat() {
        if operates && held(desk, line) {
            ways.extend(line.unit.recovered_at.iter().map(|_| (line.unit.id.to_string(), "operations")));
            let handed = line.stops.iter().filter_map(|s| if let Stop::HandedOver(h) = s { Some(h.id) } else { None });
            ways.extend(handed.map(|id| (id.to_string(), "records")));
            for graft in &line.transplants {
                ways.push((graft.id.to_string(), "operations"));
                if near(desk, graft.transplanted.centre) {
                    ways.push((graft.transplanted.recipient.to_string(), "records"));
                }
            }
        }
        if visits {
            ways.extend(line.outcome.iter().map(|outcome| (outcome.id.clone(), "records")));
        }
    }
    html! {
        @if !ways.is_empty() {
            details.folded {
                summary { (desk.say("trace-correct")) }
                ul { @for (number, way) in &ways {
                    li { a href={ "/" (way) "/" (number) "/correct" } { (desk.say("record-correct")) " " (code_id(number)) } }
                } }
            }
        }
    }
}

fn signs(desk: &Desk) -> Vec<(Sign, String)> {
    let all = [
        (Sign::Donor, "trace-sign-donor"),
        (Sign::Organ, "trace-sign-organ"),
        (Sign::Tissue, "trace-sign-tissue"),
        (Sign::Handover, "trace-sign-handover"),
        (Sign::Gap, "trace-no-record"),
        (Sign::Ended, "trace-sign-ended"),
        (Sign::Disputed, "trace-contradicts"),
    ];
    all.into_iter().map(|(sign, key)| (sign, desk.say(key))).collect()
}
