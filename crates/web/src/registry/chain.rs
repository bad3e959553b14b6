//! An organ on its way: handed over, transplanted, or ended otherwise.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::UnitId;
use codes::time::Happened;
use domain::access::{Permission, Role};
use domain::registry::{FateRecorded, HandedOver, TransplantFact};
use domain::trace::{Line, Stop, Trace};
use maud::{Markup, html};
use serde_json::{Map, Value, json};
use service::{Failure, Handing, Problem};

use crate::approval::forms::{WHEN_NEEDED, lists};
use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need, typed};
use crate::look::button::Weight;
use crate::look::{Link, code_id};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// A hand-over.
pub const HAND_OVER: Form = Form {
    name: "hand-over",
    inputs: &[
        need("place", Kind::Whole("")),
        may("from", Kind::Listed("centres")),
        may("to", Kind::Listed("centres")),
        may("package", Kind::Code),
    ],
};
/// A transplantation.
pub const TRANSPLANT: Form = Form {
    name: "transplant",
    inputs: &[
        need("recipient", Kind::Code),
        need("centre", Kind::Listed("centres")),
        may("cold_ischaemia_min", Kind::Whole("min")),
        may("anastomosis_min", Kind::Whole("min")),
    ],
};
/// A transplantation with those who operated, where they are known by account.
const GRAFT: Form = Form {
    name: "transplant",
    inputs: &[
        need("recipient", Kind::Code),
        need("centre", Kind::Listed("centres")),
        may("cold_ischaemia_min", Kind::Whole("min")),
        may("anastomosis_min", Kind::Whole("min")),
        may("team", Kind::ManyListed("surgeons")),
    ],
};
/// An end other than a graft.
pub const END: Form = Form {
    name: "end",
    inputs: &[
        need("fate", Kind::One(&["discarded", "research", "returned", "sent_abroad"])),
        need("reason", Kind::One(&["tumour_found", "damaged", "no_recipient", "too_long", "infection", "other"])),
        may("approval", Kind::Code),
    ],
};

/// An organ, as far as its pages show it.
struct Room {
    unit: UnitId,
    line: Line,
    lists: Lists,
}

async fn enter(desk: &Desk, id: &str) -> Result<Room, Trouble> {
    ask::require(desk, Permission::RecordOperation)?;
    let access = desk.access()?;
    let unit: UnitId = ask::id("unit", id)?;
    let found = desk.app.service.trace(access, &unit.to_string()).await?;
    let mut lines = found.traces.iter().flat_map(Trace::flat);
    let line = lines.find(|l| l.unit.id == unit).cloned();
    let line = line.ok_or_else(|| Failure::from(Problem::not_found("unit", unit)))?;
    let mut lists = lists(desk, access, &[]).await?;
    if ask::may(desk, Permission::ReadPair) {
        let staff = desk.app.service.staff(access).await?;
        let operates = staff.iter().filter(|c| c.is(Role::Surgeon));
        lists.insert("surgeons", operates.map(|c| (c.account.to_string(), c.name.clone())).collect());
    }
    Ok(Room { unit, line, lists })
}

/// One of the three forms.
#[derive(Clone, Copy)]
struct Page {
    form: &'static Form,
    path: &'static str,
}

const TO_HAND_OVER: Page = Page { form: &HAND_OVER, path: "hand-over" };
const TO_TRANSPLANT: Page = Page { form: &GRAFT, path: "transplant" };
const TO_END: Page = Page { form: &END, path: "end" };

fn draw(desk: &Desk, room: &Room, page: Page, sent: &Sent, problems: &[Problem]) -> Response {
    let unit = room.unit;
    ask(
        desk,
        "",
        &Ask {
            title: desk.say(&format!("{}-title", page.path)),
            back: Link::new(format!("/trace/{unit}"), desk.say("organ-back")),
            intro: html! {
                p { b { (desk.term(room.line.unit.entered.organ.code())) } " " (code_id(&unit.to_string())) }
                p { (desk.say(&format!("{}-text", page.path))) }
                @if page.path == TO_HAND_OVER.path { (earlier(desk, &room.line)) }
            },
            action: format!("/organs/{unit}/{}", page.path),
            fields: html! {
                (WHEN_NEEDED.draw(desk, &room.lists, sent, problems))
                (page.form.draw(desk, &room.lists, sent, problems))
            },
            button: (Weight::Next, desk.say(&format!("{}-button", page.path))),
            after: html! {},
            wrong: &ask::wrong(desk, &[&WHEN_NEEDED, page.form], problems),
        },
    )
}

/// Hand-overs so far, each of which can be corrected.
fn earlier(desk: &Desk, line: &Line) -> Markup {
    let hands = || line.stops.iter().filter_map(|s| if let Stop::HandedOver(h) = s { Some(h) } else { None });
    html! {
        @if hands().next().is_some() {
            ul { @for hand in hands() { li {
                (code_id(&hand.id.to_string())) " · " (desk.instant(hand.at.at)) " · "
                a href={ "/records/" (hand.id) "/correct" } { (desk.say("record-correct")) }
            } } }
        }
    }
}

