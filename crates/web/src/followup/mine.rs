//! A living donor's own follow-up: in with a code from a message, the questions, and the own kidney line as thanks.

use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use codes::language::Language;
use domain::followup::function::donor_band;
use domain::followup::{Again, Answers, Call, Cost, Feeling, Hospital, Work};
use maud::{Markup, html};
use serde_json::Value;
use service::followup::{MyFollowup, Sitting};
use service::{Failure, Problem};

use super::function::bands;
use crate::app::App;
use crate::ask::{put_right, wrong};
use crate::cookie::Cookie;
use crate::desk::{Desk, LANGUAGES};
use crate::form::{Form, Kind, Lists, may, need, typed};
use crate::look::button::{Weight, submit};
use crate::look::field::{Control, Field, TextKind, error_summary, field};
use crate::look::frame::{Question, question};
use crate::look::heading::{Heading, heading, saved};
use crate::look::notice::{Panel, panel};
use crate::look::picture::Twin;
use crate::look::picture::donor_function::{DonorFunction, Latest, donor_function};
use crate::look::table::{Column, Phone, Table, table};
use crate::portal::public_page;
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

const HERE: &str = "/my-follow-up";

/// The second check beside the code.
const NUMBER: Form = Form { name: "own-check", inputs: &[need("number", Kind::Code)] };

/// What a living donor is asked.
pub const OWN: Form = Form {
    name: "own",
    inputs: &[
        need("feeling", Kind::One(Feeling::CODES)),
        need("hospital", Kind::One(Hospital::CODES)),
        need("work", Kind::One(Work::CODES)),
        need("cost", Kind::One(Cost::CODES)),
        need("again", Kind::One(Again::CODES)),
        may("systolic_mmhg", Kind::Whole("mm Hg")),
        may("diastolic_mmhg", Kind::Whole("mm Hg")),
        need("call", Kind::One(Call::CODES)),
        may("words", Kind::Lines),
    ],
};

fn sitting(app: &App, headers: &HeaderMap) -> Option<Sitting> {
    Cookie::Sitting.of(app.options, headers).map(Sitting)
}

/// A form of the sitting was sent from its own page.
fn own(app: &App, headers: &HeaderMap, sent: &Sent) -> Option<Sitting> {
    sitting(app, headers).filter(|s| s.mark() == sent.text("mark"))
}

fn again() -> Response {
    Redirect::to(HERE).into_response()
}

/// `GET /my-follow-up`
pub(super) async fn show(desk: Desk, State(app): State<App>, headers: HeaderMap) -> Answer {
    let Some(sitting) = sitting(&app, &headers) else { return Ok(way_in(&desk, &Sent::default(), &[])) };
    match app.service.my_followup(&sitting).await {
        Ok(mine) => Ok(draw(&desk, &sitting, &mine, &Sent::default(), &[])),
        Err(Failure::NotSignedIn) => Ok(way_in(&desk, &Sent::default(), &[])),
        Err(other) => Err(other.into()),
    }
}

/// `POST /my-follow-up/open`: the page goes on in the donor's own language, where there is one of it.
pub(super) async fn open(desk: Desk, sent: Sent) -> Answer {
    match desk.app.service.open_sitting(sent.text("code"), sent.text("number"), &desk.from).await {
        Ok(opened) => {
            let mut response = Cookie::Sitting.lead(desk.app.options, Some(&opened.token), HERE);
            let spoken = opened.language.as_ref().map(Language::primary);
            if let Some((tag, _)) = LANGUAGES.iter().find(|(tag, _)| Some(*tag) == spoken) {
                let language = Cookie::Language.lead(desk.app.options, Some(tag), HERE);
                for cookie in language.headers().get_all(SET_COOKIE) {
                    response.headers_mut().append(SET_COOKIE, cookie.clone());
                }
            }
            Ok(response)
        }
        Err(Failure::NotSignedIn) => {
            let wrong = Problem::new("malformed", "code", desk.say("own-wrong"));
            Ok(way_in(&desk, &sent, &[wrong]))
        }
        Err(other) => Err(other.into()),
    }
}

/// `POST /my-follow-up/end`
pub(super) async fn end(desk: Desk, State(app): State<App>, headers: HeaderMap, sent: Sent) -> Answer {
    let Some(sitting) = own(&app, &headers, &sent) else { return Ok(again()) };
    app.service.end_sitting(&sitting).await?;
    Ok(Cookie::Sitting.lead(desk.app.options, None, "/public"))
}

/// `POST /my-follow-up`: the answers.
pub(super) async fn answer(desk: Desk, State(app): State<App>, headers: HeaderMap, sent: Sent) -> Answer {
    let Some(sitting) = own(&app, &headers, &sent) else { return Ok(again()) };
    let read = OWN.read(&desk, &sent).and_then(|b| typed::<Answers>(Value::Object(b)).map_err(|p| vec![p]));
    let language: Language = desk.lang.parse().map_err(|_| Problem::new("malformed", "language", "a language"))?;
    let problems = match read {
        Ok(answers) => match app.service.answer_mine(&sitting, answers, language).await {
            Ok(_) | Err(Failure::NotSignedIn) => return Ok(again()),
            Err(failure) => put_right(failure)?,
        },
        Err(problems) => problems,
    };
    match app.service.my_followup(&sitting).await {
        Ok(mine) => Ok(draw(&desk, &sitting, &mine, &sent, &problems)),
        Err(Failure::NotSignedIn) => Ok(again()),
        Err(other) => Err(other.into()),
    }
}

