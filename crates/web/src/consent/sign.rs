//! The signature: which text, in which language, before whom.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::Permission;
use domain::approval::Step;
use domain::consent::Signed;
use domain::guideline::GuidelineStep;
use maud::html;
use serde_json::{Map, Value, json};
use service::{Colleague, Failure, PairFile, Problem};

use super::text;
use crate::approval::cure::of_pair;
use crate::approval::forms::{WHEN, languages, lists};
use crate::approval::titles;
use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need, typed};
use crate::look::button::Weight;
use crate::look::{Link, code_id};
use crate::refused::{Refusal, refused};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// Rows for witnesses.
const WITNESSES: &[&str] = &["witness_1", "witness_2", "witness_3"];

/// The signature with up to three witnesses, each with an account here or by name.
pub const SIGN: Form = Form {
    name: "sign",
    inputs: &[
        need("language", Kind::Listed("languages")),
        need("text_version", Kind::Code),
        may("witness_1.account", Kind::Listed("staff")),
        may("witness_1.name", Kind::Words),
        may("witness_1.outside_team", Kind::Flag),
        may("witness_2.account", Kind::Listed("staff")),
        may("witness_2.name", Kind::Words),
        may("witness_2.outside_team", Kind::Flag),
        may("witness_3.account", Kind::Listed("staff")),
        may("witness_3.name", Kind::Words),
        may("witness_3.outside_team", Kind::Flag),
    ],
};

struct Room {
    file: PairFile,
    lists: Lists,
}

async fn enter(desk: &Desk, id: &str) -> Result<Room, Trouble> {
    ask::require(desk, Permission::TakeConsent)?;
    let access = desk.access()?;
    let file = desk.app.service.pair(access, ask::id("pair", id)?).await?;
    let staff: Vec<Colleague> = desk.app.service.staff(access).await?;
    let lists = lists(desk, access, &staff).await?;
    Ok(Room { file, lists })
}

/// `GET /pairs/{id}/consent/sign`
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Answer {
    let room = enter(&desk, &id).await?;
    let mut sent = Sent::default();
    let (own, other) = text::tongues(&desk, &room.file);
    let known = room.file.donor.as_ref().map(|d| d.person.known.languages.as_slice()).unwrap_or_default();
    let spoken = [own, other].into_iter().find(|t| known.iter().any(|l| l.primary() == t.tag));
    sent.put("language", spoken.unwrap_or(own).tag);
    sent.put("text_version", text::VERSION);
    sent.put("happened_at", &ask::now_typed(&desk));
    draw(&desk, &room, &sent, &[]).await
}

/// `POST /pairs/{id}/consent/sign`
pub(super) async fn send(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let room = enter(&desk, &id).await?;
    let pair = room.file.pair.id;
    let signed = match read(&desk, &sent) {
        Ok(signed) => signed,
        Err(wrong) => return draw(&desk, &room, &sent, &wrong).await,
    };
    match sent.door(&desk).take_step(desk.access()?, pair, Step::Signed(signed), None).await {
        Ok(_) => Ok(Redirect::to(&format!("/pairs/{pair}")).into_response()),
        Err(Failure::Refused { id, reading }) => Ok(refused(
            &desk,
            &Refusal {
                about: of_pair(&desk, pair),
                here: desk.say("task-consent"),
                title: desk.say("refused-sign"),
                under: html! {
                    (titles::name(room.file.donor.as_ref(), room.file.pair.donor)) " · " (desk.say("refused-number")) " " (code_id(&id))
                },
                reading: &reading,
                action: format!("/pairs/{pair}/consent/sign"),
                fields: SIGN.draw(&desk, &room.lists, &sent, &[]),
            },
        )),
        Err(other) => draw(&desk, &room, &sent, &ask::put_right(other)?).await,
    }
}

async fn draw(desk: &Desk, room: &Room, sent: &Sent, problems: &[Problem]) -> Result<Response, Trouble> {
    let guidelines = crate::guideline::at_step(desk, GuidelineStep::Signed).await?;
    let mut lists = room.lists.clone();
    lists.insert("languages", languages(desk));
    let pair = room.file.pair.id;
    Ok(ask(
        desk,
        "/pairs",
        &Ask {
            title: desk.say("sign-title"),
            back: Link::new(format!("/pairs/{pair}/consent"), desk.say("sign-back")),
            intro: html! { p { (desk.say("sign-text")) } },
            action: format!("/pairs/{pair}/consent/sign"),
            fields: SIGN.draw(desk, &lists, sent, problems),
            button: (Weight::Other, desk.say("sign-button")),
            after: guidelines,
            wrong: &ask::wrong(desk, &[&SIGN, &WHEN], problems),
        },
    ))
}

fn read(desk: &Desk, sent: &Sent) -> Result<Signed, Vec<Problem>> {
    let mut body = SIGN.read(desk, sent)?;
    let witnesses: Vec<Value> = WITNESSES.iter().filter_map(|row| witness(body.remove(*row)?)).collect();
    body.insert("witnesses".to_owned(), Value::Array(witnesses));
    typed(Value::Object(body)).map_err(|p| vec![p])
}

/// A witness with an account or a name; a row without either is empty.
fn witness(row: Value) -> Option<Value> {
    let Value::Object(row) = row else { return None };
    let row: Map<String, Value> = row;
    let who = row.contains_key("account") || row.contains_key("name");
    let outside = row.get("outside_team").and_then(Value::as_bool).unwrap_or(false);
    who.then(|| json!({"account": row.get("account"), "name": row.get("name"), "outside_team": outside}))
}
