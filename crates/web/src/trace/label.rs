//! Printing a label: the form, the label, and the label as a file.

use axum::extract::Path;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::UnitId;
use domain::access::Permission;
use domain::trace::label::{LabelPlan, Print};
use maud::{Markup, html};
use serde_json::{Map, Value, json};
use service::{Failure, Parcel, Problem};

use super::sheet::{Sheet, sheet};
use super::voice::Voice;
use crate::approval::forms::lists;
use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need, typed};
use crate::look::button::{Weight, go, print as print_button, row};
use crate::look::heading::{Heading, heading};
use crate::look::list::{SummaryRow, Value as Cell, links, summary_list};
use crate::look::picture::code::code;
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, code_id};
use crate::refused::{About, Refusal, refused};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// What a label shall say.
pub const LABEL: Form = Form {
    name: "label",
    inputs: &[
        need("from.centre", Kind::Listed("centres")),
        may("from.address", Kind::Words),
        may("from.telephone", Kind::Code),
        need("to.centre", Kind::Listed("centres")),
        may("to.address", Kind::Words),
        may("to.telephone", Kind::Code),
        may("package", Kind::Code),
        need("lowest_c", Kind::Whole("°C")),
        need("highest_c", Kind::Whole("°C")),
        need("position", Kind::One(&["upright", "any_position"])),
        may("use_by_at", Kind::Instant),
        may("intended_for", Kind::Code),
    ],
};

/// An organ and the lists of its form.
struct Room {
    parcel: Parcel,
    lists: Lists,
}

async fn enter(desk: &Desk, id: &str) -> Result<Room, Trouble> {
    ask::require(desk, Permission::PrintLabel)?;
    let access = desk.access()?;
    let unit: UnitId = ask::id("unit", id)?;
    let parcel = desk.app.service.parcel(access, Permission::PrintLabel, unit).await?;
    Ok(Room { parcel, lists: lists(desk, access, &[]).await? })
}

/// `GET /organs/{unit}/label`: filled with what the last print said, or with what the record says of the places.
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Answer {
    let room = enter(&desk, &id).await?;
    let mut sent = Sent::default();
    match room.parcel.label.as_ref().and_then(|l| l.newest()) {
        Some(last) => fill(&desk, &mut sent, last),
        None => begin(&desk, &mut sent, &room.parcel).await?,
    }
    Ok(draw(&desk, &room, &sent, &[]))
}

fn fill(desk: &Desk, sent: &mut Sent, last: &Print) {
    let contents = &last.printed.contents;
    for (side, place) in [("from", &contents.from), ("to", &contents.to)] {
        sent.put(&format!("{side}.centre"), &place.centre.to_string());
        sent.put(&format!("{side}.address"), &place.address);
        sent.put(&format!("{side}.telephone"), &place.telephone);
    }
    sent.put("package", contents.package.as_deref().unwrap_or_default());
    sent.put("lowest_c", &contents.lowest_c.to_string());
    sent.put("highest_c", &contents.highest_c.to_string());
    sent.put("position", &domain::rules::term(&contents.position));
    if let Some(at) = contents.use_by_at {
        sent.put("use_by_at", &at.to_zoned(desk.zone()).strftime("%Y-%m-%dT%H:%M").to_string());
    }
    if let Some(recipient) = contents.intended_for {
        sent.put("intended_for", &recipient.to_string());
    }
}

async fn begin(desk: &Desk, sent: &mut Sent, parcel: &Parcel) -> Result<(), Trouble> {
    for (name, value) in [("lowest_c", "2"), ("highest_c", "8"), ("position", "upright")] {
        sent.put(name, value);
    }
    let Some(held) = &parcel.held_at else { return Ok(()) };
    sent.put("from.centre", &held.centre.to_string());
    let page = desk.app.service.centre(held.centre).await?;
    sent.put("from.address", &page.centre.place);
    sent.put("from.telephone", page.centre.telephone.as_deref().unwrap_or_default());
    Ok(())
}

