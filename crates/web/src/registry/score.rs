//! Scores of a donor, recipient or possible donor: the newest with their inputs, what is missing, and every earlier one.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::Permission;
use domain::registry::score::Formula;
use domain::registry::scored::{Because, Computed, NotComputed, ScoreSheet, ScoreTold, Source, Used};
use maud::{Markup, html};
use serde_json::{Value, json};
use service::{Problem, ScoreAsked, ScorePage};

use crate::ask::{self, may as allowed};
use crate::desk::Desk;
use crate::form::{Form, Kind, may, typed};
use crate::look::button::{Weight, submit};
use crate::look::field::error_summary;
use crate::look::frame::with_side;
use crate::look::heading::{Heading, heading};
use crate::look::notice::{Panel, panel};
use crate::look::picture::Twin;
use crate::look::picture::score_line::{ScoreLine, score_line};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, code_id};
use crate::sent::Sent;
use crate::trouble::Answer;

const YES_NO: &[&str] = &["yes", "no"];

/// What scores ask and no other record holds. Of these a page asks what the formulas of its person need.
pub const SCORES: Form = Form {
    name: "scores",
    inputs: &[
        may("dialysis", Kind::One(YES_NO)),
        may("dialysis_since", Kind::Date),
        may("dialysis_at_listing", Kind::One(YES_NO)),
        may("hypertension", Kind::One(YES_NO)),
        may("diabetes", Kind::One(YES_NO)),
        may("transplanted_before", Kind::One(YES_NO)),
        may("growth_failure", Kind::One(YES_NO)),
        may("ast_upper_u_l", Kind::Whole("U/L")),
        may("hospital_since", Kind::Date),
        may("split", Kind::One(YES_NO)),
        may("rescue", Kind::One(YES_NO)),
        may("sharing", Kind::One(&["local", "regional", "national"])),
        may("cold_minutes", Kind::Whole("min")),
        may("race", Kind::One(&["white", "black", "asian", "other"])),
    ],
};

/// `GET /records/{number}/scores`
pub(super) async fn show(desk: Desk, Path(number): Path<String>) -> Answer {
    draw(&desk, &number, None, &[]).await
}

/// `POST /records/{number}/scores`
pub(super) async fn send(desk: Desk, Path(number): Path<String>, sent: Sent) -> Answer {
    let told = SCORES
        .read(&desk, &sent)
        .and_then(|body| typed::<ScoreTold>(Value::Object(body)).map_err(|problem| vec![problem]));
    let told = match told {
        Ok(told) => told,
        Err(problems) => return draw(&desk, &number, Some(&sent), &problems).await,
    };
    // A question that stood on the form and was left empty is answered no more.
    let empty = |name: &&str| !sent.all(name).is_empty() && sent.text(name).trim().is_empty();
    let taken_back = SCORES.inputs.iter().map(|input| input.name).filter(empty).map(str::to_owned).collect();
    let asked = ScoreAsked { person: number.clone(), told, taken_back };
    match sent.door(&desk).compute_scores(desk.access()?, asked).await {
        Ok(_) => Ok(back(&number)),
        Err(failure) => draw(&desk, &number, Some(&sent), &ask::put_right(failure)?).await,
    }
}

fn back(number: &str) -> Response {
    Redirect::to(&format!("/records/{}/scores", crate::say::escape(number))).into_response()
}

/// The form as it was told last.
fn filled(sheet: Option<&ScoreSheet>) -> Sent {
    let mut sent = Sent::default();
    let told = sheet.map_or_else(|| json!({}), |sheet| json!(sheet.scores.told));
    for input in SCORES.inputs {
        match told.get(input.name) {
            Some(Value::String(text)) => sent.put(input.name, text),
            Some(Value::Number(number)) => sent.put(input.name, &number.to_string()),
            _ => {}
        }
    }
    sent
}

async fn draw(desk: &Desk, number: &str, sent: Option<&Sent>, problems: &[Problem]) -> Answer {
    let page = desk.app.service.scores(desk.access()?, number).await?;
    let wrong = ask::wrong(desk, &[&SCORES], problems);
    let newest = page.sheets.first();
    let title = match newest {
        Some(sheet) => desk.say_with("scores-title", &[("n", sheet.scores.computed.len().into())]),
        None => desk.say("scores-title-none"),
    };
    let before = filled(newest);
    let file = number.starts_with("pth_");
    let computes = allowed(desk, if file { Permission::RecordPathway } else { Permission::RecordResult });
    let body = html! {
        (heading(&Heading {
            crumbs: vec![crumb(desk, number)],
            here: Some(code_id(number)),
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("scores-under")) }),
            aside: None,
        }))
        @if !wrong.is_empty() {
            (error_summary(&desk.say("errors-title"), &wrong.iter().map(|w| (w.field.clone(), w.says.clone())).collect::<Vec<_>>()))
        }
        @if let Some(sheet) = newest {
            (computed(desk, sheet))
            (lacking(desk, &sheet.scores.not_computed))
        }
        @for formula in lines(&page) { (over_time(desk, &page, formula)) }
        @if page.sheets.len() > 1 { (earlier(desk, &page)) }
        @if page.more { p.under { (desk.say("scores-more")) } }
        @if computes {
            (panel(Panel::Sheet, &desk.say("scores-compute-title"), &html! {
                p { (desk.say(if page.asks.is_empty() { "scores-compute-nothing" } else { "scores-compute-text" })) }
                form.question method="post" action={ "/records/" (number) "/scores" } novalidate {
                    (desk.marks()) (SCORES.draw_asked(desk, &page.asks, sent.unwrap_or(&before), problems))
                    (submit(Weight::Next, &desk.say("scores-compute"), None))
                }
            }))
        }
    };
    let prefix = if wrong.is_empty() { String::new() } else { format!("{} ", desk.say("error-prefix")) };
    let mut response = desk.page(&format!("{prefix}{title}"), if file { "/pathways" } else { "/trace" }, &body);
    if let Some(first) = wrong.first() {
        *response.status_mut() = first.status;
    }
    Ok(response)
}

