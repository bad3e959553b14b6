//! Concerns over JSON, for those who read. What is sealed goes in and out sealed.

use axum::Json;
use axum::extract::Path;
use axum::http::header;
use axum::response::IntoResponse;
use codes::ids::{ConcernId, ConcernKeyId};
use domain::Private;
use domain::access::Permission;
use domain::concern::{PostKind, Triaged};
use serde::Deserialize;
use serde_json::json;
use service::concern::{NewKey, Reading, Resealing, WrapSent, Wrapped};

use crate::api::Endpoint;
use crate::api::body::{Write, number};
use crate::api::schema::{Body, list, object, text, word};
use crate::desk::Desk;
use crate::route::Needs;
use crate::trouble::Answer;

/// Endpoints.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    const READ: Needs = Needs::One(Permission::ReadConcern);
    const WORK: Needs = Needs::One(Permission::WorkConcern);
    vec![
        Endpoint::get("/concerns", READ, concerns)
            .does("Concerns that were sealed to the reader's own key, newest first. For everybody else they are not there.")
            .returns("A list of concerns: number, state, when it came, by when the next step is due."),
        Endpoint::get("/concern/{concern}", READ, concern)
            .does("One concern with everything sealed in it, and the reader's own wraps.")
            .returns("Sealed texts, their wraps for the reader's key, and that key wrapped under the reader's passphrase."),
        Endpoint::get("/concern/{concern}/text/{post}", READ, sealed_text)
            .does("The ciphertext of one sealed text.")
            .returns("Bytes: the sender's half of the agreement, then the ciphertext."),
        Endpoint::post("/concern/{concern}/answer", WORK, answer)
            .does("Keeps a sealed reply or note, and what became of the concern.")
            .reads(answer_body)
            .returns("A receipt."),
        Endpoint::post("/concern/{concern}/reseal", WORK, reseal)
            .does("Seals a concern to more keys, and takes it from those that were left.")
            .reads(reseal_body)
            .returns("A receipt."),
        Endpoint::post("/concern-key", WORK, make_key)
            .does("Keeps the public half of a reader's key, and the other one wrapped under a passphrase.")
            .reads(key_body)
            .returns("The number of the key and a receipt."),
        Endpoint::post("/concern-key/{key}/check", WORK, check_key)
            .does("Says that somebody compared a fingerprint with its owner, on another way than this system.")
            .reads(check_body)
            .returns("A receipt."),
        Endpoint::post("/concern-key/{key}/leave", WORK, leave_key)
            .does("Gives a key up: its owner reads no longer.")
            .returns("A receipt."),
    ]
}

async fn concerns(desk: Desk) -> Answer {
    let seen = desk.app.service.concerns(desk.access()?).await?;
    let line = |l: &service::concern::ConcernLine| {
        json!({"concern": l.concern.id, "state": l.concern.state, "received_at": l.concern.received_at, "due_at": l.due_at,
            "added": l.concern.added.len(), "retaliations": l.concern.retaliations, "case": l.concern.case})
    };
    Ok(Json(seen.lines.iter().map(line).collect::<Vec<_>>()).into_response())
}

async fn concern(desk: Desk, Path(id): Path<String>) -> Answer {
    let seen = desk.app.service.concern(desk.access()?, number::<ConcernId>(&id)?).await?;
    Ok(Json(seen.told()).into_response())
}

async fn sealed_text(desk: Desk, Path((id, post)): Path<(String, String)>) -> Answer {
    let text = desk.app.service.concern_text(desk.access()?, number::<ConcernId>(&id)?, &post).await?;
    Ok(([(header::CONTENT_TYPE, "application/octet-stream")], text).into_response())
}

/// Something a reader wrote, sealed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    kind: PostKind,
    content: String,
    text: String,
    wraps: Vec<WrapSent>,
}

/// What a reader does in one step.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    #[serde(default)]
    wrapped: Option<Written>,
    #[serde(default)]
    triaged: Option<Triaged>,
    #[serde(default)]
    retaliated: bool,
}

async fn answer(Path(id): Path<String>, w: Write<Step>) -> Answer {
    let Step { wrapped, triaged, retaliated } = w.body;
    let wrapped = wrapped.map(|Written { kind, content, text, wraps }| Wrapped { kind, content, text, wraps });
    let reading = Reading { wrapped, triaged, retaliated };
    let ((), receipt) = w.service.work_concern(w.desk.access()?, number(&id)?, reading).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

/// A new wrap of one sealed text.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Again {
    post: String,
    wrap: WrapSent,
}

/// New wraps.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wraps {
    wraps: Vec<Again>,
}

async fn reseal(Path(id): Path<String>, w: Write<Wraps>) -> Answer {
    let wraps = w.body.wraps.into_iter().map(|again| (again.post, again.wrap)).collect();
    let ((), receipt) = w.service.reseal_concern(w.desk.access()?, number(&id)?, Resealing { wraps }).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

/// A key made in a browser.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Key {
    public: String,
    office: String,
    wrapped: Private,
}

async fn make_key(w: Write<Key>) -> Answer {
    let Key { public, office, wrapped } = w.body;
    let (key, receipt) = w.service.make_concern_key(w.desk.access()?, NewKey { public, office, wrapped }).await?;
    Ok(Json(json!({"key": key, "receipt": receipt})).into_response())
}

/// A fingerprint as its owner read it out.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Compared {
    fingerprint: String,
}

async fn check_key(Path(id): Path<String>, w: Write<Compared>) -> Answer {
    let key: ConcernKeyId = number(&id)?;
    let ((), receipt) = w.service.check_concern_key(w.desk.access()?, key, w.body.fingerprint).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn leave_key(Path(id): Path<String>, w: Write<()>) -> Answer {
    let key: ConcernKeyId = number(&id)?;
    let ((), receipt) = w.service.leave_concern_key(w.desk.access()?, key).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

fn wrap_schema() -> serde_json::Value {
    object(&[("to!", text()), ("enc!", text()), ("sealed!", text())])
}

fn answer_body() -> Body {
    let wrapped = object(&[
        ("kind!", word(["reply", "note"])),
        ("content!", text()),
        ("text!", text()),
        ("wraps!", list(wrap_schema())),
    ]);
    let triaged = object(&[("outcome!", word(["acknowledged", "referred", "no_action", "in_case"])), ("case", text())]);
    Body {
        name: "ConcernStep",
        schema: object(&[("wrapped", wrapped), ("triaged", triaged), ("retaliated", json!({"type": "boolean"}))]),
        example: json!({"triaged": {"outcome": "acknowledged"}}),
    }
}

fn reseal_body() -> Body {
    Body {
        name: "ConcernWraps",
        schema: object(&[("wraps!", list(object(&[("post!", text()), ("wrap!", wrap_schema())])))]),
        example: json!({"wraps": []}),
    }
}

fn key_body() -> Body {
    Body {
        name: "ConcernKey",
        schema: object(&[("public!", text()), ("office!", text()), ("wrapped!", text())]),
        example: json!({"public": "BGsX0fLhLEJH-Lzm5WOkQPJ3A32BLeszoPShOUXYmMKWT-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU",
            "office": "Inspector for concerns, Ministry of Health", "wrapped": "{\"kdf\":\"PBKDF2-SHA256\"}"}),
    }
}

fn check_body() -> Body {
    Body {
        name: "ConcernFingerprint",
        schema: object(&[("fingerprint!", text())]),
        example: json!({"fingerprint": "0f".repeat(32)}),
    }
}