fn way_in(desk: &Desk, sent: &Sent, problems: &[Problem]) -> Response {
    let error = problems.iter().find(|p| p.field == "code").map(|p| p.expected.clone());
    let errors: Vec<_> = error.iter().map(|says| ("code".to_owned(), says.clone())).collect();
    let code = Field::new("code", desk.say("field-own-code"), Control::Text(TextKind::Code, String::new()))
        .hint(desk.say("hint-own-code"))
        .error(error);
    let title = desk.say("own-in-title");
    let body = question(&Question {
        back: None,
        caption: None,
        title: html! { (title) },
        errors: (!errors.is_empty()).then(|| error_summary(&desk.say("errors-title"), &errors)),
        body: html! {
            p { (desk.say("own-in-text")) }
            form method="post" action="/my-follow-up/open" novalidate {
                (desk.marks())
                (field(&code))
                (NUMBER.draw(desk, &Lists::new(), sent, &[]))
                (submit(Weight::Next, &desk.say("continue"), None))
            }
            @if desk.app.options.demo { p { a href="/demo/letters" { (desk.say("demo-messages-title")) } } }
        },
    });
    let mut page = public_page(desk, &title, HERE, None, &body);
    if !problems.is_empty() {
        *page.status_mut() = StatusCode::UNPROCESSABLE_ENTITY;
    }
    page
}

fn marks(desk: &Desk, sitting: &Sitting) -> Markup {
    html! { (desk.marks()) input type="hidden" name="mark" value=(sitting.mark()); }
}

fn draw(desk: &Desk, sitting: &Sitting, mine: &MyFollowup, sent: &Sent, problems: &[Problem]) -> Response {
    let errors: Vec<_> = wrong(desk, &[&OWN], problems).into_iter().map(|w| (w.field, w.says)).collect();
    let title = desk.say(if mine.answered { "own-thanks" } else { "own-asks" });
    let under = [("visit", desk.term(&mine.kind).into()), ("date", desk.date(mine.due_on).into())];
    let body = html! {
        @if !errors.is_empty() { (error_summary(&desk.say("errors-title"), &errors)) }
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say_with("own-under", &under)) }),
            aside: Some(html! {
                @if mine.answered { (saved(&desk.say("own-kept"))) }
                form method="post" action="/my-follow-up/end" { (marks(desk, sitting)) (submit(Weight::Other, &desk.say("own-end"), None)) }
            }),
            ..Heading::default()
        }))
        @if mine.answered { (given_back(desk, mine)) }
        @else {
            (panel(Panel::Main, &desk.say("own-questions"), &html! {
                p { (desk.say("own-why")) }
                form method="post" action=(HERE) novalidate {
                    (marks(desk, sitting))
                    (OWN.draw(desk, &Lists::new(), sent, problems))
                    (submit(Weight::Next, &desk.say("own-answer"), None))
                }
            }))
        }
    };
    let mut page = public_page(desk, &title, HERE, None, &body);
    if let Some(first) = problems.first() {
        *page.status_mut() = Trouble::from(first.clone()).status();
    }
    page
}

/// The own kidney line, and what it means in plain words.
fn given_back(desk: &Desk, mine: &MyFollowup) -> Markup {
    let Some((on, months, egfr, band)) = mine.function.last() else {
        return panel(Panel::Main, &desk.say("own-line"), &html! { p { (desk.say("own-line-none")) } });
    };
    let (usual, key) = if *egfr < band.0 { (Latest::Asks, "own-line-low") } else { (Latest::Usual, "own-line-usual") };
    let values = [
        ("egfr", i64::from(*egfr).into()),
        ("low", i64::from(band.0).into()),
        ("high", i64::from(band.1).into()),
        ("date", desk.date(*on).into()),
    ];
    let last = (f64::from(*months + 3) / 12.0).ceil() * 12.0;
    let (before_low, before_high) = donor_band(-1);
    let view = DonorFunction {
        points: mine.function.iter().map(|(_, m, v, _)| (f64::from(*m), f64::from(*v))).collect(),
        before: (f64::from(before_low), f64::from(before_high)),
        after: bands(last.max(24.0)),
        band_says: desk.say("function-band"),
        donation_says: desk.say("function-donation"),
        latest_says: egfr.to_string(),
        latest_under: desk.date(*on),
        latest: usual,
        next: None,
        months: (-3.0, last.max(24.0)),
        axis: desk.say("function-axis"),
        twin: Twin { id: "own-function".to_owned(), title: desk.say("own-line"), desc: desk.say_with(key, &values) },
    };
    let row = |(on, _, egfr, band): &(jiff::civil::Date, i32, u32, (u32, u32))| {
        let band = [("low", i64::from(band.0).into()), ("high", i64::from(band.1).into())];
        vec![html! { (desk.date(*on)) }, html! { (egfr) }, html! { (desk.say_with("survival-interval", &band)) }]
    };
    let rows: Vec<_> = mine.function.iter().map(row).collect();
    html! {
        (panel(Panel::Main, &desk.say("own-line"), &html! {
            p { (desk.say_with(key, &values)) }
            (donor_function(&view, desk.dir()))
        }))
        (table(&Table {
            title: Some(desk.say("function-table")),
            caption: None,
            main: false,
            columns: vec![
                Column::words(desk.say("function-day")),
                Column::numbers(desk.say("function-egfr")),
                Column::numbers(desk.say("function-band")),
            ],
            phone: Phone::Fold(desk.say_with("picture-fold", &[("rows", rows.len().into())])),
            rows,
            empty: html! {},
        }))
    }
}
