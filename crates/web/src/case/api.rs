//! Questions and cases over JSON.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use domain::Private;
use domain::access::Permission;
use serde::Deserialize;
use serde_json::json;

use crate::api::Endpoint;
use crate::api::body::{Write, number};
use crate::api::schema::{Body, object, text};
use crate::desk::Desk;
use crate::route::Needs;
use crate::trouble::Answer;

/// Endpoints.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/questions", Needs::One(Permission::ReadCase), questions)
            .does("Questions, open ones first. Outside the case vault it looks as if this did not exist.")
            .returns("A list of questions."),
        Endpoint::post("/question/{question}/answer", Needs::One(Permission::WorkCase), answer)
            .does("Answers a question in writing.")
            .reads(answer_body)
            .returns("A receipt."),
        Endpoint::post("/question/{question}/case", Needs::One(Permission::WorkCase), open_case)
            .does("A person turns a question into a case.")
            .reads(case_body)
            .returns("The number of the case and a receipt."),
    ]
}

async fn questions(desk: Desk) -> Answer {
    let seen = desk.app.service.questions(desk.access()?).await?;
    let line = |q: &service::QuestionSeen| {
        json!({"question": q.question.id, "about": q.about, "rules": q.rules, "state": q.question.state,
            "raised_at": q.question.raised_at, "case": q.question.case})
    };
    Ok(Json(seen.iter().map(line).collect::<Vec<_>>()).into_response())
}

/// An answer in writing.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Reply {
    answer: Private,
}

async fn answer(Path(id): Path<String>, w: Write<Reply>) -> Answer {
    let ((), receipt) = w.service.answer_question(w.desk.access()?, number(&id)?, w.body.answer).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

/// Why a case.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Because {
    reason: Private,
}

async fn open_case(Path(id): Path<String>, w: Write<Because>) -> Answer {
    let (case, receipt) = w.service.open_case(w.desk.access()?, number(&id)?, w.body.reason).await?;
    Ok(Json(json!({"case": case, "receipt": receipt})).into_response())
}

fn answer_body() -> Body {
    Body {
        name: "Reply",
        schema: object(&[("answer!", text())]),
        example: json!({"answer": "The origin was found in the books of 1971."}),
    }
}

fn case_body() -> Body {
    Body {
        name: "Because",
        schema: object(&[("reason!", text())]),
        example: json!({"reason": "Third graft without origin from the same place."}),
    }
}
