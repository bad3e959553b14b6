//! A removal that happened. It is written down whatever the rules say; the page speaks of care only.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::UnitId;
use domain::access::{Permission, Role};
use domain::approval::Stage;
use maud::html;
use serde_json::{Value, json};
use service::{Colleague, PairFile, Problem};

use crate::approval::forms::{LIVING_ORGANS, WHEN_NEEDED, find, lists};
use crate::approval::titles;
use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need, typed};
use crate::look::button::{Weight, go, row};
use crate::look::frame::{Question, question};
use crate::look::notice::notice;
use crate::look::{Link, TagKind, code_id};
use crate::say;
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// What was removed and by whom.
pub const OPERATION: Form = Form {
    name: "operation",
    inputs: &[
        need("organ", Kind::One(LIVING_ORGANS)),
        need("centre", Kind::Listed("centres")),
        may("team", Kind::ManyListed("surgeons")),
        may("note", Kind::Lines),
    ],
};

struct Room {
    file: PairFile,
    lists: Lists,
}

async fn enter(desk: &Desk, id: &str) -> Result<Room, Trouble> {
    ask::require(desk, Permission::RecordOperation)?;
    let access = desk.access()?;
    let file = desk.app.service.pair(access, ask::id("pair", id)?).await?;
    let staff: Vec<Colleague> = desk.app.service.staff(access).await?;
    let mut lists = lists(desk, access, &staff).await?;
    let operates = |c: &&Colleague| c.is(Role::Surgeon) || file.pair.team.contains(&c.account);
    lists.insert("surgeons", staff.iter().filter(operates).map(|c| (c.account.to_string(), c.name.clone())).collect());
    Ok(Room { file, lists })
}

/// `GET /pairs/{id}/operation`
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Answer {
    let room = enter(&desk, &id).await?;
    if let Some(unit) = room.file.pair.removed {
        return Ok(kept(&desk, &room.file, unit));
    }
    let pair = &room.file.pair;
    let team: Vec<String> = pair.team.iter().map(|m| format!("team={m}")).collect();
    let mut sent = Sent::parse(team.join("&").as_bytes());
    sent.put("organ", pair.organ.code());
    sent.put("centre", &pair.centre.to_string());
    if let Some(plan) = pair.plan.as_ref().filter(|p| p.planned_at <= desk.app.service.now()) {
        sent.put("happened_at", &plan.planned_at.to_zoned(desk.zone()).strftime("%Y-%m-%dT%H:%M").to_string());
    }
    Ok(draw(&desk, &room, &sent, &[]))
}

/// `POST /pairs/{id}/operation`
pub(super) async fn send(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let room = enter(&desk, &id).await?;
    let pair = room.file.pair.id;
    if room.file.pair.stage() == Stage::Operated {
        return Err(Problem::new("stale", "pair", desk.say("operation-known")).into());
    }
    let fact = match read(&desk, &room.file, &sent) {
        Ok(fact) => fact,
        Err(wrong) => return Ok(draw(&desk, &room, &sent, &wrong)),
    };
    match sent.door(&desk).record_removal(desk.access()?, fact).await {
        Ok(_) => Ok(Redirect::to(&format!("/pairs/{pair}/operation")).into_response()),
        Err(other) => Ok(draw(&desk, &room, &sent, &ask::put_right(other)?)),
    }
}

fn read(desk: &Desk, file: &PairFile, sent: &Sent) -> Result<domain::registry::RemovalFact, Vec<Problem>> {
    let (body, when) = (OPERATION.read(desk, sent), WHEN_NEEDED.read(desk, sent));
    let (mut body, mut when) = match (body, when) {
        (Ok(body), Ok(when)) => (body, when),
        (body, when) => return Err([body.err(), when.err()].into_iter().flatten().flatten().collect()),
    };
    let happened = ask::happened(desk, &mut when).map_err(|p| vec![p])?;
    body.insert("pair".to_owned(), json!(file.pair.id));
    body.insert("donor".to_owned(), json!(file.pair.donor));
    body.insert("happened".to_owned(), json!(happened));
    typed(Value::Object(body)).map_err(|p| vec![p])
}

fn draw(desk: &Desk, room: &Room, sent: &Sent, problems: &[Problem]) -> Response {
    let pair = &room.file.pair;
    let donor = titles::name(room.file.donor.as_ref(), pair.donor);
    ask(
        desk,
        "/pairs",
        &Ask {
            title: desk.say("operation-title"),
            back: ask::to_pair(desk, pair.id),
            intro: html! {
                p { b { (donor) } " " (code_id(&pair.donor.to_string())) }
                p { (desk.say("operation-text")) }
            },
            action: format!("/pairs/{}/operation", pair.id),
            fields: html! {
                (WHEN_NEEDED.draw(desk, &room.lists, sent, problems))
                (OPERATION.draw(desk, &room.lists, sent, problems))
            },
            button: (Weight::Next, desk.say("operation-button")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&WHEN_NEEDED, &OPERATION], problems),
        },
    )
}

/// The organ's number, and what the donor's care still needs. Whether anything else was odd is not for this page.
fn kept(desk: &Desk, file: &PairFile, unit: UnitId) -> Response {
    let title = desk.say("operation-kept");
    let pair = file.pair.id;
    let care: Vec<String> = file
        .reading
        .findings
        .iter()
        .filter(|f| f.rule.starts_with("CAR-"))
        .map(|f| say::finding(desk, f).cure)
        .collect();
    let may_plan = find("care_planned").is_ok_and(|k| ask::may(desk, k.permission));
    let to = |weight, href: String, key: &str| go(weight, &Link::new(href, desk.say(key)));
    let mut buttons = Vec::new();
    if file.pair.transplanted_at.is_none() {
        buttons.push(to(Weight::Next, format!("/organs/{unit}/transplant"), "transplant-verb"));
        buttons.push(to(Weight::Other, format!("/organs/{unit}/hand-over"), "hand-over-verb"));
    }
    buttons.push(to(Weight::Other, format!("/operations/{unit}/correct"), "operation-correct"));
    let body = question(&Question {
        back: Some(ask::to_pair(desk, pair)),
        caption: None,
        title: html! { (title) },
        errors: None,
        body: html! {
            p { (desk.say("organ-number")) " " b { (code_id(&unit.to_string())) } }
            p { (desk.say("operation-kept-text")) }
            @for cure in &care { (notice(TagKind::Yours, &html! { (cure) })) }
            @if !care.is_empty() && may_plan {
                (to(Weight::Other, format!("/pairs/{pair}/steps/care_planned"), "step-care-planned-verb"))
            }
            (row(&buttons))
        },
    });
    desk.page(&title, "/pairs", &body)
}
