//! Emergency access: the form that opens one record of another centre, what runs of one's own, and the reviews.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::{AnyId, EmergencyId};
use domain::Private;
use domain::access::{EmergencyFinding, EmergencyReason, EmergencyReviewed, Permission};
use maud::{Markup, html};
use serde_json::Value as Json;
use service::Problem;
use service::access::{Emergencies, EmergencyAsked, EmergencyFile, EmergencySeen, ReadUnder};

use super::looked::outcome;
use super::typed::in_words;
use crate::ask;
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, need, typed};
use crate::look::button::{Weight, submit};
use crate::look::field::error_summary;
use crate::look::frame::{sheet, with_side};
use crate::look::heading::{Heading, heading};
use crate::look::list::{SummaryRow, Value, summary_list};
use crate::look::notice::{Panel, notice, panel};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id, tag};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// Which record, why, and for how long.
pub const EMERGENCY: Form = Form {
    name: "emergency",
    inputs: &[
        need("record", Kind::Code),
        need("reason", Kind::One(EmergencyReason::CODES)),
        need("text", Kind::Lines),
        need("hours", Kind::Whole("h")),
    ],
};

/// What the review found, and why.
pub const EMERGENCY_REVIEW: Form = Form {
    name: "emergency_review",
    inputs: &[need("finding", Kind::One(EmergencyFinding::CODES)), need("reason", Kind::Lines)],
};

/// `GET /emergency`
pub(super) async fn show(desk: Desk) -> Answer {
    draw(&desk, &Sent::default(), &[]).await
}

/// `POST /emergency`
pub(super) async fn open(desk: Desk, sent: Sent) -> Answer {
    let read = EMERGENCY.read(&desk, &sent);
    let asked = match read.and_then(|body| typed::<EmergencyAsked>(Json::Object(body)).map_err(|p| vec![p])) {
        Ok(asked) => asked,
        Err(problems) => return draw(&desk, &sent, &problems).await,
    };
    match sent.door(&desk).open_emergency(desk.access()?, asked).await {
        Ok(_) => Ok(Redirect::to("/emergency").into_response()),
        Err(failure) => {
            let problems = ask::put_right(failure)?.into_iter().map(|p| in_words(&desk, p));
            draw(&desk, &sent, &problems.collect::<Vec<_>>()).await
        }
    }
}

/// `POST /emergency/{emergency}/end`
pub(super) async fn end(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let id: EmergencyId = ask::id("emergency", &id)?;
    sent.door(&desk).end_emergency(desk.access()?, id).await?;
    Ok(Redirect::to("/emergency").into_response())
}

async fn draw(desk: &Desk, sent: &Sent, problems: &[Problem]) -> Result<Response, Trouble> {
    let all = desk.app.service.own_emergencies(desk.access()?).await?;
    let (within, longest) = desk.app.service.emergency_hours();
    let hours = [("within", within.into()), ("longest", i64::from(longest).into())];
    let title = desk.say("emergency-title");
    let wrong = ask::wrong(desk, &[&EMERGENCY], problems);
    let body = html! {
        (heading(&Heading { title: Some(html! { (title) }), ..Heading::default() }))
        @if !wrong.is_empty() {
            (error_summary(&desk.say("errors-title"), &wrong.iter().map(|w| (w.field.clone(), w.says.clone())).collect::<Vec<_>>()))
        }
        (notice(TagKind::LookAgain, &html! {
            p { b { (desk.say("emergency-told")) } }
            p { (desk.say_with("emergency-told-text", &hours)) }
        }))
        // What runs is what is looked for first; where nothing runs, the form is.
        @if !all.open.is_empty() { (own(desk, &all)) }
        (panel(Panel::Sheet, &desk.say("emergency-open-title"), &html! {
            form.question method="post" action="/emergency" novalidate {
                (desk.marks())
                (EMERGENCY.draw(desk, &Lists::new(), sent, problems))
                (submit(Weight::Next, &desk.say("emergency-open"), None))
            }
        }))
        @if all.open.is_empty() { (own(desk, &all)) }
    };
    let full = if wrong.is_empty() { title } else { format!("{} {title}", desk.say("error-prefix")) };
    let mut page = desk.page(&full, "/emergency", &body);
    if let Some(first) = wrong.first() {
        *page.status_mut() = first.status;
    }
    Ok(page)
}

