//! One's own decision: in with a code from a letter, everything on record, change and take back.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use service::donor_register::{DeclarationSeen, Mine, MyDecision, Visit};
use service::{Failure, Problem};

use super::counter::{CHOICE, in_words, refused_or};
use super::public::{SYSTEM, silence};
use super::seen::{choice_more, choice_words, look_ups, source_words, status_tag};
use crate::app::App;
use crate::ask::wrong;
use crate::cookie::Cookie;
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, need, typed};
use crate::look::button::{Weight, go, submit};
use crate::look::choice::{Answer as Equal, Said, equal_choice};
use crate::look::field::{Control, Field, TextKind, error_summary, field};
use crate::look::frame::{Question, question};
use crate::look::heading::{Heading, heading};
use crate::look::notice::{Panel, notice, panel};
use crate::look::shape::Shape;
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{Link, TagKind};
use crate::portal::public_page;
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

const HERE: &str = "/my-decision";

/// What a person decides.
const MINE: Form = Form { name: "mine", inputs: &CHOICE };
/// The second check beside the code.
const NUMBER: Form = Form { name: "letter", inputs: &[need("number", Kind::Code)] };

fn visit(app: &App, headers: &HeaderMap) -> Option<Visit> {
    Cookie::Visit.of(app.options, headers).map(Visit)
}

/// A form of the visit was sent from its own page; otherwise the way in again.
fn own(app: &App, headers: &HeaderMap, sent: &Sent) -> Option<Visit> {
    visit(app, headers).filter(|v| v.mark() == sent.text("mark"))
}

fn again() -> Response {
    Redirect::to(HERE).into_response()
}

/// A visit that ended leads to the way in, not to the door of those who work here.
fn ended(failure: Failure) -> Answer {
    match failure {
        Failure::NotSignedIn => Ok(again()),
        other => Err(other.into()),
    }
}

/// `GET /my-decision`
pub(super) async fn show(desk: Desk, State(app): State<App>, headers: HeaderMap) -> Answer {
    let Some(visit) = visit(&app, &headers) else { return Ok(way_in(&desk, &Sent::default(), &[])) };
    match app.service.my_decision(&visit).await {
        Ok(mine) => Ok(draw(&desk, &visit, &mine, &Sent::default(), &[])),
        Err(Failure::NotSignedIn) => Ok(way_in(&desk, &Sent::default(), &[])),
        Err(other) => Err(other.into()),
    }
}

