//! Vigilance: filing, the triage desk, one adverse event with everybody it reaches, the inbox of alerts, recalls, planning
//! a graft.

mod alert;
mod api;
mod clocks;
mod desk;
mod exposure;
mod file;
mod graft;
mod inbox;
mod officer;
mod plans;
mod recall;
mod sare;

use domain::access::Permission;

use crate::route::{Needs, Page};
pub(crate) use api::endpoints;
pub use file::FILE;
pub use graft::GRAFT;
pub use officer::{ANSWER, ASSESS, CLOSE};
pub use recall::RECALL;

/// Pages.
pub(crate) fn pages() -> Vec<Page> {
    const READ: Needs = Needs::One(Permission::ReadSare);
    const WORK: Needs = Needs::One(Permission::WorkSare);
    const FILING: Needs = Needs::One(Permission::FileSare);
    const ALERTS: Needs = Needs::One(Permission::ReadAlert);
    const RECALLS: Needs = Needs::One(Permission::ReadRecall);
    const PLAN: Needs = Needs::One(Permission::PlanGraft);
    vec![
        Page::get("/vigilance", READ, desk::show).in_nav("nav-vigilance"),
        Page::get("/vigilance/alerts", ALERTS, inbox::show).in_nav("nav-alerts"),
        Page::get("/vigilance/alerts/{alert}", ALERTS, alert::show),
        Page::post("/vigilance/alerts/{alert}", Needs::One(Permission::AcknowledgeAlert), alert::acknowledge),
        Page::get("/vigilance/file", FILING, file::show),
        Page::post("/vigilance/file", FILING, file::send),
        Page::get("/vigilance/reports/{sare}", READ, sare::show),
        Page::get("/vigilance/reports/{sare}/initial.csv", READ, sare::initial),
        Page::get("/vigilance/reports/{sare}/final.csv", READ, sare::last),
        Page::post("/vigilance/reports/{sare}/look-back", WORK, officer::look_back),
        Page::get("/vigilance/reports/{sare}/assess", WORK, officer::assess),
        Page::post("/vigilance/reports/{sare}/assess", WORK, officer::assessed),
        Page::get("/vigilance/reports/{sare}/answer", WORK, officer::answer),
        Page::post("/vigilance/reports/{sare}/answer", WORK, officer::answered),
        Page::get("/vigilance/reports/{sare}/close", WORK, officer::close),
        Page::post("/vigilance/reports/{sare}/close", WORK, officer::closed),
        Page::get("/vigilance/recalls", RECALLS, recall::list).in_nav("nav-recalls"),
        Page::get("/vigilance/recall", Needs::One(Permission::RecallUnits), recall::new),
        Page::post("/vigilance/recall", Needs::One(Permission::RecallUnits), recall::order),
        Page::get("/vigilance/recalls/{recall}/lift", Needs::One(Permission::LiftRecall), recall::ask_to_lift),
        Page::post("/vigilance/recalls/{recall}/lift", Needs::One(Permission::LiftRecall), recall::lift),
        Page::get("/vigilance/graft", PLAN, graft::show),
        Page::post("/vigilance/graft", PLAN, graft::send),
        Page::get("/vigilance/plans", PLAN, plans::list).in_nav("nav-plans"),
        Page::get("/vigilance/plans/{plan}", PLAN, plans::one),
    ]
}
