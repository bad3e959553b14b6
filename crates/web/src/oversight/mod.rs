//! Audits: the plan by risk, one audit with its checklist and samples, what was found, and the numbers for everybody.
//!
//! | page | who |
//! |---|---|
//! | the plan, its overruling, planning, the checklist | inspectors |
//! | an audit, what it found, the word for the lot | inspectors, and the centre its own |
//! | asking for an audit | investigators |
//! | findings closed late and operations against a stop, by year | everybody |

mod api;
mod audit;
mod check;
mod list;
mod nonconformity;
mod offline;
pub mod outcome;
mod plan;
mod public;
mod sample;

use domain::access::Permission;

use crate::route::{Needs, Page};

pub(crate) use api::endpoints;
pub use check::CHECK;
pub use nonconformity::{ACTION, CLOSE, DONE, DUE, FOUND, RETURN};
pub use offline::NOTED;
pub use plan::{ASK, MOVE, OFF, PLAN, REPORT, TURN};
pub use sample::{FREEZE, WORD};

/// Pages.
pub(crate) fn pages() -> Vec<Page> {
    let mut pages = outcome::pages();
    pages.extend(audit_pages());
    pages
}

/// Those of audits and of the numbers for everybody.
fn audit_pages() -> Vec<Page> {
    const READ: Needs = Needs::One(Permission::ReadAudit);
    const AUDIT: Needs = Needs::One(Permission::Audit);
    const ANSWER: Needs = Needs::One(Permission::AnswerAudit);
    vec![
        Page::get("/audits", READ, list::show).in_nav("nav-audits"),
        Page::get("/audits/plan", AUDIT, plan::show),
        Page::get("/audits/new", AUDIT, plan::new),
        Page::post("/audits/new", AUDIT, plan::send),
        Page::get("/audits/turn", AUDIT, plan::turn),
        Page::post("/audits/turn", AUDIT, plan::send_turn),
        Page::get("/audits/ask", Needs::One(Permission::AskAudit), plan::ask_for).in_nav("nav-ask-audit"),
        Page::post("/audits/ask", Needs::One(Permission::AskAudit), plan::send_ask),
        Page::get("/audits/offline", AUDIT, offline::shell),
        Page::get("/audits/worker.js", Needs::Nothing, offline::worker),
        Page::get("/audits/{audit}", READ, audit::show),
        Page::post("/audits/{audit}/move", AUDIT, audit::move_it),
        Page::post("/audits/{audit}/call-off", AUDIT, audit::call_off),
        Page::post("/audits/{audit}/end", AUDIT, audit::end),
        Page::get("/audits/{audit}/check", AUDIT, check::show),
        Page::post("/audits/{audit}/check", AUDIT, check::send),
        Page::get("/audits/{audit}/sample", READ, sample::show),
        Page::post("/audits/{audit}/sample", AUDIT, sample::freeze),
        Page::post("/audits/{audit}/sample/word", ANSWER, sample::word),
        Page::post("/audits/{audit}/sample/draw", READ, sample::draw),
        Page::get("/audits/{audit}/sample.txt", READ, sample::file),
        Page::get("/audits/{audit}/found", AUDIT, nonconformity::new),
        Page::post("/audits/{audit}/found", AUDIT, nonconformity::send),
        Page::get("/nonconformities", READ, list::found).in_nav("nav-nonconformities"),
        Page::get("/nonconformities/{nonconformity}", READ, nonconformity::show),
        Page::post("/nonconformities/{nonconformity}/action", ANSWER, nonconformity::action),
        Page::post("/nonconformities/{nonconformity}/done", ANSWER, nonconformity::done),
        Page::post("/nonconformities/{nonconformity}/return", AUDIT, nonconformity::give_back),
        Page::post("/nonconformities/{nonconformity}/due", AUDIT, nonconformity::due),
        Page::post("/nonconformities/{nonconformity}/close", AUDIT, nonconformity::close),
        Page::get("/figures/oversight", Needs::Nothing, public::show),
        Page::get("/figures/oversight.csv", Needs::Nothing, public::file),
    ]
}

/// Points as they are written: whole ones and tenths.
fn points(tenths: u32) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}
