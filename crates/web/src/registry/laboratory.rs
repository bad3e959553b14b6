//! Blood groups of a donor or recipient: every determination, one more, one withdrawn.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::BloodGroupId;
use domain::access::Permission;
use domain::registry::blood::{BloodGroup, Determined, Grouped, Withdrawn, grouped, standing};
use maud::{Markup, html};
use serde_json::{Value, json};
use service::Problem;

use crate::approval::forms::{WHEN_NEEDED, lists};
use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need, typed};
use crate::look::button::{Weight, submit};
use crate::look::field::{Choice, Control, Field, field};
use crate::look::notice::notice;
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id, tag};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// What a laboratory determined.
pub const BLOOD_GROUP: Form = Form {
    name: "blood-group",
    inputs: &[
        need("group", Kind::One(&["O", "A", "B", "AB"])),
        need("sample", Kind::Code),
        may("laboratory", Kind::Listed("centres")),
    ],
};

struct Room {
    number: String,
    known: Vec<BloodGroup>,
    lists: Lists,
}

async fn enter(desk: &Desk, number: &str) -> Result<Room, Trouble> {
    ask::require(desk, Permission::RecordOperation)?;
    let access = desk.access()?;
    let known = desk.app.service.blood_groups(access, number).await?;
    Ok(Room { number: number.to_owned(), known, lists: lists(desk, access, &[]).await? })
}

/// `GET /records/{number}/blood-group`
pub(super) async fn show(desk: Desk, Path(number): Path<String>) -> Answer {
    let room = enter(&desk, &number).await?;
    let mut sent = Sent::default();
    sent.put("happened_at", &ask::now_typed(&desk));
    Ok(draw(&desk, &room, &sent, &[]))
}

/// `POST /records/{number}/blood-group`
pub(super) async fn send(desk: Desk, Path(number): Path<String>, sent: Sent) -> Answer {
    let room = enter(&desk, &number).await?;
    let (body, when) = (BLOOD_GROUP.read(&desk, &sent), WHEN_NEEDED.read(&desk, &sent));
    let (mut body, mut when) = match (body, when) {
        (Ok(body), Ok(when)) => (body, when),
        (body, when) => {
            let wrong: Vec<Problem> = [body.err(), when.err()].into_iter().flatten().flatten().collect();
            return Ok(draw(&desk, &room, &sent, &wrong));
        }
    };
    body.insert("person".to_owned(), json!(number));
    let told = typed::<Determined>(Value::Object(body)).and_then(|told| {
        let happened = ask::happened(&desk, &mut when)?;
        let missing = || Problem::new("missing", "happened_at", desk.say("problem-fill"));
        Ok((told, happened.ok_or_else(missing)?))
    });
    let (told, happened) = match told {
        Ok(told) => told,
        Err(problem) => return Ok(draw(&desk, &room, &sent, &[problem])),
    };
    match sent.door(&desk).record_blood_group(desk.access()?, told, happened).await {
        Ok(_) => Ok(back(&number)),
        Err(failure) => Ok(draw(&desk, &room, &sent, &ask::put_right(failure)?)),
    }
}

/// `POST /records/{number}/blood-group/withdraw`
pub(super) async fn withdraw(desk: Desk, Path(number): Path<String>, sent: Sent) -> Answer {
    ask::require(&desk, Permission::RecordOperation)?;
    let id: BloodGroupId = ask::id("blood_group", sent.text("blood_group"))?;
    let told = Withdrawn { reason: sent.text("reason").to_owned() };
    sent.door(&desk).withdraw_blood_group(desk.access()?, id, told).await?;
    Ok(back(&number))
}

fn back(number: &str) -> Response {
    Redirect::to(&format!("/records/{}/blood-group", crate::say::escape(number))).into_response()
}

fn draw(desk: &Desk, room: &Room, sent: &Sent, problems: &[Problem]) -> Response {
    ask(
        desk,
        "/trace",
        &Ask {
            title: desk.say("blood-title"),
            back: Link::new(format!("/trace/{}", room.number), desk.say("organ-back")),
            intro: html! {
                p { (code_id(&room.number)) }
                (together(desk, &room.known))
                (determinations(desk, room))
                p { (desk.say("blood-text")) }
            },
            action: format!("/records/{}/blood-group", room.number),
            fields: html! {
                (WHEN_NEEDED.draw(desk, &room.lists, sent, problems))
                (BLOOD_GROUP.draw(desk, &room.lists, sent, problems))
            },
            button: (Weight::Next, desk.say("blood-button")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&WHEN_NEEDED, &BLOOD_GROUP], problems),
        },
    )
}

/// What all determinations say together.
fn together(desk: &Desk, known: &[BloodGroup]) -> Markup {
    let (kind, words) = match grouped(&standing(known)) {
        Grouped::Surely(group) => (TagKind::Valid, desk.say_with("blood-surely", &[("group", group.code().into())])),
        Grouped::TooFew(0) => (TagKind::NotYet, desk.say("blood-none")),
        Grouped::TooFew(_) => (TagKind::NotYet, desk.say("blood-one")),
        Grouped::Differs => (TagKind::LookAgain, desk.say("blood-differs")),
    };
    notice(kind, &html! { p { (words) } })
}

fn why(desk: &Desk) -> Vec<Choice> {
    let choice = |code: &&str| Choice { value: (*code).to_owned(), label: desk.term(code), hint: None };
    ["wrong_sample", "typing_error", "other"].iter().map(choice).collect()
}

fn determinations(desk: &Desk, room: &Room) -> Markup {
    let row = |one: &BloodGroup| {
        vec![
            html! { b { (one.determined.group.code()) } },
            code_id(&one.determined.sample),
            html! { (desk.instant(one.at.at)) },
            match &one.withdrawn {
                Some(reason) => {
                    tag(TagKind::Stops, &desk.say_with("blood-withdrawn", &[("reason", desk.term(reason).into())]))
                }
                None => html! {
                    form method="post" action={ "/records/" (room.number) "/blood-group/withdraw" } {
                        (desk.marks())
                        input type="hidden" name="blood_group" value=(one.id);
                        (field(&Field::new("reason", desk.say("blood-withdraw-why"), Control::Select(why(desk), String::new()))))
                        (submit(Weight::Other, &desk.say("blood-withdraw"), None))
                    }
                },
            },
        ]
    };
    html! {
        @if !room.known.is_empty() {
            (table(&Table {
                title: None,
                caption: Some(desk.say("blood-known")),
                main: false,
                columns: ["form-blood-group-group", "form-blood-group-sample", "blood-at", "blood-stands"]
                    .iter().map(|k| Column::words(desk.say(k))).collect(),
                rows: room.known.iter().map(row).collect(),
                empty: html! {},
                phone: Phone::Stack,
            }))
        }
    }
}
