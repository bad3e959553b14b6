//! A box in hand: its code scanned or typed, what travels in it, and the next hand-over.

use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::UnitId;
use domain::access::Permission;
use domain::registry::HandedOver;
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::{Value, json};
use service::{Handing, Parcel, Problem};

use super::offline::scan_says;
use crate::approval::forms::{WHEN_NEEDED, lists};
use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need, typed};
use crate::look::asset::SCAN;
use crate::look::button::{Weight, go, row, submit};
use crate::look::field::{Control, Field, TextKind, error_summary, field};
use crate::look::frame::{Question, question};
use crate::look::list::{SummaryRow, Value as Cell, summary_list};
use crate::look::{Link, code_id};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// Who takes the box now.
pub const SCANNED: Form = Form {
    name: "scanned",
    inputs: &[may("from", Kind::Listed("centres")), need("to", Kind::Listed("centres")), may("package", Kind::Code)],
};

#[derive(Deserialize)]
pub(super) struct Typed {
    code: Option<String>,
}

/// `GET /scan?code=`: a code that can be read leads to its box.
pub(super) async fn show(desk: Desk, Query(typed): Query<Typed>) -> Answer {
    ask::require(&desk, Permission::HandOver)?;
    let code = typed.code.unwrap_or_default().trim().to_owned();
    if code.is_empty() {
        return Ok(desk.page(&desk.say("scan-title"), "/scan", &search(&desk, "", None)));
    }
    match number(&code) {
        Ok(unit) => Ok(Redirect::to(&format!("/scan/{unit}")).into_response()),
        Err(_) => {
            let wrong = desk.say_with("scan-wrong", &[("value", code.clone().into())]);
            let title = format!("{} {}", desk.say("error-prefix"), desk.say("scan-title"));
            Ok(desk.page(&title, "/scan", &search(&desk, &code, Some(wrong))))
        }
    }
}

/// The organ of a code: its number, or the address that stands in the code of a label.
pub(super) fn number(code: &str) -> Result<UnitId, codes::Malformed> {
    let last = code.rsplit('/').next().unwrap_or(code);
    UnitId::parse(last.split(['?', '#']).next().unwrap_or(last))
}

fn search(desk: &Desk, code: &str, wrong: Option<String>) -> Markup {
    let number = Field::new("code", desk.say("scan-field"), Control::Text(TextKind::Code, code.to_owned()))
        .hint(desk.say("scan-hint"))
        .error(wrong.clone());
    question(&Question {
        back: None,
        caption: None,
        title: html! { (desk.say("scan-title")) },
        errors: wrong.map(|w| error_summary(&desk.say("errors-title"), &[("code".to_owned(), w)])),
        body: html! {
            p { (desk.say("scan-text")) }
            form method="get" action="/scan" data-scan="code" {
                (camera(desk))
                (field(&number))
                (submit(Weight::Next, &desk.say("scan-button"), None))
            }
            (row(&ways_on(desk)))
            (scan_says(desk))
        },
    })
}

/// Where else a box in hand may lead.
fn ways_on(desk: &Desk) -> Vec<Markup> {
    let all = [
        (Permission::HandOver, "/scan/offline", "offline-here"),
        (Permission::MatchAtTable, "/theatre", "theatre-here"),
        (Permission::SettleEntry, "/hand-overs/unclear", "unclear-here"),
    ];
    let open = all.into_iter().filter(|(permission, ..)| ask::may(desk, *permission));
    open.map(|(_, href, key)| go(Weight::Other, &Link::new(href, desk.say(key)))).collect()
}

/// The camera, where the browser can read codes; nothing of it shows where it cannot.
pub(super) fn camera(desk: &Desk) -> Markup {
    html! {
        p hidden data-camera { button.btn type="button" { (desk.say("scan-camera")) } }
        video hidden playsinline muted width="300" height="225" aria-label=(desk.say("scan-picture")) {}
        script src=(SCAN.href()) defer {}
    }
}

struct Room {
    parcel: Parcel,
    lists: Lists,
}

async fn enter(desk: &Desk, id: &str) -> Result<Room, Trouble> {
    ask::require(desk, Permission::HandOver)?;
    let unit: UnitId = ask::id("unit", id)?;
    let access = desk.access()?;
    let parcel = desk.app.service.parcel(access, Permission::HandOver, unit).await?;
    Ok(Room { parcel, lists: lists(desk, access, &[]).await? })
}

/// `GET /scan/{unit}`
pub(super) async fn parcel(desk: Desk, Path(id): Path<String>) -> Answer {
    let room = enter(&desk, &id).await?;
    let mut sent = Sent::default();
    if let Some(held) = &room.parcel.held_at {
        sent.put("from", &held.centre.to_string());
    }
    let contents = room.parcel.label.as_ref().and_then(|l| l.newest()).map(|p| &p.printed.contents);
    let own = desk.access()?.centre;
    if let Some(to) = own.filter(|c| room.parcel.held_at.as_ref().is_none_or(|h| h.centre != *c)) {
        sent.put("to", &to.to_string());
    } else if let Some(contents) = contents {
        sent.put("to", &contents.to.centre.to_string());
    }
    sent.put("package", contents.and_then(|c| c.package.as_deref()).unwrap_or_default());
    sent.put("happened_at", &ask::now_typed(&desk));
    Ok(draw(&desk, &room, &sent, &[]))
}

