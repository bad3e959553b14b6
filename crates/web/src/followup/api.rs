//! Follow-up over JSON.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use codes::time::Happened;
use domain::access::Permission;
use domain::followup::{Seen, VisitCorrected};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::api::Endpoint;
use crate::api::body::{Write, number};
use crate::api::schema::{Body, happened, happened_example, object, text, whole, word};
use crate::desk::Desk;
use crate::route::Needs;
use crate::trouble::Answer;

/// Endpoints.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/follow-up", Needs::One(Permission::ReadFollowup), followup)
            .does("Visits that are open or overdue, completeness and patient survival.")
            .returns("The worklist."),
        Endpoint::post("/visit/{visit}", Needs::One(Permission::RecordVisit), visit)
            .does("Keeps what was seen at a visit.")
            .reads(visit_body)
            .returns("A receipt."),
        Endpoint::post("/visit/{visit}/correct", Needs::One(Permission::RecordVisit), correct)
            .does("Supersedes what was measured at a visit; whoever had the old values is told.")
            .reads(correction_body)
            .returns("A receipt."),
    ]
}

async fn followup(desk: Desk) -> Answer {
    let page = desk.app.service.followup(desk.access()?).await?;
    let visits: Vec<_> = page.lines.iter().map(|l| &l.visit).collect();
    let (closed, seen) = page.complete;
    Ok(Json(json!({"visits": visits, "closed": closed, "seen": seen, "survival": page.survival})).into_response())
}

/// What was seen, and when.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VisitSeen {
    seen: Seen,
    happened: Happened,
}

async fn visit(Path(id): Path<String>, w: Write<VisitSeen>) -> Answer {
    let ((), receipt) = w.service.record_visit(w.desk.access()?, number(&id)?, w.body.seen, w.body.happened).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn correct(Path(id): Path<String>, w: Write<VisitCorrected>) -> Answer {
    let ((), receipt) = w.service.correct_visit(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

fn seen_schema() -> Value {
    object(&[
        ("patient_status!", word(["alive", "dead", "lost"])),
        ("graft_status", word(["functioning", "failed"])),
        ("creatinine_umol_l", whole()),
        ("egfr_ml_min_173", whole()),
        ("systolic_mmhg", whole()),
        ("diastolic_mmhg", whole()),
        ("albuminuria_mg_g", whole()),
        ("note", text()),
    ])
}

fn seen_example() -> Value {
    json!({"patient_status": "alive", "graft_status": null, "creatinine_umol_l": 96, "egfr_ml_min_173": 66,
        "systolic_mmhg": 124, "diastolic_mmhg": 78, "albuminuria_mg_g": 9, "note": null})
}

fn visit_body() -> Body {
    Body {
        name: "VisitSeen",
        schema: object(&[("seen!", seen_schema()), ("happened!", happened())]),
        example: json!({"seen": seen_example(), "happened": happened_example()}),
    }
}

fn correction_body() -> Body {
    Body {
        name: "VisitCorrected",
        schema: object(&[("seen!", seen_schema()), ("reason!", word(["typing_error", "new_document", "other"]))]),
        example: json!({"seen": seen_example(), "reason": "typing_error"}),
    }
}
