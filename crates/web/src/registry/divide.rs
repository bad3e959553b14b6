//! An organ divided in theatre or on the back table: asked before, written down after, and the labels of its parts.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::UnitId;
use codes::organ::Organ;
use domain::access::Permission;
use domain::registry::{Division, Technique};
use domain::trace::{Line, Trace};
use maud::{Markup, html};
use serde_json::Value;
use service::{Failure, Problem};

use crate::approval::forms::WHEN_NEEDED;
use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, need};
use crate::look::button::{Weight, go, row};
use crate::look::notice::notice;
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id};
use crate::refused::{About, Refusal, refused};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// Into what and where it is divided, and whether that is asked or told.
pub const DIVIDE: Form = Form {
    name: "divide",
    inputs: &[
        need("parts", Kind::Listed("parts")),
        need("technique", Kind::One(&["in_situ", "ex_situ"])),
        need("tense", Kind::One(&["ask_first", "was_done"])),
    ],
};

struct Room {
    line: Line,
    lists: Lists,
}

async fn enter(desk: &Desk, id: &str) -> Result<Room, Trouble> {
    ask::require(desk, Permission::RecordOperation)?;
    let unit: UnitId = ask::id("unit", id)?;
    let found = desk.app.service.trace(desk.access()?, &unit.to_string()).await?;
    let line = found.traces.iter().flat_map(Trace::flat).find(|l| l.unit.id == unit).cloned();
    let line = line.ok_or_else(|| Failure::from(Problem::not_found("unit", unit)))?;
    let joined = |parts: &&[Organ], word: &dyn Fn(&Organ) -> String, between: &str| {
        parts.iter().map(word).collect::<Vec<_>>().join(between)
    };
    let choices = line.unit.entered.organ.usual_parts().iter().map(|parts| {
        let codes = joined(parts, &|organ| organ.code().to_owned(), "+");
        (codes, joined(parts, &|organ| desk.term(organ.code()), &desk.say("divide-plus")))
    });
    let lists = Lists::from([("parts", choices.collect())]);
    Ok(Room { line, lists })
}

/// `GET /organs/{unit}/divide`
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Answer {
    let room = enter(&desk, &id).await?;
    let mut sent = Sent::default();
    sent.put("happened_at", &ask::now_typed(&desk));
    sent.put("tense", "was_done");
    Ok(draw(&desk, &room, &sent, &[], false))
}

/// `POST /organs/{unit}/divide`
pub(super) async fn send(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let room = enter(&desk, &id).await?;
    let unit = room.line.unit.id;
    let (body, when) = (DIVIDE.read(&desk, &sent), WHEN_NEEDED.read(&desk, &sent));
    let (body, mut when) = match (body, when) {
        (Ok(body), Ok(when)) => (body, when),
        (body, when) => {
            let wrong: Vec<Problem> = [body.err(), when.err()].into_iter().flatten().flatten().collect();
            return Ok(draw(&desk, &room, &sent, &wrong, false));
        }
    };
    let Some(division) = division(&body) else {
        let wrong = Problem::new("malformed", "parts", desk.say("problem-choose"));
        return Ok(draw(&desk, &room, &sent, &[wrong], false));
    };
    if sent.text("tense") == "ask_first" {
        return match sent.door(&desk).plan_division(desk.access()?, unit, division).await {
            Ok(_) => Ok(draw(&desk, &room, &sent, &[], true)),
            Err(Failure::Refused { reading, .. }) => Ok(refused(
                &desk,
                &Refusal {
                    about: About {
                        nav: "/trace",
                        crumbs: vec![to_trace(&desk, unit)],
                        cure: Box::new(|_| None),
                        back: to_trace(&desk, unit),
                    },
                    here: desk.say("divide-here"),
                    title: desk.say("divide-refused"),
                    under: html! { (desk.term(room.line.unit.entered.organ.code())) " " (code_id(&unit.to_string())) },
                    reading: &reading,
                    action: format!("/organs/{unit}/divide"),
                    fields: fields(&desk, &room, &sent, &[]),
                },
            )),
            Err(failure) => Ok(draw(&desk, &room, &sent, &ask::put_right(failure)?, false)),
        };
    }
    let happened = match ask::happened(&desk, &mut when) {
        Ok(Some(happened)) => happened,
        Ok(None) => {
            let missing = Problem::new("missing", "happened_at", desk.say("problem-fill"));
            return Ok(draw(&desk, &room, &sent, &[missing], false));
        }
        Err(problem) => return Ok(draw(&desk, &room, &sent, &[problem], false)),
    };
    match sent.door(&desk).record_division(desk.access()?, unit, division, happened).await {
        Ok(_) => Ok(Redirect::to(&format!("/organs/{unit}/divide")).into_response()),
        Err(failure) => Ok(draw(&desk, &room, &sent, &ask::put_right(failure)?, false)),
    }
}

