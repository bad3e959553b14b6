//! Results of laboratories of a donor or recipient: every one with its unit and who knows of it, one more, one corrected.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::LabResultId;
use domain::access::Permission;
use domain::pathway::{Analyte, Found, Weighs};
use domain::registry::result::{FunctionFound, METHODS, ORGANISMS, ResultWithdrawn};
use domain::rules::term;
use jiff::Timestamp;
use maud::{Markup, html};
use serde_json::{Value, json};
use service::{LabPage, LabSeen, LabTyped, Problem};

use crate::approval::forms::lists;
use crate::ask::{self, Ask, ask, may as allowed};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need, typed};
use crate::look::button::{Weight, submit};
use crate::look::field::error_summary;
use crate::look::heading::{Heading, heading};
use crate::look::notice::{Panel, panel};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id, tag};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// Units of everything that is measured.
const UNITS: &[&str] =
    &["umol/L", "mg/dL", "mmol/L", "U/L", "g/L", "g/dL", "10*9/L", "{INR}", "%", "mg/g", "mm[Hg]", "kg", "cm"];

/// What a laboratory found.
pub const RESULT: Form = Form {
    name: "result",
    inputs: &[
        need("analyte", Kind::One(Analyte::CODES)),
        may("value", Kind::Code),
        may("unit", Kind::One(UNITS)),
        may("tested", Kind::One(&["reactive", "nonreactive"])),
        may("organism", Kind::One(&ORGANISMS)),
        may("method", Kind::One(&METHODS)),
        need("laboratory", Kind::Listed("centres")),
        may("sample", Kind::Code),
        need("taken_at", Kind::Instant),
        need("reported_at", Kind::Instant),
        need("called", Kind::One(&["usual", "critical"])),
        may("note", Kind::Lines),
    ],
};

/// Why a result is corrected.
pub const RESULT_REASON: Form = Form {
    name: "result-reason",
    inputs: &[need("reason", Kind::One(&["typing_error", "laboratory_corrected", "other"]))],
};

/// Why a result does not count any more.
const WITHDRAW: Form =
    Form { name: "result-withdraw", inputs: &[need("reason", Kind::One(&["wrong_person", "wrong_sample", "other"]))] };

/// `GET /records/{number}/results`
pub(super) async fn show(desk: Desk, Path(number): Path<String>) -> Answer {
    draw(&desk, &number, &fresh(&desk), &[]).await
}

fn fresh(desk: &Desk) -> Sent {
    let mut sent = Sent::default();
    sent.put("reported_at", &ask::now_typed(desk));
    sent.put("called", "usual");
    sent
}

/// `POST /records/{number}/results`
pub(super) async fn send(desk: Desk, Path(number): Path<String>, sent: Sent) -> Answer {
    let told = match read(&desk, &sent, &number) {
        Ok(told) => told,
        Err(problems) => return draw(&desk, &number, &sent, &problems).await,
    };
    match sent.door(&desk).record_lab_result(desk.access()?, told).await {
        Ok(_) => Ok(back(&number)),
        Err(failure) => draw(&desk, &number, &sent, &placed(&sent, ask::put_right(failure)?)).await,
    }
}

/// `GET /results/{result}`
pub(super) async fn one(desk: Desk, Path(text): Path<String>) -> Answer {
    let seen = desk.app.service.lab_result(desk.access()?, ask::id("result", &text)?).await?;
    let sent = filled(&desk, &seen);
    draw_one(&desk, &seen, &sent, &[]).await
}

/// `POST /results/{result}`
pub(super) async fn correct(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    let id: LabResultId = ask::id("result", &text)?;
    let seen = desk.app.service.lab_result(desk.access()?, id).await?;
    let number = seen.result.kept.told.person.clone();
    let reason = RESULT_REASON.read(&desk, &sent);
    let (told, reason) = match (read(&desk, &sent, &number), reason) {
        (Ok(told), Ok(reason)) => (told, reason),
        (told, reason) => {
            let wrong: Vec<Problem> = [told.err(), reason.err()].into_iter().flatten().flatten().collect();
            return draw_one(&desk, &seen, &sent, &wrong).await;
        }
    };
    let reason = reason.get("reason").and_then(Value::as_str).unwrap_or_default().to_owned();
    match sent.door(&desk).correct_lab_result(desk.access()?, id, (told, reason)).await {
        Ok(_) => Ok(back(&number)),
        Err(failure) => draw_one(&desk, &seen, &sent, &placed(&sent, ask::put_right(failure)?)).await,
    }
}

