//! Pages of removals, organs on their way, and the people on record.

mod amend;
mod api;
mod chain;
mod correct;
mod divide;
pub(crate) mod hla;
mod laboratory;
mod laboratory_api;
mod operation;
pub(crate) mod people;
mod plan;
pub(crate) mod result;
mod result_api;
mod score;
mod score_api;
pub(crate) mod size;
mod times;

use domain::access::Permission;

use crate::route::{Needs, Page};

pub use amend::{DONOR_CORRECTION, HANDOVER_CORRECTION, OUTCOME_CORRECTION, RECIPIENT_CORRECTION};
pub use chain::TRANSPLANT;
pub use correct::OPERATION_CORRECTION;
pub use divide::DIVIDE;
pub use hla::{HLA, HLA_WITHDRAW};
pub use laboratory::BLOOD_GROUP;
pub use result::{RESULT, RESULT_REASON};
pub use score::SCORES;
pub use times::TIMES;

/// Endpoints.
pub(crate) fn endpoints() -> Vec<crate::api::Endpoint> {
    let mut all = api::endpoints();
    all.extend(laboratory_api::endpoints());
    all.extend(result_api::endpoints());
    all.extend(score_api::endpoints());
    all.extend(hla::endpoints());
    all
}

/// Pages.
pub(crate) fn pages() -> Vec<Page> {
    const PLAN: Needs = Needs::One(Permission::PlanRemoval);
    const OPERATE: Needs = Needs::One(Permission::RecordOperation);
    const AMEND: Needs = Needs::AnyOf(&[Permission::RecordOperation, Permission::RecordVisit]);
    const RESULTS: Needs = Needs::One(Permission::ReadResult);
    const RESULT: Needs = Needs::One(Permission::RecordResult);
    const SCORES: Needs = Needs::AnyOf(&[Permission::ReadResult, Permission::ReadPathway]);
    const SCORE: Needs = Needs::AnyOf(&[Permission::RecordResult, Permission::RecordPathway]);
    const FIND: Needs = Needs::One(Permission::ReadIdentity);
    const CORRECT: Needs = Needs::One(Permission::RecordIdentity);
    vec![
        Page::get("/pairs/{pair}/plan", PLAN, plan::show),
        Page::post("/pairs/{pair}/plan", PLAN, plan::send),
        Page::post("/pairs/{pair}/plan/cancel", PLAN, plan::cancel),
        Page::get("/pairs/{pair}/operation", OPERATE, operation::show),
        Page::post("/pairs/{pair}/operation", OPERATE, operation::send),
        Page::get("/organs/{unit}/hand-over", OPERATE, chain::show_hand_over),
        Page::post("/organs/{unit}/hand-over", OPERATE, chain::send_hand_over),
        Page::get("/organs/{unit}/transplant", OPERATE, chain::show_transplant),
        Page::post("/organs/{unit}/transplant", OPERATE, chain::send_transplant),
        Page::get("/organs/{unit}/end", OPERATE, chain::show_end),
        Page::post("/organs/{unit}/end", OPERATE, chain::send_end),
        Page::get("/organs/{unit}/divide", OPERATE, divide::show),
        Page::post("/organs/{unit}/divide", OPERATE, divide::send),
        Page::get("/organs/{unit}/times", OPERATE, times::show),
        Page::post("/organs/{unit}/times", OPERATE, times::send),
        Page::get("/records/{number}/blood-group", OPERATE, laboratory::show),
        Page::post("/records/{number}/blood-group", OPERATE, laboratory::send),
        Page::post("/records/{number}/blood-group/withdraw", OPERATE, laboratory::withdraw),
        Page::get("/records/{number}/results", RESULTS, result::show),
        Page::post("/records/{number}/results", RESULT, result::send),
        Page::get("/records/{number}/scores", SCORES, score::show),
        Page::post("/records/{number}/scores", SCORE, score::send),
        Page::get("/records/{number}/hla", RESULTS, hla::show),
        Page::post("/records/{number}/hla", RESULT, hla::send),
        Page::post("/records/{number}/hla/{hla}/withdraw", RESULT, hla::withdraw),
        Page::get("/results/{result}", RESULTS, result::one),
        Page::post("/results/{result}", RESULT, result::correct),
        Page::post("/results/{result}/withdraw", RESULT, result::withdraw),
        Page::get("/operations/{number}/correct", OPERATE, correct::show),
        Page::post("/operations/{number}/correct", OPERATE, correct::send),
        Page::get("/records/{number}/correct", AMEND, amend::show),
        Page::post("/records/{number}/correct", AMEND, amend::send),
        Page::get("/people/find", FIND, people::show),
        Page::post("/people/find", FIND, people::find),
        Page::get("/people/{person}/correct", CORRECT, people::show_correct),
        Page::post("/people/{person}/correct", CORRECT, people::correct),
    ]
}
