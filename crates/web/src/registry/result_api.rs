//! Results of laboratories over JSON.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use codes::ids::{CentreId, DonorId};
use domain::access::Permission;
use domain::pathway::Analyte;
use domain::registry::result::{METHODS, ORGANISMS, ResultWithdrawn};
use serde::Deserialize;
use serde_json::{Value, json};
use service::{LabSeen, LabTyped};

use super::result::UNITS;
use crate::api::Endpoint;
use crate::api::body::{Write, number};
use crate::api::schema::{Body, id, instant, object, sample, text, word};
use crate::desk::Desk;
use crate::route::Needs;
use crate::trouble::Answer;

/// Endpoints.
pub(super) fn endpoints() -> Vec<Endpoint> {
    const RECORD: Needs = Needs::One(Permission::RecordResult);
    vec![
        Endpoint::post("/result", RECORD, keep)
            .does("Keeps what a laboratory found of a donor or recipient; a critical result alerts every centre concerned.")
            .reads(typed_body)
            .returns("Its number, how many alerts were queued, and a receipt."),
        Endpoint::post("/result/{result}/correct", RECORD, correct)
            .does("Supersedes a result with the reason; whoever had the old one is told.")
            .reads(corrected_body)
            .returns("A receipt."),
        Endpoint::post("/result/{result}/withdraw", RECORD, withdraw)
            .does("Takes a result out of what counts, with the reason; it stays on record.")
            .reads(withdrawn_body)
            .returns("A receipt."),
        Endpoint::get("/results/{subject}", Needs::One(Permission::ReadResult), results)
            .does("Results of laboratories of a donor or recipient, withdrawn ones among them.")
            .returns("At most 500, the newest sample first, each with what was believed before and who knows of it."),
    ]
}

async fn keep(w: Write<LabTyped>) -> Answer {
    let ((id, alerts), receipt) = w.service.record_lab_result(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"result": id, "alerts": alerts, "receipt": receipt})).into_response())
}

/// What holds now, and why it was written down otherwise.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LabCorrected {
    told: LabTyped,
    reason: String,
}

async fn correct(Path(id): Path<String>, w: Write<LabCorrected>) -> Answer {
    let LabCorrected { told, reason } = w.body;
    let ((), receipt) = w.service.correct_lab_result(w.desk.access()?, number(&id)?, (told, reason)).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn withdraw(Path(id): Path<String>, w: Write<ResultWithdrawn>) -> Answer {
    let ((), receipt) = w.service.withdraw_lab_result(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

fn seen_json(seen: &LabSeen) -> Value {
    let one = &seen.result;
    let waiting = seen.alerts.iter().filter(|a| a.known.is_none()).count();
    let told = &one.kept.told;
    json!({"result": one.id, "told": told, "loinc": told.analyte.loinc(), "also": told.analyte.also(told.found),
        "weighs": one.kept.weighs, "function": one.kept.function, "by": one.by, "at": one.at,
        "superseded": one.superseded, "withdrawn": one.withdrawn,
        "alerts": seen.alerts.iter().map(|a| a.id).collect::<Vec<_>>(), "waiting": waiting})
}

async fn results(desk: Desk, Path(subject): Path<String>) -> Answer {
    let page = desk.app.service.lab_results(desk.access()?, &subject).await?;
    let results: Vec<Value> = page.results.iter().map(seen_json).collect();
    Ok(Json(json!({"results": results, "more": page.more})).into_response())
}

fn typed_schema() -> Value {
    object(&[
        ("person!", text()),
        ("analyte!", word(Analyte::CODES.iter().copied())),
        ("value", text()),
        ("unit", word(UNITS.iter().copied())),
        ("tested", word(["reactive", "nonreactive"])),
        ("organism", word(ORGANISMS)),
        ("method", word(METHODS)),
        ("laboratory!", id("cen")),
        ("sample", text()),
        ("taken_at!", instant()),
        ("reported_at!", instant()),
        ("called", word(["usual", "critical"])),
        ("note", text()),
    ])
}

fn typed_example() -> Value {
    json!({"person": sample::<DonorId>(5), "analyte": "creatinine", "value": "88.4", "unit": "umol/L", "method": "analyser",
        "laboratory": sample::<CentreId>(1), "sample": "L-4711", "taken_at": "2026-11-20T06:00:00Z",
        "reported_at": "2026-11-20T08:30:00Z"})
}

fn typed_body() -> Body {
    Body { name: "LabResult", schema: typed_schema(), example: typed_example() }
}

fn corrected_body() -> Body {
    Body {
        name: "LabCorrected",
        schema: object(&[
            ("told!", typed_schema()),
            ("reason!", word(["typing_error", "laboratory_corrected", "other"])),
        ]),
        example: json!({"told": typed_example(), "reason": "laboratory_corrected"}),
    }
}

fn withdrawn_body() -> Body {
    Body {
        name: "LabWithdrawn",
        schema: object(&[("reason!", word(["wrong_person", "wrong_sample", "other"]))]),
        example: json!({"reason": "wrong_sample"}),
    }
}