/// `POST /results/{result}/withdraw`
pub(super) async fn withdraw(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    let id: LabResultId = ask::id("result", &text)?;
    let seen = desk.app.service.lab_result(desk.access()?, id).await?;
    let told = match WITHDRAW.read(&desk, &sent) {
        Ok(body) => typed::<ResultWithdrawn>(Value::Object(body))?,
        Err(problems) => return draw_one(&desk, &seen, &filled(&desk, &seen), &problems).await,
    };
    sent.door(&desk).withdraw_lab_result(desk.access()?, id, told).await?;
    Ok(back(&seen.result.kept.told.person))
}

fn back(number: &str) -> Response {
    Redirect::to(&format!("/records/{}/results", crate::say::escape(number))).into_response()
}

/// Reads the form: a number with its unit, or what a test said.
fn read(desk: &Desk, sent: &Sent, number: &str) -> Result<LabTyped, Vec<Problem>> {
    let mut body = RESULT.read(desk, sent)?;
    let mut take = |name: &str| body.remove(name).and_then(|v| v.as_str().map(str::to_owned));
    let (value, unit, tested) = (take("value"), take("unit"), take("tested"));
    let found = match (value, unit, tested) {
        (_, _, Some(tested)) if is_test(sent) => tested,
        (Some(value), Some(unit), _) if !is_test(sent) => format!("{} {unit}", value.replace(',', ".")),
        (Some(_), None, _) => return Err(vec![Problem::new("missing", "unit", desk.say("problem-choose"))]),
        _ => {
            let field = if is_test(sent) { "tested" } else { "value" };
            return Err(vec![Problem::new("missing", field, desk.say("problem-fill"))]);
        }
    };
    body.insert("found".to_owned(), json!(found));
    body.insert("person".to_owned(), json!(number));
    typed(Value::Object(body)).map_err(|problem| vec![problem])
}

/// Whether what is chosen is a test or culture, which has no unit.
fn is_test(sent: &Sent) -> bool {
    Analyte::ALL.iter().any(|a| a.code() == sent.text("analyte") && a.units().is_empty())
}

/// A problem of what was found stands where it was typed.
fn placed(sent: &Sent, problems: Vec<Problem>) -> Vec<Problem> {
    let field = if is_test(sent) { "tested" } else { "value" };
    let place = |p: Problem| if p.field == "found" { Problem { field: field.to_owned(), ..p } } else { p };
    problems.into_iter().map(place).collect()
}

fn filled(desk: &Desk, seen: &LabSeen) -> Sent {
    let told = &seen.result.kept.told;
    let mut sent = Sent::default();
    let mut put = |name: &str, value: &str| sent.put(name, value);
    put("analyte", told.analyte.code());
    match told.found {
        Found::Measured(value) => {
            put("value", &value.value.to_string());
            put("unit", value.unit.code());
        }
        Found::Tested(said) => put("tested", &term(&said)),
    }
    put("organism", told.organism.as_deref().unwrap_or_default());
    put("method", told.method.as_deref().unwrap_or_default());
    put("laboratory", &told.laboratory.to_string());
    put("sample", told.sample.as_deref().unwrap_or_default());
    let civil = |at: Timestamp| at.to_zoned(desk.zone()).strftime("%Y-%m-%dT%H:%M").to_string();
    put("taken_at", &civil(told.taken_at));
    put("reported_at", &civil(told.reported_at));
    put("called", &term(&told.called));
    put("note", told.note.as_ref().and_then(|n| n.clear()).unwrap_or_default());
    sent
}

/// What was found, in words: a number with its unit, what a test said, what grew.
pub(crate) fn found(desk: &Desk, found: Found, organism: Option<&str>) -> String {
    match (found, organism) {
        (Found::Measured(value), _) => format!("\u{2066}{} {}\u{2069}", value.value, value.unit.code()),
        (Found::Tested(_), Some(organism)) => desk.term(organism),
        (Found::Tested(said), None) => desk.term(&term(&said)),
    }
}

