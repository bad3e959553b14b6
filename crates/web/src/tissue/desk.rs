//! The desk of an establishment: what it holds, what was refused, and where every step begins.

use axum::extract::Query;
use axum::response::{IntoResponse, Redirect};
use codes::ids::AnyId;
use domain::access::Permission;
use domain::tissue::{Standing, TissueRefusal, TissueUnit};
use jiff::civil::Date;
use maud::{Markup, html};
use serde::Deserialize;
use service::tissue::Desk as Held;

use crate::ask::{self, may};
use crate::desk::Desk;
use crate::look::button::{Weight, go, row, submit};
use crate::look::field::{Control, Field, TextKind, error_summary, field};
use crate::look::frame::{Question, question};
use crate::look::heading::{Heading, heading};
use crate::look::list::{pager, tabs};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id, tag};
use crate::trouble::Answer;

#[derive(Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    state: String,
    #[serde(default)]
    after: String,
}

/// The tag of where a unit stands.
pub(super) fn standing(desk: &Desk, unit: &TissueUnit, on: Date) -> Markup {
    let standing = unit.standing(on);
    let kind = match standing {
        Standing::Available => TagKind::Valid,
        Standing::Empty => TagKind::Done,
        Standing::Expired | Standing::Recalled => TagKind::Stops,
        Standing::Overdrawn => TagKind::LookAgain,
    };
    html! {
        (tag(kind, &desk.term(standing.code())))
        @if !unit.disputes().is_empty() { " " (tag(TagKind::LookAgain, &desk.say("tissue-disputed"))) }
    }
}

/// What is left of what came in.
fn left(desk: &Desk, unit: &TissueUnit) -> String {
    let (left, came) = (unit.left(), unit.entered.amount);
    let values = [
        ("left", left.value.normalize().to_string().into()),
        ("came", came.value.normalize().to_string().into()),
        ("measure", desk.term(domain::tissue::measure(came.unit)).into()),
    ];
    desk.say_with("tissue-of", &values)
}

/// `GET /tissues`
pub(super) async fn show(desk: Desk, Query(asked): Query<Asked>) -> Answer {
    let held = desk.app.service.tissues(desk.access()?, &asked.state, &asked.after).await?;
    let n = |state: &str| held.counts.get(state).copied().unwrap_or(0);
    let usable = n("open") - held.expired;
    let title = desk.say_with("tissue-desk-title", &[("n", usable.into())]);
    let under = [
        ("day", desk.date(held.on).into()),
        ("expired", held.expired.into()),
        ("recalled", n("recalled").into()),
        ("overdrawn", n("overdrawn").into()),
    ];
    let filter: Vec<Link> = ["", "open", "recalled", "overdrawn", "empty"]
        .iter()
        .map(|state| {
            let (href, word) = if state.is_empty() {
                ("/tissues".to_owned(), "all")
            } else {
                (format!("/tissues?state={state}"), *state)
            };
            Link::new(href, desk.say(&format!("tissue-filter-{word}")))
        })
        .collect();
    let here = if asked.state.is_empty() { "/tissues".to_owned() } else { format!("/tissues?state={}", asked.state) };
    let next = held
        .next
        .as_ref()
        .map(|after| Link::new(format!("/tissues?state={}&after={after}", asked.state), desk.say("tissue-more")));
    let shown = desk.say_with("tissue-shown", &[("n", held.units.len().into())]);
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say_with("tissue-desk-under", &under)) }),
            ..Heading::default()
        }))
        (begin(&desk))
        (tabs(&desk.say("tissue-filter"), &filter, &here))
        (units(&desk, &held))
        (pager(&shown, None, next.as_ref()))
        @if may(&desk, Permission::HandleTissue) { (refusals(&desk, &held.refusals)) }
    };
    Ok(desk.page(&title, "/tissues", &body))
}

/// The steps that begin here, as far as the reader may do them.
fn begin(desk: &Desk) -> Markup {
    let steps: &[(&str, Permission)] = &[
        ("collect", Permission::HandleTissue),
        ("import", Permission::HandleTissue),
        ("pool", Permission::HandleTissue),
        ("rows", Permission::HandleTissue),
        ("recipient", Permission::ApplyTissue),
        ("find", Permission::ReadTissue),
    ];
    let button = |(n, (step, _)): (usize, &(&str, Permission))| {
        let weight = if n == 0 { Weight::Next } else { Weight::Other };
        let key = if *step == "find" { "tissue-find-title".to_owned() } else { format!("tissue-step-{step}") };
        go(weight, &Link::new(format!("/tissues/{step}"), desk.say(&key)))
    };
    let open = steps.iter().filter(|(_, permission)| may(desk, *permission));
    row(&open.enumerate().map(button).collect::<Vec<_>>())
}

