//! Emergency access over JSON.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use codes::ids::PairId;
use domain::access::{EmergencyFinding, EmergencyReason, EmergencyReviewed, Permission};
use serde_json::{Value, json};
use service::access::{EmergencyAsked, EmergencySeen, ReadUnder};

use crate::api::Endpoint;
use crate::api::body::{Write, number};
use crate::api::schema::{Body, object, sample, text, word};
use crate::desk::Desk;
use crate::route::Needs;
use crate::trouble::Answer;

/// Endpoints.
pub(super) fn endpoints() -> Vec<Endpoint> {
    const OPEN: Needs = Needs::One(Permission::BreakGlass);
    const REVIEW: Needs = Needs::One(Permission::ReviewGlass);
    vec![
        Endpoint::get("/emergencies", OPEN, own)
            .does("One's own emergency accesses: those that run, and the others.")
            .returns("Two lists."),
        Endpoint::post("/emergencies", OPEN, open)
            .does("Opens one record of another centre for some hours. The privacy officers are told at once.")
            .reads(asked_body)
            .returns("The number of the emergency access and a receipt."),
        Endpoint::post("/emergency/{emergency}/end", OPEN, end)
            .does("Ends an emergency access of one's own before its time.")
            .returns("A receipt."),
        Endpoint::get("/emergencies/review", REVIEW, reviews)
            .does("Emergency accesses that wait for their review, the oldest first, and those that were reviewed last.")
            .returns("Two lists."),
        Endpoint::get("/emergency/{emergency}", REVIEW, one)
            .does("One emergency access with everything that was opened and read under it.")
            .returns("The emergency access, and what was asked for under it: each record and outcome once, with how often, when first and when last."),
        Endpoint::post("/emergency/{emergency}/review", REVIEW, review)
            .does("Reviews an emergency access of somebody else; one that runs ends with it.")
            .reads(review_body)
            .returns("A receipt."),
    ]
}

fn seen(desk: &Desk, one: &EmergencySeen) -> Value {
    let (emergency, now) = (&one.emergency, desk.app.service.now());
    json!({"emergency": emergency, "runs": emergency.runs(now), "until": emergency.until(),
        "review_due_at": emergency.review_due_at(), "late": emergency.is_late(now), "opened_within_a_year": one.counted})
}

async fn own(desk: Desk) -> Answer {
    let all = desk.app.service.own_emergencies(desk.access()?).await?;
    let list = |of: &[EmergencySeen]| of.iter().map(|one| seen(&desk, one)).collect::<Vec<_>>();
    Ok(Json(json!({"running": list(&all.open), "over": list(&all.past)})).into_response())
}

async fn open(w: Write<EmergencyAsked>) -> Answer {
    let (emergency, receipt) = w.service.open_emergency(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"emergency": emergency, "receipt": receipt})).into_response())
}

async fn end(Path(id): Path<String>, w: Write<()>) -> Answer {
    let ((), receipt) = w.service.end_emergency(w.desk.access()?, number(&id)?).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn reviews(desk: Desk) -> Answer {
    let all = desk.app.service.emergencies(desk.access()?).await?;
    let list = |of: &[EmergencySeen]| of.iter().map(|one| seen(&desk, one)).collect::<Vec<_>>();
    Ok(Json(json!({"waiting": list(&all.open), "reviewed": list(&all.past)})).into_response())
}

async fn one(desk: Desk, Path(id): Path<String>) -> Answer {
    let file = desk.app.service.emergency(desk.access()?, number(&id)?).await?;
    let line = |l: &ReadUnder| {
        json!({"what": l.what, "record": l.record, "outcome": l.outcome, "times": l.times,
            "first_at": l.first_at, "last_at": l.last_at})
    };
    let lines: Vec<Value> = file.lines.iter().map(line).collect();
    Ok(Json(json!({"emergency": seen(&desk, &file.seen), "lines": lines})).into_response())
}

async fn review(Path(id): Path<String>, w: Write<EmergencyReviewed>) -> Answer {
    let ((), receipt) = w.service.review_emergency(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

fn asked_body() -> Body {
    Body {
        name: "EmergencyAsked",
        schema: object(&[
            ("record!", text()),
            ("reason!", word(EmergencyReason::CODES.iter().copied())),
            ("text!", text()),
            ("hours!", json!({"type": "integer", "minimum": 1, "maximum": 12})),
        ]),
        example: json!({"record": sample::<PairId>(1), "reason": "severe_reaction",
            "text": "The recipient came to us in shock; her centre does not answer.", "hours": 4}),
    }
}

fn review_body() -> Body {
    Body {
        name: "EmergencyReviewed",
        schema: object(&[("finding!", word(EmergencyFinding::CODES.iter().copied())), ("reason!", text())]),
        example: json!({"finding": "justified", "reason": "The centre did not answer, and the recipient was in danger."}),
    }
}
