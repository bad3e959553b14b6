//! One donor's or recipient's visits, held and to come.

use axum::extract::{Path, Query};
use codes::ids::{DonorId, RecipientId};
use domain::followup::{Due, Seen};
use maud::{Markup, html};
use serde::Deserialize;
use service::VisitLine;

use super::{function, rows};
use crate::ask::{id, may};
use crate::desk::Desk;
use crate::look::frame::halves;
use crate::look::heading::{Heading, heading, saved};
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
    let subject = match subject.starts_with("rec") {
        true => id::<RecipientId>("subject", &subject)?.to_string(),
        false => id::<DonorId>("subject", &subject)?.to_string(),
    };
    let lines = desk.app.service.follow(desk.access()?, &subject).await?;
    let donor = subject.starts_with("don_");
    let title = desk.say(situation(&desk, &lines));
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/follow-up", desk.say("nav-follow-up"))],
            here: Some(code_id(&subject)),
            title: Some(html! { (title) }),
            under: Some(html! {
                (desk.say(if donor { "subject-donor" } else { "subject-recipient" })) " " (code_id(&subject))
                @if may(&desk, Permission::ReadTrace) { " · " a href={ "/trace/" (subject) } { (desk.say("subject-trace")) } }
            }),
            aside: (!after.kept.is_empty()).then(|| saved(&desk.say("visit-kept"))),
        }))
        (weak(&desk, &lines))
        @if donor { (halves(&function::card(&desk, Some(&subject), &lines, &function::Below::default()), &function::table_of(&desk, &lines))) }
        (visits(&desk, &lines))
    };
    Ok(desk.page(&title, "/follow-up", &body))
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

fn visits(desk: &Desk, lines: &[VisitLine]) -> Markup {
    let columns = [
        "visit-which",
        "followup-due-on",
        "followup-state",
        "visit-held-on",
        "visit-status",
        "visit-function",
        "visit-pressure",
        "visit-note",
    ];
    table(&Table {
        title: Some(desk.say("subject-visits")),
        caption: None,
        main: true,
        columns: columns.iter().map(|key| Column::words(desk.say(key))).collect(),
        rows: lines.iter().map(|l| row(desk, l)).collect(),
        empty: html! {},
        phone: Phone::Stack,
    })
}

fn row(desk: &Desk, line: &VisitLine) -> Vec<Markup> {
    let (kind, says) = rows::state(desk, line);
    let writable = line.visit.seen.is_none() && may(desk, Permission::RecordVisit);
    let name = desk.term(&line.visit.planned.kind);
    let corrects = line.visit.seen.is_some() && may(desk, Permission::RecordVisit);
    let seen = line.visit.seen.as_ref().map(|(_, seen)| seen);
    let dash = || html! { "–" };
    vec![
        html! {
            @if writable { a href={ "/visits/" (line.visit.id) } { (name) } } @else { (name) }
            @if corrects { " " a href={ "/visits/" (line.visit.id) "/correct" } { (desk.say("visit-correct")) } }
        },
        html! { (desk.date(line.visit.planned.due_on)) },
        tag(kind, &says),
        rows::held(desk, &line.visit).map_or_else(dash, |on| html! { (desk.date(on)) }),
        seen.map_or_else(dash, |s| status(desk, s)),
        seen.map_or_else(dash, |s| measured(desk, s)),
        seen.map_or_else(dash, pressure),
        seen.map_or_else(dash, |s| note(desk, s)),
    ]
}

fn status(desk: &Desk, seen: &Seen) -> Markup {
    html! {
        (desk.term(&seen.patient_status))
        @if let Some(graft) = &seen.graft_status { (desk.say("list-comma")) (desk.term(graft)) }
    }
}

fn measured(desk: &Desk, seen: &Seen) -> Markup {
    let creatinine =
        seen.creatinine_umol_l.map(|c| desk.say_with("visit-creatinine", &[("value", i64::from(c).into())]));
    let albumin = seen.albuminuria_mg_g.map(|a| desk.say_with("visit-albumin", &[("value", i64::from(a).into())]));
    html! {
        @match seen.egfr_ml_min_173 { Some(egfr) => b { (egfr) }, None => "–" }
        @for more in [creatinine, albumin].into_iter().flatten() { (desk.say("list-comma")) (more) }
    }
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
