//! One donor's or recipient's visits, held and to come.

use axum::extract::{Path, Query};
use domain::followup::{Computed, Course, DeathCause, Disease, Due, FailureCause, Rejection, Seen};
use maud::{Markup, html};
use serde::Deserialize;
use service::VisitLine;

use super::{calendar, concern, function, own, rows, transfer};
use crate::ask::may;
use crate::desk::Desk;
use crate::look::frame::halves;
use crate::look::heading::{Heading, heading, saved};
use crate::look::list::links;
use crate::look::notice::notice;
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id, tag};
use crate::trouble::Answer;
use domain::access::Permission;

/// Whether something was written down just now.
#[derive(Debug, Default, Deserialize)]
pub(super) struct After {
    #[serde(default)]
    kept: String,
}

pub(super) async fn show(desk: Desk, Path(subject): Path<String>, Query(after): Query<After>) -> Answer {
    desk.access()?;
    let subject = concern::subject(&subject)?;
    let followed = desk.app.service.followed(desk.access()?, &subject).await?;
    let lines = &followed.lines;
    let known = function::Known { visits: lines, before: followed.before, laboratory: &followed.laboratory };
    let donor = subject.starts_with("don_");
    let title = desk.say(situation(&desk, lines));
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/follow-up", desk.say("nav-follow-up"))],
            here: Some(code_id(&subject)),
            title: Some(html! { (title) }),
            under: Some(html! {
                (desk.say(if donor { "subject-donor" } else { "subject-recipient" })) " " (code_id(&subject))
                @if may(&desk, Permission::ReadTrace) { " · " a href={ "/trace/" (subject) } { (desk.say("subject-trace")) } }
                @if may(&desk, Permission::ReadResult) { " · " a href={ "/records/" (subject) "/results" } { (desk.say("results-back")) } }
            }),
            aside: (!after.kept.is_empty()).then(|| saved(&desk.say("visit-kept"))),
        }))
        (course(&desk, followed.course))
        (concern::notices(&desk, lines))
        (weak(&desk, lines))
        (calendar::card(&desk, lines))
        @if donor { (halves(&function::card(&desk, Some(&subject), known, &function::Below::default()), &function::table_of(&desk, known))) }
        (visits(&desk, lines))
        @if donor { (own::answers(&desk, lines, &followed.messages)) (transfer::card(&desk, &subject, &followed)) }
        (ways(&desk, &subject))
    };
    Ok(desk.page(&title, "/follow-up", &body))
}

/// How the follow-up stands as a whole, where that is more than the visits say.
fn course(desk: &Desk, course: Course) -> Markup {
    let date = |on| [("date", desk.date(on).into())];
    let (kind, says) = match course {
        Course::Lost(since) => (TagKind::Stops, desk.say_with("course-lost", &date(since))),
        Course::Missed(n) => (TagKind::Yours, desk.say_with("course-missed", &[("n", i64::from(n).into())])),
        Course::Recontacted(on) => (TagKind::Done, desk.say_with("course-recontacted", &date(on))),
        Course::Ended => (TagKind::NotYet, desk.say("course-ended")),
        Course::Open | Course::Calm => return html! {},
    };
    html! { p { (tag(kind, &says)) } }
}

/// What else can be written down.
fn ways(desk: &Desk, subject: &str) -> Markup {
    let to = |kind: &str, key: &str| Link::new(format!("/follow-up/{subject}/beside/{kind}"), desk.say(key));
    let mut all = vec![to("unscheduled", "beside-unscheduled"), to("interim_death", "beside-death")];
    if subject.starts_with("rec_") {
        all.push(to("interim_failure", "beside-failure"));
    }
    all.push(Link::new(format!("/follow-up/{subject}/carer"), desk.say("carer-name")));
    html! { @if may(desk, Permission::RecordVisit) { (links(&all)) } }
}

/// The key of the sentence that says the situation.
fn situation(desk: &Desk, lines: &[VisitLine]) -> &'static str {
    let last = lines.first().and_then(|l| l.last.as_ref());
    let any = |test: fn(&Due) -> bool| lines.iter().any(|l| test(&l.due));
    if last.is_some_and(|v| rows::low(desk, v).is_some()) {
        "subject-low"
    } else if any(|d| matches!(d, Due::Overdue { .. })) {
        "subject-overdue"
    } else if any(|d| matches!(d, Due::Open { .. })) {
        "subject-open"
    } else {
        "subject-calm"
    }
}

/// That the last value lies below the band, and who takes care.
fn weak(desk: &Desk, lines: &[VisitLine]) -> Markup {
    let Some(low) = lines.first().and_then(|l| rows::low(desk, l.last.as_ref()?)) else { return html! {} };
    let carer = lines.iter().filter(|l| l.due != Due::Done).find_map(|l| l.owner.clone());
    let values = [
        ("egfr", i64::from(low.egfr).into()),
        ("low", i64::from(low.band.0).into()),
        ("high", i64::from(low.band.1).into()),
        ("carer", carer.clone().unwrap_or_default().into()),
    ];
    let who = if carer.is_some() { "function-tell" } else { "function-tell-nobody" };
    notice(
        TagKind::Yours,
        &html! { p { b { (desk.say_with("function-below", &values)) } } p { (desk.say_with(who, &values)) } },
    )
}