fn crumb(desk: &Desk, number: &str) -> Link {
    match number.starts_with("pth_") {
        true => Link::new(format!("/pathways/{number}"), desk.say("scores-file")),
        false => Link::new(format!("/records/{number}/results"), desk.say("results-back")),
    }
}

fn columns(desk: &Desk, keys: &[&str]) -> Vec<Column> {
    keys.iter().map(|key| Column::words(desk.say(key))).collect()
}

fn computed(desk: &Desk, sheet: &ScoreSheet) -> Markup {
    let row = |one: &Computed| {
        vec![
            html! { b { (desk.term(one.formula.code())) } " " span.under { (version(desk, one)) } },
            value(one),
            html! {
                details {
                    summary { (desk.say_with("score-inputs", &[("n", one.inputs.len().into())])) }
                    ul { @for input in &one.inputs { li { (used(desk, input)) } } }
                }
            },
        ]
    };
    table(&Table {
        title: None,
        caption: Some(desk.say_with("scores-caption", &[("at", desk.instant(sheet.at).into())])),
        main: true,
        columns: columns(desk, &["score-name", "score-value", "score-from"]),
        rows: sheet.scores.computed.iter().map(row).collect(),
        empty: html! { (desk.say("scores-none-computed")) },
        phone: Phone::Stack,
    })
}

/// Version of the rule, and the year of its table.
fn version(desk: &Desk, one: &Computed) -> Markup {
    html! {
        bdi { (one.version) }
        @if let Some(year) = one.table_year {
            " · " (desk.say_with("score-table", &[("year", year.to_string().into())]))
        }
    }
}

/// The value as one line of text, with its unit.
fn shown(one: &Computed) -> String {
    let unit = one.formula.unit();
    let number = match one.points {
        Some(points) => points.to_string(),
        None => {
            let places = if unit.is_empty() { 2 } else { 1 };
            one.value.parse::<f64>().map_or_else(|_| one.value.clone(), |v| format!("{v:.places$}"))
        }
    };
    // Isolated, so that number and unit keep their order in a sentence written from the right.
    if unit.is_empty() { number } else { format!("\u{2066}{number} {unit}\u{2069}") }
}

/// The value as it is read: the whole number by which the rule ranks with the value behind it, or the value alone.
fn value(one: &Computed) -> Markup {
    let unit = one.formula.unit();
    let digits =
        |places: usize| one.value.parse::<f64>().map_or_else(|_| one.value.clone(), |v| format!("{v:.places$}"));
    html! {
        bdi dir="ltr" {
            @match one.points {
                Some(points) if unit == "%" => b { (points) " %" },
                Some(points) => { b { (points) } " " span.under { "(" (digits(2)) ")" } },
                None if unit.is_empty() => b { (digits(2)) },
                None => b { (digits(1)) " " (unit) },
            }
        }
    }
}

/// One input: its name, its value with the unit, and where it came from.
fn used(desk: &Desk, input: &Used) -> Markup {
    let number = input.value.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    html! {
        (field(desk, &input.field)) ": "
        @if number { bdi dir="ltr" { (input.value) } } @else { (desk.term(&input.value)) }
        " · "
        @match input.source {
            Source::Result { id, taken_at } => {
                a href={ "/results/" (id) } { (desk.say_with("score-source-result", &[("at", desk.instant(taken_at).into())])) }
            }
            Source::Pathway { at, .. } => (desk.say_with("score-source-file", &[("at", desk.instant(at).into())])),
            Source::Person => (desk.say("score-source-person")),
            Source::Told => (desk.say("score-source-told")),
            Source::Score { formula } => (desk.term(formula.code())),
        }
    }
}

/// An input's name in words; formulas call the cause of death `death`.
fn field(desk: &Desk, name: &str) -> String {
    desk.term(if name == "death" { "cause_of_death" } else { name })
}

