//! Rows of visits: what is due, where it stands, who takes care, when the person was last seen.

use domain::access::Permission;
use domain::followup::{Due, Visit};
use jiff::civil::Date;
use maud::{Markup, html};
use service::followup::{Lost, LostPage};
use service::{LowFunction, VisitLine};

use crate::ask::may;
use crate::desk::Desk;
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{TagKind, code_id, tag};

/// Days before the end of a window in which it asks for somebody.
const SOON_DAYS: i32 = 14;

/// Days of an average month, for pictures and their tables.
pub(super) const MONTH_DAYS: f64 = 30.4375;

/// The day a visit was held, with what was seen.
pub(super) fn held(desk: &Desk, visit: &Visit) -> Option<Date> {
    visit.seen.as_ref().map(|(at, _)| desk.day_of(*at))
}

/// Kidney function of a donor below the band for the time since donation.
pub(super) fn low(desk: &Desk, visit: &Visit) -> Option<LowFunction> {
    LowFunction::of(visit, held(desk, visit)?)
}

/// Where a visit stands, as a tag.
pub(super) fn state(desk: &Desk, line: &VisitLine) -> (TagKind, String) {
    let days = |key: &str, n: i32| desk.say_with(key, &[("days", i64::from(n).into())]);
    let date = |key: &str, on: Date| desk.say_with(key, &[("date", desk.date(on).into())]);
    match line.due {
        Due::Done => (TagKind::Done, desk.say("visit-held")),
        Due::Covered => (TagKind::With, desk.say("visit-covered")),
        Due::NotYet => (TagKind::NotYet, date("visit-opens", line.visit.planned.opens_on)),
        Due::Open { days_left } if days_left <= SOON_DAYS => (TagKind::Yours, days("visit-days-left", days_left)),
        Due::Open { .. } => (TagKind::With, date("visit-open-until", line.visit.planned.closes_on)),
        Due::Overdue { days: late } => (TagKind::Stops, days("visit-overdue", late)),
        Due::Missed => (TagKind::Stops, desk.say("visit-missed")),
        Due::Ended => (TagKind::NotYet, desk.say("visit-ended")),
    }
}

/// Who takes care; that nobody is named is said.
pub(super) fn carer(desk: &Desk, line: &VisitLine) -> String {
    line.owner.clone().unwrap_or_else(|| desk.say("followup-nobody"))
}

/// What is due, leading to the form where the reader may write it down.
fn what(desk: &Desk, line: &VisitLine) -> Markup {
    let kind = desk.term(&line.visit.planned.kind);
    html! {
        @if may(desk, Permission::RecordVisit) { a href={ "/visits/" (line.visit.id) } { b { (kind) } } }
        @else { b { (kind) } }
    }
}

fn last(desk: &Desk, line: &VisitLine) -> Markup {
    let Some((visit, on)) = line.last.as_ref().and_then(|v| Some((v, held(desk, v)?))) else {
        return html! { (desk.say("followup-never-seen")) };
    };
    html! {
        (desk.date(on))
        @if let Some(low) = low(desk, visit) {
            " · " b { (desk.say_with("function-low", &[("egfr", i64::from(low.egfr).into())])) }
        }
    }
}

/// The worklist.
pub(super) fn worklist(desk: &Desk, lines: &[VisitLine]) -> Markup {
    let row = |line: &VisitLine| {
        let (kind, says) = state(desk, line);
        let subject = &line.visit.planned.subject;
        vec![
            html! { a href={ "/follow-up/" (subject) } { (code_id(subject)) } },
            what(desk, line),
            html! { (desk.date(line.visit.planned.due_on)) },
            html! { (tag(kind, &says)) (told(desk, line)) },
            html! { (carer(desk, line)) },
            last(desk, line),
        ]
    };
    table(&Table {
        title: None,
        caption: Some(desk.say("followup-table")),
        main: true,
        columns: vec![
            Column::words(desk.say("followup-person")),
            Column::words(desk.say("followup-what")),
            Column::words(desk.say("followup-due-on")),
            Column::words(desk.say("followup-state")),
            Column::words(desk.say("followup-carer")),
            Column::words(desk.say("followup-last")),
        ],
        rows: lines.iter().map(row).collect(),
        empty: html! { (desk.say("followup-empty")) },
        phone: Phone::Stack,
    })
}

/// That the regulator was told, or how often was reminded.
fn told(desk: &Desk, line: &VisitLine) -> Markup {
    let steps = line.visit.reminded.len();
    html! {
        @if line.visit.regulator_told() { " " span.under { (desk.say("reminded-regulator")) } }
        @else if steps > 0 { " " span.under { (desk.say_with("reminded-times", &[("n", steps.into())])) } }
    }
}

/// People who count as lost.
pub(super) fn lost(desk: &Desk, page: &LostPage) -> Markup {
    let row = |one: &Lost| {
        vec![
            html! { a href={ "/follow-up/" (one.subject) } { (code_id(&one.subject)) } },
            html! { (one.missed) },
            html! { (desk.date(one.since)) },
        ]
    };
    let after = [("n", i64::from(page.lost_after).into())];
    table(&Table {
        title: None,
        caption: Some(desk.say_with("lost-table", &after)),
        main: true,
        columns: vec![
            Column::words(desk.say("followup-person")),
            Column::numbers(desk.say("lost-missed")),
            Column::words(desk.say("lost-since")),
        ],
        rows: page.lost.iter().map(row).collect(),
        empty: html! { (desk.say("lost-none")) },
        phone: Phone::Stack,
    })
}
