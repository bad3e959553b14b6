//! What the donor answered on the own phone, and the sending of a link to the questions.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect};
use codes::ids::VisitId;
use domain::access::Permission;
use domain::followup::{Answers, Due, Message, MessageState, OwnAnswers};
use maud::{Markup, html};
use service::VisitLine;

use crate::ask::{id, may, require};
use crate::desk::Desk;
use crate::look::button::{Weight, submit};
use crate::look::list::{SummaryRow, Value, summary_list};
use crate::look::notice::{Panel, panel};
use crate::look::{TagKind, tag};
use crate::sent::Sent;
use crate::trouble::Answer;

/// The donor's own answers, newest first, and the way to send the questions.
pub(super) fn answers(desk: &Desk, lines: &[VisitLine], messages: &[Message]) -> Markup {
    let mut told: Vec<(&VisitLine, &OwnAnswers)> =
        lines.iter().flat_map(|l| l.visit.answers.iter().map(move |a| (l, a))).collect();
    told.sort_by_key(|(_, answers)| std::cmp::Reverse(answers.at));
    let open = lines.iter().find(|l| matches!(l.due, Due::Open { .. })).filter(|_| may(desk, Permission::RecordVisit));
    html! {
        @if open.is_some() || !told.is_empty() || !messages.is_empty() {
            (panel(Panel::Main, &desk.say("own-title"), &html! {
                @if told.is_empty() { p { (desk.say("own-none")) } }
                @for (line, one) in &told { (one_of(desk, line, one)) }
                @if let Some(message) = messages.last() { p { (state(desk, message)) " " (desk.instant(message.queued_at)) } }
                @if let Some(line) = open {
                    p.under { (desk.say("own-text")) }
                    form method="post" action={ "/visits/" (line.visit.id) "/link" } {
                        (desk.marks())
                        (submit(Weight::Other, &desk.say("own-send"), None))
                    }
                }
            }))
        }
    }
}

fn state(desk: &Desk, message: &Message) -> Markup {
    match message.state {
        MessageState::Queued { .. } => tag(TagKind::NotYet, &desk.say("message-queued")),
        MessageState::Handed { .. } => tag(TagKind::Done, &desk.say("message-handed")),
        MessageState::GivenUp { .. } => tag(TagKind::Stops, &desk.say("message-given-up")),
    }
}

fn one_of(desk: &Desk, line: &VisitLine, one: &OwnAnswers) -> Markup {
    let said = [("date", desk.date(desk.day_of(one.at)).into()), ("visit", desk.term(&line.visit.planned.kind).into())];
    html! {
        p { b { (desk.say_with("own-said", &said)) } " " (tag(TagKind::With, &desk.say("own-mark"))) }
        @match Answers::opened(&one.answered.answers) {
            None => p { (desk.say("own-sealed")) },
            Some(answers) => (summary_list(&rows(desk, &answers))),
        }
    }
}

fn rows(desk: &Desk, answers: &Answers) -> Vec<SummaryRow> {
    let row = |key: &str, value: Markup| SummaryRow { label: desk.say(key), value: Value::Given(value), change: None };
    let term = |key: &str, code: &str| row(key, html! { (desk.term(code)) });
    let mut all = vec![
        term("form-own-feeling", answers.feeling.code()),
        term("form-own-hospital", answers.hospital.code()),
        term("form-own-work", answers.work.code()),
        term("form-own-cost", answers.cost.code()),
        term("form-own-again", answers.again.code()),
        term("form-own-call", answers.call.code()),
    ];
    if let (Some(upper), Some(lower)) = (answers.systolic_mmhg, answers.diastolic_mmhg) {
        all.push(row("own-pressure", html! { bdi dir="ltr" { (upper) "/" (lower) } }));
    }
    if let Some(words) = answers.words.as_ref().filter(|w| !w.trim().is_empty()) {
        all.push(row("form-own-words", html! { span dir="auto" { (words) } }));
    }
    all
}

/// `POST /visits/{visit}/link`
pub(super) async fn send(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    require(&desk, Permission::RecordVisit)?;
    let visit = desk.app.service.visit(desk.access()?, id::<VisitId>("visit", &text)?).await?;
    sent.door(&desk).send_link(desk.access()?, visit.id).await?;
    Ok(Redirect::to(&format!("/follow-up/{}?kept=link", visit.planned.subject)).into_response())
}

/// Messages of a demonstration, for visitors who have no phone.
pub(crate) async fn demo_messages(desk: &Desk) -> Result<Markup, crate::trouble::Trouble> {
    let messages = desk.app.service.demo_messages().await?;
    Ok(html! {
        h2 { (desk.say("demo-messages-title")) }
        @if messages.is_empty() { p { (desk.say("demo-messages-none")) } }
        @for message in &messages {
            section.sheet.pad {
                p { (crate::look::code_id(&message.id.to_string())) " " (desk.instant(message.queued_at)) " " bdi dir="ltr" { (message.to) } }
                @for part in message.text.lines().filter(|l| !l.trim().is_empty()) { p dir="auto" { (part) } }
            }
        }
    })
}
