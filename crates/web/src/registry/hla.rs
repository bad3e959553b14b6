//! Tissue types and antibodies of a donor or recipient, as a history; over JSON too.

use axum::Json;
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::{CentreId, HlaTestId, RecipientId};
use domain::access::Permission;
use domain::registry::hla::{HlaLookedFor, HlaTest, HlaTold, HlaWithdrawn};
use domain::rules::term;
use maud::{Markup, html};
use serde_json::{Value, json};
use service::{HlaPage, Problem};

use crate::api::Endpoint;
use crate::api::body::{Write, number};
use crate::api::schema::{Body, id, instant, object, sample, text, word};
use crate::approval::forms::lists;
use crate::ask::{self, may as allowed};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need, typed};
use crate::look::button::{Weight, submit};
use crate::look::field::error_summary;
use crate::look::heading::{Heading, heading};
use crate::look::notice::{Panel, panel};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind, code_id, tag};
use crate::route::Needs;
use crate::sent::Sent;
use crate::trouble::Answer;

const LOOKED_FOR: &[&str] = &["tissue_type", "antibodies"];
const METHODS: &[&str] = &[
    "serology",
    "probe_typing",
    "primer_typing",
    "sanger_sequencing",
    "next_generation_sequencing",
    "single_antigen_beads",
    "screening_beads",
    "cytotoxicity",
];
const REASONS: &[&str] = &["wrong_person", "wrong_sample", "other"];

/// What a laboratory wrote.
pub const HLA: Form = Form {
    name: "hla",
    inputs: &[
        need("looked_for", Kind::One(LOOKED_FOR)),
        need("written", Kind::Lines),
        may("release", Kind::Code),
        need("method", Kind::One(METHODS)),
        need("laboratory", Kind::Listed("centres")),
        may("sample", Kind::Code),
        need("taken_at", Kind::Instant),
        need("reported_at", Kind::Instant),
    ],
};

/// Why a test does not count any more.
pub const HLA_WITHDRAW: Form = Form { name: "hla-withdraw", inputs: &[need("reason", Kind::One(REASONS))] };

/// `GET /records/{number}/hla`
pub(super) async fn show(desk: Desk, Path(text): Path<String>) -> Answer {
    let mut sent = Sent::default();
    sent.put("reported_at", &ask::now_typed(&desk));
    draw(&desk, &text, &sent, &[]).await
}

/// `POST /records/{number}/hla`
pub(super) async fn send(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    let read = HLA.read(&desk, &sent).and_then(|mut body| {
        body.insert("person".to_owned(), json!(text));
        typed::<HlaTold>(Value::Object(body)).map_err(|p| vec![p])
    });
    let told = match read {
        Ok(told) => told,
        Err(problems) => return draw(&desk, &text, &sent, &problems).await,
    };
    match sent.door(&desk).record_hla(desk.access()?, told).await {
        Ok(_) => Ok(back(&text)),
        Err(failure) => draw(&desk, &text, &sent, &ask::put_right(failure)?).await,
    }
}

/// `POST /records/{number}/hla/{hla}/withdraw`
pub(super) async fn withdraw(desk: Desk, Path((text, hla)): Path<(String, String)>, sent: Sent) -> Answer {
    let id: HlaTestId = ask::id("hla", &hla)?;
    let told = match HLA_WITHDRAW.read(&desk, &sent) {
        Ok(body) => typed::<HlaWithdrawn>(Value::Object(body))?,
        Err(problems) => return draw(&desk, &text, &Sent::default(), &problems).await,
    };
    sent.door(&desk).withdraw_hla(desk.access()?, id, told).await?;
    Ok(back(&text))
}

fn back(number: &str) -> Response {
    Redirect::to(&format!("/records/{}/hla", crate::say::escape(number))).into_response()
}

