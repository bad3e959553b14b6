//! The triage desk: what waits for an answer, what is investigated, what is closed.

use domain::access::Permission;
use domain::rules::term;
use domain::vigilance::SareReport;
use maud::{Markup, html};
use service::vigilance::SareLine;

use super::clocks::{of_desk, rung_of};
use crate::ask::may;
use crate::desk::Desk;
use crate::look::button::{Weight, go, row};
use crate::look::heading::{Heading, heading};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::task::{Holder, WorkGroup, WorkRow, worklist};
use crate::look::{Link, TagKind, code_id, tag};
use crate::trouble::Answer;

/// `GET /vigilance`
pub(super) async fn show(desk: Desk) -> Answer {
    let page = desk.app.service.sares(desk.access()?).await?;
    let (open, closed): (Vec<&SareLine>, Vec<&SareLine>) = page.lines.iter().partition(|l| l.sare.closed.is_none());
    let (waiting, investigated): (Vec<&SareLine>, Vec<&SareLine>) = open.iter().partition(|l| l.waiting > 0);
    let title = desk.say_with("vigilance-title", &[("open", open.len().into())]);
    let buttons = [
        may(&desk, Permission::FileSare)
            .then(|| go(Weight::Next, &Link::new("/vigilance/file", desk.say("sare-file-verb")))),
        may(&desk, Permission::RecallUnits)
            .then(|| go(Weight::Other, &Link::new("/vigilance/recall", desk.say("recall-verb")))),
    ];
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("vigilance-under")) }),
            aside: Some(row(&buttons.into_iter().flatten().collect::<Vec<_>>())),
            ..Heading::default()
        }))
        @if open.is_empty() { p { (desk.say("vigilance-none")) } }
        @else {
            (worklist(&[group(&desk, "vigilance-waiting", &waiting), group(&desk, "vigilance-investigated", &investigated)]
                .into_iter().flatten().collect::<Vec<_>>()))
        }
        (past(&desk, &closed))
        @if page.more { p.under { (desk.say("vigilance-more")) } }
    };
    Ok(desk.page(&title, "/vigilance", &body))
}

/// What is filed, in words.
pub(super) fn in_words(desk: &Desk, report: &SareReport) -> String {
    desk.term(&term(&report.what))
}

fn group(desk: &Desk, key: &str, lines: &[&SareLine]) -> Option<WorkGroup> {
    let first = !lines.is_empty();
    first.then(|| WorkGroup {
        title: desk.say(key),
        count: lines.len().to_string(),
        rows: lines.iter().map(|l| one(desk, l)).collect(),
    })
}

fn one(desk: &Desk, line: &SareLine) -> WorkRow {
    let sare = &line.sare;
    let answered = [("known", (line.alerts - line.waiting).into()), ("all", line.alerts.into())];
    let next = line.next_due_at.map(|at| desk.say_with("sare-next-rung", &[("at", desk.instant(at).into())]));
    WorkRow {
        clock: of_desk(desk, sare, line.next_due_at),
        what: html! { (in_words(desk, &sare.filed.report)) },
        what_under: html! {
            (code_id(&sare.report_id())) " " (desk.term(&term(&sare.severity()))) (desk.say("list-separator"))
            (desk.term(&term(&sare.filed.report.class))) (desk.say("list-separator"))
            bdi { (line.body.clone().unwrap_or_else(|| desk.say("sare-authority"))) }
        },
        thread: None,
        state: html! {
            (desk.say_with("sare-answered", &answered))
            @if sare.is_overdue(desk.app.service.now()) { " " (tag(TagKind::Stops, &desk.say("final-late"))) }
            @if line.late > 0 { " " (tag(TagKind::Stops, &desk.say_with("sare-late", &[("n", line.late.into())]))) }
        },
        then: html! {
            (next.unwrap_or_else(|| desk.say("sare-all-known")))
            @if let Some(last) = sare.rungs.last() { " " (rung_of(desk, last)) }
        },
        verb: go(Weight::Next, &Link::new(format!("/vigilance/reports/{}", sare.id), desk.say("sare-open-verb"))),
        holder: if may(desk, Permission::WorkSare) { Holder::You } else { Holder::Other },
        holder_says: desk.say_with("sare-filed-on", &[("day", desk.date(desk.day_of(sare.filed_at)).into())]),
    }
}

fn past(desk: &Desk, closed: &[&SareLine]) -> Markup {
    let cells = |line: &&SareLine| {
        let sare = &line.sare;
        vec![
            html! { a href={ "/vigilance/reports/" (sare.id) } { (code_id(&sare.report_id())) } },
            html! { (in_words(desk, &sare.filed.report)) },
            html! { (desk.term(&term(&sare.severity()))) },
            html! { (desk.term(&term(&sare.imputability()))) },
            html! { (desk.date(desk.day_of(sare.filed_at))) },
            html! { @if let Some(c) = &sare.closed { (desk.date(desk.day_of(c.at))) } },
        ]
    };
    let columns = [
        "sare-col-report",
        "sare-col-what",
        "sare-col-severity",
        "sare-col-imputability",
        "sare-col-filed",
        "sare-col-closed",
    ];
    table(&Table {
        title: Some(desk.say("vigilance-closed")),
        caption: None,
        main: false,
        columns: columns.iter().map(|key| Column::words(desk.say(key))).collect(),
        rows: closed.iter().map(cells).collect(),
        empty: html! { (desk.say("vigilance-closed-none")) },
        phone: Phone::Stack,
    })
}
