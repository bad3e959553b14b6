//! Guidelines over JSON.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use domain::access::Permission;
use domain::guideline::{Edition, Guideline, GuidelineStep, Withdrawn};
use serde_json::{Value, json};

use crate::api::Endpoint;
use crate::api::body::{Write, number};
use crate::api::schema::{Body, date, list, object, text, word};
use crate::desk::Desk;
use crate::route::Needs;
use crate::trouble::Answer;

/// Endpoints.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    const PUBLISH: Needs = Needs::One(Permission::PublishGuideline);
    vec![
        Endpoint::get("/guidelines", Needs::Nothing, guidelines)
            .does("Guidelines of professional bodies, each in the edition that holds today.")
            .returns("A list of guidelines with edition and standing."),
        Endpoint::post("/guidelines", PUBLISH, publish)
            .does("Publishes a guideline of a professional body.")
            .reads(edition_body)
            .returns("The number of the guideline and a receipt."),
        Endpoint::get("/guideline/{guideline}", Needs::Nothing, guideline)
            .does("One guideline with all its editions.")
            .returns("The guideline; each edition with how it stands today."),
        Endpoint::post("/guideline/{guideline}/edition", PUBLISH, revise)
            .does("Publishes a later edition; the earlier ones stay readable.")
            .reads(edition_body)
            .returns("A receipt."),
        Endpoint::post("/guideline/{guideline}/withdraw", PUBLISH, withdraw)
            .does("Takes a guideline back; it stays readable and says so.")
            .reads(withdraw_body)
            .returns("A receipt."),
    ]
}

fn shown(desk: &Desk, one: &Guideline, n: usize) -> Value {
    let today = desk.app.service.today();
    json!({"number": n, "edition": one.edition(n).map(|e| &e.step), "standing": one.standing(n, today)})
}

async fn guidelines(desk: Desk) -> Answer {
    let today = desk.app.service.today();
    let line = |one: &Guideline| {
        let number = one.holding(today).unwrap_or(1);
        json!({"guideline": one.id, "holds": shown(&desk, one, number)})
    };
    let all = desk.app.service.guidelines().await?;
    Ok(Json(all.iter().map(line).collect::<Vec<_>>()).into_response())
}

async fn guideline(desk: Desk, Path(asked): Path<String>) -> Answer {
    let one = desk.app.service.guideline(number(&asked)?).await?;
    let editions: Vec<Value> = (1..=one.editions.len()).map(|n| shown(&desk, &one, n)).collect();
    let withdrawn = one.withdrawn.as_ref().map(|w| json!({"at": w.at, "reason": w.step.reason}));
    Ok(Json(json!({"guideline": one.id, "editions": editions, "withdrawn": withdrawn})).into_response())
}

async fn publish(w: Write<Edition>) -> Answer {
    let (guideline, receipt) = w.service.publish_guideline(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"guideline": guideline, "receipt": receipt})).into_response())
}

async fn revise(Path(asked): Path<String>, w: Write<Edition>) -> Answer {
    let ((), receipt) = w.service.revise_guideline(w.desk.access()?, number(&asked)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn withdraw(Path(asked): Path<String>, w: Write<Withdrawn>) -> Answer {
    let ((), receipt) = w.service.withdraw_guideline(w.desk.access()?, number(&asked)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

fn edition_body() -> Body {
    Body {
        name: "GuidelineEdition",
        schema: object(&[
            ("title!", text()),
            ("body!", text()),
            ("source!", text()),
            ("language!", text()),
            ("from!", date()),
            ("review_by!", date()),
            ("steps!", list(word(GuidelineStep::CODES.iter().copied()))),
            ("text!", text()),
        ]),
        example: json!({"title": "Hearing a living donor alone", "body": "Association of Psychologists of Calvane",
            "source": "Bulletin of the association 4/2026, page 12", "language": "en", "from": "2026-01-01",
            "review_by": "2028-12-31", "steps": ["interviewed"],
            "text": "Begin with what the donor does on an ordinary day. Ask for the reason last."}),
    }
}

fn withdraw_body() -> Body {
    Body {
        name: "GuidelineWithdrawn",
        schema: object(&[("reason!", text())]),
        example: json!({"reason": "Replaced by the guideline of the joint board."}),
    }
}
