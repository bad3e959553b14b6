//! What is known about my case: with a code, in one's own language, without a name.
//!
//! Right and wrong codes are answered with the same status and, padded, with pages of the same length. The code is sent in
//! the body and stands in no address; nothing is kept in a cookie, nothing of the visit is written down.

use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use law::param::Entitlement;
use maud::{Markup, html};
use service::support::{MyCase, MyNeed};

use super::person::{contact_rows, spared};
use super::plan::{Cell, grid};
use super::{language, status_tag};
use crate::desk::Desk;
use crate::look::button::{Weight, go, submit};
use crate::look::field::{Control, Field, TextKind, field};
use crate::look::heading::{Heading, heading};
use crate::look::notice::{Panel, notice, panel};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id, shell};
use crate::sent::Sent;
use crate::trouble::Answer;

/// Answers to a code are filled up to a multiple of so many bytes, so that their length tells nothing.
pub(super) const STEP: usize = 48 * 1024;
/// A comment with nothing in it.
const EMPTY: &str = "<!---->";
/// Where the quick way out leads: the public page of figures, which says nothing about the reader.
const OUT: &str = "/figures";

/// `GET /my-case`
pub(super) async fn show(desk: Desk) -> Answer {
    Ok(page(&desk, &way_in(&desk, None), 1))
}

/// `POST /my-case`
pub(super) async fn open(desk: Desk, sent: Sent) -> Answer {
    let found = desk.app.service.own_case(sent.text("code")).await?;
    let body = match &found {
        Some(case) => known(&desk, case),
        None => way_in(&desk, Some("my-case-nothing")),
    };
    Ok(page(&desk, &body, STEP))
}

/// Every page of this path has the quick way out, asks nothing of another host, and is kept by no cache.
fn page(desk: &Desk, body: &Markup, step: usize) -> Response {
    let title = desk.say("my-case-title");
    let mut frame = desk.shell(&title, "/my-case");
    frame.nav = crate::look::shell::Nav::default();
    let body = html! {
        p { (go(Weight::Grave, &Link::new(OUT, desk.say("my-case-leave")))) " " span.under { (desk.say("my-case-leave-text")) } }
        (body)
    };
    let mut text = shell(&frame, &body).into_string();
    let filling = (text.len() + EMPTY.len()).next_multiple_of(step) - text.len() - EMPTY.len();
    text.push_str(&format!("<!--{}-->", " ".repeat(filling)));
    let mut response = Html(text).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    response
}

fn way_in(desk: &Desk, said: Option<&str>) -> Markup {
    let code = Field::new("code", desk.say("my-case-code"), Control::Text(TextKind::Code, String::new()))
        .hint(desk.say("my-case-code-hint"));
    html! {
        (heading(&Heading { title: Some(html! { (desk.say("my-case-title")) }), under: Some(html! { (desk.say("my-case-under")) }), ..Heading::default() }))
        @if let Some(said) = said { (notice(TagKind::With, &html! { (desk.say(said)) })) }
        form.question method="post" action="/my-case" novalidate autocomplete="off" {
            (desk.marks())
            (field(&code))
            (submit(Weight::Next, &desk.say("my-case-open"), None))
        }
        p { (desk.say("my-case-no-code")) " " a href="/support" { (desk.say("directory-title")) } }
    }
}

fn known(desk: &Desk, case: &MyCase) -> Markup {
    html! {
        (heading(&Heading {
            here: Some(code_id(&case.person.to_string())),
            title: Some(html! { (desk.say("my-case-title")) }),
            under: Some(html! { (desk.say("my-case-known")) }),
            aside: Some(status_tag(desk, case.status, case.decided)),
            ..Heading::default()
        }))
        @if case.alarms > 0 { (notice(TagKind::Yours, &html! { (desk.say("my-case-alarm")) })) }
        @for (at, words) in &case.told { p { span dir="auto" { (words) } br; span.under { (desk.instant(*at)) } } }
        (rights(desk, case.entitlements.as_deref()))
        (grid(desk, &desk.say("support-plan-title"), &case.plan.iter().map(cell).collect::<Vec<_>>()))
        (phases(desk, case))
        (claims(desk, case))
        @if let Some(contact) = &case.contact { (panel(Panel::Bare, &desk.say("contact-title"), &contact_rows(desk, contact))) }
    }
}

fn cell(need: &MyNeed) -> Cell {
    Cell {
        horizon: need.horizon,
        area: need.area,
        need: need.need.clone(),
        measure: need.measure.clone(),
        who: need.who.clone(),
        due_on: need.due_on,
        state: need.state,
        change: None,
    }
}

/// What the law says somebody is entitled to, or that it does not say.
fn rights(desk: &Desk, entitled: Option<&[Entitlement]>) -> Markup {
    let mark = desk.say("unconfirmed-mark");
    let body = html! {
        @match entitled {
            None => p { (desk.say("rights-unknown")) },
            Some([]) => p { (desk.say("rights-none")) },
            Some(all) => ul {
                @for one in all {
                    li {
                        (desk.say(&format!("entitlement-{}", one.id.replace('_', "-")))) br;
                        span.under { span lang="en" dir="auto" { (one.source) } @if one.tag.needs_mark() { " " (mark) } }
                    }
                }
            },
        }
        p { (desk.say("rights-no-price")) }
    };
    panel(Panel::Sheet, &desk.say("rights-title"), &body)
}

fn phases(desk: &Desk, case: &MyCase) -> Markup {
    let words = |key: &str| Column::words(desk.say(key));
    let rows = case.phases.iter().map(|p| {
        let explained = match &p.explained_in {
            Some(tag) => desk.say_with("phase-explained", &[("language", language(desk, tag).into())]),
            None => desk.say("phase-not-explained"),
        };
        vec![
            html! { (desk.term(p.phase.code())) },
            html! { (desk.date(p.on)) },
            html! { (explained) },
            spared(desk, p.spared),
        ]
    });
    table(&Table {
        title: Some(desk.say("phase-title")),
        caption: None,
        main: false,
        columns: vec![
            words("phase-col"),
            words("phase-col-since"),
            words("phase-col-rights"),
            words("phase-col-spared"),
        ],
        rows: rows.collect(),
        empty: html! { (desk.say("my-case-no-phase")) },
        phone: Phone::Stack,
    })
}

fn claims(desk: &Desk, case: &MyCase) -> Markup {
    let words = |key: &str| Column::words(desk.say(key));
    let rows = case.claims.iter().map(|c| {
        vec![html! { (desk.term(c.claim.code())) }, html! { (desk.term(c.state.code())) }, html! { (c.evidence) }]
    });
    table(&Table {
        title: Some(desk.say("support-claim-title")),
        caption: None,
        main: false,
        columns: vec![
            words("support-claim-col"),
            words("support-claim-col-state"),
            Column::numbers(desk.say("support-claim-col-evidence")),
        ],
        rows: rows.collect(),
        empty: html! { (desk.say("support-claim-empty")) },
        phone: Phone::Stack,
    })
}
