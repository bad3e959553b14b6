//! Pairs, people, visits and questions over JSON.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use codes::ids::CentreId;
use codes::organ::Organ;
use codes::relation::{Directedness, Relation};
use codes::time::Happened;
use domain::Private;
use domain::approval::Step;
use domain::followup::Seen;
use domain::person::Known;
use domain::registry::RemovalPlan;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;
use service::Said;

use super::body::{Write, number};
use crate::desk::Desk;
use crate::trouble::Answer;

pub(crate) async fn register(w: Write<Known>) -> Answer {
    let (person, receipt) = w.service.register_person(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"person": person, "receipt": receipt})).into_response())
}

pub(crate) async fn pairs(desk: Desk) -> Answer {
    let lines = desk.app.service.pairs(desk.access()?).await?;
    let line = |l: &service::PairLine| {
        json!({"pair": l.pair.id, "stage": l.pair.stage(), "organ": l.pair.organ, "centre": l.pair.centre,
            "donor": l.pair.donor, "recipient": l.pair.recipient, "tasks_done": l.tasks.0, "tasks": l.tasks.1})
    };
    Ok(Json(lines.iter().map(line).collect::<Vec<_>>()).into_response())
}

pub(crate) async fn pair(desk: Desk, Path(id): Path<String>) -> Answer {
    let file = desk.app.service.pair(desk.access()?, number(&id)?).await?;
    let body = json!({"pair": file.pair, "stage": file.pair.stage(),
        "donor": file.donor.map(|d| d.person), "recipient": file.recipient.map(|r| r.person),
        "findings": file.reading.findings, "checked": file.reading.checked, "unconfirmed": file.reading.unconfirmed,
        "weaker_than_who": file.reading.weaker_than_who});
    Ok(Json(body).into_response())
}

/// A pair to be opened.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OpenPair {
    donor: Said,
    recipient: Said,
    organ: Organ,
    centre: CentreId,
    relation: Relation,
    directedness: Directedness,
}

pub(crate) async fn open_pair(w: Write<OpenPair>) -> Answer {
    let b = w.body;
    let tie = (b.relation, b.directedness);
    let (ids, receipt) = w.service.open_pair(w.desk.access()?, (b.donor, b.recipient), b.organ, b.centre, tie).await?;
    Ok(Json(json!({"pair": ids.0, "donor": ids.1, "recipient": ids.2, "receipt": receipt})).into_response())
}

/// A step and when it happened.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TakeStep {
    step: Step,
    happened: Option<Happened>,
}

pub(crate) async fn step(Path(id): Path<String>, w: Write<TakeStep>) -> Answer {
    let ((), receipt) = w.service.take_step(w.desk.access()?, number(&id)?, w.body.step, w.body.happened).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

/// When the operation shall begin.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plan {
    planned_at: Timestamp,
}

pub(crate) async fn plan(Path(id): Path<String>, w: Write<Plan>) -> Answer {
    let plan = RemovalPlan { pair: number(&id)?, planned_at: w.body.planned_at };
    let (planned, receipt) = w.service.plan_removal(w.desk.access()?, plan).await?;
    Ok(Json(json!({"planned": planned, "receipt": receipt})).into_response())
}

pub(crate) async fn cancel(Path(id): Path<String>, w: Write<()>) -> Answer {
    let ((), receipt) = w.service.cancel_removal(w.desk.access()?, number(&id)?).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

pub(crate) async fn followup(desk: Desk) -> Answer {
    let page = desk.app.service.followup(desk.access()?).await?;
    let visits: Vec<_> = page.lines.iter().map(|l| &l.visit).collect();
    let (closed, seen) = page.complete;
    Ok(Json(json!({"visits": visits, "closed": closed, "seen": seen, "survival": page.survival})).into_response())
}

/// What was seen, and when.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VisitSeen {
    seen: Seen,
    happened: Happened,
}

pub(crate) async fn visit(Path(id): Path<String>, w: Write<VisitSeen>) -> Answer {
    let ((), receipt) = w.service.record_visit(w.desk.access()?, number(&id)?, w.body.seen, w.body.happened).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

pub(crate) async fn questions(desk: Desk) -> Answer {
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
pub(crate) struct Reply {
    answer: Private,
}

pub(crate) async fn answer(Path(id): Path<String>, w: Write<Reply>) -> Answer {
    let ((), receipt) = w.service.answer_question(w.desk.access()?, number(&id)?, w.body.answer).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

/// Why a case.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Because {
    reason: Private,
}

pub(crate) async fn open_case(Path(id): Path<String>, w: Write<Because>) -> Answer {
    let (case, receipt) = w.service.open_case(w.desk.access()?, number(&id)?, w.body.reason).await?;
    Ok(Json(json!({"case": case, "receipt": receipt})).into_response())
}
