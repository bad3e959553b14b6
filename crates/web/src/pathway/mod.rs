//! Possible donors after death: the list, the file, its steps, the approval of recovery, what came of it.

mod api;
mod approve;
mod cure;
mod file;
mod flow;
pub mod forms;
mod list;
mod open;
mod recover;
mod result;
mod results;
mod step;
mod tasks;
mod timeline;
mod will;

use domain::access::Permission;

use crate::route::{Needs, Page};

pub(crate) use api::endpoints;
pub(crate) use flow::public as public_flow;
pub(crate) use recover::RECOVERY;

/// Pages.
pub(crate) fn pages() -> Vec<Page> {
    const READ: Needs = Needs::One(Permission::ReadPathway);
    const OPEN: Needs = Needs::One(Permission::OpenPathway);
    const RECORD: Needs = Needs::One(Permission::RecordPathway);
    const APPROVE: Needs = Needs::One(Permission::ApproveRecovery);
    const RECOVER: Needs = Needs::One(Permission::RecordRecovery);
    vec![
        Page::get("/pathways", READ, list::list).in_nav("nav-pathways"),
        Page::get("/pathways/new", OPEN, open::show),
        Page::post("/pathways/new", OPEN, open::send),
        Page::get("/pathways/flow", READ, flow::show),
        Page::get("/pathways/{pathway}", READ, file::show),
        Page::get("/pathways/{pathway}/steps/{step}", Needs::ByStep(steps), step::show),
        Page::post("/pathways/{pathway}/steps/{step}", Needs::ByStep(steps), step::send),
        Page::get("/pathways/{pathway}/identify", RECORD, open::who),
        Page::post("/pathways/{pathway}/identify", RECORD, open::identify),
        Page::get("/pathways/{pathway}/refer", Needs::One(Permission::MakeReferral), will::new),
        Page::post("/pathways/{pathway}/refer", Needs::One(Permission::MakeReferral), will::refer),
        Page::post("/pathways/{pathway}/consult", Needs::One(Permission::ConsultRegister), will::consult),
        Page::get("/pathways/{pathway}/approval", APPROVE, approve::show),
        Page::post("/pathways/{pathway}/approval", APPROVE, approve::send),
        Page::post("/pathways/{pathway}/approval/take-back", APPROVE, approve::take_back),
        Page::get("/pathways/{pathway}/recovery", RECOVER, recover::show),
        Page::post("/pathways/{pathway}/recovery", RECOVER, recover::send),
    ]
}

/// Every step with the permission to take it.
fn steps() -> Vec<(&'static str, Permission)> {
    forms::STEPS.iter().map(|kind| (kind.code, kind.permission)).collect()
}
