//! The counter's page: a person, a paper, a decision. What was decided before is never shown here.

use axum::response::Response;
use maud::html;
use service::donor_register::AtCounter;
use service::{Failure, Problem};

use super::public::SYSTEM;
use crate::ask::{Ask, ask, put_right, require, wrong};
use crate::desk::Desk;
use crate::form::{Form, Input, Kind, Lists, may, need, typed};
use crate::look::button::{Weight, go};
use crate::look::frame::{Question, question};
use crate::look::notice::notice;
use crate::look::{Link, TagKind, code_id};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};
use domain::access::Permission;

/// The decision itself, the same at the counter and on one's own page.
pub(super) const CHOICE: [Input; 4] = [
    need("choice", Kind::One(&["yes", "no", "some", "named_person", "withdrawn"])),
    may(
        "organs",
        Kind::Many(&["kidney", "liver", "heart", "lung", "pancreas", "small_bowel", "stomach", "uterus", "vca"]),
    ),
    may("named", Kind::Words),
    may("note", Kind::Lines),
];

/// What is taken down at a counter.
pub const COUNTER: Form = Form {
    name: "counter",
    inputs: &[
        need("paper", Kind::One(&["identity_card", "passport", "other"])),
        need("number", Kind::Code),
        need("name", Kind::Words),
        need("birth", Kind::Date),
        need("address", Kind::Lines),
        need("language", Kind::One(&["lang_en", "lang_ar"])),
        may("guardian", Kind::Words),
        CHOICE[0],
        CHOICE[1],
        CHOICE[2],
        CHOICE[3],
    ],
};

pub(super) async fn show(desk: Desk) -> Answer {
    require(&desk, Permission::RegisterDecision)?;
    Ok(draw(&desk, &Sent::default(), &[]))
}

pub(super) async fn send(desk: Desk, sent: Sent) -> Answer {
    require(&desk, Permission::RegisterDecision)?;
    let body = match COUNTER.read(&desk, &sent) {
        Ok(body) => body,
        Err(problems) => return Ok(draw(&desk, &sent, &problems)),
    };
    let read = |mut body: serde_json::Map<String, serde_json::Value>| -> Result<AtCounter, Problem> {
        body.insert("system".to_owned(), SYSTEM.into());
        let language = sent.text("language").trim_start_matches("lang_").to_owned();
        body.insert("language".to_owned(), language.into());
        typed(body.into())
    };
    let taken = match read(body) {
        Ok(taken) => taken,
        Err(problem) => return Ok(draw(&desk, &sent, &[problem])),
    };
    match sent.door(&desk).declare_at_counter(desk.access()?, taken).await {
        Ok((decision, _)) => Ok(done(&desk, &decision.to_string())),
        Err(Failure::Refused { id, reading }) => Err(Failure::Refused { id, reading }.into()),
        Err(failure) => Ok(draw(&desk, &sent, &put_right(failure)?)),
    }
}

fn done(desk: &Desk, decision: &str) -> Response {
    let title = desk.say("counter-done-title");
    let body = question(&Question {
        back: None,
        caption: None,
        title: html! { (title) },
        errors: None,
        body: html! {
            div.sheet.main.pad { p { (desk.say("counter-done-number")) " " b { (code_id(decision)) } } }
            (notice(TagKind::With, &html! { p { (desk.say("counter-done-text")) } }))
            (go(Weight::Next, &Link::new("/register/counter", desk.say("counter-next"))))
        },
    });
    desk.page(&title, "/register/counter", &body)
}

fn draw(desk: &Desk, sent: &Sent, problems: &[Problem]) -> Response {
    let shown: Vec<Problem> = problems.iter().map(|p| in_words(desk, p)).collect();
    ask(
        desk,
        "/register/counter",
        &Ask {
            title: desk.say("counter-title"),
            back: Link::new("/register", desk.say("public-nav-register")),
            intro: html! { p { (desk.say("counter-text")) } },
            action: "/register/counter".to_owned(),
            fields: COUNTER.draw(desk, &Lists::new(), sent, &shown),
            button: (Weight::Next, desk.say("counter-send")),
            after: html! { p.under { (desk.say("counter-told")) } },
            wrong: &wrong(desk, &[&COUNTER], &shown),
        },
    )
}

/// A problem of the service in words of the page.
pub(super) fn in_words(desk: &Desk, problem: &Problem) -> Problem {
    let key = format!("register-wrong-{}-{}", problem.code.replace('_', "-"), problem.field.replace(['.', '_'], "-"));
    match desk.app.words.has("en", &key) {
        true => Problem { value: None, expected: desk.say(&key), ..problem.clone() },
        false => problem.clone(),
    }
}

/// A trouble of a page where a refusal is a page of its own.
pub(super) fn refused_or(failure: Failure) -> Result<Vec<Problem>, Trouble> {
    match failure {
        Failure::Refused { id, reading } => Err(Failure::Refused { id, reading }.into()),
        other => put_right(other),
    }
}
