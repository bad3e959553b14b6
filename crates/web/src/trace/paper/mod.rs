//! Times without the system: outages, numbered sheets, back-entry from them, and the last known list.

mod api;
mod entry;
mod forms;
mod issue;
mod last_known;
mod outage;
mod printed;
mod register;
mod second;
mod waiting;

use domain::access::Permission;
use maud::{Markup, html};
use service::FromPaper;
use service::access::{Reach, Session};

use crate::desk::Desk;
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{TagKind, code_id, tag};
use crate::route::{Needs, Page};

pub use forms::{FILE, ORGAN, PACK, WRITER};
pub use outage::{OUTAGE, OUTAGE_END};
pub use second::{SECOND, VOID};

pub(super) use api::endpoints;
pub(crate) use waiting::waiting;

/// Pages.
pub(super) fn pages() -> Vec<Page> {
    const MANAGE: Needs = Needs::One(Permission::ManageOutage);
    const ISSUE: Needs = Needs::One(Permission::IssueSheet);
    const ENTER: Needs = Needs::One(Permission::EnterSheet);
    const CONFIRM: Needs = Needs::One(Permission::ConfirmSheet);
    const READ: Needs = Needs::One(Permission::ReadSheet);
    const LAST: Needs = Needs::One(Permission::PrintLastKnown);
    vec![
        Page::get("/outages", MANAGE, outage::list).in_nav("nav-outages"),
        Page::post("/outages", MANAGE, outage::open),
        Page::get("/outages/{outage}/end", MANAGE, outage::ask_to_end),
        Page::post("/outages/{outage}/end", MANAGE, outage::end),
        Page::get("/paper", READ, register::list).in_nav("nav-paper"),
        Page::get("/paper/issue", ISSUE, issue::show),
        Page::post("/paper/issue", ISSUE, issue::send),
        Page::get("/paper/print", ISSUE, printed::pack),
        Page::get("/paper/last-known", LAST, last_known::show),
        Page::get("/paper/{paper}", READ, register::show),
        Page::get("/paper/{paper}/entry", ENTER, entry::show),
        Page::post("/paper/{paper}/entry", ENTER, entry::send),
        Page::get("/paper/{paper}/confirm", CONFIRM, second::ask_to_confirm),
        Page::post("/paper/{paper}/confirm", CONFIRM, second::confirm),
        Page::get("/paper/{paper}/void", ISSUE, second::ask_to_void),
        Page::post("/paper/{paper}/void", ISSUE, second::void),
    ]
}

/// The number of a sheet, as a link for whoever may read it.
pub(crate) fn sheet_number(desk: &Desk, one: &FromPaper) -> Markup {
    let id = one.sheet.to_string();
    html! {
        @if everywhere(desk, Permission::ReadSheet) { a href={ "/paper/" (id) } { (code_id(&id)) } }
        @else { (code_id(&id)) }
    }
}

/// What was written on paper first, with both times; nothing where nothing was.
pub(crate) fn from_paper(desk: &Desk, all: &[FromPaper]) -> Markup {
    let row = |one: &FromPaper| {
        vec![
            html! { (desk.say(&format!("sheet-kind-{}", one.kind.code()))) " " (sheet_number(desk, one)) },
            code_id(&one.about.to_string()),
            html! { (desk.instant(one.happened.at)) },
            html! { (desk.instant(one.recorded_at)) },
            state(desk, one.state),
        ]
    };
    let columns = ["paper-col-sheet", "paper-col-about", "paper-col-happened", "paper-col-recorded", "paper-col-state"];
    html! {
        @if !all.is_empty() {
            (table(&Table {
                title: Some(desk.say("paper-source")),
                caption: None,
                main: false,
                columns: columns.iter().map(|key| Column::words(desk.say(key))).collect(),
                rows: all.iter().map(row).collect(),
                empty: html! {},
                phone: Phone::Stack,
            }))
        }
    }
}

/// Whether the reader has a permission at whatever centre: a link to something of another centre would lead nowhere.
fn everywhere(desk: &Desk, permission: Permission) -> bool {
    let policy = desk.app.service.policy();
    let reach = |s: &Session| policy.reach(s.access.role, permission, s.access.purpose);
    desk.session.as_ref().and_then(reach) == Some(Reach::Country)
}

fn state(desk: &Desk, state: domain::trace::paper::SheetState) -> Markup {
    use domain::trace::paper::SheetState as S;
    let kind = match state {
        S::Missing => TagKind::Stops,
        S::Doubted => TagKind::LookAgain,
        S::Entered => TagKind::Yours,
        S::Issued => TagKind::With,
        S::Confirmed | S::Voided => TagKind::Done,
    };
    tag(kind, &desk.term(&format!("sheet_{}", state.code())))
}