fn columns(desk: &Desk, keys: &[&str]) -> Vec<Column> {
    keys.iter().map(|key| Column::words(desk.say(key))).collect()
}

/// What runs of one's own, with the way to the record, and what is over.
fn own(desk: &Desk, all: &Emergencies) -> Markup {
    let rows = all.open.iter().map(|one| {
        let emergency = &one.emergency;
        vec![
            ways(desk, &emergency.opened.about),
            html! { (desk.term(emergency.opened.reason.code())) },
            html! { (desk.instant(emergency.until())) },
            html! {
                form method="post" action={ "/emergency/" (emergency.id) "/end" } {
                    (desk.marks()) (submit(Weight::Other, &desk.say("emergency-end"), None))
                }
            },
        ]
    });
    let past = all.past.iter().map(|one| {
        let emergency = &one.emergency;
        vec![
            code_id(&emergency.opened.about),
            html! { (desk.term(emergency.opened.reason.code())) },
            html! { (desk.instant(emergency.until())) },
            standing(desk, one),
        ]
    });
    html! {
        (table(&Table {
            title: Some(desk.say("emergency-running")),
            caption: None,
            main: true,
            columns: columns(desk, &["emergency-record", "emergency-why", "emergency-until", "emergency-do"]),
            rows: rows.collect(),
            empty: html! { (desk.say("emergency-none-runs")) },
            phone: Phone::Stack,
        }))
        @if !all.past.is_empty() {
            (table(&Table {
                title: Some(desk.say("emergency-past")),
                caption: None,
                main: false,
                columns: columns(desk, &["emergency-record", "emergency-why", "emergency-ended", "emergency-state"]),
                rows: past.collect(),
                empty: html! {},
                phone: Phone::Stack,
            }))
        }
    }
}

/// The record, with every page of it that the role reads.
fn ways(desk: &Desk, about: &str) -> Markup {
    let all: &[(Permission, String, &str)] = &match AnyId::parse(about) {
        Ok(AnyId::Pair(_)) => vec![(Permission::ReadPair, format!("/pairs/{about}"), "emergency-to-pair")],
        _ => vec![
            (Permission::ReadTrace, format!("/trace/{about}"), "emergency-to-trace"),
            (Permission::ReadFollowup, format!("/follow-up/{about}"), "emergency-to-follow-up"),
            (Permission::ReadResult, format!("/records/{about}/results"), "emergency-to-results"),
        ],
    };
    html! {
        (code_id(about))
        @for (permission, way, key) in all {
            @if ask::may(desk, *permission) { br; a href=(way) { (desk.say(key)) } }
        }
    }
}

/// Where the review stands.
fn standing(desk: &Desk, seen: &EmergencySeen) -> Markup {
    let (one, now) = (&seen.emergency, desk.app.service.now());
    let left = one.review_due_at().duration_since(now);
    let state = match &one.review {
        Some(review) if review.found.finding == EmergencyFinding::Justified => {
            tag(TagKind::Done, &desk.term(review.found.finding.code()))
        }
        Some(review) => tag(TagKind::Stops, &desk.term(review.found.finding.code())),
        None if one.is_late(now) => tag(TagKind::Stops, &desk.say("emergency-late")),
        None => tag(TagKind::Yours, &desk.say_with("emergency-left", &[("time", desk.span(left).into())])),
    };
    html! { (state) @if one.review.is_some() && one.is_late(now) { " " (tag(TagKind::LookAgain, &desk.say("emergency-was-late"))) } }
}

