//! Scanned hand-overs, blood groups and times without blood over JSON.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use codes::time::Happened;
use domain::access::Permission;
use domain::registry::blood::{Abo, Determined, Withdrawn};
use domain::registry::{HandedOver, Moment};
use domain::trace::order::Scanned;
use serde::Deserialize;
use serde_json::json;

use crate::api::Endpoint;
use crate::api::body::{Write, number};
use crate::api::schema::{Body, happened, happened_example, id, instant, list, object, sample, text, whole, word};
use crate::desk::Desk;
use crate::route::Needs;
use crate::trouble::Answer;

/// Endpoints.
pub(super) fn endpoints() -> Vec<Endpoint> {
    const OPERATE: Needs = Needs::One(Permission::RecordOperation);
    vec![
        Endpoint::post("/handover/scanned", Needs::One(Permission::HandOver), scanned)
            .does("Keeps a hand-over that a device scanned, perhaps offline, with what it measured of its own clock.")
            .reads(scanned_body)
            .returns("Its number and a receipt."),
        Endpoint::post("/blood-group", OPERATE, determine)
            .does("Keeps a blood group that a laboratory determined from one sample of a donor or recipient.")
            .reads(determined_body)
            .returns("Its number and a receipt."),
        Endpoint::post("/blood-group/{blood_group}/withdraw", OPERATE, withdraw)
            .does("Takes a determination out of what counts, with the reason; it stays on record.")
            .reads(withdrawn_body)
            .returns("A receipt."),
        Endpoint::get("/blood-groups/{subject}", OPERATE, groups)
            .does("Every determination of the blood group of a donor or recipient, withdrawn ones among them.")
            .returns("The determinations."),
        Endpoint::post("/unit/{unit}/moments", OPERATE, moments)
            .does("Keeps when an organ's blood stopped, when it lay cold and when blood flowed again.")
            .reads(moments_body)
            .returns("A receipt."),
    ]
}

/// What changed hands, and what the device says of its clock.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HandedOffline {
    handed: HandedOver,
    scanned: Scanned,
}

async fn scanned(w: Write<HandedOffline>) -> Answer {
    let HandedOffline { handed, scanned } = w.body;
    let (handover, receipt) = w.service.record_scanned(w.desk.access()?, handed, scanned).await?;
    Ok(Json(json!({"handover": handover, "receipt": receipt})).into_response())
}

fn scanned_body() -> Body {
    let handed = object(&[
        ("unit!", id("org")),
        ("place!", whole()),
        ("from", id("cen")),
        ("to", id("cen")),
        ("package", text()),
    ]);
    let scanned = object(&[
        ("device!", text()),
        ("device_at!", instant()),
        ("offset_s!", json!({"type": "integer"})),
        ("uncertainty_s!", whole()),
    ]);
    Body {
        name: "HandedOffline",
        schema: object(&[("handed!", handed), ("scanned!", scanned)]),
        example: json!({"handed": {"unit": sample::<codes::ids::UnitId>(6), "place": 1,
            "from": sample::<codes::ids::CentreId>(1), "to": sample::<codes::ids::CentreId>(7), "package": "K1"},
            "scanned": {"device": "van_3", "device_at": "2026-11-20T06:00:00Z", "offset_s": -95, "uncertainty_s": 4}}),
    }
}

/// What was determined, and when the sample was taken.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sampled {
    determined: Determined,
    happened: Happened,
}

async fn determine(w: Write<Sampled>) -> Answer {
    let Sampled { determined, happened } = w.body;
    let (id, receipt) = w.service.record_blood_group(w.desk.access()?, determined, happened).await?;
    Ok(Json(json!({"blood_group": id, "receipt": receipt})).into_response())
}

async fn withdraw(Path(id): Path<String>, w: Write<Withdrawn>) -> Answer {
    let ((), receipt) = w.service.withdraw_blood_group(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn groups(desk: Desk, Path(subject): Path<String>) -> Answer {
    Ok(Json(desk.app.service.blood_groups(desk.access()?, &subject).await?).into_response())
}

/// A moment and its instant.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    moment: Moment,
    happened: Happened,
}

/// Moments of one organ.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AllTold {
    moments: Vec<Told>,
}

async fn moments(Path(id): Path<String>, w: Write<AllTold>) -> Answer {
    let told = w.body.moments.into_iter().map(|t| (t.moment, t.happened)).collect();
    let ((), receipt) = w.service.record_moments(w.desk.access()?, number(&id)?, told).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

fn determined_body() -> Body {
    let determined = object(&[
        ("person!", text()),
        ("group!", word(Abo::ALL.iter().map(|g| g.code()))),
        ("sample!", text()),
        ("laboratory", id("cen")),
    ]);
    Body {
        name: "Sampled",
        schema: object(&[("determined!", determined), ("happened!", happened())]),
        example: json!({"determined": {"person": sample::<codes::ids::DonorId>(5), "group": "O", "sample": "L-4711",
            "laboratory": sample::<codes::ids::CentreId>(1)}, "happened": happened_example()}),
    }
}

fn withdrawn_body() -> Body {
    let reasons = word(["wrong_sample", "typing_error", "other"]);
    Body { name: "Withdrawn", schema: object(&[("reason!", reasons)]), example: json!({"reason": "wrong_sample"}) }
}

fn moments_body() -> Body {
    let told = object(&[("moment!", word(Moment::ALL.iter().map(|m| m.code()))), ("happened!", happened())]);
    Body {
        name: "AllTold",
        schema: object(&[("moments!", list(told))]),
        example: json!({"moments": [{"moment": "clamp", "happened": happened_example()}]}),
    }
}