/// `POST /organs/{unit}/label`
pub(super) async fn send(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let room = enter(&desk, &id).await?;
    let unit = room.parcel.unit;
    let plan = match LABEL.read(&desk, &sent).and_then(|body| plan(unit, body).map_err(|p| vec![p])) {
        Ok(plan) => plan,
        Err(problems) => return Ok(draw(&desk, &room, &sent, &problems)),
    };
    match sent.door(&desk).print_label(desk.access()?, plan).await {
        Ok(_) => Ok(Redirect::to(&format!("/organs/{unit}/label/print")).into_response()),
        Err(Failure::Refused { id, reading }) => Ok(refused(
            &desk,
            &Refusal {
                about: About {
                    nav: "/scan",
                    crumbs: vec![Link::new(format!("/scan/{unit}"), desk.say("parcel-back"))],
                    cure: Box::new(|_| None),
                    back: Link::new(format!("/scan/{unit}"), desk.say("parcel-back")),
                },
                here: desk.say("label-here"),
                title: desk.say("label-refused-title"),
                under: html! { (code_id(&id)) },
                reading: &reading,
                action: format!("/organs/{unit}/label"),
                fields: LABEL.draw(&desk, &room.lists, &sent, &[]),
            },
        )),
        Err(failure) => Ok(draw(&desk, &room, &sent, &ask::put_right(failure)?)),
    }
}

fn plan(unit: UnitId, contents: Map<String, Value>) -> Result<LabelPlan, Problem> {
    typed(json!({"unit": unit, "contents": contents}))
        .map_err(|p: Problem| Problem { field: p.field.trim_start_matches("contents.").to_owned(), ..p })
}

fn draw(desk: &Desk, room: &Room, sent: &Sent, problems: &[Problem]) -> Response {
    let unit = room.parcel.unit;
    ask(
        desk,
        "/scan",
        &Ask {
            title: desk.say("label-title"),
            back: Link::new(format!("/scan/{unit}"), desk.say("parcel-back")),
            intro: html! {
                p { b { (desk.term(room.parcel.organ.code())) } " " (code_id(&unit.to_string())) }
                p { (desk.say("label-text")) }
                @if room.parcel.label.as_ref().and_then(|label| label.newest()).is_some() {
                    (links(&[Link::new(format!("/organs/{unit}/label/print"), desk.say("label-see"))]))
                }
            },
            action: format!("/organs/{unit}/label"),
            fields: LABEL.draw(desk, &room.lists, sent, problems),
            button: (Weight::Next, desk.say("label-button")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&LABEL], problems),
        },
    )
}

/// `GET /organs/{unit}/label/print`, with `.svg` behind the last word as a file.
pub(super) async fn printed(desk: Desk, headers: HeaderMap, Path((id, kind)): Path<(String, String)>) -> Answer {
    ask::require(&desk, Permission::PrintLabel)?;
    let unit: UnitId = ask::id("unit", &id)?;
    let parcel = desk.app.service.parcel(desk.access()?, Permission::PrintLabel, unit).await?;
    let Some(last) = parcel.label.as_ref().and_then(|l| l.newest()) else {
        return Err(Problem::not_found("label", unit).into());
    };
    let wide = if kind == "print" { "100%" } else { "148mm" };
    let drawing = drawn(&desk, &headers, (&parcel, last), wide)?;
    match kind.as_str() {
        "print" => Ok(page(&desk, &parcel, last, &drawing)),
        "print.svg" => {
            let name = format!("attachment; filename=\"{unit}-{}.svg\"", last.printed.copy);
            let kind = (header::CONTENT_TYPE, "image/svg+xml".to_owned());
            Ok(([kind, (header::CONTENT_DISPOSITION, name)], drawing.into_string()).into_response())
        }
        _ => Err(Problem::not_found("label", kind).into()),
    }
}

