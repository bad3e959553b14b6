//! Audits and what they found, as lists.

use domain::access::Permission;
use domain::oversight::{AuditState, Grade, NonconformityState};
use maud::{Markup, html};
use service::{AuditedCentre, NonconformitySeen};

use crate::ask;
use crate::desk::Desk;
use crate::look::button::{Weight, go, row};
use crate::look::heading::{Heading, heading};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id, tag};
use crate::trouble::Answer;

/// `GET /audits`
pub(super) async fn show(desk: Desk) -> Answer {
    let seen = desk.app.service.audits(desk.access()?).await?;
    let title = desk.say("audits-title");
    let plans = ask::may(&desk, Permission::Audit);
    let columns = ["audit-number", "audit-centre", "audit-day", "audit-state", "audit-found-open"];
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say(if plans { "audits-under" } else { "audits-under-centre" })) }),
            ..Heading::default()
        }))
        @if plans {
            (row(&[
                go(Weight::Next, &Link::new("/audits/plan", desk.say("audit-plan-title"))),
                go(Weight::Other, &Link::new("/nonconformities", desk.say("nav-nonconformities"))),
            ]))
        }
        (table(&Table {
            title: None,
            caption: Some(title.clone()),
            main: true,
            columns: columns.iter().map(|key| Column::words(desk.say(key))).collect(),
            rows: seen.iter().map(|one| line(&desk, one)).collect(),
            empty: html! { (desk.say("audits-empty")) },
            phone: Phone::Stack,
        }))
    };
    Ok(desk.page(&title, "/audits", &body))
}

fn line(desk: &Desk, one: &AuditedCentre) -> Vec<Markup> {
    let id = one.id.to_string();
    let found = match (one.found, one.state) {
        (0, AuditState::Ended) => desk.say("nonconformities-empty"),
        (0, AuditState::CalledOff) => "–".to_owned(),
        (0, _) => desk.say("nonconformity-since-none"),
        _ => desk.say_with("audit-open-of", &[("open", one.open.into()), ("all", one.found.into())]),
    };
    vec![
        html! { a href={ "/audits/" (id) } { (code_id(&id)) } },
        html! { (one.centre) },
        html! { (desk.date(one.on)) },
        html! { (desk.term(one.state.code())) },
        html! { (found) },
    ]
}

/// A grade as a tag: shape and word, not colour alone.
pub(super) fn grade(desk: &Desk, grade: Grade) -> Markup {
    let kind = match grade {
        Grade::Critical => TagKind::Stops,
        Grade::Major => TagKind::Yours,
        Grade::Minor | Grade::Observation => TagKind::With,
    };
    tag(kind, &desk.term(grade.code()))
}

/// Where a nonconformity stands, and whether it is late.
pub(super) fn standing(desk: &Desk, seen: &NonconformitySeen) -> Markup {
    let state = seen.nonconformity.state();
    let closed = if seen.late { desk.say("audit-closed-late") } else { desk.term(state.code()) };
    html! {
        @if state == NonconformityState::Closed { (tag(TagKind::Done, &closed)) }
        @else {
            (desk.term(state.code()))
            @if seen.late { " " (tag(TagKind::Stops, &desk.say("audit-late"))) }
        }
    }
}

/// Nonconformities in a table; their centre stands in it where there may be several.
pub(super) fn found_table(desk: &Desk, caption: &str, found: &[NonconformitySeen], centres: bool) -> Markup {
    let mut columns = vec!["nonconformity-number", "nonconformity-grade"];
    columns.extend(centres.then_some("audit-centre"));
    columns.extend(["nonconformity-item", "nonconformity-due", "audit-state"]);
    let line = |seen: &NonconformitySeen| {
        let one = &seen.nonconformity;
        let id = one.id.to_string();
        let number = html! { a href={ "/nonconformities/" (id) } { (code_id(&id)) } };
        let mut cells = vec![number, grade(desk, one.raised.grade)];
        cells.extend(centres.then(|| html! { (seen.centre) }));
        cells.extend([
            html! { (desk.term(one.raised.item.code())) },
            html! { (desk.date(one.due())) },
            standing(desk, seen),
        ]);
        cells
    };
    table(&Table {
        title: None,
        caption: Some(caption.to_owned()),
        main: true,
        columns: columns.iter().map(|key| Column::words(desk.say(key))).collect(),
        rows: found.iter().map(line).collect(),
        empty: html! { (desk.say("nonconformities-empty")) },
        phone: Phone::Stack,
    })
}

/// `GET /nonconformities`
pub(super) async fn found(desk: Desk) -> Answer {
    let seen = desk.app.service.nonconformities(desk.access()?).await?;
    let title = desk.say("nonconformities-title");
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("nonconformities-under")) }),
            ..Heading::default()
        }))
        (found_table(&desk, &title, &seen, true))
    };
    Ok(desk.page(&title, "/nonconformities", &body))
}
