//! What devices kept without a network, over JSON.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use data_encoding::BASE64;
use domain::access::Permission;
use serde_json::json;
use service::{SealedEntry, Settling};

use super::unclear::REASONS;
use crate::api::Endpoint;
use crate::api::body::{Write, number};
use crate::api::schema::{Body, happened, id, instant, object, sample, text, whole, word};
use crate::desk::Desk;
use crate::route::Needs;
use crate::trouble::Answer;

/// Endpoints.
pub(super) fn endpoints() -> Vec<Endpoint> {
    const SETTLE: Needs = Needs::One(Permission::SettleEntry);
    vec![
        Endpoint::get("/device-key", Needs::One(Permission::HandOver), key)
            .does("The key to which a device seals what it keeps without a network (RFC 9180, P-256, HKDF-SHA256, AES-128-GCM).")
            .returns("Version and public key."),
        Endpoint::post("/device-entry", Needs::One(Permission::HandOver), keep)
            .does("Keeps what a device sealed without a network, whatever it contradicts. Sent twice, it is kept once.")
            .reads(sealed_body)
            .returns("Its number, where it stands, when it was and how surely, and a receipt."),
        Endpoint::get("/device-entries", SETTLE, list)
            .does("What devices told that contradicts a chain or whose place in it is not sure, and the latest decisions.")
            .returns("The entries."),
        Endpoint::get("/device-entry/{entry}", SETTLE, shown)
            .does("What a device told, beside the chain of its organ.")
            .returns("The entry, hand-overs in the order that was concluded, and names of centres."),
        Endpoint::post("/device-entry/{entry}/settle", SETTLE, settle)
            .does("Decides what stands. What was told stays on record, whatever is decided.")
            .reads(settling_body)
            .returns("A receipt."),
    ]
}

async fn key(desk: Desk) -> Answer {
    crate::ask::require(&desk, Permission::HandOver)?;
    let key = desk.app.service.inbox_key()?;
    Ok(Json(json!({"version": key.version, "public": BASE64.encode(&key.public)})).into_response())
}

async fn keep(w: Write<SealedEntry>) -> Answer {
    let (taken, receipt) = w.service.keep_told(w.desk.access()?, w.body).await?;
    // A receipt of every leaf would tell how much was found wrong with it.
    Ok(Json(json!({
        "entry": taken.entry, "state": taken.state, "at": taken.at, "uncertainty_s": taken.uncertainty_s,
        "leaf": receipt.leaves.first(), "promised_by": receipt.promised_by,
    }))
    .into_response())
}

async fn list(desk: Desk) -> Answer {
    Ok(Json(desk.app.service.device_entries(desk.access()?).await?).into_response())
}

async fn shown(desk: Desk, Path(id): Path<String>) -> Answer {
    Ok(Json(desk.app.service.device_entry(desk.access()?, number(&id)?).await?).into_response())
}

async fn settle(Path(id): Path<String>, w: Write<Settling>) -> Answer {
    let ((), receipt) = w.service.settle_entry(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

/// What a device sends.
pub(crate) fn sealed_body() -> Body {
    Body {
        name: "SealedEntry",
        schema: object(&[
            ("mark!", text()),
            ("key!", whole()),
            ("enc!", text()),
            ("sealed!", text()),
            ("device_now!", instant()),
        ]),
        example: json!({"mark": "3f1c9a5b7d2e48606172839405a6b7c8", "key": 1, "enc": BASE64.encode(&[4; 65]),
            "sealed": BASE64.encode(&[7; 48]), "device_now": "2026-11-20T06:00:00Z"}),
    }
}

fn settling_body() -> Body {
    let decision = object(&[
        ("decision!", word(["as_told", "moved", "other_organ"])),
        ("handover", id("hnd")),
        ("happened", happened()),
        ("unit", id("org")),
    ]);
    Body {
        name: "Settling",
        schema: object(&[("decision!", decision), ("reason!", word(REASONS.iter().copied()))]),
        example: json!({"decision": {"decision": "other_organ", "unit": sample::<codes::ids::UnitId>(6)},
            "reason": "seen_on_the_label"}),
    }
}
