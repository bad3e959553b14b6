//! Centres, licences, operations and traces over JSON.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use codes::organ::Organ;
use codes::time::Happened;
use domain::licence::{CentreRegistered, Granted, Measure};
use domain::registry::{FateRecorded, RemovalFact, TransplantFact};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};
use service::{CentrePage, Handing};

use super::body::{Write, number};
use crate::desk::Desk;
use crate::trouble::Answer;

fn centre_json(desk: &Desk, page: &CentrePage) -> Value {
    let now = desk.app.service.now();
    let today = desk.day_of(now);
    let licences: Vec<Value> = page
        .licences
        .iter()
        .map(|l| json!({"licence": l.id, "granted": l.granted, "status": l.status(now, today)}))
        .collect();
    json!({"centre": page.centre.id, "name": page.centre.name_on(today), "kind": page.centre.kind,
        "place": page.centre.place, "country": page.centre.country, "licences": licences})
}

pub(crate) async fn centres(desk: Desk) -> Answer {
    let pages = desk.app.service.centres().await?;
    Ok(Json(pages.iter().map(|p| centre_json(&desk, p)).collect::<Vec<_>>()).into_response())
}

pub(crate) async fn centre(desk: Desk, Path(id): Path<String>) -> Answer {
    let page = desk.app.service.centre(number(&id)?).await?;
    Ok(Json(centre_json(&desk, &page)).into_response())
}

pub(crate) async fn register_centre(w: Write<CentreRegistered>) -> Answer {
    let (centre, receipt) = w.service.register_centre(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"centre": centre, "receipt": receipt})).into_response())
}

pub(crate) async fn grant(w: Write<Granted>) -> Answer {
    let (licence, receipt) = w.service.grant_licence(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"licence": licence, "receipt": receipt})).into_response())
}

/// A measure with its reason.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Measuring {
    measure: Measure,
    from: Timestamp,
    reason: String,
    legal_act: String,
}

pub(crate) async fn measure(Path(id): Path<String>, w: Write<Measuring>) -> Answer {
    let b = w.body;
    let words = (b.reason, b.legal_act);
    let ((), receipt) = w.service.propose_measure(w.desk.access()?, number(&id)?, b.measure, b.from, words).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

pub(crate) async fn sign(Path(id): Path<String>, w: Write<()>) -> Answer {
    let ((), receipt) = w.service.sign_measure(w.desk.access()?, number(&id)?).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

/// Whoever records a breach sees that it was kept; that a question exists is known inside the vault only.
pub(crate) async fn removal(w: Write<RemovalFact>) -> Answer {
    let (kept, receipt) = w.service.record_removal(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"unit": kept.unit, "leaf": receipt.leaves.first(), "promised_by": receipt.promised_by}))
        .into_response())
}

pub(crate) async fn transplant(w: Write<TransplantFact>) -> Answer {
    let (kept, receipt) = w.service.record_transplant(w.desk.access()?, w.body).await?;
    let leaf = receipt.leaves.first();
    Ok(Json(json!({"transplant": kept.transplant, "leaf": leaf, "promised_by": receipt.promised_by})).into_response())
}

pub(crate) async fn handover(w: Write<Handing>) -> Answer {
    let (handover, receipt) = w.service.record_handover(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"handover": handover, "receipt": receipt})).into_response())
}

/// How a unit ended, and when.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct End {
    ended: FateRecorded,
    happened: Happened,
}

pub(crate) async fn end(Path(id): Path<String>, w: Write<End>) -> Answer {
    let ((), receipt) = w.service.record_fate(w.desk.access()?, number(&id)?, w.body.ended, w.body.happened).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

/// Parts of a divided organ, and when it was divided.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Parts {
    parts: Vec<Organ>,
    happened: Happened,
}

pub(crate) async fn parts(Path(id): Path<String>, w: Write<Parts>) -> Answer {
    let (parts, receipt) =
        w.service.record_split(w.desk.access()?, number(&id)?, w.body.parts, w.body.happened).await?;
    Ok(Json(json!({"parts": parts, "receipt": receipt})).into_response())
}

pub(crate) async fn trace(desk: Desk, Path(id): Path<String>) -> Answer {
    let found = desk.app.service.trace(desk.access()?, &id).await?;
    Ok(Json(found).into_response())
}
