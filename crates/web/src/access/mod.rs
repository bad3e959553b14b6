//! Signing in, accounts and their roles, who looked at what, and who may do what.

mod account;
mod api;
mod delegate;
mod emergency;
mod emergency_api;
mod enrol;
mod invite;
mod list;
mod looked;
mod permissions;
mod role;
mod rota;
mod sign_in;
mod typed;

use domain::access::Permission;

use crate::route::{Needs, Page};

pub(crate) use api::endpoints;
pub use delegate::DELEGATE;
pub(crate) use emergency::banner;
pub use emergency::{EMERGENCY, EMERGENCY_REVIEW};
pub use rota::{DUTY, DUTY_OFF};
pub use typed::{GRANT, NEW_ACCOUNT, QUALIFICATION};

/// Pages.
pub(crate) fn pages() -> Vec<Page> {
    const READ: Needs = Needs::One(Permission::ReadAccounts);
    const CHANGE: Needs = Needs::One(Permission::ChangeAccounts);
    const BREAK: Needs = Needs::One(Permission::BreakGlass);
    const REVIEW: Needs = Needs::One(Permission::ReviewGlass);
    vec![
        Page::get("/sign-in", Needs::Nothing, sign_in::show),
        Page::post("/sign-in", Needs::Nothing, sign_in::send),
        Page::post("/sign-out", Needs::Nothing, sign_in::out),
        Page::get("/role", Needs::Session, role::show),
        Page::post("/role", Needs::Session, role::send),
        Page::get("/first-administrator", Needs::Nothing, enrol::first),
        Page::post("/first-administrator", Needs::Nothing, enrol::accept_first),
        Page::get("/invitation", Needs::Nothing, enrol::invited),
        Page::post("/invitation", Needs::Nothing, enrol::accept),
        Page::post("/second-factor", Needs::Nothing, enrol::confirm),
        Page::get("/accounts", READ, list::show).in_nav("nav-accounts"),
        Page::get("/accounts/new", CHANGE, invite::show),
        Page::post("/accounts/new", CHANGE, invite::send),
        Page::get("/accounts/{account}", READ, account::show),
        Page::post("/accounts/{account}/grants", CHANGE, account::grant),
        Page::post("/accounts/{account}/grants/{index}/{act}", CHANGE, account::on_grant),
        Page::post("/accounts/{account}/proposals/{proposal}/{act}", CHANGE, account::on_proposal),
        Page::post("/accounts/{account}/qualifications", CHANGE, account::qualify),
        Page::post("/accounts/{account}/renew", CHANGE, account::renew),
        Page::post("/accounts/{account}/close", CHANGE, account::close),
        Page::get("/delegate", Needs::Session, delegate::show),
        Page::post("/delegate", Needs::Session, delegate::send),
        Page::get("/access-log", Needs::One(Permission::ReadAccessLog), looked::show).in_nav("nav-access-log"),
        Page::get("/rota", Needs::One(Permission::ReadRota), rota::show).in_nav("nav-rota"),
        Page::post("/rota", Needs::One(Permission::ChangeRota), rota::enter),
        Page::post("/rota/{duty}/cancel", Needs::One(Permission::ChangeRota), rota::cancel),
        Page::get("/access-log/inquiry", Needs::One(Permission::ReadInquiryLog), looked::inquiries)
            .in_nav("nav-inquiries"),
        Page::get("/emergency", BREAK, emergency::show).in_nav("nav-emergency"),
        Page::post("/emergency", BREAK, emergency::open),
        Page::post("/emergency/{emergency}/end", BREAK, emergency::end),
        Page::get("/emergency/review", REVIEW, emergency::reviews).in_nav("nav-emergency-review"),
        Page::get("/emergency/review/{emergency}", REVIEW, emergency::one),
        Page::post("/emergency/review/{emergency}", REVIEW, emergency::review),
        Page::get("/permissions", Needs::Session, permissions::show),
    ]
}