async fn room(desk: &Desk) -> Result<Lists, Trouble> {
    lists(desk, desk.access()?, &[]).await
}

async fn draw(desk: &Desk, number: &str, sent: &Sent, problems: &[Problem]) -> Answer {
    let page = desk.app.service.lab_results(desk.access()?, number).await?;
    let wrong = ask::wrong(desk, &[&RESULT], problems);
    let waiting = page.results.iter().filter(|seen| waits(seen)).count();
    let key = if waiting > 0 { "results-title-waiting" } else { "results-title" };
    let title = desk.say_with(key, &[("n", page.results.len().into()), ("waiting", waiting.into())]);
    let fields = match allowed(desk, Permission::RecordResult) {
        true => Some(RESULT.draw(desk, &room(desk).await?, sent, problems)),
        false => None,
    };
    let body = html! {
        (heading(&Heading {
            crumbs: allowed(desk, Permission::ReadTrace)
                .then(|| Link::new(format!("/trace/{number}"), desk.say("organ-back")))
                .into_iter()
                .collect(),
            here: Some(code_id(number)),
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("results-under")) " " a href={ "/records/" (number) "/hla" } { (desk.say("hla-way")) } }),
            aside: None,
        }))
        @if !wrong.is_empty() {
            (error_summary(&desk.say("errors-title"), &wrong.iter().map(|w| (w.field.clone(), w.says.clone())).collect::<Vec<_>>()))
        }
        (listed(desk, &page))
        @if page.more { p.under { (desk.say("results-more")) } }
        @if let Some(fields) = fields {
            (panel(Panel::Sheet, &desk.say("result-new"), &html! {
                form.question method="post" action={ "/records/" (number) "/results" } novalidate {
                    (desk.marks()) (fields) (submit(Weight::Next, &desk.say("result-button"), None))
                }
            }))
        }
    };
    let prefix = if wrong.is_empty() { String::new() } else { format!("{} ", desk.say("error-prefix")) };
    let mut response = desk.page(&format!("{prefix}{title}"), "/trace", &body);
    if let Some(first) = wrong.first() {
        *response.status_mut() = first.status;
    }
    Ok(response)
}

fn waits(seen: &LabSeen) -> bool {
    seen.result.withdrawn.is_none() && seen.alerts.iter().any(|a| a.known.is_none())
}

fn listed(desk: &Desk, page: &LabPage) -> Markup {
    let columns =
        ["result-what", "result-found", "result-laboratory", "result-taken", "result-reported", "result-state"];
    table(&Table {
        title: None,
        caption: Some(desk.say("results-caption")),
        main: true,
        columns: columns.iter().map(|key| Column::words(desk.say(key))).collect(),
        rows: page.results.iter().map(|seen| row(desk, page, seen)).collect(),
        empty: html! { (desk.say("results-none")) },
        phone: Phone::Stack,
    })
}

fn row(desk: &Desk, page: &LabPage, seen: &LabSeen) -> Vec<Markup> {
    let (one, told) = (&seen.result, &seen.result.kept.told);
    let name = page.laboratories.get(&told.laboratory.to_string());
    vec![
        html! {
            a href={ "/results/" (one.id) } { (desk.term(told.analyte.code())) }
            @if let Some(loinc) = told.analyte.loinc() { " " span.under { "LOINC " bdi dir="ltr" { (loinc) } } }
        },
        html! {
            b { (found(desk, told.found, told.organism.as_deref())) }
            @if let Some(also) = told.analyte.also(told.found) {
                " " span.under { bdi dir="ltr" { (also.value) " " (also.unit.code()) } }
            }
            @if let Some(function) = &one.kept.function { " " span.under { (estimated(desk, function)) } }
        },
        html! { @match name { Some(name) => bdi { (name) }, None => (code_id(&told.laboratory.to_string())) } },
        html! { (desk.instant(told.taken_at)) },
        html! { (desk.instant(told.reported_at)) },
        state(desk, seen),
    ]
}

/// A kidney function with the formula and its version.
fn estimated(desk: &Desk, function: &FunctionFound) -> String {
    let values = [("egfr", i64::from(function.egfr_ml_min_173).into()), ("formula", by(desk, function).into())];
    desk.say_with("result-function", &values)
}