/// `GET /emergency/review`
pub(super) async fn reviews(desk: Desk) -> Answer {
    let all = desk.app.service.emergencies(desk.access()?).await?;
    let title = desk.say_with("emergency-review-title", &[("n", all.open.len().into())]);
    let keys = [
        "emergency-number",
        "emergency-who",
        "emergency-centre",
        "emergency-why",
        "emergency-opened",
        "emergency-state",
    ];
    let row = |one: &EmergencySeen| {
        let id = one.emergency.id.to_string();
        vec![
            html! { a href={ "/emergency/review/" (id) } { (code_id(&id)) } },
            html! { (one.name) br; span.under { (desk.say_with("emergency-counted", &[("n", one.counted.into())])) } },
            html! { (one.centre) },
            html! { (desk.term(one.emergency.opened.reason.code())) },
            html! { (desk.instant(one.emergency.opened_at)) },
            standing(&desk, one),
        ]
    };
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("emergency-review-under")) }),
            ..Heading::default()
        }))
        (table(&Table {
            title: None,
            caption: Some(desk.say("emergency-waiting")),
            main: true,
            columns: columns(&desk, &keys),
            rows: all.open.iter().map(row).collect(),
            empty: html! { (desk.say("emergency-none-waits")) },
            phone: Phone::Stack,
        }))
        @if !all.past.is_empty() {
            (table(&Table {
                title: Some(desk.say("emergency-reviewed")),
                caption: None,
                main: false,
                columns: columns(&desk, &keys),
                rows: all.past.iter().map(row).collect(),
                empty: html! {},
                phone: Phone::Stack,
            }))
        }
    };
    Ok(desk.page(&title, "/emergency/review", &body))
}

/// `GET /emergency/review/{emergency}`
pub(super) async fn one(desk: Desk, Path(id): Path<String>) -> Answer {
    let file = desk.app.service.emergency(desk.access()?, ask::id("emergency", &id)?).await?;
    Ok(draw_one(&desk, &file, &Sent::default(), &[]))
}

/// `POST /emergency/review/{emergency}`
pub(super) async fn review(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let id: EmergencyId = ask::id("emergency", &id)?;
    let read = EMERGENCY_REVIEW.read(&desk, &sent);
    let problems = match read.and_then(|body| typed::<EmergencyReviewed>(Json::Object(body)).map_err(|p| vec![p])) {
        Err(problems) => problems,
        Ok(found) => match sent.door(&desk).review_emergency(desk.access()?, id, found).await {
            Ok(_) => return Ok(Redirect::to("/emergency/review").into_response()),
            Err(failure) => ask::put_right(failure)?.into_iter().map(|p| in_words(&desk, p)).collect(),
        },
    };
    let file = desk.app.service.emergency(desk.access()?, id).await?;
    Ok(draw_one(&desk, &file, &sent, &problems))
}

fn draw_one(desk: &Desk, file: &EmergencyFile, sent: &Sent, problems: &[Problem]) -> Response {
    let one = &file.seen.emergency;
    let title = desk.say_with("emergency-one-title", &[("at", desk.instant(one.opened_at).into())]);
    let wrong = ask::wrong(desk, &[&EMERGENCY_REVIEW], problems);
    let form = html! {
        form method="post" action={ "/emergency/review/" (one.id) } novalidate {
            (desk.marks())
            (EMERGENCY_REVIEW.draw(desk, &Lists::new(), sent, problems))
            (submit(Weight::Next, &desk.say("emergency-review-send"), None))
        }
    };
    let own = desk.session.as_ref().is_some_and(|s| s.access.account == one.account);
    let side = html! {
        @if one.review.is_none() && !own { (panel(Panel::Sheet, &desk.say("emergency-review"), &form)) }
    };
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/emergency/review", desk.say("nav-emergency-review"))],
            here: Some(code_id(&one.id.to_string())),
            title: Some(html! { (title) }),
            under: Some(standing(desk, &file.seen)),
            aside: None,
        }))
        @if !wrong.is_empty() {
            (error_summary(&desk.say("errors-title"), &wrong.iter().map(|w| (w.field.clone(), w.says.clone())).collect::<Vec<_>>()))
        }
        (with_side(&html! { (sheet(&summary_list(&rows(desk, file)))) (lines(desk, &file.lines)) }, &side))
    };
    let mut response = desk.page(&title, "/emergency/review", &body);
    if let Some(first) = wrong.first() {
        *response.status_mut() = first.status;
    }
    response
}