fn division(body: &serde_json::Map<String, Value>) -> Option<Division> {
    let text = |key: &str| body.get(key).and_then(Value::as_str);
    let parts: Option<Vec<Organ>> = text("parts")?.split('+').map(|code| code.parse().ok()).collect();
    let technique = match text("technique")? {
        "in_situ" => Technique::InSitu,
        _ => Technique::ExSitu,
    };
    Some(Division { parts: parts?, technique: Some(technique) })
}

fn to_trace(desk: &Desk, unit: UnitId) -> Link {
    Link::new(format!("/trace/{unit}"), desk.say("organ-back"))
}

fn fields(desk: &Desk, room: &Room, sent: &Sent, problems: &[Problem]) -> Markup {
    html! {
        (WHEN_NEEDED.draw(desk, &room.lists, sent, problems))
        (DIVIDE.draw(desk, &room.lists, sent, problems))
    }
}

fn draw(desk: &Desk, room: &Room, sent: &Sent, problems: &[Problem], fits: bool) -> Response {
    let (unit, organ) = (room.line.unit.id, room.line.unit.entered.organ);
    let values = [("organ", desk.term(organ.code()).into())];
    ask(
        desk,
        "/trace",
        &Ask {
            title: desk.say_with("divide-title", &values),
            back: to_trace(desk, unit),
            intro: html! {
                p { b { (desk.term(organ.code())) } " " (code_id(&unit.to_string())) }
                @if fits { (notice(TagKind::Valid, &html! { p { (desk.say("divide-fits")) } })) }
                @if organ.usual_parts().is_empty() {
                    (notice(TagKind::NotYet, &html! { p { (desk.say_with("divide-never", &values)) } }))
                }
                (parts(desk, &room.line))
                p { (desk.say("divide-text")) }
            },
            action: format!("/organs/{unit}/divide"),
            fields: fields(desk, room, sent, problems),
            button: (Weight::Next, desk.say("divide-button")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&WHEN_NEEDED, &DIVIDE], problems),
        },
    )
}

/// Parts so far, each with its label and its way.
fn parts(desk: &Desk, line: &Line) -> Markup {
    let ways = |part: &Line| {
        let id = part.unit.id;
        let all = [
            (Permission::PrintLabel, format!("/organs/{id}/label"), "label-here"),
            (Permission::HandOver, format!("/scan/{id}"), "parcel-hand-over"),
            (Permission::ReadTrace, format!("/trace/{id}"), "nav-trace"),
        ];
        let open = all.into_iter().filter(|(permission, ..)| ask::may(desk, *permission));
        row(&open.map(|(_, href, key)| go(Weight::Other, &Link::new(href, desk.say(key)))).collect::<Vec<_>>())
    };
    let cells = |part: &Line| {
        vec![
            html! { b { (desk.term(part.unit.entered.organ.code())) } },
            code_id(&part.unit.id.to_string()),
            ways(part),
        ]
    };
    html! {
        @if !line.parts.is_empty() {
            (table(&Table {
                title: Some(desk.say("divide-parts")),
                caption: None,
                main: false,
                columns: ["divide-part", "divide-number", "divide-next"].iter().map(|k| Column::words(desk.say(k))).collect(),
                rows: line.parts.iter().map(cells).collect(),
                empty: html! {},
                phone: Phone::Stack,
            }))
        }
    }
}