fn units(desk: &Desk, held: &Held) -> Markup {
    let cells = |unit: &TissueUnit| {
        let e = &unit.entered;
        let at = held.centres.get(&unit.holder().to_string()).cloned().unwrap_or_default();
        vec![
            html! { a href={ "/tissues/" (unit.id) } { (code_id(&unit.id.to_string())) } },
            html! { (desk.term(e.kind.code())) },
            html! { bdi { (left(desk, unit)) } },
            html! { (e.label.expires_on.map_or_else(|| desk.say("tissue-no-day"), |day| desk.date(day))) },
            html! { bdi { (at) } @if let Some(place) = unit.place() { ", " bdi { (place) } } },
            standing(desk, unit, held.on),
        ]
    };
    table(&Table {
        title: None,
        caption: Some(desk.say("tissue-table")),
        main: true,
        columns: vec![
            Column::words(desk.say("tissue-col-unit")),
            Column::words(desk.say("tissue-col-kind")),
            Column::numbers(desk.say("tissue-col-left")),
            Column::numbers(desk.say("tissue-col-expires")),
            Column::words(desk.say("tissue-col-place")),
            Column::words(desk.say("tissue-col-standing")),
        ],
        rows: held.units.iter().map(cells).collect(),
        empty: html! { (desk.say("tissue-empty")) },
        phone: Phone::Stack,
    })
}

fn refusals(desk: &Desk, refusals: &[TissueRefusal]) -> Markup {
    let cells = |one: &TissueRefusal| {
        vec![
            html! { (desk.say(&format!("tissue-step-{}", one.refused.step))) },
            html! { @for unit in &one.refused.units { a href={ "/tissues/" (unit) } { (code_id(&unit.to_string())) } " " } },
            html! { @for rule in &one.refused.rules { a href={ "/rules/" (rule) } { (code_id(rule)) } " " } },
            html! { (desk.instant(one.at)) },
        ]
    };
    table(&Table {
        title: Some(desk.say("tissue-refusals")),
        caption: None,
        main: false,
        columns: vec![
            Column::words(desk.say("tissue-col-step")),
            Column::words(desk.say("tissue-col-unit")),
            Column::words(desk.say("tissue-col-rules")),
            Column::numbers(desk.say("tissue-col-when")),
        ],
        rows: refusals.iter().map(cells).collect(),
        empty: html! { (desk.say("tissue-no-refusals")) },
        phone: Phone::Stack,
    })
}

#[derive(Deserialize)]
pub(super) struct Code {
    #[serde(default)]
    q: String,
}

/// `GET /tissues/find?q=`: a code on a label, or a unit's own number, leads to the unit.
pub(super) async fn find(desk: Desk, Query(code): Query<Code>) -> Answer {
    ask::require(&desk, Permission::ReadTissue)?;
    let typed = code.q.trim().to_owned();
    if typed.is_empty() {
        return Ok(desk.page(&desk.say("tissue-find-title"), "/tissues", &search(&desk, "", None)));
    }
    if let Ok(AnyId::Tissue(id)) = AnyId::parse(&typed) {
        return Ok(Redirect::to(&format!("/tissues/{id}")).into_response());
    }
    let found = match desk.app.service.find_tissue(desk.access()?, &typed).await {
        Ok(found) => found,
        Err(other) => {
            let problems = ask::put_right(other)?;
            let says = problems.first().map(|p| crate::form::problem_words(&desk, p)).unwrap_or_default();
            let title = format!("{} {}", desk.say("error-prefix"), desk.say("tissue-find-title"));
            return Ok(desk.page(&title, "/tissues", &search(&desk, &typed, Some(says))));
        }
    };
    match found.as_slice() {
        [one] => Ok(Redirect::to(&format!("/tissues/{}", one.id)).into_response()),
        [] => {
            let none = desk.say("tissue-find-none");
            Ok(desk.page(&desk.say("tissue-find-title"), "/tissues", &search(&desk, &typed, Some(none))))
        }
        several => {
            let body = html! {
                (search(&desk, &typed, None))
                ul { @for unit in several { li {
                    a href={ "/tissues/" (unit.id) } { (code_id(&unit.id.to_string())) } " "
                    (desk.term(unit.entered.kind.code()))
                } } }
            };
            Ok(desk.page(&desk.say("tissue-find-title"), "/tissues", &body))
        }
    }
}

fn search(desk: &Desk, typed: &str, wrong: Option<String>) -> Markup {
    let code = Field::new("q", desk.say("tissue-find-field"), Control::Text(TextKind::Code, typed.to_owned()))
        .error(wrong.clone());
    question(&Question {
        back: Some(Link::new("/tissues", desk.say("tissue-back"))),
        caption: None,
        title: html! { (desk.say("tissue-find-title")) },
        errors: wrong.map(|w| error_summary(&desk.say("errors-title"), &[("q".to_owned(), w)])),
        body: html! {
            form method="get" action="/tissues/find" {
                (field(&code)) (submit(Weight::Next, &desk.say("tissue-find-button"), None))
            }
        },
    })
}
