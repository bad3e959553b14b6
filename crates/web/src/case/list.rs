//! All questions, open ones first.

use domain::case::QuestionState;
use maud::html;
use service::QuestionSeen;

use super::{about, rules};
use crate::desk::Desk;
use crate::look::heading::{Heading, heading};
use crate::look::table::{Column, Phone, Table, table};
use crate::look::{TagKind, code_id, tag};
use crate::trouble::Answer;

/// What became of a question, as a tag.
pub(super) fn state(desk: &Desk, state: QuestionState) -> maud::Markup {
    let (kind, key) = match state {
        QuestionState::Open => (TagKind::Yours, "question-open"),
        QuestionState::Answered => (TagKind::Done, "question-answered"),
        QuestionState::InCase => (TagKind::With, "question-in-case"),
    };
    tag(kind, &desk.say(key))
}

pub(super) async fn show(desk: Desk) -> Answer {
    let questions = desk.app.service.questions(desk.access()?).await?;
    let open = questions.iter().filter(|q| q.question.state == QuestionState::Open).count();
    let title = desk.say_with("questions-title", &[("open", open.into())]);
    let row = |seen: &QuestionSeen| {
        let id = seen.question.id.to_string();
        vec![
            html! { a href={ "/questions/" (id) } { (code_id(&id)) } },
            about(&desk, &seen.about),
            rules(&desk, &seen.rules),
            html! { (desk.instant(seen.question.raised_at)) },
            state(&desk, seen.question.state),
        ]
    };
    let body = html! {
        (heading(&Heading {
            title: Some(html! { (title) }),
            under: Some(html! { (desk.say("questions-under")) }),
            ..Heading::default()
        }))
        (table(&Table {
            title: None,
            caption: Some(desk.say("nav-questions")),
            main: true,
            columns: ["question-number", "question-about", "question-rules", "question-raised", "question-state"]
                .iter()
                .map(|key| Column::words(desk.say(key)))
                .collect(),
            rows: questions.iter().map(row).collect(),
            empty: html! { (desk.say("questions-empty")) },
            phone: Phone::Stack,
        }))
    };
    Ok(desk.page(&title, "/questions", &body))
}
