//! Which sheets were given out, what became of each, and one sheet.

use axum::extract::{Path, Query};
use codes::ids::SheetId;
use domain::access::Permission;
use domain::trace::paper::{Entry, SecondReading, Sheet, SheetState};
use maud::{Markup, html};
use serde::Deserialize;
use service::{SheetSeen, SheetsSeen};

use super::state;
use crate::ask::{self, may};
use crate::desk::Desk;
use crate::look::button::{Weight, go, row};
use crate::look::heading::{Heading, heading};
use crate::look::list::{SummaryRow, Value as Cell, summary_list, tabs};
use crate::look::notice::notice;
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id};
use crate::trouble::Answer;

/// Which state to show.
#[derive(Deserialize)]
pub(super) struct Asked {
    state: Option<SheetState>,
}

/// `GET /paper?state=`
pub(super) async fn list(desk: Desk, Query(asked): Query<Asked>) -> Answer {
    ask::require(&desk, Permission::ReadSheet)?;
    let access = desk.access()?;
    let found = desk.app.service.sheets(access, asked.state).await?;
    let outages = desk.app.service.outages(access).await?;
    let missing = found.tally.get(&SheetState::Missing).copied().unwrap_or(0);
    let title = desk.say_with("paper-title", &[("missing", missing.into())]);
    let here = asked.state.map_or_else(|| "/paper".to_owned(), |s| format!("/paper?state={}", s.code()));
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("paper-under")) }),
            ..Heading::default()
        }))
        @if missing > 0 { (notice(TagKind::Stops, &html! { p { (desk.say("paper-missing-text")) } })) }
        (row(&ways(&desk)))
        (tabs(&desk.say("paper-tabs"), &kinds(&desk, &found), &here))
        (listed(&desk, &found.sheets))
        @if found.more { p.under { (desk.say("paper-more")) } }
        (super::outage::listed(&desk, &outages.outages, false))
    };
    Ok(desk.page(&title, "/paper", &body))
}

fn ways(desk: &Desk) -> Vec<Markup> {
    let all = [
        (Permission::IssueSheet, Weight::Next, "/paper/issue", "pack-verb"),
        (Permission::PrintLastKnown, Weight::Other, "/paper/last-known", "last-known-verb"),
    ];
    let open = all.into_iter().filter(|(permission, ..)| may(desk, *permission));
    open.map(|(_, weight, href, key)| go(weight, &Link::new(href, desk.say(key)))).collect()
}

fn kinds(desk: &Desk, found: &SheetsSeen) -> Vec<Link> {
    let of = |(state, n): (&SheetState, &i64)| {
        let word = desk.term(&format!("sheet_{}", state.code()));
        Link::new(format!("/paper?state={}", state.code()), format!("{word} {n}"))
    };
    let all: i64 = found.tally.values().sum();
    let first = Link::new("/paper", format!("{} {all}", desk.say("paper-all")));
    std::iter::once(first).chain(found.tally.iter().map(of)).collect()
}

fn listed(desk: &Desk, sheets: &[SheetSeen]) -> Markup {
    let columns = [
        "paper-col-sheet",
        "paper-col-unit",
        "paper-col-to",
        "paper-col-issued",
        "paper-col-happened",
        "paper-col-state",
    ];
    let one = |seen: &SheetSeen| {
        let sheet = &seen.sheet;
        let happened = sheet.entries.first().map(|entry| desk.instant(entry.happened.at));
        vec![
            html! {
                (desk.say(&format!("sheet-kind-{}", sheet.issued.kind.code()))) " "
                a href={ "/paper/" (sheet.id) } { (code_id(&sheet.id.to_string())) }
            },
            html! { bdi { (seen.centre) } },
            html! { bdi { (name(seen, &sheet.issued.to.to_string())) } },
            html! { (desk.instant(sheet.issued_at)) },
            html! { (happened.unwrap_or_else(|| "–".to_owned())) },
            state(desk, sheet.state()),
        ]
    };
    table(&Table {
        title: Some(desk.say("paper-sheets")),
        caption: None,
        main: true,
        columns: columns.iter().map(|key| Column::words(desk.say(key))).collect(),
        rows: sheets.iter().map(one).collect(),
        empty: html! { (desk.say("paper-no-sheet")) },
        phone: Phone::Stack,
    })
}

fn name(seen: &SheetSeen, account: &str) -> String {
    seen.names.get(account).cloned().unwrap_or_default()
}

/// `GET /paper/{paper}`
pub(super) async fn show(desk: Desk, Path(number): Path<String>) -> Answer {
    ask::require(&desk, Permission::ReadSheet)?;
    let id: SheetId = ask::id("sheet", &number)?;
    let seen = desk.app.service.sheet(desk.access()?, Permission::ReadSheet, id).await?;
    let title = desk.say(&format!("sheet-title-{}", seen.sheet.issued.kind.code()));
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/paper", desk.say("nav-paper"))],
            here: Some(code_id(&id.to_string())),
            title: Some(html! { (title) }),
            under: Some(state(&desk, seen.sheet.state())),
            ..Heading::default()
        }))
        (issued(&desk, &seen))
        @for entry in &seen.sheet.entries { (entered(&desk, &seen, entry)) }
        (after(&desk, &seen))
        (row(&next(&desk, &seen.sheet)))
    };
    Ok(desk.page(&title, "/paper", &body))
}

