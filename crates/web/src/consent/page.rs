//! The decision: two languages facing, facts as evidence, two equal answers and a third way.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use domain::access::Permission;
use domain::approval::{Stage, TaskState};
use jiff::Timestamp;
use law::param;
use maud::{Markup, html};
use service::{PairFile, Problem};

use super::text::{self, Tongue};
use crate::approval::titles;
use crate::ask;
use crate::desk::Desk;
use crate::look::choice::{Answer as Choice, equal_choice};
use crate::look::consent::{ConsentSheet, consent_sheet, said};
use crate::look::heading::{Heading, heading, saved};
use crate::look::notice::notice;
use crate::look::shape::Shape;
use crate::look::{TagKind, code_id, tag};
use crate::sent::Sent;
use crate::trouble::Answer;

/// Tasks that must be done before the sheet says that everything is here.
const NEEDED: &[&str] = &["interpreter", "information", "reflection"];

/// What an answer needs: a signature, or that the donor stopped.
pub(super) const ANSWERS: &[Permission] = &[Permission::TakeConsent, Permission::RecordWithdrawal];

/// `GET /pairs/{id}/consent`
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Answer {
    let file = desk.app.service.pair(desk.access()?, ask::id("pair", &id)?).await?;
    let tongues = text::tongues(&desk, &file);
    let (crumbs, here) = titles::crumbs(&desk, file.pair.id, &desk.say("task-consent"));
    let title = desk.say("consent-title");
    let version = desk.say_with("consent-version", &[("version", text::VERSION.into())]);
    let head = heading(&Heading {
        crumbs,
        here: Some(here),
        title: Some(html! { (title) }),
        under: None,
        aside: Some(saved(&version)),
    });
    let body = html! {
        (head)
        @if !text::understood(&file, tongues) { (notice(TagKind::LookAgain, &html! { (desk.say("consent-no-text")) })) }
        (sheet(&desk, &file, tongues))
        (answer(&desk, &file, tongues))
    };
    Ok(desk.page(&title, "/pairs", &body))
}

/// `POST /pairs/{id}/consent`
pub(super) async fn send(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    ask::require_any(&desk, ANSWERS)?;
    let file = desk.app.service.pair(desk.access()?, ask::id("pair", &id)?).await?;
    let pair = file.pair.id;
    match sent.text("answer") {
        "yes" => {
            ask::require(&desk, Permission::TakeConsent)?;
            Ok(Redirect::to(&format!("/pairs/{pair}/consent/sign")).into_response())
        }
        "no" => {
            ask::require(&desk, Permission::RecordWithdrawal)?;
            Ok(Redirect::to(&format!("/pairs/{pair}/steps/withdrawn")).into_response())
        }
        _ => Err(Problem::new("missing", "answer", desk.say("problem-choose")).into()),
    }
}

fn sheet(desk: &Desk, file: &PairFile, tongues: (Tongue, Tongue)) -> Markup {
    let (own, other) = tongues;
    consent_sheet(&ConsentSheet {
        sides: (text::side(desk, file, own), text::side(desk, file, other)),
        parts: text::parts(desk, file, own).into_iter().zip(text::parts(desk, file, other)).collect(),
        facts: facts(desk, file),
        ready: ready(desk, file),
    })
}

/// Interpreter, understanding and reflection, as they will stand in the evidence.
fn facts(desk: &Desk, file: &PairFile) -> Vec<(String, Markup)> {
    let consent = &file.pair.consent;
    let law = desk.app.service.profile().on(desk.app.service.today());
    let topics: Vec<String> = law.get(&param::INFO_TOPICS).unwrap_or_default();
    let understood = consent.understood();
    let known = topics.iter().filter(|t| understood.iter().any(|u| u.code() == t.as_str())).count();
    let hours = law.get(&param::REFLECTION_HOURS).unwrap_or(0);
    let interpreter = consent.talks.last().and_then(|t| t.step.interpreter.as_ref());
    vec![
        (
            desk.say("task-interpreter"),
            match interpreter {
                Some(i) => html! {
                    b { (i.name.clear().unwrap_or_default()) }
                    @if let Some(number) = i.number.as_ref().and_then(|n| n.clear()) { " " (code_id(number)) }
                    (desk.say("list-comma")) (desk.term(&domain::rules::term(&i.engaged_by)))
                },
                None => html! { (desk.say("interpreter-none")) },
            },
        ),
        (
            desk.say("fact-understood"),
            html! {
                (desk.say_with("topics-n-of-m", &[("n", known.into()), ("m", topics.len().into())]))
            },
        ),
        (desk.say("fact-reflection"), html! { (reflected(desk, consent.informed_at(), hours)) }),
    ]
}

fn reflected(desk: &Desk, since: Option<Timestamp>, hours: u32) -> String {
    let Some(since) = since else { return desk.say("reflection-none") };
    let passed = desk.app.service.now().duration_since(since).as_hours().max(0);
    let hours = i64::from(hours);
    let (n, m, key) = match hours >= 48 {
        true => (passed / 24, hours / 24, "reflection-days"),
        false => (passed, hours, "reflection-hours"),
    };
    desk.say_with(key, &[("n", n.into()), ("m", m.into())])
}

fn ready(desk: &Desk, file: &PairFile) -> Markup {
    let mut needed = file.progress.iter().flat_map(|p| &p.tasks).filter(|t| NEEDED.contains(&t.code));
    match needed.all(|t| matches!(t.state, TaskState::Done(_))) {
        true => tag(TagKind::Valid, &desk.say("consent-ready")),
        false => tag(TagKind::NotYet, &desk.say("consent-not-ready")),
    }
}

/// Yes and no in the same size; more time below. Nothing is asked of a pair that has ended or was operated.
fn answer(desk: &Desk, file: &PairFile, tongues: (Tongue, Tongue)) -> Markup {
    if let Some(signed) = &file.pair.consent.signature {
        let at = desk.instant(signed.at);
        return notice(TagKind::Valid, &html! { (desk.say_with("consent-signed", &[("at", at.into())])) });
    }
    let over = matches!(file.pair.stage(), Stage::Ended | Stage::Operated);
    if over || !ask::may(desk, Permission::TakeConsent) {
        return html! {};
    }
    let choice = |sign, key, value: &str| Choice {
        sign,
        says: text::both(desk, file, tongues, key),
        name: "answer".to_owned(),
        value: value.to_owned(),
    };
    let answers = [choice(Shape::TickRing, "consent-yes", "yes"), choice(Shape::Cross, "consent-no", "no")];
    html! {
        form method="post" action={ "/pairs/" (file.pair.id) "/consent" } {
            (desk.marks())
            (equal_choice(&answers, None))
        }
        p.third {
            a href={ "/pairs/" (file.pair.id) } { (said(&text::both(desk, file, tongues, "consent-time"))) }
        }
    }
}
