//! Questions and cases. Outside the vault none of these pages exists.

mod api;
mod file;
mod list;
mod question;

use domain::access::Permission;
use ledger::envelope::FindingRef;
use maud::{Markup, html};

use crate::desk::Desk;
use crate::route::{Needs, Page};

pub(crate) use api::endpoints;
pub use question::{ANSWER, OPEN_CASE};

/// Pages.
pub(crate) fn pages() -> Vec<Page> {
    const READ: Needs = Needs::One(Permission::ReadCase);
    const WORK: Needs = Needs::One(Permission::WorkCase);
    vec![
        Page::get("/questions", READ, list::show).in_nav("nav-questions"),
        Page::get("/questions/{question}", READ, question::show),
        Page::post("/questions/{question}/answer", WORK, question::answer),
        Page::post("/questions/{question}/case", WORK, question::open_case),
        Page::get("/cases/{case}", READ, file::show),
    ]
}

/// The record a question is about, leading to its trace where that can be drawn.
fn about(desk: &Desk, record: &str) -> Markup {
    let traced = ["don_", "rec_", "org_", "trp_"].iter().any(|p| record.starts_with(p));
    let may = crate::ask::may(desk, Permission::ReadTrace);
    html! {
        @if traced && may { a href={ "/trace/" (record) } { (crate::look::code_id(record)) } }
        @else { (crate::look::code_id(record)) }
    }
}

/// Rules concerned, each with what it asks for.
fn rules(desk: &Desk, codes: &[String]) -> Markup {
    html! {
        @for (n, code) in codes.iter().enumerate() {
            @if n > 0 { br; }
            @if code == "GAP" { (desk.say("question-gap")) }
            @else {
                a href={ "/rules/" (code) } { (crate::look::code_id(code)) }
                " " (desk.say(&format!("rule-{}-title", code.to_ascii_lowercase())))
            }
        }
    }
}

/// What the rules found about a kept fact: each rule with its title and how it was answered.
fn found(desk: &Desk, findings: &[FindingRef]) -> Markup {
    html! {
        @for (n, finding) in findings.iter().enumerate() {
            @if n > 0 { br; }
            (rules(desk, std::slice::from_ref(&finding.code))) " · " (desk.term(&finding.outcome))
        }
    }
}
