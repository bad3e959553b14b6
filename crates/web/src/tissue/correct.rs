//! Correcting an application, or what was told of a processing.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::{ApplicationId, TissueId};
use codes::{Quantity, Unit};
use domain::access::Permission;
use domain::tissue::{Application, Making, Origin, TakingOf};
use jiff::civil::Date;
use maud::html;
use serde_json::{Map, Value};
use service::Problem;
use service::tissue::{ApplicationRighted, ProcessingRighted, UnitPage};

use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need};
use crate::look::button::Weight;
use crate::look::{Link, code_id};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

const WHY: Kind = Kind::One(&["typing_error", "new_document", "other"]);

/// What is right about an application.
pub const APPLICATION: Form = Form {
    name: "application-correction",
    inputs: &[
        need("amount", Kind::Code),
        need("recipient_number", Kind::Code),
        need("happened_at", Kind::Instant),
        need("correction_reason", WHY),
    ],
};

/// What is right about a processing.
pub const PROCESSING: Form = Form {
    name: "processing-correction",
    inputs: &[
        need("used", Kind::Code),
        need("made", Kind::Code),
        need("method", Kind::Code),
        may("expires_on", Kind::Date),
        need("correction_reason", WHY),
    ],
};

fn number(amount: Quantity) -> String {
    amount.value.normalize().to_string()
}

/// An amount in the unit of measure in which it was written down before.
fn amount(desk: &Desk, body: &Map<String, Value>, field: &'static str, unit: Unit) -> Result<Quantity, Problem> {
    let text = body.get(field).and_then(Value::as_str).unwrap_or_default().trim();
    let wrong = || Problem::new("malformed", field, desk.say("problem-amount")).showing(text);
    format!("{text} {unit}").parse().map_err(|_| wrong())
}

fn text(body: &Map<String, Value>, field: &str) -> String {
    body.get(field).and_then(Value::as_str).unwrap_or_default().to_owned()
}

async fn enter(desk: &Desk, id: &str) -> Result<Application, Trouble> {
    ask::require(desk, Permission::ApplyTissue)?;
    Ok(desk.app.service.application(desk.access()?, ask::id("application", id)?).await?)
}

/// `GET /applications/{application}/correct`
pub(super) async fn show_application(desk: Desk, Path(id): Path<String>) -> Answer {
    let one = enter(&desk, &id).await?;
    let mut sent = Sent::default();
    sent.put("amount", &number(one.applied.amount));
    sent.put("recipient_number", &one.applied.recipient.to_string());
    sent.put("happened_at", &one.at.at.to_zoned(desk.zone()).strftime("%Y-%m-%dT%H:%M").to_string());
    Ok(draw_application(&desk, &one, &sent, &[]))
}

/// `POST /applications/{application}/correct`
pub(super) async fn send_application(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let one = enter(&desk, &id).await?;
    let read = APPLICATION.read(&desk, &sent).and_then(|body| righted(&desk, &one, body).map_err(|p| vec![p]));
    let told = match read {
        Ok(told) => told,
        Err(problems) => return Ok(draw_application(&desk, &one, &sent, &problems)),
    };
    match sent.door(&desk).correct_application(desk.access()?, one.id, told).await {
        Ok(_) => Ok(Redirect::to(&format!("/tissues/{}", one.applied.unit)).into_response()),
        Err(failure) => {
            let named = |p: Problem| match p.field.as_str() {
                "recipient" => Problem { field: "recipient_number".to_owned(), ..p },
                "happened" => Problem { field: "happened_at".to_owned(), ..p },
                "amount" if p.code == "unchanged" => Problem { expected: desk.say("correction-same"), ..p },
                _ => p,
            };
            let problems: Vec<Problem> = ask::put_right(failure)?.into_iter().map(named).collect();
            Ok(draw_application(&desk, &one, &sent, &problems))
        }
    }
}

fn righted(desk: &Desk, one: &Application, mut body: Map<String, Value>) -> Result<ApplicationRighted, Problem> {
    let typed = ask::happened(desk, &mut body)?;
    // The page knows minutes; an instant that stays in its minute stays as it was.
    let happened = typed.filter(|at| at.at.as_second() / 60 != one.at.at.as_second() / 60);
    let recipient = text(&body, "recipient_number");
    let wrong = |m: codes::Malformed| Problem::new("malformed", "recipient_number", m.expected).showing(&recipient);
    Ok(ApplicationRighted {
        amount: amount(desk, &body, "amount", one.applied.amount.unit)?,
        recipient: recipient.trim().parse().map_err(wrong)?,
        happened,
        reason: text(&body, "correction_reason"),
    })
}

