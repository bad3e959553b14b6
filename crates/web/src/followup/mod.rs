//! Follow-up: the worklist with its two pictures, one person's visits, and the writing down of a visit.

mod api;
mod beside;
mod calendar;
mod care_api;
mod complete;
mod concern;
mod correct;
pub(crate) mod csv;
mod filter;
mod function;
mod how;
mod list;
mod mine;
mod own;
mod rows;
mod subject;
mod survival;
mod transfer;
mod visit;

use domain::access::Permission;

use crate::route::{Needs, Page};

pub(crate) use api::endpoints;
pub use concern::{CARER, CONCERN};
pub use correct::VISIT_CORRECTION;
pub use mine::OWN;
pub(crate) use own::demo_messages;
pub use transfer::{TRANSFER, TRANSFER_ANSWER};
pub use visit::{DONOR_VISIT, PAEDIATRIC_VISIT, RECIPIENT_VISIT};

/// Pages.
pub(crate) fn pages() -> Vec<Page> {
    const READ: Needs = Needs::One(Permission::ReadFollowup);
    const RECORD: Needs = Needs::One(Permission::RecordVisit);
    vec![
        Page::get("/follow-up", READ, list::show).in_nav("nav-follow-up"),
        Page::get("/follow-up.csv", READ, list::download),
        Page::get("/follow-up/how", Needs::Session, how::show),
        Page::get("/follow-up/survival.csv", READ, survival::download),
        Page::get("/follow-up/complete", READ, complete::show),
        Page::get("/follow-up/centres", READ, complete::centres),
        Page::get("/follow-up/figures", Needs::Nothing, complete::figures),
        Page::get("/follow-up/{subject}", READ, subject::show),
        Page::get("/follow-up/{subject}/carer", RECORD, concern::carer),
        Page::post("/follow-up/{subject}/carer", RECORD, concern::name),
        Page::get("/follow-up/{subject}/transfer", RECORD, transfer::show),
        Page::post("/follow-up/{subject}/transfer", RECORD, transfer::send),
        Page::get("/follow-up/{subject}/beside/{kind}", RECORD, beside::show),
        Page::post("/follow-up/{subject}/beside/{kind}", RECORD, beside::send),
        Page::get("/care-transfers/{transfer}", RECORD, transfer::answer),
        Page::post("/care-transfers/{transfer}", RECORD, transfer::answered),
        Page::get("/my-follow-up", Needs::Nothing, mine::show),
        Page::post("/my-follow-up/open", Needs::Nothing, mine::open),
        Page::post("/my-follow-up", Needs::Nothing, mine::answer),
        Page::post("/my-follow-up/end", Needs::Nothing, mine::end),
        Page::get("/visits/{visit}", RECORD, visit::show),
        Page::post("/visits/{visit}", RECORD, visit::send),
        Page::get("/visits/{visit}/concern", RECORD, concern::show),
        Page::post("/visits/{visit}/concern", RECORD, concern::send),
        Page::post("/visits/{visit}/link", RECORD, own::send),
        Page::get("/visits/{visit}/correct", RECORD, correct::show),
        Page::post("/visits/{visit}/correct", RECORD, correct::send),
    ]
}