/// Visits that were held with what was seen, and apart from them those to come or missed, of which nothing is known but
/// when: on a phone each column is a line.
fn visits(desk: &Desk, lines: &[VisitLine]) -> Markup {
    let (held, ahead): (Vec<&VisitLine>, Vec<&VisitLine>) = lines.iter().partition(|l| l.visit.seen.is_some());
    let all = [
        "visit-which",
        "followup-due-on",
        "followup-state",
        "visit-held-on",
        "visit-status",
        "visit-function",
        "visit-pressure",
        "visit-note",
    ];
    let columns = |n: usize| all.iter().take(n).map(|key| Column::words(desk.say(key))).collect();
    html! {
        (table(&Table {
            title: Some(desk.say("subject-ahead")),
            caption: None,
            main: true,
            columns: columns(3),
            rows: ahead.iter().map(|l| planned(desk, l)).collect(),
            empty: html! { (desk.say("subject-ahead-none")) },
            phone: Phone::Stack,
        }))
        (table(&Table {
            title: Some(desk.say("subject-visits")),
            caption: None,
            main: false,
            columns: columns(all.len()),
            rows: held.iter().map(|l| row(desk, l)).collect(),
            empty: html! { (desk.say("subject-visits-none")) },
            phone: Phone::Stack,
        }))
    }
}

/// Which visit, when it is due and where it stands.
fn planned(desk: &Desk, line: &VisitLine) -> Vec<Markup> {
    let (kind, says) = rows::state(desk, line);
    let writable = line.visit.seen.is_none() && may(desk, Permission::RecordVisit);
    let corrects = line.visit.seen.is_some() && may(desk, Permission::RecordVisit);
    let name = desk.term(&line.visit.planned.kind);
    vec![
        html! {
            @if writable { a href={ "/visits/" (line.visit.id) } { (name) } } @else { (name) }
            @if corrects { " " a href={ "/visits/" (line.visit.id) "/correct" } { (desk.say("visit-correct")) } }
        },
        html! { (desk.date(line.visit.planned.due_on)) },
        tag(kind, &says),
    ]
}

fn row(desk: &Desk, line: &VisitLine) -> Vec<Markup> {
    let seen = line.visit.seen.as_ref().map(|(_, seen)| seen);
    let dash = || html! { "–" };
    let mut cells = planned(desk, line);
    cells.extend([
        rows::held(desk, &line.visit).map_or_else(dash, |on| html! { (desk.date(on)) }),
        seen.map_or_else(dash, |s| status(desk, s)),
        seen.map_or_else(dash, |s| measured(desk, s)),
        seen.map_or_else(dash, pressure),
        seen.map_or_else(dash, |s| note(desk, s)),
    ]);
    cells
}

fn status(desk: &Desk, seen: &Seen) -> Markup {
    html! {
        (desk.term(&seen.patient_status))
        @if let Some(graft) = &seen.graft_status { (desk.say("list-comma")) (desk.term(graft)) }
        @for more in further(seen) { (desk.say("list-comma")) (desk.term(more)) }
    }
}

/// Causes and findings beside how the person is.
fn further(seen: &Seen) -> Vec<&'static str> {
    let disease = |found: Option<Disease>, code: &'static str| found.filter(|d| *d == Disease::New).map(|_| code);
    let all = [
        seen.failure_cause.map(FailureCause::code),
        seen.death_cause.map(DeathCause::code),
        seen.rejection.filter(|r| *r != Rejection::None).map(Rejection::code),
        disease(seen.hypertension, "new_hypertension"),
        disease(seen.diabetes, "new_diabetes"),
        seen.dialysis_from_on.map(|_| "on_dialysis"),
    ];
    all.into_iter().flatten().collect()
}

fn measured(desk: &Desk, seen: &Seen) -> Markup {
    let creatinine =
        seen.creatinine_umol_l.map(|c| desk.say_with("visit-creatinine", &[("value", i64::from(c).into())]));
    let albumin = seen.albuminuria_mg_g.map(|a| desk.say_with("visit-albumin", &[("value", i64::from(a).into())]));
    html! {
        @match seen.egfr_ml_min_173 { Some(egfr) => b { (egfr) }, None => "–" }
        @if let Some(by) = &seen.computed { " " span.under { (computed(desk, by)) } }
        @for more in [creatinine, albumin].into_iter().flatten() { (desk.say("list-comma")) (more) }
    }
}

/// The formula of a value that was computed here, with its version and the year of its table.
fn computed(desk: &Desk, by: &Computed) -> String {
    let year = by.table_year.map(|y| format!(", {y}")).unwrap_or_default();
    desk.say_with(
        "visit-computed",
        &[("formula", format!("{} ({}{year})", desk.term(by.formula.code()), by.version).into())],
    )
}

fn pressure(seen: &Seen) -> Markup {
    let value = |v: Option<u32>| v.map_or_else(|| "–".to_owned(), |v| v.to_string());
    html! {
        @if seen.systolic_mmhg.is_some() || seen.diastolic_mmhg.is_some() {
            bdi dir="ltr" { (value(seen.systolic_mmhg)) "/" (value(seen.diastolic_mmhg)) }
        } @else { "–" }
    }
}

fn note(desk: &Desk, seen: &Seen) -> Markup {
    match &seen.note {
        None => html! { "–" },
        Some(note) => match note.clear() {
            Some(text) => html! { span dir="auto" { (text) } },
            None => html! { (desk.say("visit-note-sealed")) },
        },
    }
}