fn draw_application(desk: &Desk, one: &Application, sent: &Sent, problems: &[Problem]) -> Response {
    let id: ApplicationId = one.id;
    ask(
        desk,
        "/tissues",
        &Ask {
            title: desk.say("application-correct-title"),
            back: back(desk, one.applied.unit),
            intro: html! {
                p { (code_id(&id.to_string())) " " (super::amount(desk, one.applied.amount)) }
                p.under { (desk.say("tissue-correct-text")) }
            },
            action: format!("/applications/{id}/correct"),
            fields: APPLICATION.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Next, desk.say("save")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&APPLICATION], problems),
        },
    )
}

fn back(desk: &Desk, unit: TissueId) -> Link {
    Link::new(format!("/tissues/{unit}"), desk.say("tissue-back-unit"))
}

/// A unit that was made by processing, with how much of its source was used.
struct Made {
    page: UnitPage,
    used: Quantity,
    method: String,
}

async fn made(desk: &Desk, id: &str) -> Result<Made, Trouble> {
    ask::require(desk, Permission::HandleTissue)?;
    let page = desk.app.service.tissue_unit(desk.access()?, ask::id("unit", id)?).await?;
    let of = TakingOf::Unit(page.unit.id);
    let used = page.made_of.first().and_then(|source| source.taken_for(of));
    match (&page.unit.entered.origin, used) {
        (Origin::Made { how: Making::Process, method, .. }, Some(used)) => {
            let method = method.clone().unwrap_or_default();
            Ok(Made { used, method, page })
        }
        _ => Err(Problem::not_found("unit", page.unit.id).into()),
    }
}

/// `GET /tissues/{tissue}/correct`
pub(super) async fn show_processing(desk: Desk, Path(id): Path<String>) -> Answer {
    let made = made(&desk, &id).await?;
    let entry = made.page.unit.entry();
    let mut sent = Sent::default();
    sent.put("used", &number(made.used));
    sent.put("made", &number(entry.amount));
    sent.put("method", &made.method);
    sent.put("expires_on", &entry.expires_on.map(|day| day.to_string()).unwrap_or_default());
    Ok(draw_processing(&desk, &made, &sent, &[]))
}

/// `POST /tissues/{tissue}/correct`
pub(super) async fn send_processing(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let made = made(&desk, &id).await?;
    let unit = made.page.unit.id;
    let read = PROCESSING.read(&desk, &sent).and_then(|body| {
        let day = body.get("expires_on").and_then(Value::as_str).and_then(|day| day.parse::<Date>().ok());
        let told = || -> Result<ProcessingRighted, Problem> {
            Ok(ProcessingRighted {
                used: amount(&desk, &body, "used", made.used.unit)?,
                made: amount(&desk, &body, "made", made.page.unit.entered.amount.unit)?,
                method: text(&body, "method"),
                expires_on: day,
                reason: text(&body, "correction_reason"),
            })
        };
        told().map_err(|p| vec![p])
    });
    let told = match read {
        Ok(told) => told,
        Err(problems) => return Ok(draw_processing(&desk, &made, &sent, &problems)),
    };
    match sent.door(&desk).correct_processing(desk.access()?, unit, told).await {
        Ok(_) => Ok(Redirect::to(&format!("/tissues/{unit}")).into_response()),
        Err(failure) => {
            let named = |p: Problem| match p.code {
                "unchanged" => Problem { expected: desk.say("correction-same"), ..p },
                _ => p,
            };
            let problems: Vec<Problem> = ask::put_right(failure)?.into_iter().map(named).collect();
            Ok(draw_processing(&desk, &made, &sent, &problems))
        }
    }
}

fn draw_processing(desk: &Desk, made: &Made, sent: &Sent, problems: &[Problem]) -> Response {
    let unit = &made.page.unit;
    ask(
        desk,
        "/tissues",
        &Ask {
            title: desk.say("processing-correct-title"),
            back: back(desk, unit.id),
            intro: html! {
                p { b { (desk.term(unit.entered.kind.code())) } " " (code_id(&unit.id.to_string())) }
                p.under { (desk.say("tissue-correct-text")) }
            },
            action: format!("/tissues/{}/correct", unit.id),
            fields: PROCESSING.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Next, desk.say("save")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&PROCESSING], problems),
        },
    )
}