/// `POST /my-decision/open`
pub(super) async fn open(desk: Desk, sent: Sent) -> Answer {
    let service = &desk.app.service;
    match service.open_visit(sent.text("code"), SYSTEM, sent.text("number"), &desk.from).await {
        Ok(opened) => Ok(Cookie::Visit.lead(desk.app.options, Some(&opened.token), HERE)),
        Err(Failure::NotSignedIn) => {
            let wrong = Problem::new("malformed", "code", desk.say("visit-wrong"));
            Ok(way_in(&desk, &sent, &[wrong]))
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /my-decision/end`
pub(super) async fn end(desk: Desk, State(app): State<App>, headers: HeaderMap, sent: Sent) -> Answer {
    let Some(visit) = own(&app, &headers, &sent) else { return Ok(again()) };
    app.service.end_visit(&visit).await?;
    Ok(Cookie::Visit.lead(desk.app.options, None, "/register"))
}

/// `POST /my-decision`: a new declaration.
pub(super) async fn declare(desk: Desk, State(app): State<App>, headers: HeaderMap, sent: Sent) -> Answer {
    let Some(visit) = own(&app, &headers, &sent) else { return Ok(again()) };
    let read = MINE.read(&desk, &sent).and_then(|body| typed::<Mine>(body.into()).map_err(|p| vec![p]));
    let problems = match read {
        Ok(mine) => match app.service.declare_mine(&visit, mine).await {
            Ok(_) => return Ok(again()),
            Err(Failure::NotSignedIn) => return Ok(again()),
            Err(failure) => refused_or(failure)?,
        },
        Err(problems) => problems,
    };
    match app.service.my_decision(&visit).await {
        Ok(mine) => Ok(draw(&desk, &visit, &mine, &sent, &problems)),
        Err(failure) => ended(failure),
    }
}

/// `POST /my-decision/about`: this is right, or this is not mine.
pub(super) async fn about(State(app): State<App>, headers: HeaderMap, sent: Sent) -> Answer {
    let Some(visit) = own(&app, &headers, &sent) else { return Ok(again()) };
    let index = sent.text("index").parse().map_err(|_| Problem::not_found("declaration", sent.text("index")))?;
    let done = match sent.text("answer") {
        "right" => app.service.confirm_mine(&visit, index).await,
        "not_mine" => app.service.object_mine(&visit, index).await,
        other => return Err(Problem::new("unknown_code", "answer", "right or not_mine").showing(other).into()),
    };
    match done {
        Ok(_) => Ok(again()),
        Err(failure) => ended(failure),
    }
}

fn way_in(desk: &Desk, sent: &Sent, problems: &[Problem]) -> Response {
    let error = problems.iter().find(|p| p.field == "code").map(|p| p.expected.clone());
    let errors: Vec<_> = error.iter().map(|says| ("code".to_owned(), says.clone())).collect();
    let code = Field::new("code", desk.say("field-letter-code"), Control::Text(TextKind::Code, String::new()))
        .hint(desk.say("hint-letter-code"))
        .error(error);
    let title = desk.say("own-visit-title");
    let body = question(&Question {
        back: Some(Link::new("/register", desk.say("public-nav-register"))),
        caption: None,
        title: html! { (title) },
        errors: (!errors.is_empty()).then(|| error_summary(&desk.say("errors-title"), &errors)),
        body: html! {
            p { (desk.say("visit-text")) }
            form method="post" action="/my-decision/open" novalidate {
                (desk.marks())
                (field(&code))
                (NUMBER.draw(desk, &Lists::new(), sent, &[]))
                (submit(Weight::Next, &desk.say("continue"), None))
            }
            p { (desk.say("visit-no-code")) " " a href="/register" { (desk.say("visit-ask")) } }
            @if desk.app.options.demo { p { a href="/demo/letters" { (desk.say("demo-letters-title")) } } }
        },
    });
    let mut page = public_page(desk, &title, "/register", None, &body);
    if !problems.is_empty() {
        *page.status_mut() = axum::http::StatusCode::UNPROCESSABLE_ENTITY;
    }
    page
}

fn marks(desk: &Desk, visit: &Visit) -> Markup {
    html! { (desk.marks()) input type="hidden" name="mark" value=(visit.mark()); }
}

fn draw(desk: &Desk, visit: &Visit, mine: &MyDecision, sent: &Sent, problems: &[Problem]) -> Response {
    let shown: Vec<Problem> = problems.iter().map(|p| in_words(desk, p)).collect();
    let errors: Vec<_> = wrong(desk, &[&MINE], &shown).into_iter().map(|w| (w.field, w.says)).collect();
    let now = mine.counts.and_then(|place| mine.declarations.iter().find(|d| d.index == place));
    let withdrawn =
        now.and_then(|d| d.choice.as_ref()).is_some_and(|c| c.choice == domain::donor_register::ChoiceKind::Withdrawn);
    let title = match now {
        Some(d) if !withdrawn => {
            desk.say_with("mine-title", &[("choice", choice_words(desk, d.choice.as_ref()).into())])
        }
        _ => desk.say("mine-title-silent"),
    };
    let law = desk.app.service.register_law();
    let body = html! {
        @if !errors.is_empty() { (error_summary(&desk.say("errors-title"), &errors)) }
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { @if now.is_none() || withdrawn { (silence(desk, law.silence)) } }),
            aside: Some(html! {
                form method="post" action="/my-decision/end" { (marks(desk, visit)) (submit(Weight::Other, &desk.say("visit-end"), None)) }
            }),
            ..Heading::default()
        }))
        @for d in mine.declarations.iter().filter(|d| waits(mine, d)) { (open_one(desk, visit, d)) }
        (history(desk, mine))
        (look_ups(desk, &mine.look_ups, false))
        (panel(Panel::Main, &desk.say("mine-change"), &html! {
            p { (desk.say("mine-change-text")) }
            @if mine.alone == Some(false) { (notice(TagKind::NotYet, &html! { p { (desk.say("mine-too-young")) } })) }
            form method="post" action=(HERE) novalidate {
                (marks(desk, visit))
                (MINE.draw(desk, &Lists::new(), sent, &shown))
                (submit(Weight::Next, &desk.say("mine-send"), None))
            }
        }))
        p { (go(Weight::Other, &Link::new("/register", desk.say("public-nav-register")))) }
    };
    let mut page = public_page(desk, &title, "/register", None, &body);
    if let Some(first) = problems.first() {
        *page.status_mut() = Trouble::from(first.clone()).status();
    }
    page
}

/// Declarations about which the person still has something to say: what was not confirmed and does not simply belong to the past.
fn waits(mine: &MyDecision, d: &DeclarationSeen) -> bool {
    d.open && mine.counts.is_none_or(|place| d.index >= place)
}

fn open_one(desk: &Desk, visit: &Visit, d: &DeclarationSeen) -> Markup {
    let said = |key: &str| vec![Said { text: desk.say(key), lang: desk.lang.to_owned(), dir: desk.dir() }];
    let answer = |sign, key: &str, value: &str| Equal {
        sign,
        says: said(key),
        name: "answer".to_owned(),
        value: value.to_owned(),
    };
    let date = [("date", desk.date(desk.day_of(d.at)).into())];
    panel(
        Panel::Main,
        &desk.say_with("mine-open", &date),
        &html! {
            p.lead { b { (choice_words(desk, d.choice.as_ref())) } }
            (choice_more(desk, d.choice.as_ref()))
            p { (source_words(desk, &d.source)) " " (status_tag(desk, d.status, true)) }
            p { (desk.say("mine-open-text")) }
            form method="post" action="/my-decision/about" {
                (marks(desk, visit))
                input type="hidden" name="index" value=(d.index);
                (equal_choice(&[answer(Shape::Tick, "mine-right", "right"), answer(Shape::Cross, "mine-not-mine", "not_mine")], None))
            }
        },
    )
}

fn history(desk: &Desk, mine: &MyDecision) -> Markup {
    let row = |d: &DeclarationSeen| {
        let (all, out) = d.letters;
        let letters = [("all", all.into()), ("out", out.into())];
        vec![
            html! { (desk.instant(d.at)) },
            html! { (choice_words(desk, d.choice.as_ref())) (choice_more(desk, d.choice.as_ref())) },
            html! {
                (source_words(desk, &d.source))
                @if let Some(guardian) = &d.guardian { br; (desk.say("mine-guardian")) " " bdi { (guardian) } }
            },
            status_tag(desk, d.status, mine.counts == Some(d.index)),
            html! { (desk.say_with("mine-letters", &letters)) },
        ]
    };
    table(&Table {
        title: Some(desk.say("mine-history")),
        caption: None,
        main: false,
        columns: ["mine-at", "mine-what", "mine-how", "mine-stands", "mine-told"]
            .iter()
            .map(|k| Column::words(desk.say(k)))
            .collect(),
        rows: mine.declarations.iter().map(row).collect(),
        empty: html! { (desk.say("mine-none")) },
        phone: Phone::Stack,
    })
}
