//! Sheets that want somebody, on the first page of those who account for them.

use domain::access::Permission;
use domain::trace::paper::SheetState;
use jiff::SignedDuration;
use maud::{Markup, html};
use service::SheetsWaiting;

use crate::ask::may;
use crate::desk::Desk;
use crate::look::button::{Weight, go};
use crate::look::clock::{Clock, ClockTone};
use crate::look::task::{Holder, WorkGroup, WorkRow, worklist};
use crate::look::{Link, code_id};
use crate::trouble::Trouble;

/// Hours before sheets are due from which their clock is short.
const SHORT_HOURS: i64 = 24;
/// Hours that a full ring stands for: the week that most laws give.
const WHOLE_HOURS: f64 = 168.0;

/// Rows of sheets that are missing, due, or wait for a second person; nothing for whoever reads no sheets, and where none
/// waits.
pub(crate) async fn waiting(desk: &Desk) -> Result<Markup, Trouble> {
    if !may(desk, Permission::ReadSheet) {
        return Ok(html! {});
    }
    let found = desk.app.service.waiting_sheets(desk.access()?).await?;
    if found.rows.is_empty() {
        return Ok(html! {});
    }
    let sheets: usize = found.rows.iter().map(|row| row.count).sum();
    let group = WorkGroup {
        title: desk.say("sheets-wait"),
        count: desk.say_with("sheets-wait-count", &[("n", sheets.into())]),
        rows: found.rows.iter().map(|row| work(desk, row)).collect(),
    };
    Ok(html! {
        (worklist(&[group]))
        @if found.more { p.under { (desk.say("sheets-wait-more")) } }
    })
}

fn work(desk: &Desk, one: &SheetsWaiting) -> WorkRow {
    let acts = acts(desk, one.state);
    let href = match one.only {
        Some((sheet, _)) => format!("/paper/{sheet}"),
        None => format!("/paper?state={}", one.state.code()),
    };
    let (then, verb) = match one.state {
        SheetState::Missing => ("sheets-wait-missing", "sheets-wait-find"),
        SheetState::Doubted => ("sheets-wait-doubted", "sheets-wait-correct"),
        SheetState::Entered => ("sheets-wait-entered", "sheet-confirm-verb"),
        SheetState::Issued | SheetState::Confirmed | SheetState::Voided => ("sheets-wait-due", "sheets-wait-find"),
    };
    let verb = if acts { desk.say(verb) } else { desk.say("sheets-wait-see") };
    let soonest = matches!(one.state, SheetState::Missing | SheetState::Issued);
    WorkRow {
        clock: clock_of(desk, one),
        what: html! {
            @match one.only {
                Some((sheet, kind)) => { a href=(href) { (desk.say(&format!("sheet-title-{}", kind.code()))) } " " (code_id(&sheet.to_string())) },
                None => a href=(href) { (desk.say_with("sheets-wait-count", &[("n", one.count.into())])) },
            }
        },
        what_under: html! { bdi { (one.named) } },
        thread: None,
        state: html! { (desk.term(&format!("sheet_{}", one.state.code()))) },
        then: html! { (desk.say(then)) },
        verb: go(if acts && soonest { Weight::Next } else { Weight::Other }, &Link::new(href, verb)),
        holder: if acts { Holder::You } else { Holder::Other },
        holder_says: if acts { desk.say("sheets-wait-you") } else { one.named.clone() },
    }
}

/// Whether the reader can do what the sheets want. Whoever wrote or entered one is no second person; its page says so.
fn acts(desk: &Desk, state: SheetState) -> bool {
    match state {
        SheetState::Missing | SheetState::Issued => {
            may(desk, Permission::EnterSheet) || may(desk, Permission::IssueSheet)
        }
        SheetState::Entered | SheetState::Doubted => may(desk, Permission::ConfirmSheet),
        SheetState::Confirmed | SheetState::Voided => false,
    }
}

/// The time until the sheets are due, since they were, or since somebody waits for a second person.
fn clock_of(desk: &Desk, one: &SheetsWaiting) -> Clock {
    let now = desk.app.service.now();
    if let Some(due_at) = one.due_at {
        let left = due_at.duration_since(now);
        let tone = match left.as_hours() {
            _ if one.state == SheetState::Missing || left <= SignedDuration::ZERO => ClockTone::Stop,
            ..SHORT_HOURS => ClockTone::Now,
            _ => ClockTone::Calm,
        };
        let key = if tone == ClockTone::Stop { "sheets-wait-overdue" } else { "sheets-wait-until" };
        return Clock {
            left_share: (left.as_secs_f64() / (WHOLE_HOURS * 3_600.0)).clamp(0.0, 1.0),
            tone,
            left: desk.span(left.abs()),
            end: desk.say_with(key, &[("at", desk.lately(due_at).into())]),
        };
    }
    let since = one.since_at.unwrap_or(now);
    Clock {
        left_share: 0.0,
        tone: ClockTone::None,
        left: desk.span(now.duration_since(since)),
        end: desk.say_with("sheets-wait-since", &[("at", desk.lately(since).into())]),
    }
}
