//! One question: what raised it, the answer in writing, or the case a person makes of it.

use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::QuestionId;
use domain::Private;
use domain::access::Permission;
use domain::case::QuestionState;
use maud::{Markup, html};
use service::{Problem, QuestionSeen};

use super::list::state;
use super::{about, rules};
use crate::ask::{id, put_right, require, wrong};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, need};
use crate::look::button::{Weight, submit};
use crate::look::field::error_summary;
use crate::look::heading::{Heading, heading};
use crate::look::list::{SummaryRow, Value, summary_list};
use crate::look::notice::{Panel, panel};
use crate::look::{Link, code_id, frame};
use crate::sent::Sent;
use crate::trouble::Answer;

/// An answer in writing.
pub const ANSWER: Form = Form { name: "answer", inputs: &[need("answer", Kind::Lines)] };

/// Why a question becomes a case.
pub const OPEN_CASE: Form = Form { name: "case", inputs: &[need("reason", Kind::Lines)] };

pub(super) async fn show(desk: Desk, Path(text): Path<String>) -> Answer {
    desk.access()?;
    let seen = desk.app.service.question(desk.access()?, number(&desk, &text).await?).await?;
    Ok(draw(&desk, &seen, &Sent::default(), &[]))
}

/// The number in an address. Whoever may not read questions learns nothing from a malformed one.
async fn number(desk: &Desk, text: &str) -> Result<QuestionId, crate::trouble::Trouble> {
    if text.parse::<QuestionId>().is_err() {
        desk.app.service.open_questions(desk.access()?).await?;
    }
    id("question", text)
}

pub(super) async fn answer(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    require(&desk, Permission::WorkCase)?;
    let id: QuestionId = id("question", &text)?;
    let problems = match ANSWER.read(&desk, &sent) {
        Err(problems) => problems,
        Ok(_) => {
            let text = Private::Clear(sent.text("answer").to_owned());
            match sent.door(&desk).answer_question(desk.access()?, id, text).await {
                Ok(_) => return Ok(Redirect::to(&format!("/questions/{id}")).into_response()),
                Err(failure) => put_right(failure)?,
            }
        }
    };
    let seen = desk.app.service.question(desk.access()?, id).await?;
    Ok(draw(&desk, &seen, &sent, &problems))
}

pub(super) async fn open_case(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    require(&desk, Permission::WorkCase)?;
    let id: QuestionId = id("question", &text)?;
    match OPEN_CASE.read(&desk, &sent) {
        Err(problems) => {
            let seen = desk.app.service.question(desk.access()?, id).await?;
            Ok(draw(&desk, &seen, &sent, &problems))
        }
        Ok(_) => {
            let reason = Private::Clear(sent.text("reason").to_owned());
            let (case, _) = sent.door(&desk).open_case(desk.access()?, id, reason).await?;
            Ok(Redirect::to(&format!("/cases/{case}")).into_response())
        }
    }
}

fn draw(desk: &Desk, seen: &QuestionSeen, sent: &Sent, problems: &[Problem]) -> Response {
    let id = seen.question.id.to_string();
    let wrong = wrong(desk, &[&ANSWER, &OPEN_CASE], problems);
    let title = match seen.question.state {
        QuestionState::Open => desk.say("question-title-open"),
        QuestionState::Answered => desk.say("question-title-answered"),
        QuestionState::InCase => desk.say("question-title-case"),
    };
    let main = html! {
        @if !wrong.is_empty() {
            (error_summary(&desk.say("errors-title"), &wrong.iter().map(|w| (w.field.clone(), w.says.clone())).collect::<Vec<_>>()))
        }
        (frame::sheet(&summary(desk, seen)))
        @if seen.question.state == QuestionState::Open { (forms(desk, &id, sent, problems)) }
    };
    let body = html! {
        (heading(&Heading {
            crumbs: vec![Link::new("/questions", desk.say("nav-questions"))],
            here: Some(code_id(&id)),
            title: Some(html! { (title) }),
            aside: Some(state(desk, seen.question.state)),
            under: None,
        }))
        (frame::with_side(&main, &panel(Panel::Bare, &desk.say("question-note-title"), &html! {
            p { (desk.say("question-note-1")) }
            p { (desk.say("question-note-2")) }
        })))
    };
    let full = if wrong.is_empty() { title } else { format!("{} {title}", desk.say("error-prefix")) };
    let mut page = desk.page(&full, "/questions", &body);
    *page.status_mut() = wrong.first().map_or(StatusCode::OK, |w| w.status);
    page
}

fn summary(desk: &Desk, seen: &QuestionSeen) -> Markup {
    let row = |key: &str, value: Markup| SummaryRow { label: desk.say(key), value: Value::Given(value), change: None };
    let mut rows = vec![
        row("question-about", about(desk, &seen.about)),
        row("question-rules", rules(desk, &seen.rules)),
        row("question-raised", html! { (desk.instant(seen.question.raised_at)) }),
    ];
    if !seen.found.is_empty() {
        rows.push(row("question-found", super::found(desk, &seen.found)));
    }
    for offer in &seen.offers {
        let words = offer.step.note.as_ref().map(|n| n.clear().map_or_else(|| desk.say("text-erased"), str::to_owned));
        rows.push(row(
            "question-offer",
            html! {
                (desk.term(offer.step.kin.code())) (desk.say("list-comma")) (desk.instant(offer.at))
                @if let Some(words) = words { br; span dir="auto" { (words) } }
            },
        ));
    }
    if let Some(answered) = &seen.question.answer {
        let text = answered.answer.clear().map_or_else(|| desk.say("text-erased"), str::to_owned);
        rows.push(row("question-answer", html! { span dir="auto" { (text) } }));
    }
    if let Some(case) = seen.question.case {
        rows.push(row("question-case", html! { a href={ "/cases/" (case) } { (code_id(&case.to_string())) } }));
    }
    summary_list(&rows)
}

fn forms(desk: &Desk, id: &str, sent: &Sent, problems: &[Problem]) -> Markup {
    let today = [("date", desk.date(desk.app.service.today()).into())];
    let form = |form: &Form, to: &str, weight: Weight, key: &str| {
        html! {
            form.question method="post" action={ "/questions/" (id) "/" (to) } novalidate {
                (desk.marks())
                (form.draw(desk, &Lists::new(), sent, problems))
                (submit(weight, &desk.say_with(key, &today), None))
            }
        }
    };
    html! {
        (panel(Panel::Sheet, &desk.say("question-answer-title"), &form(&ANSWER, "answer", Weight::Next, "question-answer-send")))
        (panel(Panel::Grave, &desk.say("question-case-title"), &html! {
            p { (desk.say("question-case-text")) }
            (form(&OPEN_CASE, "case", Weight::Grave, "question-case-send"))
        }))
    }
}