fn line(desk: &Desk, key: &str, value: Markup) -> SummaryRow {
    SummaryRow { label: desk.say(key), value: Cell::Given(value), change: None }
}

fn issued(desk: &Desk, seen: &SheetSeen) -> Markup {
    let sheet = &seen.sheet;
    summary_list(&[
        line(desk, "paper-col-unit", html! { bdi { (seen.centre) } }),
        line(desk, "paper-col-to", html! { bdi { (name(seen, &sheet.issued.to.to_string())) } }),
        line(desk, "paper-col-issued", html! { (desk.instant(sheet.issued_at)) }),
        line(desk, "paper-col-issued-by", html! { bdi { (name(seen, &sheet.by)) } }),
    ])
}

/// What was entered, with the time on the paper beside the time of entering.
pub(super) fn entered(desk: &Desk, seen: &SheetSeen, entry: &Entry) -> Markup {
    let told = &entry.said.told;
    let account = told.written_by.map(|by| name(seen, &by.to_string()));
    let writer =
        account.or_else(|| told.writer.as_ref().and_then(|w| w.clear()).map(ToOwned::to_owned)).unwrap_or_default();
    let linked = |id: String| {
        let traced = super::everywhere(desk, Permission::ReadTrace) && !id.starts_with("pth_");
        html! { @if traced { a href={ "/trace/" (id) } { (code_id(&id)) } } @else { (code_id(&id)) } }
    };
    let facts = html! { ul { @for fact in &told.facts { li { (code_id(&fact.to_string())) } } } };
    let mut rows = vec![
        line(desk, "paper-col-about", linked(told.about.to_string())),
        line(desk, "paper-col-happened", html! { (desk.instant(entry.happened.at)) " " (desk.whose_clock()) }),
        line(desk, "paper-col-recorded", html! { (desk.instant(entry.said.at)) }),
        line(desk, "paper-col-writer", html! { bdi { (writer) } }),
        line(desk, "paper-col-typist", html! { bdi { (name(seen, &entry.said.by)) } }),
        line(desk, "paper-col-facts", facts),
    ];
    rows.extend(told.outage.map(|id| line(desk, "paper-col-outage", code_id(&id.to_string()))));
    html! { section.panel.sheet { h2 { (desk.say("sheet-entered-title")) } (summary_list(&rows)) } }
}

/// What came after: the second reading, that it is void, that it was asked for in vain.
fn after(desk: &Desk, seen: &SheetSeen) -> Markup {
    let sheet = &seen.sheet;
    let by = |who: &str, at| [("who", name(seen, who).into()), ("at", desk.instant(at).into())];
    html! {
        @if let Some(read) = &sheet.read {
            @let key = match read.told.reading { SecondReading::Agrees => "sheet-agrees", SecondReading::Differs => "sheet-differs" };
            p { (desk.say_with(key, &by(&read.by, read.at))) }
            @if let Some(text) = read.told.because.as_ref().and_then(|b| b.clear()) { p dir="auto" { (text) } }
        }
        @if let Some(void) = &sheet.voided {
            p { (desk.say_with("sheet-was-voided", &by(&void.by, void.at))) " " (desk.term(&domain::rules::term(&void.told.reason))) }
        }
        @if let Some(missed) = &sheet.missed {
            p { (desk.say_with("sheet-was-missed", &[("at", desk.instant(missed.at).into())])) " " (code_id(&missed.told.outage.to_string())) }
        }
    }
}

fn next(desk: &Desk, sheet: &Sheet) -> Vec<Markup> {
    let open = sheet.is_out();
    let waits = matches!(sheet.state(), SheetState::Entered | SheetState::Doubted);
    let all = [
        (open, Permission::EnterSheet, Weight::Next, "entry", "sheet-entry-verb"),
        (waits, Permission::ConfirmSheet, Weight::Next, "confirm", "sheet-confirm-verb"),
        (open, Permission::IssueSheet, Weight::Other, "void", "sheet-void-verb"),
    ];
    let shown = all.into_iter().filter(|(fits, permission, ..)| *fits && may(desk, *permission));
    let mut ways: Vec<Markup> = shown
        .map(|(_, _, weight, way, key)| go(weight, &Link::new(format!("/paper/{}/{way}", sheet.id), desk.say(key))))
        .collect();
    if sheet.state() == SheetState::Issued && may(desk, Permission::IssueSheet) {
        let pack = format!("/paper/print?centre={}&at={}", sheet.issued.centre, sheet.issued_at);
        ways.push(go(Weight::Other, &Link::new(pack, desk.say("pack-again"))));
    }
    ways
}