fn words(desk: &Desk, text: &Private) -> Markup {
    html! { span dir="auto" { (text.clear().map_or_else(|| desk.say("text-erased"), str::to_owned)) } }
}

fn rows(desk: &Desk, file: &EmergencyFile) -> Vec<SummaryRow> {
    let (seen, one) = (&file.seen, &file.seen.emergency);
    let row = |key: &str, value: Markup| SummaryRow { label: desk.say(key), value: Value::Given(value), change: None };
    let mut rows = vec![
        row(
            "emergency-who",
            html! {
                (seen.name) br; (desk.term(one.opened.role.code())) (desk.say("list-comma")) (seen.centre)
                br; span.under { (desk.say_with("emergency-counted", &[("n", seen.counted.into())])) }
            },
        ),
        row("emergency-record", code_id(&one.opened.about)),
        row("emergency-why", html! { (desk.term(one.opened.reason.code())) br; (words(desk, &one.opened.text)) }),
        row("emergency-opened", html! { (desk.instant(one.opened_at)) }),
        row("emergency-until", html! { (desk.instant(one.until())) }),
        row("emergency-due", html! { (desk.instant(one.review_due_at())) }),
    ];
    if let Some(review) = &one.review {
        let by = [("who", file.reviewer.clone().into()), ("at", desk.instant(review.at).into())];
        let found = html! {
            (desk.term(review.found.finding.code())) br; (words(desk, &review.found.reason))
            br; span.under { (desk.say_with("emergency-reviewed-by", &by)) }
        };
        rows.push(row("emergency-review", found));
    }
    rows
}

/// When something was asked for: once, or first and last.
fn asked_at(desk: &Desk, line: &ReadUnder) -> String {
    let first = desk.instant(line.first_at);
    match line.times {
        1 => first,
        n => {
            let last = desk.instant(line.last_at);
            desk.say_with("emergency-times", &[("first", first.into()), ("last", last.into()), ("n", n.into())])
        }
    }
}

/// What was opened and read under it, from the access log.
fn lines(desk: &Desk, lines: &[ReadUnder]) -> Markup {
    let row = |line: &ReadUnder| {
        vec![
            html! { (asked_at(desk, line)) },
            code_id(&line.what),
            html! { @match &line.record { Some(record) => (code_id(record)), None => "–" } },
            outcome(desk, &line.outcome),
        ]
    };
    table(&Table {
        title: Some(desk.say("emergency-lines")),
        caption: None,
        main: false,
        columns: columns(desk, &["looked-at", "looked-what", "looked-record", "looked-outcome"]),
        rows: lines.iter().map(row).collect(),
        empty: html! { (desk.say("emergency-nothing-read")) },
        phone: Phone::Stack,
    })
}

/// On a page that is read under an emergency access: that it is, and the way to its end.
pub(crate) fn banner(desk: &Desk, under: Option<EmergencyId>) -> Markup {
    html! {
        @if let Some(id) = under {
            (notice(TagKind::LookAgain, &html! {
                p { b { (desk.say("emergency-banner")) } " " (code_id(&id.to_string())) }
                p { a href="/emergency" { (desk.say("emergency-end")) } }
            }))
        }
    }
}
