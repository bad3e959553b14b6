//! Planning a removal: asked, allowed or refused with every reason, taken back.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::PairId;
use domain::access::Permission;
use domain::registry::RemovalPlan;
use jiff::Timestamp;
use maud::{Markup, html};
use serde_json::{Value, json};
use service::{Failure, PairFile, Problem};

use super::size::sizes;
use crate::approval::cure::of_pair;
use crate::approval::titles;
use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need, typed};
use crate::look::button::{Weight, go, row, submit};
use crate::look::frame::{Question, question};
use crate::look::notice::notice;
use crate::look::{Link, TagKind, code_id};
use crate::refused::{Refusal, refused};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// When the operation shall begin.
pub const PLAN: Form =
    Form { name: "plan", inputs: &[need("planned_at", Kind::Instant), may("graft_g", Kind::Whole("g"))] };

async fn enter(desk: &Desk, id: &str) -> Result<PairFile, Trouble> {
    ask::require(desk, Permission::PlanRemoval)?;
    Ok(desk.app.service.pair(desk.access()?, ask::id("pair", id)?).await?)
}

fn address(pair: PairId) -> String {
    format!("/pairs/{pair}/plan")
}

/// `GET /pairs/{id}/plan`
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Answer {
    let file = enter(&desk, &id).await?;
    Ok(match &file.pair.plan {
        Some(plan) => planned(&desk, &file, plan.planned_at),
        None => return draw(&desk, &file, &Sent::default(), &[]).await,
    })
}

/// `POST /pairs/{id}/plan`
pub(super) async fn send(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let file = enter(&desk, &id).await?;
    let pair = file.pair.id;
    let plan = PLAN.read(&desk, &sent).and_then(|mut body| {
        body.insert("pair".to_owned(), json!(pair));
        typed::<RemovalPlan>(Value::Object(body)).map_err(|problem| vec![problem])
    });
    let plan = match plan {
        Ok(plan) => plan,
        Err(wrong) => return draw(&desk, &file, &sent, &wrong).await,
    };
    let planned_at = plan.planned_at;
    match sent.door(&desk).plan_removal(desk.access()?, plan).await {
        Ok(_) => Ok(Redirect::to(&address(pair)).into_response()),
        Err(Failure::Refused { id, reading }) => Ok(refused(
            &desk,
            &Refusal {
                about: of_pair(&desk, pair),
                here: desk.say("plan-verb"),
                title: desk.say("refused-plan"),
                under: what(&desk, &file, planned_at, Some(&id)),
                reading: &reading,
                action: address(pair),
                fields: PLAN.draw(&desk, &Lists::new(), &sent, &[]),
            },
        )),
        Err(other) => draw(&desk, &file, &sent, &ask::put_right(other)?).await,
    }
}

/// `POST /pairs/{id}/plan/cancel`
pub(super) async fn cancel(desk: Desk, Path(id): Path<String>, _sent: Sent) -> Answer {
    let pair: PairId = ask::id("pair", &id)?;
    desk.app.service.cancel_removal(desk.access()?, pair).await?;
    Ok(Redirect::to(&format!("/pairs/{pair}")).into_response())
}

/// Number of the plan, organ, centre, day and time.
fn what(desk: &Desk, file: &PairFile, at: Timestamp, number: Option<&str>) -> Markup {
    let centre = file.centre.as_ref().map(|c| c.name_on(desk.day_of(at)).to_owned()).unwrap_or_default();
    let comma = desk.say("list-comma");
    html! {
        @if let Some(number) = number { (desk.say("plan-number")) " " (code_id(number)) ": " }
        (desk.term(file.pair.organ.code())) (comma) bdi { (centre) } (comma) bdi { (desk.instant(at)) }
    }
}

async fn draw(desk: &Desk, file: &PairFile, sent: &Sent, problems: &[Problem]) -> Answer {
    let pair = file.pair.id;
    let judged = desk.app.service.sizes_of_pair(desk.access()?, pair).await?;
    let donor = titles::name(file.donor.as_ref(), file.pair.donor);
    let centre = file.centre.as_ref().map(|c| c.name_on(desk.app.service.today()).to_owned()).unwrap_or_default();
    Ok(ask(
        desk,
        "/pairs",
        &Ask {
            title: desk.say("plan-title"),
            back: ask::to_pair(desk, pair),
            intro: html! {
                p { b { (donor) } (desk.say("list-comma")) (desk.term(file.pair.organ.code())) (desk.say("list-comma")) bdi { (centre) } }
                (crate::approval::recalled(desk, file))
                p { (desk.say("plan-text")) }
                (sizes(desk, &judged))
            },
            action: address(pair),
            fields: PLAN.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Next, desk.say("plan-button")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&PLAN], problems),
        },
    ))
}

fn planned(desk: &Desk, file: &PairFile, at: Timestamp) -> Response {
    let pair = file.pair.id;
    let title = desk.say_with("planned-title", &[("at", desk.instant(at).into())]);
    let operate = ask::may(desk, Permission::RecordOperation)
        .then(|| go(Weight::Next, &Link::new(format!("/pairs/{pair}/operation"), desk.say("operation-verb"))));
    let cancel = html! {
        form method="post" action={ (address(pair)) "/cancel" } {
            (desk.marks())
            (submit(Weight::Grave, &desk.say("plan-cancel"), None))
        }
    };
    let buttons: Vec<Markup> = operate.into_iter().chain([cancel]).collect();
    let body = question(&Question {
        back: Some(ask::to_pair(desk, pair)),
        caption: None,
        title: html! { (title) },
        errors: None,
        body: html! {
            p { (what(desk, file, at, file.pair.plan.as_ref().map(|p| p.id.to_string()).as_deref())) }
            (notice(TagKind::Valid, &html! { (desk.say("planned-text")) }))
            p { (desk.say("stop-text")) }
            (row(&buttons))
        },
    });
    desk.page(&title, "/pairs", &body)
}
