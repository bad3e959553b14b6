//! The table beside the picture: the same chain, one row for each organ or part and each person it reached.

use domain::registry::{Fate, Transplant};
use domain::trace::{Line, Stop, Trace};
use maud::{Markup, html};
use service::TraceFound;

use super::view::{closed_words, disputed, gap_words, gaps, outcome_words};
use super::voice::Voice;
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{TagKind, code_id, tag};

/// The table of one trace.
pub(super) fn beside(voice: &Voice<'_>, found: &TraceFound, trace: &Trace) -> Markup {
    let mut rows = Vec::new();
    for line in trace.flat() {
        if line.transplants.is_empty() {
            rows.push(row(voice, found, line, None));
        }
        for (n, graft) in line.transplants.iter().enumerate() {
            rows.push(row(voice, found, line, Some((n, graft))));
        }
    }
    rows.extend(super::tissue::rows(voice, found, trace));
    let word = |key: &str| Column::words(voice.say(key));
    table(&Table {
        title: None,
        caption: Some(voice.say("trace-table")),
        main: false,
        columns: vec![
            word("trace-col-part"),
            word("trace-col-number"),
            Column::numbers(voice.say("trace-col-handovers")),
            word("trace-col-gap"),
            word("trace-col-end"),
            word("trace-col-where"),
            word("trace-col-outcome"),
        ],
        empty: html! { (voice.say("trace-empty")) },
        phone: Phone::Fold(voice.counted("trace-fold", rows.len())),
        rows,
    })
}

fn row(voice: &Voice<'_>, found: &TraceFound, line: &Line, graft: Option<(usize, &Transplant)>) -> Vec<Markup> {
    let unit = &line.unit;
    let handed = line.stops.iter().filter(|s| matches!(s, Stop::HandedOver(_))).count();
    let centre = graft.map_or(unit.entered.centre, |(_, t)| t.transplanted.centre);
    let place = centre.and_then(|c| found.centres.get(&c.to_string()).cloned());
    vec![
        html! { (voice.term(unit.entered.organ.code())) },
        html! { a href={ "/trace/" (unit.id) } { (code_id(&unit.id.to_string())) } },
        html! { (handed) },
        broken(voice, line),
        end(voice, line, graft),
        html! { (place.unwrap_or_else(|| voice.say("trace-somewhere"))) },
        outcome(voice, line, graft),
    ]
}

/// Where the record breaks, or what it contradicts.
fn broken(voice: &Voice<'_>, line: &Line) -> Markup {
    let missing: Vec<String> = gaps(line).map(|gap| gap_words(voice, gap).0).collect();
    html! {
        @for label in &missing { (tag(TagKind::LookAgain, label)) " " }
        @if !line.unsure().is_empty() { (tag(TagKind::LookAgain, &voice.say("trace-unsure"))) " " }
        @if disputed(line) { (tag(TagKind::LookAgain, &voice.say("trace-contradicts"))) }
        @if missing.is_empty() && !disputed(line) && line.unsure().is_empty() { "–" }
    }
}

fn end(voice: &Voice<'_>, line: &Line, graft: Option<(usize, &Transplant)>) -> Markup {
    match (graft, line.unit.fate) {
        (Some((_, t)), _) => {
            let who = t.transplanted.recipient.to_string();
            html! { a href={ "/trace/" (who) } { (code_id(&who)) } }
        }
        (None, Fate::Open) if line.is_on_the_way() => html! { (voice.say("trace-on-the-way")) },
        (None, Fate::Open | Fate::Transplanted) => html! { (voice.say("trace-no-record")) },
        (None, _) => html! { (closed_words(voice, line).0) },
    }
}

fn outcome(voice: &Voice<'_>, line: &Line, graft: Option<(usize, &Transplant)>) -> Markup {
    match graft {
        Some((n, t)) => {
            let seen = line.outcome.as_ref().filter(|_| n == 0);
            html! { (outcome_words(voice, t, seen)) }
        }
        None if line.unit.fate == Fate::Open => html! { "–" },
        None => html! { (closed_words(voice, line).1) },
    }
}
