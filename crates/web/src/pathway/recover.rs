//! A recovery that happened. It is written down whatever the rules say; the page speaks of the organs only.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::PathwayId;
use domain::access::Permission;
use domain::pathway::RecoveryFact;
use maud::html;
use serde_json::{Value, json};
use service::{PathwayFile, Problem};

use super::approve::lists;
use super::forms::ORGANS;
use crate::approval::forms::WHEN_NEEDED;
use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need, typed};
use crate::look::button::Weight;
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// What was recovered and by whom; no organ where an incision led to none.
pub const RECOVERY: Form = Form {
    name: "recovery",
    inputs: &[
        may("organs", Kind::Many(ORGANS)),
        need("centre", Kind::Listed("centres")),
        may("perfused_at", Kind::Instant),
        may("team", Kind::ManyListed("operators")),
        may("note", Kind::Lines),
    ],
};

async fn enter(desk: &Desk, number: &str) -> Result<(PathwayFile, Lists), Trouble> {
    ask::require(desk, Permission::RecordRecovery)?;
    let id: PathwayId = ask::id("pathway", number)?;
    Ok((desk.app.service.pathway(desk.access()?, id).await?, lists(desk).await?))
}

/// `GET /pathways/{pathway}/recovery`
pub(super) async fn show(desk: Desk, Path(number): Path<String>) -> Answer {
    let (file, lists) = enter(&desk, &number).await?;
    let approved = file.pathway.approved.as_ref().map(|a| &a.step);
    let organs = approved.iter().flat_map(|a| &a.organs).map(|o| format!("organs={}", o.code()));
    let team = approved.iter().flat_map(|a| &a.team).map(|m| format!("team={m}"));
    let mut sent = Sent::parse(organs.chain(team).collect::<Vec<_>>().join("&").as_bytes());
    sent.put("centre", &approved.map_or(file.pathway.centre, |a| a.centre).to_string());
    Ok(draw(&desk, &file, &lists, &sent, &[]))
}

/// `POST /pathways/{pathway}/recovery`
pub(super) async fn send(desk: Desk, Path(number): Path<String>, sent: Sent) -> Answer {
    let (file, lists) = enter(&desk, &number).await?;
    let fact = match read(&desk, &file, &sent) {
        Ok(fact) => fact,
        Err(wrong) => return Ok(draw(&desk, &file, &lists, &sent, &wrong)),
    };
    match sent.door(&desk).record_recovery(desk.access()?, fact).await {
        Ok(_) => Ok(Redirect::to(&format!("/pathways/{}", file.pathway.id)).into_response()),
        Err(other) => Ok(draw(&desk, &file, &lists, &sent, &ask::put_right(other)?)),
    }
}

fn read(desk: &Desk, file: &PathwayFile, sent: &Sent) -> Result<RecoveryFact, Vec<Problem>> {
    let (body, when) = (RECOVERY.read(desk, sent), WHEN_NEEDED.read(desk, sent));
    let (mut body, mut when) = match (body, when) {
        (Ok(body), Ok(when)) => (body, when),
        (body, when) => return Err([body.err(), when.err()].into_iter().flatten().flatten().collect()),
    };
    let happened = ask::happened(desk, &mut when).map_err(|p| vec![p])?;
    body.insert("pathway".to_owned(), json!(file.pathway.id));
    body.insert("happened".to_owned(), json!(happened));
    typed(Value::Object(body)).map_err(|p| vec![p])
}

fn draw(desk: &Desk, file: &PathwayFile, lists: &Lists, sent: &Sent, problems: &[Problem]) -> Response {
    let id = file.pathway.id;
    ask(
        desk,
        "/pathways",
        &Ask {
            title: desk.say("pathway-recovery-title"),
            back: super::file::back(desk, id),
            intro: html! {
                p { (super::file::name(desk, file)) }
                p { (super::approve::what(desk, file)) }
                p { (desk.say("pathway-recovery-text")) }
            },
            action: format!("/pathways/{id}/recovery"),
            fields: html! {
                (WHEN_NEEDED.draw(desk, lists, sent, problems))
                (RECOVERY.draw(desk, lists, sent, problems))
            },
            button: (Weight::Next, desk.say("pathway-recovery-button")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&WHEN_NEEDED, &RECOVERY], problems),
        },
    )
}