fn lacking(desk: &Desk, not: &[NotComputed]) -> Markup {
    let row = |one: &NotComputed| {
        let missing: Vec<String> = one.missing.iter().map(|name| field(desk, name)).collect();
        vec![
            html! { (desk.term(one.formula.code())) " " span.under { bdi { (one.formula.version()) } } },
            html! {
                @match &one.outside {
                    Some(outside) => {
                        (desk.say_with("score-outside", &[("field", field(desk, &outside.field).into())]))
                        " " bdi dir="ltr" { (outside.value) }
                        " " span.under { (desk.say("score-expected")) " " bdi dir="ltr" { (outside.expected) } }
                    }
                    None => (missing.join(&desk.say("list-comma"))),
                }
            },
        ]
    };
    html! {
        @if !not.is_empty() {
            (table(&Table {
                title: Some(desk.say_with("scores-lacking", &[("n", not.len().into())])),
                caption: None,
                main: false,
                columns: columns(desk, &["score-name", "score-missing"]),
                rows: not.iter().map(row).collect(),
                empty: html! {},
                phone: Phone::Stack,
            }))
        }
    }
}

/// Scores that came out more than once and not always the same, in the order in which they are shown; three at most, the other
/// ones stand in the list of all computations.
fn lines(page: &ScorePage) -> Vec<Formula> {
    let Some(newest) = page.sheets.first() else { return Vec::new() };
    let moves = |formula: &Formula| {
        let mut values = page.sheets.iter().filter_map(|sheet| sheet.of(*formula)).map(|one| &one.value);
        let first = values.next();
        values.any(|value| Some(value) != first)
    };
    newest.scores.computed.iter().map(|one| one.formula).filter(moves).take(3).collect()
}

/// The line of one score with its table: every computation in which it came out, the oldest first.
fn over_time(desk: &Desk, page: &ScorePage, formula: Formula) -> Markup {
    let known: Vec<(&ScoreSheet, &Computed)> =
        page.sheets.iter().rev().filter_map(|sheet| Some((sheet, sheet.of(formula)?))).collect();
    let (Some((first, _)), Some((last, newest))) = (known.first(), known.last()) else { return html! {} };
    let name = desk.term(formula.code());
    let day = |sheet: &ScoreSheet| sheet.at.duration_since(first.at).as_secs_f64() / 86_400.0;
    let points = known.iter().filter_map(|(sheet, one)| Some((day(sheet), one.value.parse::<f64>().ok()?)));
    let at = |sheet: &ScoreSheet| desk.instant(sheet.at);
    let says = shown(newest);
    let view = ScoreLine {
        points: points.collect(),
        latest_says: says.clone(),
        latest_under: at(last),
        axis: desk.say_with("score-line-axis", &[("on", at(first).into())]),
        twin: Twin {
            id: format!("score-{}", formula.code().replace('_', "-")),
            title: desk.say_with("score-line-title", &[("name", name.clone().into()), ("value", says.into())]),
            desc: desk.say_with(
                "score-line-desc",
                &[("n", known.len().into()), ("from", at(first).into()), ("to", at(last).into())],
            ),
        },
    };
    let rows = known.iter().map(|(sheet, one)| vec![html! { (at(sheet)) }, value(one)]).collect();
    let beside = table(&Table {
        title: Some(desk.say("score-line-table")),
        caption: Some(view.twin.title.clone()),
        main: false,
        columns: columns(desk, &["scores-at", "score-value"]),
        rows,
        empty: html! {},
        phone: Phone::Stack,
    });
    let picture =
        panel(Panel::Sheet, &desk.say_with("score-line", &[("name", name.into())]), &score_line(&view, desk.dir()));
    with_side(&picture, &beside)
}

/// Every computation, the newest first, each with what came out otherwise than in the one before it.
fn earlier(desk: &Desk, page: &ScorePage) -> Markup {
    let row = |(place, sheet): (usize, &ScoreSheet)| {
        let older = page.sheets.get(place + 1);
        let changed = |one: &&Computed| older.and_then(|o| o.of(one.formula)).is_none_or(|o| o.value != one.value);
        let news: Vec<&Computed> = sheet.scores.computed.iter().filter(changed).collect();
        let because = match sheet.scores.because {
            Because::Asked => desk.say("scores-because-asked"),
            Because::ResultChanged => desk.say("scores-because-result"),
            Because::FileChanged => desk.say("scores-because-file"),
        };
        vec![
            html! { (desk.instant(sheet.at)) },
            html! { (because) },
            html! {
                @if news.is_empty() { (desk.say("scores-unchanged")) }
                @else { ul { @for one in &news { li { (desk.term(one.formula.code())) ": " (value(one)) } } } }
            },
        ]
    };
    table(&Table {
        title: Some(desk.say_with("scores-history", &[("n", page.sheets.len().into())])),
        caption: None,
        main: false,
        columns: columns(desk, &["scores-at", "scores-because", "scores-news"]),
        rows: page.sheets.iter().enumerate().map(row).collect(),
        empty: html! {},
        phone: Phone::Stack,
    })
}
