//! An audit on a tablet without a network: the checklist and what was found, sealed on the device and sent later.

use std::collections::BTreeSet;

use axum::response::Response;
use domain::access::Permission;
use domain::oversight::{CheckAnswer, CheckItem, Grade};
use maud::html;

use crate::ask::require;
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need};
use crate::look::Link;
use crate::look::button::{Weight, submit};
use crate::sent::Sent;
use crate::trace::offline::{Place, kept, worker_under};
use crate::trouble::Answer;

/// A line of the checklist as it is written down without a network; with a grade it is a nonconformity too.
pub const NOTED: Form = Form {
    name: "audit_noted",
    inputs: &[
        need("audit", Kind::Listed("audits")),
        need("item", Kind::Listed("items")),
        need("answer", Kind::One(CheckAnswer::CODES)),
        may("note", Kind::Lines),
        may("grade", Kind::Listed("grades")),
        may("due", Kind::Date),
    ],
};

const AUDITS: Place = Place {
    under: "/audits",
    to: "/api/v1/audit-entry",
    changes: true,
    own: &[
        ("says-offline", "audit-offline-says-offline"),
        ("says-wrong", "audit-offline-says-wrong"),
        ("state-other", "audit-offline-state-other"),
        ("state-problem", "audit-offline-state-problem"),
        ("no-script", "audit-offline-no-script"),
    ],
};

/// `GET /audits/offline`: the audits to which the reader goes with their checklists, and nothing of what was found there.
pub(super) async fn shell(desk: Desk) -> Answer {
    require(&desk, Permission::Audit)?;
    let audits = desk.app.service.own_audits(desk.access()?).await?;
    let all: BTreeSet<CheckItem> = audits.iter().flat_map(|(audit, _)| audit.planned.items.iter().copied()).collect();
    let lists = Lists::from([
        (
            "audits",
            audits.iter().map(|(a, centre)| (a.id.to_string(), format!("{centre}, {}", desk.date(a.on())))).collect(),
        ),
        ("grades", Grade::CODES.iter().map(|code| ((*code).to_owned(), desk.term(code))).collect()),
        ("items", all.iter().map(|i| (i.code().to_owned(), desk.term(i.code()))).collect()),
    ]);
    let mut sent = Sent::default();
    if let [(only, _)] = audits.as_slice() {
        sent.put("audit", &only.id.to_string());
    }
    let form = html! {
        p { (desk.say("audit-offline-text")) }
        @if audits.is_empty() {
            p { (desk.say("audit-offline-none")) }
        } @else {
            // A grade needs words: the script asks for them before it seals anything.
            form method="get" action="/audits/offline" data-queue="audit_check" data-asks="grade note" autocomplete="off" {
                (NOTED.draw(&desk, &lists, &sent, &[]))
                (submit(Weight::Next, &desk.say("audit-offline-check"), None))
            }
        }
    };
    let back = Link::new("/audits", desk.say("audit-offline-back"));
    Ok(kept(&desk, &AUDITS, (&desk.say("audit-offline-title"), &desk.say("nav-audits")), back, &form))
}

/// `GET /audits/worker.js`
pub(super) async fn worker() -> Response {
    worker_under(&AUDITS)
}
