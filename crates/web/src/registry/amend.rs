//! Correcting a hand-over, the entry of a donor or recipient, or how somebody was.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::AnyId;
use maud::html;
use serde_json::{Map, Value, json};
use service::{Access, Entry, Failure, Problem, Service};

use crate::approval::forms::{WHEN_NEEDED, lists};
use crate::ask::{self, Ask, ask, require};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need, typed};
use crate::look::button::Weight;
use crate::look::{Link, code_id};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

const REASONS: Kind = Kind::One(&["typing_error", "new_document", "other"]);

/// What was wrong about a hand-over.
pub const HANDOVER_CORRECTION: Form = Form {
    name: "handover-correction",
    inputs: &[
        may("from", Kind::Listed("centres")),
        may("to", Kind::Listed("centres")),
        may("package", Kind::Code),
        need("reason", REASONS),
    ],
};
/// What was wrong about how somebody was.
pub const OUTCOME_CORRECTION: Form = Form {
    name: "outcome-correction",
    inputs: &[
        need("patient_status", Kind::One(&["alive", "dead", "lost"])),
        may("graft_status", Kind::One(&["functioning", "failed"])),
        need("reason", REASONS),
    ],
};
/// What was wrong about a donor's entry.
pub const DONOR_CORRECTION: Form = Form {
    name: "donor-correction",
    inputs: &[
        need("kind", Kind::One(&["living", "dbd", "dcd", "domino"])),
        may("centre", Kind::Listed("centres")),
        need("reason", REASONS),
    ],
};
/// What was wrong about a recipient's entry.
pub const RECIPIENT_CORRECTION: Form = Form {
    name: "recipient-correction",
    inputs: &[may("centre", Kind::Listed("centres")), may("accepted_on", Kind::Date), need("reason", REASONS)],
};

/// What is corrected, as far as the page shows it.
struct Room {
    number: AnyId,
    form: &'static Form,
    lists: Lists,
}

impl Room {
    /// Whether the entry has an instant of its own.
    fn timed(&self) -> bool {
        matches!(self.number, AnyId::Handover(_) | AnyId::Outcome(_))
    }

    fn forms(&self) -> Vec<&'static Form> {
        if self.timed() { vec![&WHEN_NEEDED, self.form] } else { vec![self.form] }
    }

    /// Where the reader goes on afterwards.
    fn onward(entry: &Entry) -> String {
        match entry {
            Entry::Donor(one) => format!("/trace/{}", one.id),
            Entry::Recipient(one) => format!("/trace/{}", one.id),
            Entry::Handover(one) => format!("/trace/{}", one.handed.unit),
            Entry::Outcome(one) => format!("/trace/{}", one.seen.subject),
        }
    }
}

async fn enter(desk: &Desk, text: &str) -> Result<(Room, Entry), Trouble> {
    let number = AnyId::parse(text).map_err(|_| Failure::from(Problem::not_found("number", text)))?;
    require(desk, Entry::permission(number).map_err(Failure::from)?)?;
    let entry = desk.app.service.entry(desk.access()?, number).await?;
    let form = match entry {
        Entry::Donor(_) => &DONOR_CORRECTION,
        Entry::Recipient(_) => &RECIPIENT_CORRECTION,
        Entry::Handover(_) => &HANDOVER_CORRECTION,
        Entry::Outcome(_) => &OUTCOME_CORRECTION,
    };
    Ok((Room { number, form, lists: lists(desk, desk.access()?, &[]).await? }, entry))
}

