//! Recalling a unit, and lifting somebody else's recall.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::TissueId;
use domain::access::Permission;
use domain::tissue::TissueRecalled;
use maud::html;
use serde_json::Value;
use service::Problem;

use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, need, typed};
use crate::look::button::Weight;
use crate::look::{Link, code_id};
use crate::sent::Sent;
use crate::trouble::Answer;

/// Why a unit is recalled.
const RECALL: Form = Form {
    name: "recall",
    inputs: &[need("recall_reason", Kind::One(&["donor_infection", "storage_failure", "label_error", "other"]))],
};

fn draw(desk: &Desk, unit: TissueId, sent: &Sent, problems: &[Problem]) -> Response {
    ask(
        desk,
        "/tissues",
        &Ask {
            title: desk.say("tissue-recall-title"),
            back: Link::new(format!("/tissues/{unit}"), desk.say("tissue-back-unit")),
            intro: html! { p { (code_id(&unit.to_string())) } p { (desk.say("tissue-recall-text")) } },
            action: format!("/tissues/{unit}/recall"),
            fields: RECALL.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Grave, desk.say("tissue-step-recall")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&RECALL], problems),
        },
    )
}

/// `GET /tissues/{tissue}/recall`
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Answer {
    ask::require(&desk, Permission::RecallTissue)?;
    let page = desk.app.service.tissue_unit(desk.access()?, ask::id("unit", &id)?).await?;
    Ok(draw(&desk, page.unit.id, &Sent::default(), &[]))
}

/// `POST /tissues/{tissue}/recall`
pub(super) async fn send(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    ask::require(&desk, Permission::RecallTissue)?;
    let unit: TissueId = ask::id("unit", &id)?;
    let read = RECALL.read(&desk, &sent).and_then(|mut body| {
        let reason = body.remove("recall_reason").unwrap_or(Value::Null);
        typed::<TissueRecalled>(serde_json::json!({ "reason": reason })).map_err(|p| vec![p])
    });
    let told = match read {
        Ok(told) => told,
        Err(wrong) => return Ok(draw(&desk, unit, &sent, &wrong)),
    };
    match sent.door(&desk).recall_tissue(desk.access()?, unit, told).await {
        Ok(_) => Ok(Redirect::to(&format!("/tissues/{unit}")).into_response()),
        Err(other) => Ok(draw(&desk, unit, &sent, &ask::put_right(other)?)),
    }
}

/// `POST /tissues/{tissue}/lift`
pub(super) async fn lift(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    ask::require(&desk, Permission::RecallTissue)?;
    let unit: TissueId = ask::id("unit", &id)?;
    sent.door(&desk).lift_tissue_recall(desk.access()?, unit).await?;
    Ok(Redirect::to(&format!("/tissues/{unit}")).into_response())
}
