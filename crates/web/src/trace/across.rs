//! Decisions to graft a recipient across blood groups: what was decided, one more, one withdrawn.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::{AboDecisionId, RecipientId};
use domain::access::Permission;
use domain::trace::abo::{AboDecision, AboPlan, AboState, AboWithdrawn};
use maud::{Markup, html};
use serde_json::{Value, json};
use service::{Failure, Problem};

use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need, typed};
use crate::look::button::{Weight, submit};
use crate::look::field::{Choice, Control, Field, field};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id, tag};
use crate::refused::{About, Refusal, refused};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// What is decided.
pub const ACROSS: Form = Form {
    name: "across",
    inputs: &[
        need("organ", Kind::One(&["kidney", "liver", "heart", "lung", "heart_lung", "pancreas", "small_bowel"])),
        need("donor", Kind::One(&["living", "dbd", "dcd"])),
        need("ground", Kind::One(&["desensitisation", "infant"])),
        need("protocol", Kind::Code),
        may("why", Kind::Lines),
    ],
};

/// Why a decision does not hold any more.
const REASONS: [&str; 4] = ["titre_rose", "another_donor", "typing_error", "other"];

struct Room {
    recipient: RecipientId,
    known: Vec<AboDecision>,
}

async fn enter(desk: &Desk, number: &str) -> Result<Room, Trouble> {
    ask::require(desk, Permission::DecideAcross)?;
    let recipient: RecipientId = ask::id("recipient", number)?;
    let known = desk.app.service.decisions_across(desk.access()?, recipient).await?;
    Ok(Room { recipient, known })
}

fn address(recipient: RecipientId) -> String {
    format!("/recipients/{recipient}/across")
}

/// `GET /recipients/{recipient}/across`
pub(super) async fn show(desk: Desk, Path(number): Path<String>) -> Answer {
    let room = enter(&desk, &number).await?;
    Ok(draw(&desk, &room, &Sent::default(), &[]))
}

/// `POST /recipients/{recipient}/across`
pub(super) async fn send(desk: Desk, Path(number): Path<String>, sent: Sent) -> Answer {
    let room = enter(&desk, &number).await?;
    let plan = ACROSS.read(&desk, &sent).and_then(|mut body| {
        body.insert("recipient".to_owned(), json!(room.recipient));
        typed::<AboPlan>(Value::Object(body)).map_err(|p| vec![p])
    });
    let plan = match plan {
        Ok(plan) => plan,
        Err(problems) => return Ok(draw(&desk, &room, &sent, &problems)),
    };
    match sent.door(&desk).decide_across(desk.access()?, plan).await {
        Ok(_) => Ok(Redirect::to(&address(room.recipient)).into_response()),
        Err(Failure::Refused { id, reading }) => {
            let back = Link::new(format!("/trace/{}", room.recipient), desk.say("organ-back"));
            Ok(refused(
                &desk,
                &Refusal {
                    about: About { nav: "/trace", crumbs: vec![back.clone()], cure: Box::new(|_| None), back },
                    here: desk.say("across-button"),
                    title: desk.say("across-refused"),
                    under: html! { (code_id(&id)) },
                    reading: &reading,
                    action: address(room.recipient),
                    fields: ACROSS.draw(&desk, &Lists::new(), &sent, &[]),
                },
            ))
        }
        Err(failure) => Ok(draw(&desk, &room, &sent, &ask::put_right(failure)?)),
    }
}

/// `POST /recipients/{recipient}/across/withdraw`
pub(super) async fn withdraw(desk: Desk, Path(number): Path<String>, sent: Sent) -> Answer {
    ask::require(&desk, Permission::DecideAcross)?;
    let recipient: RecipientId = ask::id("recipient", &number)?;
    let id: AboDecisionId = ask::id("decision", sent.text("decision"))?;
    let told = AboWithdrawn { reason: sent.text("reason").to_owned() };
    sent.door(&desk).withdraw_across(desk.access()?, id, told).await?;
    Ok(Redirect::to(&address(recipient)).into_response())
}

fn draw(desk: &Desk, room: &Room, sent: &Sent, problems: &[Problem]) -> Response {
    ask(
        desk,
        "/trace",
        &Ask {
            title: desk.say("across-title"),
            back: Link::new(format!("/trace/{}", room.recipient), desk.say("organ-back")),
            intro: html! {
                p { (code_id(&room.recipient.to_string())) }
                (decisions(desk, room))
                p { (desk.say("across-text")) }
            },
            action: address(room.recipient),
            fields: ACROSS.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Next, desk.say("across-button")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&ACROSS], problems),
        },
    )
}

fn decisions(desk: &Desk, room: &Room) -> Markup {
    let now = desk.app.service.now();
    let why = || REASONS.iter().map(|c| Choice { value: (*c).to_owned(), label: desk.term(c), hint: None }).collect();
    let stands = |one: &AboDecision| match &one.state {
        AboState::Withdrawn { reason } => {
            tag(TagKind::Stops, &desk.say_with("blood-withdrawn", &[("reason", desk.term(reason).into())]))
        }
        AboState::Refused { rules } => {
            html! { (tag(TagKind::NotYet, &desk.say("across-was-refused"))) " " (rules.join(", ")) }
        }
        AboState::Stands { valid_until_at } if *valid_until_at < now => {
            tag(TagKind::Stops, &desk.say_with("across-ran-out", &[("at", desk.instant(*valid_until_at).into())]))
        }
        AboState::Stands { valid_until_at } => html! {
            (tag(TagKind::Valid, &desk.say_with("across-until", &[("at", desk.instant(*valid_until_at).into())])))
            form method="post" action={ (address(room.recipient)) "/withdraw" } {
                (desk.marks())
                input type="hidden" name="decision" value=(one.id);
                (field(&Field::new("reason", desk.say("blood-withdraw-why"), Control::Select(why(), String::new()))))
                (submit(Weight::Other, &desk.say("blood-withdraw"), None))
            }
        },
    };
    let row = |one: &AboDecision| {
        let why = one.plan.why.as_ref().and_then(|text| text.clear()).unwrap_or_default();
        vec![
            html! { b { (desk.term(one.plan.organ.code())) } " · " (desk.term(one.plan.donor.code())) },
            html! { (desk.term(one.plan.ground.code())) " · " bdi dir="ltr" { (one.plan.protocol) } @if !why.is_empty() { br; (why) } },
            html! { (desk.instant(one.at)) " " (code_id(&one.id.to_string())) },
            stands(one),
        ]
    };
    html! {
        @if !room.known.is_empty() {
            (table(&Table {
                title: None,
                caption: Some(desk.say("across-known")),
                main: false,
                columns: ["across-what", "across-how", "across-at", "blood-stands"]
                    .iter().map(|k| Column::words(desk.say(k))).collect(),
                rows: room.known.iter().map(row).collect(),
                empty: html! {},
                phone: Phone::Stack,
            }))
        }
    }
}