/// What is on record, typed into the form.
fn typed_in(desk: &Desk, entry: &Entry) -> Sent {
    let mut sent = Sent::default();
    let civil = |at: &codes::time::Happened| at.at.to_zoned(desk.zone()).strftime("%Y-%m-%dT%H:%M").to_string();
    let mut put = |field: &str, text: Option<String>| sent.put(field, &text.unwrap_or_default());
    match entry {
        Entry::Donor(one) => {
            put("kind", Some(one.kind.code().to_owned()));
            put("centre", one.centre.map(|c| c.to_string()));
        }
        Entry::Recipient(one) => {
            put("centre", one.centre.map(|c| c.to_string()));
            put("accepted_on", one.accepted_on.map(|d| d.to_string()));
        }
        Entry::Handover(one) => {
            put("happened_at", Some(civil(&one.at)));
            put("from", one.handed.from.map(|c| c.to_string()));
            put("to", one.handed.to.map(|c| c.to_string()));
            put("package", one.handed.package.clone());
        }
        Entry::Outcome(one) => {
            put("happened_at", Some(civil(&one.at)));
            put("patient_status", Some(one.seen.patient_status.clone()));
            put("graft_status", one.seen.graft_status.clone());
        }
    }
    sent
}

/// `GET /records/{number}/correct`
pub(super) async fn show(desk: Desk, Path(text): Path<String>) -> Answer {
    let (room, entry) = enter(&desk, &text).await?;
    Ok(draw(&desk, &room, &entry, &typed_in(&desk, &entry), &[]))
}

/// `POST /records/{number}/correct`
pub(super) async fn send(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    let (room, entry) = enter(&desk, &text).await?;
    let body = match read(&desk, &room, &sent) {
        Ok(body) => body,
        Err(problems) => return Ok(draw(&desk, &room, &entry, &sent, &problems)),
    };
    let done = correct(&sent.door(&desk), desk.access()?, room.number, Value::Object(body)).await;
    match done {
        Ok(()) => Ok(Redirect::to(&Room::onward(&entry)).into_response()),
        Err(failure) => {
            let here = |p: Problem| match p.code {
                "unchanged" => Problem { expected: desk.say("correction-same"), field: "reason".to_owned(), ..p },
                _ if p.field == "happened" => Problem { field: "happened_at".to_owned(), ..p },
                _ => p,
            };
            let problems: Vec<Problem> = ask::put_right(failure)?.into_iter().map(here).collect();
            Ok(draw(&desk, &room, &entry, &sent, &problems))
        }
    }
}

async fn correct(door: &Service, access: &Access, number: AnyId, body: Value) -> Result<(), Failure> {
    let ((), _) = match number {
        AnyId::Donor(id) => door.correct_donor(access, id, typed(body)?).await?,
        AnyId::Recipient(id) => door.correct_recipient(access, id, typed(body)?).await?,
        AnyId::Handover(id) => door.correct_handover(access, id, typed(body)?).await?,
        AnyId::Outcome(id) => door.correct_outcome(access, id, typed(body)?).await?,
        other => return Err(Problem::not_found("number", other).into()),
    };
    Ok(())
}

fn read(desk: &Desk, room: &Room, sent: &Sent) -> Result<Map<String, Value>, Vec<Problem>> {
    let mut body = room.form.read(desk, sent)?;
    if room.timed() {
        let mut when = WHEN_NEEDED.read(desk, sent)?;
        let fill = || Problem::new("missing", "happened_at", desk.say("problem-fill"));
        let happened = ask::happened(desk, &mut when).map_err(|p| vec![p])?.ok_or_else(|| vec![fill()])?;
        body.insert("happened".to_owned(), json!(happened));
    }
    Ok(body)
}

fn draw(desk: &Desk, room: &Room, entry: &Entry, sent: &Sent, problems: &[Problem]) -> Response {
    let number = room.number.to_string();
    let forms = room.forms();
    ask(
        desk,
        "/trace",
        &Ask {
            title: desk.say(&format!("{}-title", room.form.name)),
            back: Link::new(Room::onward(entry), desk.say("nav-trace")),
            intro: html! { p { (code_id(&number)) } p.under { (desk.say("correction-text")) } },
            action: format!("/records/{number}/correct"),
            fields: html! { @for form in &forms { (form.draw(desk, &room.lists, sent, problems)) } },
            button: (Weight::Next, desk.say("save")),
            after: html! {},
            wrong: &ask::wrong(desk, &forms, problems),
        },
    )
}