/// The formula of a kidney function with its version.
pub(crate) fn by(desk: &Desk, function: &FunctionFound) -> String {
    format!("{} ({})", desk.term(function.by.formula.code()), function.by.version)
}

/// Whether it stands, and whether somebody knows of it where it is critical.
fn state(desk: &Desk, seen: &LabSeen) -> Markup {
    let one = &seen.result;
    if let Some(reason) = &one.withdrawn {
        return tag(TagKind::Stops, &desk.say_with("result-withdrawn", &[("reason", desk.term(reason).into())]));
    }
    let known = seen.alerts.iter().filter(|a| a.known.is_some()).count();
    let values = [("known", known.into()), ("all", seen.alerts.len().into())];
    html! {
        @if seen.alerts.is_empty() && one.kept.weighs == Weighs::Usual {
            (tag(TagKind::Done, &desk.say("result-stands")))
        } @else if known < seen.alerts.len() {
            (tag(TagKind::Yours, &desk.say_with("result-critical-waits", &values)))
        } @else {
            (tag(TagKind::Done, &desk.say_with("result-critical-known", &values)))
        }
        @if !one.superseded.is_empty() {
            " " span.under { (desk.say_with("result-corrected", &[("n", one.superseded.len().into())])) }
        }
    }
}

async fn draw_one(desk: &Desk, seen: &LabSeen, sent: &Sent, problems: &[Problem]) -> Answer {
    let (one, told) = (&seen.result, &seen.result.kept.told);
    let words = [
        ("what", desk.term(told.analyte.code()).into()),
        ("found", found(desk, told.found, told.organism.as_deref()).into()),
    ];
    let writes = allowed(desk, Permission::RecordResult) && one.withdrawn.is_none();
    let fields = match writes {
        true => html! {
            (RESULT.draw(desk, &room(desk).await?, sent, problems))
            (RESULT_REASON.draw(desk, &Lists::new(), sent, problems))
        },
        false => html! {},
    };
    let view = Ask {
        title: desk.say_with("result-of", &words),
        back: Link::new(format!("/records/{}/results", told.person), desk.say("results-back")),
        intro: html! {
            p { (code_id(&one.id.to_string())) " " (state(desk, seen)) }
            @if let Some(note) = told.note.as_ref().and_then(|n| n.clear()) { p dir="auto" { (note) } }
            (believed(desk, seen))
        },
        action: format!("/results/{}", one.id),
        fields,
        button: (Weight::Next, desk.say("result-correct")),
        after: html! {
            @if writes {
                (panel(Panel::Grave, &desk.say("result-withdraw-title"), &html! {
                    form.question method="post" action={ "/results/" (one.id) "/withdraw" } novalidate {
                        (desk.marks())
                        (WITHDRAW.draw(desk, &Lists::new(), &Sent::default(), &[]))
                        (submit(Weight::Grave, &desk.say("result-withdraw"), None))
                    }
                }))
            }
        },
        wrong: &ask::wrong(desk, &[&RESULT, &RESULT_REASON, &WITHDRAW], problems),
    };
    if writes {
        return Ok(ask(desk, "/trace", &view));
    }
    let body = html! {
        (heading(&Heading {
            crumbs: vec![view.back.clone()],
            here: Some(code_id(&one.id.to_string())),
            title: Some(html! { (view.title) }),
            ..Heading::default()
        }))
        (view.intro)
    };
    Ok(desk.page(&view.title, "/trace", &body))
}

/// What was believed before, with the reason of each correction.
fn believed(desk: &Desk, seen: &LabSeen) -> Markup {
    let row = |before: &domain::registry::result::Superseded| {
        let told = &before.kept.told;
        vec![
            html! { (found(desk, told.found, told.organism.as_deref())) },
            html! { (desk.instant(told.taken_at)) },
            html! { (desk.instant(before.at)) },
            html! { (desk.term(&before.reason)) },
        ]
    };
    html! {
        @if !seen.result.superseded.is_empty() {
            (table(&Table {
                title: None,
                caption: Some(desk.say("result-believed")),
                main: false,
                columns: ["result-found", "result-taken", "result-corrected-at", "result-why"]
                    .iter().map(|key| Column::words(desk.say(key))).collect(),
                rows: seen.result.superseded.iter().map(row).collect(),
                empty: html! {},
                phone: Phone::Stack,
            }))
        }
    }
}