async fn draw(desk: &Desk, text: &str, sent: &Sent, problems: &[Problem]) -> Answer {
    let page = desk.app.service.hla_tests(desk.access()?, text).await?;
    let wrong = ask::wrong(desk, &[&HLA, &HLA_WITHDRAW], problems);
    let title = desk.say_with("hla-title", &[("n", page.tests.len().into())]);
    let fields = match allowed(desk, Permission::RecordResult) {
        true => Some(HLA.draw(desk, &lists(desk, desk.access()?, &[]).await?, sent, problems)),
        false => None,
    };
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new(format!("/records/{text}/results"), desk.say("results-back"))],
            here: Some(code_id(text)),
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("hla-under")) }),
            aside: None,
        }))
        @if !wrong.is_empty() {
            (error_summary(&desk.say("errors-title"), &wrong.iter().map(|w| (w.field.clone(), w.says.clone())).collect::<Vec<_>>()))
        }
        (history(desk, &page, text, HlaLookedFor::TissueType, "hla-types"))
        (history(desk, &page, text, HlaLookedFor::Antibodies, "hla-antibodies"))
        @if page.more { p.under { (desk.say("hla-more")) } }
        @if let Some(fields) = fields {
            (panel(Panel::Sheet, &desk.say("hla-new"), &html! {
                form.question method="post" action={ "/records/" (text) "/hla" } novalidate {
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

/// One of the two histories, the newest sample first.
fn history(desk: &Desk, page: &HlaPage, number: &str, what: HlaLookedFor, title: &str) -> Markup {
    let row = |one: &HlaTest| {
        let told = &one.told;
        let laboratory = page.laboratories.get(&told.laboratory.to_string());
        vec![
            html! { (desk.instant(told.taken_at)) },
            html! { @match told.written.clear() { Some(text) => bdi.code dir="ltr" { (text) }, None => (desk.say("hla-sealed")) } },
            html! {
                (desk.term(&term(&told.method)))
                @if let Some(release) = &told.release { " " span.under { "IPD-IMGT/HLA " bdi dir="ltr" { (release) } } }
            },
            html! { @match laboratory { Some(name) => bdi { (name) }, None => (code_id(&told.laboratory.to_string())) } },
            html! {
                @match &one.withdrawn {
                    Some(reason) => (tag(TagKind::Stops, &desk.say_with("result-withdrawn", &[("reason", desk.term(reason).into())]))),
                    None => {
                        (tag(TagKind::Done, &desk.say("result-stands")))
                        @if allowed(desk, Permission::RecordResult) {
                            details {
                                summary { (desk.say("hla-withdraw")) }
                                form.question method="post" action={ "/records/" (number) "/hla/" (one.id) "/withdraw" } novalidate {
                                    (desk.marks()) (HLA_WITHDRAW.draw(desk, &Lists::new(), &Sent::default(), &[]))
                                    (submit(Weight::Grave, &desk.say("hla-withdraw"), None))
                                }
                            }
                        }
                    }
                }
            },
        ]
    };
    table(&Table {
        title: Some(desk.say(title)),
        caption: None,
        main: what == HlaLookedFor::TissueType,
        columns: ["result-taken", "hla-written", "form-hla-method", "result-laboratory", "result-state"]
            .iter()
            .map(|key| Column::words(desk.say(key)))
            .collect(),
        rows: page.tests.iter().filter(|t| t.told.looked_for == what).map(row).collect(),
        empty: html! { (desk.say("hla-none")) },
        phone: Phone::Stack,
    })
}

/// Endpoints.
pub(super) fn endpoints() -> Vec<Endpoint> {
    const RECORD: Needs = Needs::One(Permission::RecordResult);
    vec![
        Endpoint::post("/hla-test", RECORD, keep)
            .does("Keeps a tissue type, or antibodies, as a laboratory wrote them; it replaces nothing.")
            .reads(told_body)
            .returns("Its number and a receipt."),
        Endpoint::post("/hla-test/{hla}/withdraw", RECORD, withdrawn)
            .does("Takes a test of tissue types or antibodies out of what counts, with the reason; it stays in the history.")
            .reads(withdrawn_body)
            .returns("A receipt."),
        Endpoint::get("/hla-tests/{subject}", Needs::One(Permission::ReadResult), tests)
            .does("Tissue types and antibodies of a donor or recipient, withdrawn ones among them.")
            .returns("At most 200, the newest sample first."),
    ]
}

async fn keep(w: Write<HlaTold>) -> Answer {
    let (id, receipt) = w.service.record_hla(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"hla": id, "receipt": receipt})).into_response())
}

async fn withdrawn(Path(id): Path<String>, w: Write<HlaWithdrawn>) -> Answer {
    let ((), receipt) = w.service.withdraw_hla(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn tests(desk: Desk, Path(subject): Path<String>) -> Answer {
    let page = desk.app.service.hla_tests(desk.access()?, &subject).await?;
    Ok(Json(json!({"tests": page.tests, "more": page.more})).into_response())
}

fn told_body() -> Body {
    Body {
        name: "HlaTold",
        schema: object(&[
            ("person!", text()),
            ("looked_for!", word(LOOKED_FOR.iter().copied())),
            ("written!", text()),
            ("release", text()),
            ("method!", word(METHODS.iter().copied())),
            ("laboratory!", id("cen")),
            ("sample", text()),
            ("taken_at!", instant()),
            ("reported_at!", instant()),
        ]),
        example: json!({"person": sample::<RecipientId>(2), "looked_for": "tissue_type",
            "written": "A*02:01, A*24:02; B*07:02, B*15:01; DRB1*04:01, DRB1*15:01", "release": "3.62.0",
            "method": "next_generation_sequencing", "laboratory": sample::<CentreId>(1),
            "taken_at": "2026-11-18T06:00:00Z", "reported_at": "2026-11-20T08:30:00Z"}),
    }
}

fn withdrawn_body() -> Body {
    Body {
        name: "HlaWithdrawn",
        schema: object(&[("reason!", word(REASONS.iter().copied()))]),
        example: json!({"reason": "wrong_sample"}),
    }
}
