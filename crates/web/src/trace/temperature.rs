//! Temperatures of an organ on its way: the picture with its table, a reading typed, the file of a logger.

use axum::extract::multipart::{Multipart, MultipartRejection};
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use codes::Quantity;
use codes::ids::UnitId;
use domain::access::Permission;
use domain::trace::carried::{Carried, Stretch};
use domain::trace::temperature::{Lies, Measured};
use jiff::Timestamp;
use maud::{Markup, html};
use serde_json::{Map, Value, json};
use service::{Failure, Journey, LoggerTaken, LoggerTold, Problem};

use super::journey::drawn;
use crate::app::App;
use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need, typed};
use crate::look::button::{Weight, go, row, submit};
use crate::look::field::{Control, Field, field};
use crate::look::frame::{Question, question};
use crate::look::heading::{Heading, heading};
use crate::look::notice::notice;
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id, tag};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

const WAYS: &[&str] = &["scs", "hmp", "nmp", "nrp_then_scs"];

/// One reading off a display.
pub const READING: Form = Form {
    name: "reading",
    inputs: &[
        need("at", Kind::Instant),
        need("temperature", Kind::Code),
        need("device", Kind::Code),
        may("uncertainty_s", Kind::Whole("s")),
        need("preservation", Kind::One(WAYS)),
    ],
};
/// What the file of a logger is about.
pub const LOGGER: Form = Form {
    name: "logger",
    inputs: &[
        need("device", Kind::Code),
        may("uncertainty_s", Kind::Whole("s")),
        need("preservation", Kind::One(WAYS)),
    ],
};

/// Degrees in words.
pub(super) fn degrees(desk: &Desk, of: Quantity) -> String {
    desk.say_with("temperature-degrees", &[("n", of.value.to_string().into())])
}

/// What a way comes to, in one sentence.
pub(super) fn sentence(desk: &Desk, carried: Option<&Carried>) -> String {
    let Some(carried) = carried else { return desk.say("temperature-none") };
    let key = if carried.outside == 0 { "temperature-inside" } else { "temperature-outside" };
    desk.say_with(
        key,
        &[
            ("readings", carried.readings.into()),
            ("outside", carried.outside.into()),
            ("lowest", degrees(desk, carried.lowest).into()),
            ("highest", degrees(desk, carried.highest).into()),
        ],
    )
}

/// The sentence as a tag: a diamond where somebody should look.
pub(super) fn sign(desk: &Desk, carried: &Carried) -> Markup {
    let kind = if carried.outside == 0 && carried.gaps == 0 { TagKind::Valid } else { TagKind::LookAgain };
    tag(kind, &sentence(desk, Some(carried)))
}

async fn enter(desk: &Desk, id: &str) -> Result<Journey, Trouble> {
    ask::require_any(desk, &[Permission::HandOver, Permission::ReadTrace])?;
    let unit: UnitId = ask::id("unit", id)?;
    let asks = if ask::may(desk, Permission::HandOver) { Permission::HandOver } else { Permission::ReadTrace };
    Ok(desk.app.service.journey(desk.access()?, asks, unit).await?)
}

/// `GET /organs/{unit}/temperature`
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Answer {
    let journey = enter(&desk, &id).await?;
    let (unit, title) = (journey.unit, sentence(&desk, journey.carried.as_ref()));
    let back = match ask::may(&desk, Permission::HandOver) {
        true => Link::new(format!("/scan/{unit}"), desk.say("parcel-back")),
        false => Link::new(format!("/trace/{unit}"), desk.say("organ-back")),
    };
    let to = |weight, path: &str, key: &str| {
        go(weight, &Link::new(format!("/organs/{unit}/temperature/{path}"), desk.say(key)))
    };
    let tells = ask::may(&desk, Permission::HandOver);
    let body = html! {
        (heading(&Heading {
            crumbs: vec![back],
            here: Some(code_id(&unit.to_string())),
            title: Some(html! { (title) }),
            under: Some(html! { (desk.term(journey.organ.code())) }),
            aside: None,
        }))
        (unconfirmed(&desk, &journey))
        @if journey.carried.is_some() { (drawn(&desk, &journey)) p.under { (desk.say("temperature-axis-text")) } }
        (stretches(&desk, &journey))
        (devices(&desk, &journey))
        @if tells {
            (row(&[to(Weight::Next, "reading", "temperature-type"), to(Weight::Other, "file", "temperature-file")]))
        }
    };
    Ok(desk.page(&title, "/scan", &body))
}

