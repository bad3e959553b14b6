//! Records that may be of the same person, with the reasons feature by feature. No name stands here: whoever may see who
//! somebody is follows the number.

use axum::Json;
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use codes::ids::PersonId;
use ledger::linkage::{Explained, Reason};
use maud::{Markup, html};
use serde_json::{Value, json};
use service::{MayBeSame, SameFound};

use crate::api::body::number;
use crate::ask::id;
use crate::desk::Desk;
use crate::look::button::{Weight, submit};
use crate::look::heading::{Heading, heading};
use crate::look::notice::{Panel, panel};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, code_id};
use crate::route::way;
use crate::trouble::Answer;

/// `GET /people/{person}/same`
pub(super) async fn show(desk: Desk, Path(text): Path<String>) -> Answer {
    let person: PersonId = id("person", &text)?;
    let found = desk.app.service.may_be_same(desk.access()?, person).await?;
    Ok(draw(&desk, &text, &found))
}

fn draw(desk: &Desk, text: &str, found: &SameFound) -> Response {
    let title = desk.say("same-title");
    let compared = desk.say_with("same-compared", &[("n", found.compared.into())]);
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new(format!("/people/{text}"), text.to_owned())],
            title: Some(html! { (title) }),
            ..Heading::default()
        }))
        p { (desk.say("same-text")) }
        p.under { (compared) @if found.more { " " (desk.say("same-more")) } }
        @if found.found.is_empty() { p { (desk.say("same-none")) } }
        @for one in &found.found { (pair(desk, text, one)) }
    };
    desk.page(&title, "/people/find", &body)
}

/// One record that may be the same person.
fn pair(desk: &Desk, text: &str, one: &MayBeSame) -> Markup {
    let other = one.person.to_string();
    let bits = desk.say_with(
        "same-bits",
        &[("bits", signed(one.explained.bits).into()), ("percent", percent(one.explained.probability).into())],
    );
    let body = html! {
        p { (way(desk, &format!("/people/{other}"), &code_id(&other))) }
        (reasons(desk, &one.explained, &bits))
        form method="post" action={ "/people/" (text) "/link" } {
            (desk.marks())
            input type="hidden" name="into" value=(other);
            (submit(Weight::Other, &desk.say("link-propose"), None))
        }
    };
    panel(Panel::Sheet, &bits, &body)
}

/// What each feature adds; the last rows are what was taken away and the sum.
fn reasons(desk: &Desk, explained: &Explained, caption: &str) -> Markup {
    let word = |code: &str| desk.term(&format!("alike_{code}"));
    let row = |reason: &Reason| {
        let cells =
            [word(reason.feature.code()), word(reason.level.code()), signed(reason.weight), signed(reason.frequency)];
        cells.map(|cell| html! { (cell) }).to_vec()
    };
    let mut rows: Vec<Vec<Markup>> = explained.reasons.iter().map(row).collect();
    if explained.together < -0.05 {
        let cells = [desk.say("same-together"), String::new(), signed(explained.together), String::new()];
        rows.push(cells.map(|cell| html! { (cell) }).to_vec());
    }
    let sum = [desk.say("same-sum"), String::new(), signed(explained.bits), String::new()];
    rows.push(sum.map(|cell| html! { strong { (cell) } }).to_vec());
    table(&Table {
        title: None,
        caption: Some(caption.to_owned()),
        main: false,
        columns: vec![
            Column::words(desk.say("same-feature")),
            Column::words(desk.say("same-level")),
            Column::numbers(desk.say("same-weight")),
            Column::numbers(desk.say("same-frequency")),
        ],
        rows,
        empty: html! {},
        phone: Phone::Stack,
    })
}

/// Bits with their sign and one decimal.
fn signed(bits: f64) -> String {
    let rounded = (bits * 10.0).round() / 10.0;
    if rounded == 0.0 { "0.0".to_owned() } else { format!("{rounded:+.1}").replace('-', "\u{2212}") }
}

/// A probability in hundredths; never a round hundred, since nothing is certain.
fn percent(probability: f64) -> String {
    format!("{:.1}", (probability * 100.0).clamp(0.1, 99.9))
}

/// `GET /api/v1/person/{person}/same`
pub(super) async fn list(desk: Desk, Path(text): Path<String>) -> Answer {
    let found = desk.app.service.may_be_same(desk.access()?, number(&text)?).await?;
    let reason = |r: &Reason| json!({"feature": r.feature.code(), "level": r.level.code(), "weight": tenth(r.weight), "frequency": tenth(r.frequency)});
    let one = |one: &MayBeSame| {
        let reasons: Vec<Value> = one.explained.reasons.iter().map(reason).collect();
        json!({"person": one.person, "bits": tenth(one.explained.bits), "probability": one.explained.probability,
            "living_together": tenth(one.explained.together), "reasons": reasons})
    };
    let people: Vec<Value> = found.found.iter().map(one).collect();
    Ok(Json(json!({"found": people, "compared": found.compared, "more": found.more})).into_response())
}

/// Bits to the tenth.
fn tenth(bits: f64) -> f64 {
    (bits * 10.0).round() / 10.0
}
