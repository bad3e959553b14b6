//! Signs over JSON.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use domain::Private;
use domain::access::Permission;
use domain::indicator::{HitAnswered, Reviewed, Sighting};
use law::param::SignStage;
use serde::Deserialize;
use serde_json::json;
use service::Looking;

use super::answer::OUTCOMES;
use crate::api::Endpoint;
use crate::api::body::{Write, number};
use crate::api::schema::{Body, list, object, text, whole, word};
use crate::desk::Desk;
use crate::route::Needs;
use crate::trouble::Answer;

/// Endpoints.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    const LOOK: Needs = Needs::AnyOf(&[Permission::RecordIndicator, Permission::RecordEntrance]);
    const ANSWER: Needs = Needs::One(Permission::AnswerIndicator);
    vec![
        Endpoint::get("/indicators", Needs::Nothing, catalogue)
            .does("The signs of trafficking this country looks for, with sources, weights and version.")
            .returns("The catalogue."),
        Endpoint::get("/signs", Needs::One(Permission::ReadIndicator), waiting)
            .does("Pairs around which a sign waits for an answer.")
            .returns("A list of pairs with how many signs wait, and how many pairs there are in all."),
        Endpoint::get("/pair/{pair}/signs", Needs::One(Permission::RecordIndicator), signs)
            .does("Signs to look for around a pair; for whoever may read it, what was found and how it was answered.")
            .returns("Steps, catalogue, and where it may be read the file of signs with its sum."),
        Endpoint::post("/pair/{pair}/signs", LOOK, look)
            .does("Writes down which signs of a step were seen. The answer does not tell what follows from it.")
            .reads(look_body)
            .returns("A receipt."),
        Endpoint::post("/pair/{pair}/signs/answer", ANSWER, answer)
            .does("Answers a sign that was found, in writing.")
            .reads(answer_body)
            .returns("A receipt.")
            .gated(),
        Endpoint::post("/pair/{pair}/signs/review", ANSWER, review)
            .does("Writes down that a second reviewer has gone through the signs of a pair.")
            .reads(review_body)
            .returns("A receipt."),
    ]
}

async fn catalogue(desk: Desk) -> Answer {
    let seen = desk.app.service.sign_catalogue();
    let body = json!({"version": seen.version, "reference": seen.cite.map(|c| c.reference),
        "threshold": seen.threshold, "signs": seen.signs});
    Ok(Json(body).into_response())
}

async fn waiting(desk: Desk) -> Answer {
    let seen = desk.app.service.signs_waiting(desk.access()?).await?;
    let row = |(pair, waiting, since): &(codes::ids::PairId, usize, jiff::Timestamp)| json!({"pair": pair, "waiting": waiting, "since": since});
    Ok(Json(json!({"pairs": seen.rows.iter().map(row).collect::<Vec<_>>(), "all": seen.all})).into_response())
}

async fn signs(desk: Desk, Path(id): Path<String>) -> Answer {
    let seen = desk.app.service.signs(desk.access()?, number(&id)?).await?;
    let found = seen.found.as_ref().map(|f| json!({"file": f.file, "score": f.score}));
    let body = json!({"pair": seen.pair, "stages": seen.stages, "version": seen.catalogue.version,
        "signs": seen.catalogue.signs, "found": found});
    Ok(Json(body).into_response())
}

/// What was seen at a step.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LookSaid {
    stage: SignStage,
    answers: Vec<Sighting>,
    note: Option<Private>,
}

async fn look(Path(id): Path<String>, w: Write<LookSaid>) -> Answer {
    let LookSaid { stage, answers, note } = w.body;
    let looking = Looking { stage, answers, note };
    let ((), receipt) = w.service.look_for_signs(w.desk.access()?, number(&id)?, looking).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn answer(Path(id): Path<String>, w: Write<HitAnswered>) -> Answer {
    let ((), receipt) = w.service.answer_sign(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn review(Path(id): Path<String>, w: Write<Reviewed>) -> Answer {
    let ((), receipt) = w.service.review_signs(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

fn look_body() -> Body {
    let one = object(&[("sign!", text()), ("sight!", word(["seen", "not_seen", "cannot_say"]))]);
    let stages = SignStage::ALL.map(SignStage::code);
    Body {
        name: "SignsLooked",
        schema: object(&[("stage!", word(stages)), ("answers!", list(one)), ("note", text())]),
        example: json!({"stage": "documents", "answers": [{"sign": "D13", "sight": "seen"}],
            "note": "Both papers were issued on one day."}),
    }
}

fn answer_body() -> Body {
    Body {
        name: "SignAnswered",
        schema: object(&[("hit!", whole()), ("outcome!", word(OUTCOMES.iter().copied())), ("reason!", text())]),
        example: json!({"hit": 1, "outcome": "cleared", "reason": "The registry confirmed both papers by telephone."}),
    }
}

fn review_body() -> Body {
    Body {
        name: "SignsReviewed",
        schema: object(&[("reason!", text())]),
        example: json!({"reason": "Heard her alone; she decides for herself."}),
    }
}