/// That nobody confirmed what is recommended, where nobody did.
fn unconfirmed(desk: &Desk, journey: &Journey) -> Markup {
    let cite = journey.cite.as_ref().filter(|cite| cite.evidence.needs_mark());
    html! {
        @if let Some(cite) = cite {
            (notice(TagKind::LookAgain, &html! {
                p { (desk.say_with("temperature-unconfirmed", &[("ref", cite.reference.clone().into())])) }
            }))
        }
    }
}

/// The picture's twin: every stretch and every hand-over in the order of time.
fn stretches(desk: &Desk, journey: &Journey) -> Markup {
    let mut rows: Vec<(Timestamp, Vec<Markup>)> = journey.stretches.iter().map(|one| stretch(desk, one)).collect();
    rows.extend(journey.handed.iter().zip(1_u32..).map(|(hand, n)| {
        let to = hand.to.as_ref().map_or_else(|| desk.say("parcel-held-unknown"), |to| to.name.clone());
        let says = desk.say_with("temperature-handed", &[("n", n.to_string().into()), ("to", to.into())]);
        (hand.at, vec![html! { (desk.instant(hand.at)) }, html! {}, html! { (says) }, html! {}, html! {}])
    }));
    rows.sort_by_key(|row| row.0);
    let words = |key: &str| Column::words(desk.say(key));
    table(&Table {
        title: None,
        caption: Some(desk.say("temperature-table")),
        main: true,
        columns: vec![
            words("temperature-from"),
            words("temperature-until"),
            words("temperature-what"),
            Column::numbers(desk.say("temperature-readings")),
            Column::numbers(desk.say("temperature-between")),
        ],
        rows: rows.into_iter().map(|row| row.1).collect(),
        empty: html! { (desk.say("temperature-empty")) },
        phone: Phone::Stack,
    })
}

fn stretch(desk: &Desk, one: &Stretch) -> (Timestamp, Vec<Markup>) {
    match one {
        Stretch::Gap { from_at, until_at } => {
            let what = tag(TagKind::NotYet, &desk.say("temperature-gap"));
            let (from, until) = (desk.instant(*from_at), desk.instant(*until_at));
            (*from_at, vec![html! { (from) }, html! { (until) }, what, html! {}, html! {}])
        }
        Stretch::Read { lies, from_at, until_at, readings, lowest, highest } => {
            let kind = match lies {
                Lies::Within => TagKind::Valid,
                Lies::Below | Lies::Above => TagKind::LookAgain,
                Lies::Unjudged => TagKind::Done,
            };
            let values = [("lowest", degrees(desk, *lowest).into()), ("highest", degrees(desk, *highest).into())];
            let between = desk.say_with("temperature-from-to", &values);
            let (from, until) = (desk.instant(*from_at), desk.instant(*until_at));
            let what = tag(kind, &desk.term(lies.code()));
            (*from_at, vec![html! { (from) }, html! { (until) }, what, html! { (readings) }, html! { (between) }])
        }
    }
}

/// Which devices told it, how right their clocks are, and what contradicts the record.
fn devices(desk: &Desk, journey: &Journey) -> Markup {
    let row = |log: &domain::trace::temperature::TemperatureLog| {
        let told = &log.measured;
        let clock = match told.uncertainty_s {
            Some(s) => desk.say_with("temperature-clock", &[("s", s.to_string().into())]),
            None => desk.say("temperature-clock-unknown"),
        };
        let source = domain::rules::term(&told.source);
        vec![
            html! { bdi dir="ltr" { (told.device) } " " (code_id(&log.id.to_string())) },
            html! { (desk.term(told.preservation.code())) },
            html! { (clock) },
            html! { (desk.term(&format!("source_{source}"))) " · " (desk.instant(log.at)) },
            html! { @for dispute in &told.disputes {
                a href={ "/rules/" (dispute.rule) } { (tag(TagKind::LookAgain, &desk.say("trace-contradicts"))) } " "
            } },
        ]
    };
    let words = |key: &str| Column::words(desk.say(key));
    html! {
        @if !journey.logs.is_empty() {
            (table(&Table {
                title: Some(desk.say("temperature-devices")),
                caption: None,
                main: false,
                columns: ["temperature-device", "temperature-kept", "temperature-clock-head", "temperature-told", "temperature-record"]
                    .into_iter().map(words).collect(),
                rows: journey.logs.iter().map(row).collect(),
                empty: html! {},
                phone: Phone::Stack,
            }))
        }
    }
}

