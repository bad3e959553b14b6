//! Follow-up: the worklist with its two pictures, one person's visits, and the writing down of a visit.

mod api;
mod correct;
pub(crate) mod csv;
mod filter;
mod function;
mod how;
mod list;
mod rows;
mod subject;
mod survival;
mod visit;

use domain::access::Permission;

use crate::route::{Needs, Page};

pub(crate) use api::endpoints;
pub use correct::VISIT_CORRECTION;
pub use visit::{DONOR_VISIT, RECIPIENT_VISIT};

/// Pages.
pub(crate) fn pages() -> Vec<Page> {
    const READ: Needs = Needs::One(Permission::ReadFollowup);
    const RECORD: Needs = Needs::One(Permission::RecordVisit);
    vec![
        Page::get("/follow-up", READ, list::show).in_nav("nav-follow-up"),
        Page::get("/follow-up.csv", READ, list::download),
        Page::get("/follow-up/how", Needs::Session, how::show),
        Page::get("/follow-up/survival.csv", READ, survival::download),
        Page::get("/follow-up/{subject}", READ, subject::show),
        Page::get("/visits/{visit}", RECORD, visit::show),
        Page::post("/visits/{visit}", RECORD, visit::send),
        Page::get("/visits/{visit}/correct", RECORD, correct::show),
        Page::post("/visits/{visit}/correct", RECORD, correct::send),
    ]
}
