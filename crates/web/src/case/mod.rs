//! Questions and cases. Outside the vault none of these pages exists.

mod api;
mod cases;
mod file;
mod forms;
mod link;
mod link_api;
mod list;
mod oversight;
mod pack;
mod question;
mod refer;
mod step;
mod timeline;
mod work;

use domain::Private;
use domain::access::Permission;
use ledger::envelope::FindingRef;
use maud::{Markup, html};

use crate::desk::Desk;
use crate::route::{Needs, Page};

pub(crate) use api::endpoints;
pub use link::REFERRAL_REPLY;
pub use oversight::APPOINT;
pub use pack::EVIDENCE;
pub use question::{ANSWER, OPEN_CASE};
pub use refer::{REFER, REFER_TO};

/// Pages.
pub(crate) fn pages() -> Vec<Page> {
    const READ: Needs = Needs::One(Permission::ReadCase);
    const WORK: Needs = Needs::One(Permission::WorkCase);
    const OVERSEE: Needs = Needs::One(Permission::OverseeCase);
    const APPOINTS: Needs = Needs::One(Permission::AppointCase);
    vec![
        Page::get("/questions", READ, list::show).in_nav("nav-questions"),
        Page::get("/questions/{question}", READ, question::show),
        Page::post("/questions/{question}/answer", WORK, question::answer),
        Page::post("/questions/{question}/case", WORK, question::open_case),
        Page::get("/cases", READ, cases::show).in_nav("nav-cases"),
        Page::get("/cases/oversight", OVERSEE, oversight::show).in_nav("nav-cases-overseen"),
        Page::get("/cases/{case}", READ, file::show),
        Page::get("/cases/{case}/steps/{step}", Needs::ByStep(steps), step::show),
        Page::post("/cases/{case}/steps/{step}", Needs::ByStep(steps), step::send),
        Page::get("/cases/{case}/refer", WORK, refer::show),
        Page::post("/cases/{case}/refer", WORK, refer::send),
        Page::post("/cases/{case}/referrals/{nth}/link", WORK, link::make),
        Page::get("/referral/{token}", Needs::Nothing, link::show),
        Page::post("/referral/{token}", Needs::Nothing, link::send),
        Page::get("/cases/{case}/pack", WORK, pack::show),
        Page::post("/cases/{case}/pack", WORK, pack::send),
        Page::get("/cases/{case}/appoint", APPOINTS, oversight::ask_to_appoint),
        Page::post("/cases/{case}/appoint", APPOINTS, oversight::appoint),
        Page::get("/figures/cases", Needs::Nothing, oversight::figures),
    ]
}

/// Every step with the permission to take it.
fn steps() -> Vec<(&'static str, Permission)> {
    forms::STEPS.iter().map(|kind| (kind.code, kind.permission)).collect()
}

/// Private text of a case, or that it was erased.
fn text(desk: &Desk, private: &Private) -> String {
    private.clear().map_or_else(|| desk.say("text-erased"), str::to_owned)
}

/// The record a question is about, leading to its trace where that can be drawn.
fn about(desk: &Desk, record: &str) -> Markup {
    let traced = ["don_", "rec_", "org_", "trp_"].iter().any(|p| record.starts_with(p));
    let may = crate::ask::may(desk, Permission::ReadTrace);
    html! {
        @if record.starts_with("rej_") { a href={ "/rejections/" (record) } { (crate::look::code_id(record)) } }
        @else if traced && may { a href={ "/trace/" (record) } { (crate::look::code_id(record)) } }
        @else { (crate::look::code_id(record)) }
    }
}

/// Rules concerned, each with what it asks for.
fn rules(desk: &Desk, codes: &[String]) -> Markup {
    html! {
        @for (n, code) in codes.iter().enumerate() {
            @if n > 0 { br; }
            @if code == "GAP" { (desk.say("question-gap")) }
            @else if code == "LINK" { (desk.say("question-link")) }
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
