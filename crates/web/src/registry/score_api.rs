//! Scores over JSON.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use codes::ids::RecipientId;
use domain::access::Permission;
use serde_json::json;
use service::ScoreAsked;

use crate::api::Endpoint;
use crate::api::body::Write;
use crate::api::schema::{Body, date, list, object, sample, text, whole, word};
use crate::desk::Desk;
use crate::route::Needs;
use crate::trouble::Answer;

/// Endpoints.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post("/scores", Needs::AnyOf(&[Permission::RecordResult, Permission::RecordPathway]), compute)
            .does("Computes every score of a donor, recipient or possible donor from what is on record; earlier ones stay.")
            .reads(asked_body)
            .returns("The number of the computation and a receipt."),
        Endpoint::get("/scores/{scored}", Needs::AnyOf(&[Permission::ReadResult, Permission::ReadPathway]), scores)
            .does("Scores of a donor, recipient or possible donor with their versions, table years and frozen inputs.")
            .returns("At most 100 computations, the newest first, each with what is missing for the others."),
    ]
}

async fn compute(w: Write<ScoreAsked>) -> Answer {
    let (id, receipt) = w.service.compute_scores(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"scores": id, "receipt": receipt})).into_response())
}

async fn scores(desk: Desk, Path(number): Path<String>) -> Answer {
    let page = desk.app.service.scores(desk.access()?, &number).await?;
    Ok(Json(json!({"computations": page.sheets, "more": page.more})).into_response())
}

fn asked_body() -> Body {
    let yes_no = || word(["yes", "no"]);
    let told = object(&[
        ("dialysis", yes_no()),
        ("dialysis_since", date()),
        ("dialysis_at_listing", yes_no()),
        ("diabetes", yes_no()),
        ("hypertension", yes_no()),
        ("transplanted_before", yes_no()),
        ("growth_failure", yes_no()),
        ("ast_upper_u_l", whole()),
        ("hospital_since", date()),
        ("split", yes_no()),
        ("rescue", yes_no()),
        ("sharing", word(["local", "regional", "national"])),
        ("cold_minutes", whole()),
        ("race", word(["white", "black", "asian", "other"])),
    ]);
    Body {
        name: "ScoreAsked",
        schema: object(&[("person!", text()), ("told", told), ("taken_back", list(text()))]),
        example: json!({"person": sample::<RecipientId>(2), "told": {"dialysis": "no", "diabetes": "no"}}),
    }
}
