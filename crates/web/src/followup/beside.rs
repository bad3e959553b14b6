//! Writing down what is seen beside the schedule: a death, a graft failure, a visit nobody planned.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::Permission;
use maud::html;
use service::followup::Beside;
use service::{Problem, VisitLine};

use super::concern::subject;
use super::visit::{DONOR_VISIT, RECIPIENT_VISIT, read_form};
use crate::ask::{Ask, ask, put_right, require, wrong};
use crate::desk::Desk;
use crate::form::{Form, Lists};
use crate::look::button::Weight;
use crate::look::{Link, code_id};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

fn kind_of(text: &str) -> Result<Beside, Trouble> {
    match text {
        "unscheduled" => Ok(Beside::Unscheduled),
        "interim_death" => Ok(Beside::InterimDeath),
        "interim_failure" => Ok(Beside::InterimFailure),
        other => Err(Problem::not_found("kind", other).into()),
    }
}

fn form_of(subject: &str) -> &'static Form {
    if subject.starts_with("rec_") { &RECIPIENT_VISIT } else { &DONOR_VISIT }
}

async fn followed(desk: &Desk, text: &str) -> Result<(String, VisitLine), Trouble> {
    require(desk, Permission::RecordVisit)?;
    let subject = subject(text)?;
    let lines = desk.app.service.follow(desk.access()?, &subject).await?;
    let last = lines.into_iter().next_back().ok_or_else(|| Problem::not_found("subject", &subject))?;
    Ok((subject, last))
}

/// `GET /follow-up/{subject}/beside/{kind}`
pub(super) async fn show(desk: Desk, Path((text, kind)): Path<(String, String)>) -> Answer {
    let (subject, _) = followed(&desk, &text).await?;
    let kind = kind_of(&kind)?;
    let mut sent = Sent::default();
    sent.put("seen_on", &desk.app.service.today().to_string());
    match kind {
        Beside::InterimDeath => sent.put("patient_status", "dead"),
        Beside::InterimFailure => sent.put("graft_status", "failed"),
        Beside::Unscheduled => {}
    }
    Ok(draw(&desk, &subject, kind, &sent, &[]))
}

/// `POST /follow-up/{subject}/beside/{kind}`
pub(super) async fn send(desk: Desk, Path((text, kind)): Path<(String, String)>, sent: Sent) -> Answer {
    let (subject, line) = followed(&desk, &text).await?;
    let kind = kind_of(&kind)?;
    let told = match read_form(&desk, form_of(&subject), line.visit.planned.operated_on, &sent) {
        Ok(told) => told,
        Err(problems) => return Ok(draw(&desk, &subject, kind, &sent, &problems)),
    };
    match sent.door(&desk).record_beside(desk.access()?, &subject, kind, told).await {
        Ok((visit, _)) => Ok(Redirect::to(&format!("/follow-up/{subject}?kept={visit}")).into_response()),
        Err(failure) => Ok(draw(&desk, &subject, kind, &sent, &put_right(failure)?)),
    }
}

fn draw(desk: &Desk, subject: &str, kind: Beside, sent: &Sent, problems: &[Problem]) -> Response {
    let form = form_of(subject);
    let text = match kind {
        Beside::Unscheduled => "beside-unscheduled-text",
        Beside::InterimDeath | Beside::InterimFailure => "beside-interim-text",
    };
    ask(
        desk,
        "/follow-up",
        &Ask {
            title: desk.term(kind.code()),
            back: Link::new(format!("/follow-up/{subject}"), desk.say("visit-back")),
            intro: html! { p { (code_id(subject)) } p.under { (desk.say(text)) } },
            action: format!("/follow-up/{subject}/beside/{}", kind.code()),
            fields: form.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Next, desk.say("visit-keep")),
            after: html! {},
            wrong: &wrong(desk, &[form], problems),
        },
    )
}