fn form(desk: &Desk, journey: &Journey, sent: &Sent, problems: &[Problem]) -> Response {
    let unit = journey.unit;
    ask(
        desk,
        "/scan",
        &Ask {
            title: desk.say("temperature-type-title"),
            back: Link::new(format!("/organs/{unit}/temperature"), desk.say("temperature-back")),
            intro: html! { p { b { (desk.term(journey.organ.code())) } " " (code_id(&unit.to_string())) } },
            action: format!("/organs/{unit}/temperature/reading"),
            fields: READING.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Next, desk.say("temperature-type-button")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&READING], problems),
        },
    )
}

/// `GET /organs/{unit}/temperature/reading`
pub(super) async fn show_reading(desk: Desk, Path(id): Path<String>) -> Answer {
    ask::require(&desk, Permission::HandOver)?;
    let journey = enter(&desk, &id).await?;
    let mut sent = Sent::default();
    sent.put("at", &ask::now_typed(&desk));
    sent.put("preservation", journey.logs.last().map_or("scs", |log| log.measured.preservation.code()));
    sent.put("device", journey.logs.last().map_or("", |log| &log.measured.device));
    Ok(form(&desk, &journey, &sent, &[]))
}

/// `POST /organs/{unit}/temperature/reading`
pub(super) async fn send_reading(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    ask::require(&desk, Permission::HandOver)?;
    let journey = enter(&desk, &id).await?;
    let told = READING.read(&desk, &sent).and_then(|body| reading(&desk, journey.unit, body).map_err(|p| vec![p]));
    let told = match told {
        Ok(told) => told,
        Err(problems) => return Ok(form(&desk, &journey, &sent, &problems)),
    };
    match sent.door(&desk).record_temperatures(desk.access()?, told).await {
        Ok(_) => Ok(Redirect::to(&format!("/organs/{}/temperature", journey.unit)).into_response()),
        Err(failure) => {
            let field = |p: Problem| Problem { field: p.field.replace("readings.0.", ""), ..p };
            let wrong: Vec<Problem> = ask::put_right(failure)?.into_iter().map(field).collect();
            Ok(form(&desk, &journey, &sent, &wrong))
        }
    }
}

fn reading(desk: &Desk, unit: UnitId, mut body: Map<String, Value>) -> Result<Measured, Problem> {
    let shown = body.remove("temperature").and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
    let wrong = |_| Problem::new("malformed", "temperature", desk.say("problem-degrees")).showing(shown.clone());
    let temperature = interop::temperature::celsius(&shown).map_err(wrong)?;
    let at = body.remove("at");
    body.insert("readings".to_owned(), json!([{"at": at, "temperature": temperature}]));
    body.extend([("unit".to_owned(), json!(unit)), ("source".to_owned(), json!("typed"))]);
    typed(Value::Object(body))
}

fn upload(desk: &Desk, journey: &Journey, sent: &Sent, problems: &[Problem]) -> Response {
    let unit = journey.unit;
    let title = desk.say("temperature-file-title");
    let wrong = problems.iter().find(|p| p.field == "file").map(|p| crate::form::problem_words(desk, p));
    let file = Field::new("file", desk.say("temperature-file-field"), Control::File(".csv,.txt,text/csv".to_owned()));
    let body = question(&Question {
        back: Some(Link::new(format!("/organs/{unit}/temperature"), desk.say("temperature-back"))),
        caption: None,
        title: html! { (title) },
        errors: None,
        body: html! {
            p { b { (desk.term(journey.organ.code())) } " " (code_id(&unit.to_string())) }
            p { (desk.say("temperature-file-text")) }
            form method="post" action={ "/organs/" (unit) "/temperature/file" } enctype="multipart/form-data" novalidate {
                (desk.marks())
                (LOGGER.draw(desk, &Lists::new(), sent, problems))
                (field(&file.hint(desk.say("temperature-file-hint")).error(wrong)))
                (submit(Weight::Next, &desk.say("temperature-file-button"), None))
            }
        },
    });
    let mut page = desk.page(&title, "/scan", &body);
    if !problems.is_empty() {
        *page.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
    }
    page
}

