//! Correcting when a removal or transplantation happened, and the times of a transplantation.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::AnyId;
use domain::access::Permission;
use maud::html;
use serde_json::{Map, Value};
use service::{Problem, Righted};

use crate::ask::{Ask, ask, happened, put_right, require, wrong};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need};
use crate::look::button::Weight;
use crate::look::{Link, code_id};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// When it happened, the times, and why it changes.
pub const OPERATION_CORRECTION: Form = Form {
    name: "operation-correction",
    inputs: &[
        need("happened_at", Kind::Instant),
        may("cold_ischaemia_min", Kind::Whole("min")),
        may("anastomosis_min", Kind::Whole("min")),
        need("reason", Kind::One(&["typing_error", "new_document", "other"])),
    ],
};

/// `GET /operations/{number}/correct`
pub(super) async fn show(desk: Desk, Path(text): Path<String>) -> Answer {
    let found = desk.app.service.trace(desk.access()?, &text).await?;
    let mut sent = Sent::default();
    let mut put = |at: &codes::time::Happened, cold: Option<u32>, sewn: Option<u32>| {
        sent.put("happened_at", &at.at.to_zoned(desk.zone()).strftime("%Y-%m-%dT%H:%M").to_string());
        sent.put("cold_ischaemia_min", &cold.map(|v| v.to_string()).unwrap_or_default());
        sent.put("anastomosis_min", &sewn.map(|v| v.to_string()).unwrap_or_default());
    };
    for line in found.traces.iter().flat_map(domain::trace::Trace::flat) {
        if line.unit.id.to_string() == text
            && let Some(at) = &line.unit.recovered_at
        {
            put(at, None, None);
        }
        for graft in line.transplants.iter().filter(|t| t.id.to_string() == text) {
            put(&graft.at, graft.transplanted.cold_ischaemia_min, graft.transplanted.anastomosis_min);
        }
    }
    Ok(draw(&desk, &number(&text)?, &sent, &[]))
}

/// `POST /operations/{number}/correct`
pub(super) async fn send(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    require(&desk, Permission::RecordOperation)?;
    let number = number(&text)?;
    let read = OPERATION_CORRECTION.read(&desk, &sent);
    let told = match read.and_then(|body| righted(&desk, &number, body).map_err(|p| vec![p])) {
        Ok(told) => told,
        Err(problems) => return Ok(draw(&desk, &number, &sent, &problems)),
    };
    match sent.door(&desk).correct_operation(desk.access()?, told).await {
        Ok(_) => Ok(Redirect::to(&format!("/trace/{number}")).into_response()),
        Err(failure) => {
            let here = |p: Problem| match p.field.as_str() {
                "happened" => Problem { expected: desk.say("correction-same"), field: "happened_at".to_owned(), ..p },
                _ => p,
            };
            let problems: Vec<Problem> = put_right(failure)?.into_iter().map(here).collect();
            Ok(draw(&desk, &number, &sent, &problems))
        }
    }
}

/// The number of an organ or transplantation; nothing else was operated.
fn number(text: &str) -> Result<String, Trouble> {
    match AnyId::parse(text) {
        Ok(id @ (AnyId::Unit(_) | AnyId::Transplant(_))) => Ok(id.to_string()),
        _ => Err(Problem::not_found("number", text).into()),
    }
}

fn righted(desk: &Desk, number: &str, mut body: Map<String, Value>) -> Result<Righted, Problem> {
    let fill = || Problem::new("missing", "happened_at", desk.say("problem-fill"));
    let happened = happened(desk, &mut body)?.ok_or_else(fill)?;
    let minutes = |field: &str| body.get(field).and_then(Value::as_u64).and_then(|v| u32::try_from(v).ok());
    let reason = body.get("reason").and_then(Value::as_str).unwrap_or_default().to_owned();
    let (cold_ischaemia_min, anastomosis_min) = (minutes("cold_ischaemia_min"), minutes("anastomosis_min"));
    Ok(Righted { number: number.to_owned(), happened, cold_ischaemia_min, anastomosis_min, reason })
}

fn draw(desk: &Desk, number: &str, sent: &Sent, problems: &[Problem]) -> Response {
    let forms = [&OPERATION_CORRECTION];
    ask(
        desk,
        "/trace",
        &Ask {
            title: desk.say("operation-correct-title"),
            back: Link::new(format!("/trace/{number}"), desk.say("nav-trace")),
            intro: html! { p { (code_id(number)) } p.under { (desk.say("correction-text")) } },
            action: format!("/operations/{number}/correct"),
            fields: OPERATION_CORRECTION.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Next, desk.say("save")),
            after: html! {},
            wrong: &wrong(desk, &forms, problems),
        },
    )
}
