//! Entering what was written on a sheet, field by field as it stands on the paper.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::{PathwayId, SheetId};
use domain::access::{Permission, Role};
use domain::trace::paper::SheetKind;
use maud::html;
use serde_json::{Map, Value, json};
use service::{Problem, SheetFilled, SheetSeen};

use crate::approval::forms::lists;
use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Lists, typed};
use crate::look::button::Weight;
use crate::look::{Link, code_id};
use crate::sent::Sent;
use crate::trace::scan::number;
use crate::trouble::{Answer, Trouble};

struct Room {
    seen: SheetSeen,
    lists: Lists,
}

async fn enter(desk: &Desk, id: &str) -> Result<Room, Trouble> {
    ask::require(desk, Permission::EnterSheet)?;
    let id: SheetId = ask::id("sheet", id)?;
    let access = desk.access()?;
    let seen = desk.app.service.sheet(access, Permission::EnterSheet, id).await?;
    let staff = desk.app.service.sheet_holders(access).await?;
    let mut lists = lists(desk, access, &staff).await?;
    let recovers = staff.iter().filter(|c| c.is(Role::RecoverySurgeon) || c.is(Role::Surgeon));
    lists.insert("operators", recovers.map(|c| (c.account.to_string(), c.name.clone())).collect());
    Ok(Room { seen, lists })
}

/// `GET /paper/{paper}/entry`
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Answer {
    let room = enter(&desk, &id).await?;
    let mut sent = Sent::default();
    if room.seen.sheet.issued.kind == SheetKind::Death {
        sent.put("written_by", &desk.access()?.account.to_string());
    } else {
        sent.put("written_by", &room.seen.sheet.issued.to.to_string());
    }
    sent.put("centre", &room.seen.sheet.issued.centre.to_string());
    Ok(draw(&desk, &room, &sent, &[]))
}

/// `POST /paper/{paper}/entry`
pub(super) async fn send(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let room = enter(&desk, &id).await?;
    let sheet = room.seen.sheet.id;
    let filled = match read(&desk, room.seen.sheet.issued.kind, &sent) {
        Ok(filled) => filled,
        Err(problems) => return Ok(draw(&desk, &room, &sent, &problems)),
    };
    match sent.door(&desk).enter_sheet(desk.access()?, sheet, filled).await {
        Ok(_) => Ok(Redirect::to(&format!("/paper/{sheet}")).into_response()),
        Err(failure) => Ok(draw(&desk, &room, &sent, &ask::put_right(failure)?)),
    }
}

/// Everything that stands on the paper, read by its forms; all that is wrong at once.
fn read(desk: &Desk, kind: SheetKind, sent: &Sent) -> Result<SheetFilled, Vec<Problem>> {
    let (mut body, mut problems) = (Map::new(), Vec::new());
    for form in super::forms::of(kind) {
        match form.read(desk, sent) {
            Ok(read) => body.extend(read),
            Err(wrong) => problems.extend(wrong),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let happened = ask::happened(desk, &mut body).map_err(|p| vec![p])?;
    let text =
        |body: &Map<String, Value>, field: &str| body.get(field).and_then(Value::as_str).unwrap_or_default().to_owned();
    let writer = [("written_by", body.remove("written_by")), ("writer", body.remove("writer"))];
    let wrong = |field: &str, typed: &str| {
        vec![Problem::new("malformed", field, desk.say("paper-wrong-number")).showing(typed)]
    };
    if let SheetKind::HandOver | SheetKind::Graft = kind {
        let said = text(&body, "unit");
        let unit = number(&said).map_err(|_| wrong("unit", &said))?;
        body.insert("unit".to_owned(), json!(unit));
    } else {
        let said = text(&body, "pathway");
        let pathway: PathwayId = said.parse().map_err(|_| wrong("pathway", &said))?;
        body.insert("pathway".to_owned(), json!(pathway));
    }
    let told = match kind {
        SheetKind::HandOver => json!({"what": "hand_over", "hand": body, "happened": happened}),
        SheetKind::Death => {
            let pathway = body.remove("pathway");
            json!({"what": "death", "pathway": pathway, "certificate": body, "happened": happened})
        }
        SheetKind::Recovery | SheetKind::Graft => {
            body.insert("happened".to_owned(), json!(happened));
            json!({"what": kind.code(), "fact": body})
        }
    };
    let mut filled = Map::from_iter([("told".to_owned(), told)]);
    filled.extend(writer.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))));
    let own = |p: Problem| Problem { field: p.field.rsplit('.').next().unwrap_or_default().to_owned(), ..p };
    typed(Value::Object(filled)).map_err(|p| vec![own(p)])
}

fn draw(desk: &Desk, room: &Room, sent: &Sent, problems: &[Problem]) -> Response {
    let sheet = &room.seen.sheet;
    let forms = super::forms::of(sheet.issued.kind);
    let all: Vec<&Form> = forms.iter().collect();
    ask(
        desk,
        "/paper",
        &Ask {
            title: desk.say(&format!("sheet-title-{}", sheet.issued.kind.code())),
            back: Link::new(format!("/paper/{}", sheet.id), desk.say("sheet-back")),
            intro: html! {
                p { b { (code_id(&sheet.id.to_string())) } " · " bdi { (room.seen.centre) } }
                p { (desk.say("sheet-entry-text")) }
            },
            action: format!("/paper/{}/entry", sheet.id),
            fields: html! { @for form in &forms { (form.draw(desk, &room.lists, sent, problems)) } },
            button: (Weight::Next, desk.say("sheet-entry-button")),
            after: html! {},
            wrong: &ask::wrong(desk, &all, problems),
        },
    )
}