/// `GET /organs/{unit}/temperature/file`
pub(super) async fn show_file(desk: Desk, Path(id): Path<String>) -> Answer {
    ask::require(&desk, Permission::HandOver)?;
    let journey = enter(&desk, &id).await?;
    let mut sent = Sent::default();
    sent.put("preservation", "scs");
    Ok(upload(&desk, &journey, &sent, &[]))
}

type Uploaded = Result<Multipart, MultipartRejection>;

/// `POST /organs/{unit}/temperature/file`: a form with `csrf` before the file.
pub(super) async fn send_file(desk: Desk, State(app): State<App>, Path(id): Path<String>, form: Uploaded) -> Answer {
    ask::require(&desk, Permission::HandOver)?;
    let journey = enter(&desk, &id).await?;
    let broken = || Problem::new("malformed", "file", desk.say("problem-upload"));
    let mut form = form.map_err(|_| broken())?;
    let (mut sent, mut file) = (Sent::default(), None);
    while let Some(part) = form.next_field().await.map_err(|_| broken())? {
        let name = part.name().unwrap_or_default().to_owned();
        match name.as_str() {
            "file" => file = Some(part.bytes().await.map_err(|_| broken())?),
            _ => sent.put(&name, &part.text().await.map_err(|_| broken())?),
        }
    }
    if desk.session.as_ref().is_none_or(|s| s.csrf != sent.text("csrf")) {
        return Err(Failure::Denied { hidden: false }.into());
    }
    let read = LOGGER.read(&desk, &sent).and_then(|body| typed::<LoggerTold>(Value::Object(body)).map_err(|p| vec![p]));
    let bytes = file.filter(|bytes| !bytes.is_empty());
    let (told, bytes) = match (read, bytes) {
        (Ok(told), Some(bytes)) => (told, bytes),
        (read, bytes) => {
            let missing = || Problem::new("missing", "file", desk.say("problem-fill"));
            let wrong = read.err().into_iter().flatten().chain(bytes.is_none().then(missing));
            return Ok(upload(&desk, &journey, &sent, &wrong.collect::<Vec<_>>()));
        }
    };
    match app.service.record_logger_file(desk.access()?, journey.unit, told, &bytes).await {
        Ok((taken, _)) if taken.rejected == 0 => {
            Ok(Redirect::to(&format!("/organs/{}/temperature", journey.unit)).into_response())
        }
        Ok((taken, _)) => Ok(came_back(&desk, journey.unit, &taken)),
        Err(failure) => {
            let known = |p: &Problem| LOGGER.inputs.iter().any(|i| i.name == p.field);
            let named = |p: Problem| if known(&p) { p } else { Problem { field: "file".to_owned(), ..p } };
            let wrong: Vec<Problem> = ask::put_right(failure)?.into_iter().map(named).collect();
            Ok(upload(&desk, &journey, &sent, &wrong))
        }
    }
}

/// What was kept, and the rows that come back with field and value.
fn came_back(desk: &Desk, unit: UnitId, taken: &LoggerTaken) -> Response {
    let values = [
        ("rows", taken.rows.into()),
        ("kept", taken.readings.kept.into()),
        ("known", taken.readings.known.into()),
        ("rejected", taken.rejected.into()),
    ];
    let title = desk.say_with("temperature-file-done", &values);
    let body = question(&Question {
        back: Some(Link::new(format!("/organs/{unit}/temperature"), desk.say("temperature-back"))),
        caption: None,
        title: html! { (title) },
        errors: None,
        body: html! {
            p { (desk.say("temperature-file-back")) }
            @if let Some(file) = &taken.rejected_file {
                p { a href={ "data:text/csv;charset=utf-8," (crate::say::escape(file)) } download="rejected.csv" { "rejected.csv" } }
                pre tabindex="0" dir="ltr" { (file.trim_start_matches('\u{FEFF}')) }
            }
        },
    });
    desk.page(&title, "/scan", &body)
}
