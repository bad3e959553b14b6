//! Letters of a demonstration, for visitors who have no letter box; the page exists in a demonstration only.

use domain::donor_register::LetterState;
use maud::html;
use service::donor_register::LetterSeen;

use crate::desk::Desk;
use crate::look::heading::{Heading, heading};
use crate::look::{TagKind, code_id, tag};
use crate::trouble::Answer;

/// `GET /demo/letters`
pub(crate) async fn demo_letters(desk: Desk) -> Answer {
    let letters = desk.app.service.demo_letters().await?;
    let messages = crate::followup::demo_messages(&desk).await?;
    let title = desk.say("demo-letters-title");
    let body = html! {
        (heading(&Heading { title: Some(html! { (title) }), under: Some(html! { (desk.say("demo-letters-text")) }), ..Heading::default() }))
        @if letters.is_empty() { p { (desk.say("demo-letters-none")) } }
        @for letter in &letters { (one(&desk, letter)) }
        (messages)
    };
    Ok(desk.page(&title, "/demo", &body))
}

fn one(desk: &Desk, letter: &LetterSeen) -> maud::Markup {
    let state = match letter.state {
        LetterState::Queued => tag(TagKind::NotYet, &desk.say("letter-queued")),
        LetterState::Handed { .. } => tag(TagKind::Done, &desk.say("letter-handed")),
        LetterState::Returned { .. } => tag(TagKind::Stops, &desk.say("letter-returned")),
    };
    html! {
        section.sheet.pad {
            p { (state) " " (code_id(&letter.id.to_string())) " " (desk.instant(letter.queued_at)) }
            @for line in letter.address.lines() { div dir="auto" { (line) } }
            @for part in letter.text.lines().filter(|l| !l.trim().is_empty()) { p dir="auto" { (part) } }
        }
    }
}