/// `POST /scan/{unit}`
pub(super) async fn hand_over(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let room = enter(&desk, &id).await?;
    match read(&desk, &room.parcel, &sent) {
        Err(wrong) => Ok(draw(&desk, &room, &sent, &wrong)),
        Ok(handing) => match sent.door(&desk).record_handover(desk.access()?, handing).await {
            Ok(_) => Ok(Redirect::to(&format!("/scan/{}", room.parcel.unit)).into_response()),
            Err(failure) => Ok(draw(&desk, &room, &sent, &ask::put_right(failure)?)),
        },
    }
}

fn read(desk: &Desk, parcel: &Parcel, sent: &Sent) -> Result<Handing, Vec<Problem>> {
    let (body, when) = (SCANNED.read(desk, sent), WHEN_NEEDED.read(desk, sent));
    let (mut body, mut when) = match (body, when) {
        (Ok(body), Ok(when)) => (body, when),
        (body, when) => return Err([body.err(), when.err()].into_iter().flatten().flatten().collect()),
    };
    let happened = ask::happened(desk, &mut when).map_err(|p| vec![p])?;
    let happened = happened.ok_or_else(|| vec![Problem::new("missing", "happened_at", desk.say("problem-fill"))])?;
    body.insert("unit".to_owned(), json!(parcel.unit));
    body.insert("place".to_owned(), json!(parcel.next_place));
    let handed: HandedOver = typed(Value::Object(body)).map_err(|p| vec![p])?;
    Ok(Handing { handed, happened })
}

fn draw(desk: &Desk, room: &Room, sent: &Sent, problems: &[Problem]) -> Response {
    let unit = room.parcel.unit;
    ask(
        desk,
        "/scan",
        &Ask {
            title: desk.say_with("parcel-title", &[("organ", desk.term(room.parcel.organ.code()).into())]),
            back: Link::new("/scan", desk.say("scan-back")),
            intro: html! {
                (known(desk, &room.parcel))
                (ways(desk, unit))
                h2 { (desk.say("parcel-hand-over")) }
            },
            action: format!("/scan/{unit}"),
            fields: html! {
                (WHEN_NEEDED.draw(desk, &room.lists, sent, problems))
                (SCANNED.draw(desk, &room.lists, sent, problems))
            },
            button: (Weight::Next, desk.say("parcel-button")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&WHEN_NEEDED, &SCANNED], problems),
        },
    )
}

/// What stands on the box, and where the record has it.
fn known(desk: &Desk, parcel: &Parcel) -> Markup {
    let line = |key: &str, value: Cell| SummaryRow { label: desk.say(key), value, change: None };
    let given = |words: Markup| Cell::Given(words);
    let mut rows = vec![
        line("parcel-number", given(code_id(&parcel.unit.to_string()))),
        line(
            "parcel-held",
            parcel
                .held_at
                .as_ref()
                .map_or_else(|| Cell::Missing(desk.say("parcel-held-unknown")), |held| given(html! { (held.name) })),
        ),
    ];
    match parcel.label.as_ref().and_then(|l| l.newest()) {
        Some(print) => {
            let contents = &print.printed.contents;
            rows.push(line(
                "label-to",
                given(html! {
                    b { (parcel.name_of(contents.to.centre)) } br; bdi dir="ltr" { (contents.to.telephone) }
                }),
            ));
            rows.push(line(
                "parcel-label",
                given(html! {
                    (desk.say_with("label-printed-title", &[("n", print.printed.copy.to_string().into())]))
                }),
            ));
            rows.extend(contents.use_by_at.map(|at| line("label-use-by", given(html! { (desk.instant(at)) }))));
        }
        None => rows.push(line("parcel-label", Cell::Missing(desk.say("parcel-no-label")))),
    }
    rows.extend(
        parcel.carried.as_ref().map(|carried| line("temperature-here", given(super::temperature::sign(desk, carried)))),
    );
    if !parcel.on_its_way {
        rows.push(line("parcel-state", Cell::Missing(desk.say("parcel-ended"))));
    }
    summary_list(&rows)
}

/// What else the reader may do with this organ.
fn ways(desk: &Desk, unit: UnitId) -> Markup {
    let all = [
        (Permission::PrintLabel, format!("/organs/{unit}/label"), "label-here"),
        (Permission::MatchAtTable, format!("/theatre?unit={unit}"), "theatre-here"),
        (Permission::HandOver, format!("/organs/{unit}/temperature"), "temperature-here"),
        (Permission::RecordOperation, format!("/organs/{unit}/times"), "times-here"),
        (Permission::RecordOperation, format!("/organs/{unit}/divide"), "divide-here"),
        (Permission::RecordOperation, format!("/organs/{unit}/end"), "end-here"),
        (Permission::ReadTrace, format!("/trace/{unit}"), "nav-trace"),
    ];
    let open = all.into_iter().filter(|(permission, ..)| ask::may(desk, *permission));
    row(&open.map(|(_, href, key)| go(Weight::Other, &Link::new(href, desk.say(key)))).collect::<Vec<_>>())
}