fn drawn(desk: &Desk, headers: &HeaderMap, (parcel, print): (&Parcel, &Print), wide: &str) -> Result<Markup, Trouble> {
    let code = code(&address(desk, headers, parcel.unit)).map_err(|e| Failure::fault(&e))?;
    let (voice, english) = (Voice::of(desk), Voice { lang: "en", ..Voice::of(desk) });
    Ok(sheet(&Sheet { voice: &voice, english: &english, parcel, print, code: &code, dir: desk.dir() }, wide))
}

/// What the code says: the page of this server on which the organ is handed over. Whoever finds the box and reads it is
/// asked to sign in, and learns nothing.
fn address(desk: &Desk, headers: &HeaderMap, unit: UnitId) -> String {
    let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let fits = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
    let scheme = if desk.app.options.secure_cookies { "https" } else { "http" };
    match !host.is_empty() && host.len() <= 253 && host.chars().all(fits) {
        true => format!("{scheme}://{host}/scan/{unit}"),
        false => unit.to_string(),
    }
}

fn page(desk: &Desk, parcel: &Parcel, last: &Print, drawing: &Markup) -> Response {
    let unit = parcel.unit;
    let number = [("n", last.printed.copy.to_string().into())];
    let title = desk.say_with("label-printed-title", &number);
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new(format!("/scan/{unit}"), desk.say("parcel-back"))],
            here: Some(code_id(&unit.to_string())),
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("label-printed-text")) }),
            aside: Some(print_button(&desk.say("label-print"))),
        }))
        div.question { (drawing) }
        // What the drawing says already is not printed beside it, like every folded twin of a picture.
        div.folded { (says(desk, parcel, last)) }
        div.folded { (prints(desk, parcel)) }
        (row(&[go(Weight::Other, &Link::new(format!("/organs/{unit}/label"), desk.say("label-again")))]))
        (links(&[Link::new(format!("/organs/{unit}/label/print.svg"), desk.say("label-file"))]))
    };
    desk.page(&title, "/scan", &body)
}

/// The words of the drawing, for whoever cannot see it.
fn says(desk: &Desk, parcel: &Parcel, last: &Print) -> Markup {
    let contents = &last.printed.contents;
    let line = |key: &str, value: Markup| SummaryRow { label: desk.say(key), value: Cell::Given(value), change: None };
    let place = |p: &domain::trace::label::Place| {
        html! { b { (parcel.name_of(p.centre)) } br; bdi { (p.address) } br; bdi dir="ltr" { (p.telephone) } }
    };
    let mut rows = vec![
        line("label-what", html! { (desk.term(parcel.organ.code())) }),
        line("label-from", place(&contents.from)),
        line("label-to", place(&contents.to)),
        line(
            "label-keep",
            html! {
                bdi dir="ltr" { (contents.lowest_c) "–" (contents.highest_c) " °C" } " · "
                (desk.term(&domain::rules::term(&contents.position)))
            },
        ),
    ];
    rows.extend(contents.package.as_ref().map(|package| line("label-box", code_id(package))));
    rows.extend(contents.use_by_at.map(|at| line("label-use-by", html! { (desk.instant(at)) })));
    summary_list(&rows)
}

fn prints(desk: &Desk, parcel: &Parcel) -> Markup {
    let all = parcel.label.iter().flat_map(|l| &l.prints).rev();
    table(&Table {
        title: Some(desk.say("label-prints")),
        caption: None,
        main: false,
        columns: vec![
            Column::words(desk.say("label-col-number")),
            Column::words(desk.say("label-col-at")),
            Column::words(desk.say("label-to")),
        ],
        rows: all
            .map(|p| {
                vec![
                    html! { (p.printed.copy) },
                    html! { (desk.instant(p.at)) },
                    html! { (parcel.name_of(p.printed.contents.to.centre)) },
                ]
            })
            .collect(),
        empty: html! {},
        phone: Phone::Stack,
    })
}