fn read(desk: &Desk, page: Page, sent: &Sent) -> Result<(Map<String, Value>, Happened), Vec<Problem>> {
    let (body, when) = (page.form.read(desk, sent), WHEN_NEEDED.read(desk, sent));
    let (body, mut when) = match (body, when) {
        (Ok(body), Ok(when)) => (body, when),
        (body, when) => return Err([body.err(), when.err()].into_iter().flatten().flatten().collect()),
    };
    match ask::happened(desk, &mut when) {
        Ok(Some(happened)) => Ok((body, happened)),
        Ok(None) => Err(vec![Problem::new("missing", "happened_at", desk.say("problem-fill"))]),
        Err(problem) => Err(vec![problem]),
    }
}

/// Back to the chain, or the form with what is wrong.
fn settle(desk: &Desk, room: &Room, page: Page, sent: &Sent, done: Result<(), Failure>) -> Answer {
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/trace/{}", room.unit)).into_response()),
        Err(failure) => Ok(draw(desk, room, page, sent, &ask::put_right(failure)?)),
    }
}

fn own_centre(desk: &Desk, sent: &mut Sent, field: &str) {
    if let Some(own) = desk.session.as_ref().and_then(|s| s.access.centre) {
        sent.put(field, &own.to_string());
    }
}

/// `GET /organs/{id}/hand-over`
pub(super) async fn show_hand_over(desk: Desk, Path(id): Path<String>) -> Answer {
    let room = enter(&desk, &id).await?;
    let mut sent = Sent::default();
    let last = room.line.stops.iter().rev().find_map(|s| match s {
        Stop::HandedOver(h) => Some(&h.handed),
        Stop::Missing(_) => None,
    });
    sent.put("place", &last.map_or(1, |h| h.place + 1).to_string());
    if let Some(from) = last.map_or(room.line.unit.entered.centre, |h| h.to) {
        sent.put("from", &from.to_string());
    }
    sent.put("happened_at", &ask::now_typed(&desk));
    Ok(draw(&desk, &room, TO_HAND_OVER, &sent, &[]))
}

/// `POST /organs/{id}/hand-over`
pub(super) async fn send_hand_over(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let room = enter(&desk, &id).await?;
    let read = read(&desk, TO_HAND_OVER, &sent).and_then(|(mut body, happened)| {
        body.insert("unit".to_owned(), json!(room.unit));
        let handed: HandedOver = typed(Value::Object(body)).map_err(|p| vec![p])?;
        Ok(Handing { handed, happened })
    });
    match read {
        Err(wrong) => Ok(draw(&desk, &room, TO_HAND_OVER, &sent, &wrong)),
        Ok(handing) => {
            let done = sent.door(&desk).record_handover(desk.access()?, handing).await.map(drop);
            settle(&desk, &room, TO_HAND_OVER, &sent, done)
        }
    }
}

/// `GET /organs/{id}/transplant`
pub(super) async fn show_transplant(desk: Desk, Path(id): Path<String>) -> Answer {
    let room = enter(&desk, &id).await?;
    let mut sent = Sent::default();
    own_centre(&desk, &mut sent, "centre");
    if let Some(pair) = room.line.unit.entered.pair {
        // The pair may belong to a centre whose files this reader does not see; then the field stays empty.
        if let Ok(file) = desk.app.service.pair(desk.access()?, pair).await {
            sent.put("recipient", &file.pair.recipient.to_string());
        }
    }
    sent.put("happened_at", &ask::now_typed(&desk));
    Ok(draw(&desk, &room, TO_TRANSPLANT, &sent, &[]))
}

/// `POST /organs/{id}/transplant`
pub(super) async fn send_transplant(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let room = enter(&desk, &id).await?;
    let read = read(&desk, TO_TRANSPLANT, &sent).and_then(|(mut body, happened)| {
        body.insert("unit".to_owned(), json!(room.unit));
        body.insert("happened".to_owned(), json!(happened));
        typed::<TransplantFact>(Value::Object(body)).map_err(|p| vec![p])
    });
    match read {
        Err(wrong) => Ok(draw(&desk, &room, TO_TRANSPLANT, &sent, &wrong)),
        Ok(fact) => {
            let done = sent.door(&desk).record_transplant(desk.access()?, fact).await.map(drop);
            settle(&desk, &room, TO_TRANSPLANT, &sent, done)
        }
    }
}

/// `GET /organs/{id}/end`
pub(super) async fn show_end(desk: Desk, Path(id): Path<String>) -> Answer {
    let room = enter(&desk, &id).await?;
    let mut sent = Sent::default();
    sent.put("happened_at", &ask::now_typed(&desk));
    Ok(draw(&desk, &room, TO_END, &sent, &[]))
}

/// `POST /organs/{id}/end`
pub(super) async fn send_end(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let room = enter(&desk, &id).await?;
    let read = read(&desk, TO_END, &sent).and_then(|(body, happened)| {
        let ended: FateRecorded = typed(Value::Object(body)).map_err(|p| vec![p])?;
        Ok((ended, happened))
    });
    match read {
        Err(wrong) => Ok(draw(&desk, &room, TO_END, &sent, &wrong)),
        Ok((ended, happened)) => {
            let done = sent.door(&desk).record_fate(desk.access()?, room.unit, ended, happened).await.map(drop);
            settle(&desk, &room, TO_END, &sent, done)
        }
    }
}
