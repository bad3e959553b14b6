//! Handing a donor's care over to a clinic where the donor lives now.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::TransferId;
use domain::access::Permission;
use domain::followup::{CareTransfer, Declined, TransferState};
use maud::{Markup, html};
use serde_json::Value;
use service::followup::NewTransfer;
use service::{Failure, Followed, Problem};

use super::concern::subject;
use crate::ask::{Ask, ask, id, may, put_right, require, wrong};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may as optional, need, typed};
use crate::look::button::{Weight, go};
use crate::look::notice::{Panel, panel};
use crate::look::{Link, TagKind, code_id, tag};
use crate::refused::{About, Refusal, refused};
use crate::sent::Sent;
use crate::trouble::Answer;

/// The clinic that shall take over.
pub const TRANSFER: Form = Form {
    name: "transfer",
    inputs: &[
        need("clinic", Kind::Words),
        need("clinic_country", Kind::Code),
        optional("payer", Kind::One(&["public_scheme", "donor_insurance", "recipient_insurance", "hospital"])),
        optional("contact", Kind::Lines),
    ],
};

/// What the clinic said.
pub const TRANSFER_ANSWER: Form = Form {
    name: "transfer-answer",
    inputs: &[
        need("answer", Kind::One(&["takes_over", "takes_not_over"])),
        optional("why", Kind::One(Declined::CODES)),
    ],
};

/// Hand-overs of one donor, with the way to a new one.
pub(super) fn card(desk: &Desk, donor: &str, followed: &Followed) -> Markup {
    let asks = may(desk, Permission::RecordVisit) && !followed.transfers.iter().any(CareTransfer::is_open);
    html! {
        @if asks || !followed.transfers.is_empty() {
            (panel(Panel::Main, &desk.say("transfer-title"), &html! {
                @if followed.lives_in.is_some() { p { (super::concern::lives_in(desk, followed.lives_in)) } }
                @for transfer in &followed.transfers { (one(desk, transfer)) }
                @if asks { p { (go(Weight::Other, &Link::new(format!("/follow-up/{donor}/transfer"), desk.say("transfer-new")))) } }
            }))
        }
    }
}

fn one(desk: &Desk, transfer: &CareTransfer) -> Markup {
    let date = |at| [("date", desk.date(desk.day_of(at)).into())];
    let by = [("date", desk.date(transfer.asked.answer_by_on).into())];
    let (kind, says) = match &transfer.state {
        TransferState::Asked { .. } if transfer.asked.answer_by_on < desk.app.service.today() => {
            (TagKind::Stops, desk.say_with("transfer-late", &by))
        }
        TransferState::Asked { .. } => (TagKind::With, desk.say_with("transfer-asked", &by)),
        TransferState::Accepted { at } => (TagKind::Done, desk.say_with("transfer-accepted", &date(*at))),
        TransferState::Declined { at, why } => {
            let said = desk.say_with("transfer-declined", &date(*at));
            (TagKind::Stops, format!("{said}{}{}", desk.say("list-comma"), desk.term(why.code())))
        }
        TransferState::Refused { at } => (TagKind::Stops, desk.say_with("transfer-refused", &date(*at))),
    };
    let reminded = match &transfer.state {
        TransferState::Asked { reminded } => reminded.len(),
        _ => 0,
    };
    html! {
        p {
            b { bdi { (transfer.asked.clinic) } } " · " (transfer.asked.clinic_country.to_string()) " " (tag(kind, &says))
            @if reminded > 0 { " " span.under { (desk.say_with("reminded-times", &[("n", reminded.into())])) } }
        }
        @if let Some(contact) = transfer.asked.contact.as_ref().and_then(|c| c.clear()) { p dir="auto" { (contact) } }
        @if transfer.is_open() && may(desk, Permission::RecordVisit) {
            p { (go(Weight::Other, &Link::new(format!("/care-transfers/{}", transfer.id), desk.say("transfer-answer")))) }
        }
    }
}

/// `GET /follow-up/{subject}/transfer`
pub(super) async fn show(desk: Desk, Path(text): Path<String>) -> Answer {
    require(&desk, Permission::RecordVisit)?;
    let donor = subject(&text)?;
    let followed = desk.app.service.followed(desk.access()?, &donor).await?;
    let mut sent = Sent::default();
    if let Some(country) = followed.lives_in {
        sent.put("clinic_country", &country.to_string());
    }
    Ok(draw(&desk, &donor, &sent, &[]))
}

/// `POST /follow-up/{subject}/transfer`
pub(super) async fn send(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    require(&desk, Permission::RecordVisit)?;
    let donor = subject(&text)?;
    let read = TRANSFER.read(&desk, &sent).and_then(|b| typed::<NewTransfer>(Value::Object(b)).map_err(|p| vec![p]));
    let problems = match read {
        Ok(new) => match sent.door(&desk).ask_transfer(desk.access()?, &donor, new).await {
            Ok(_) => return Ok(Redirect::to(&format!("/follow-up/{donor}?kept=transfer")).into_response()),
            Err(Failure::Refused { reading, .. }) => return Ok(stopped(&desk, &donor, &reading, &sent)),
            Err(failure) => put_right(failure)?,
        },
        Err(problems) => problems,
    };
    Ok(draw(&desk, &donor, &sent, &problems))
}

fn stopped(desk: &Desk, donor: &str, reading: &law::Reading, sent: &Sent) -> Response {
    let back = Link::new(format!("/follow-up/{donor}"), desk.say("visit-back"));
    refused(
        desk,
        &Refusal {
            about: About {
                nav: "/follow-up",
                crumbs: vec![Link::new("/follow-up", desk.say("nav-follow-up")), back.clone()],
                cure: Box::new(|_| None),
                back,
            },
            here: desk.say("transfer-new"),
            title: desk.say("transfer-stopped"),
            under: html! { (code_id(donor)) },
            reading,
            action: format!("/follow-up/{donor}/transfer"),
            fields: TRANSFER.draw(desk, &Lists::new(), sent, &[]),
        },
    )
}

fn draw(desk: &Desk, donor: &str, sent: &Sent, problems: &[Problem]) -> Response {
    ask(
        desk,
        "/follow-up",
        &Ask {
            title: desk.say("transfer-new"),
            back: Link::new(format!("/follow-up/{donor}"), desk.say("visit-back")),
            intro: html! { p { (code_id(donor)) } p.under { (desk.say("transfer-text")) } },
            action: format!("/follow-up/{donor}/transfer"),
            fields: TRANSFER.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Next, desk.say("transfer-send")),
            after: html! {},
            wrong: &wrong(desk, &[&TRANSFER], problems),
        },
    )
}

/// `GET /care-transfers/{transfer}`
pub(super) async fn answer(desk: Desk, Path(text): Path<String>) -> Answer {
    require(&desk, Permission::RecordVisit)?;
    let id = id::<TransferId>("transfer", &text)?;
    Ok(draw_answer(&desk, id, &Sent::default(), &[]))
}

/// `POST /care-transfers/{transfer}`
pub(super) async fn answered(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    require(&desk, Permission::RecordVisit)?;
    let id = id::<TransferId>("transfer", &text)?;
    let body = match TRANSFER_ANSWER.read(&desk, &sent) {
        Ok(body) => body,
        Err(problems) => return Ok(draw_answer(&desk, id, &sent, &problems)),
    };
    let (service, access) = (sent.door(&desk), desk.access()?);
    let done = match (body.get("answer").and_then(Value::as_str), body.get("why")) {
        (Some("takes_over"), _) => service.accept_transfer(access, id).await,
        (_, Some(why)) => match typed::<Declined>(why.clone()) {
            Ok(why) => service.decline_transfer(access, id, why).await,
            Err(problem) => return Ok(draw_answer(&desk, id, &sent, &[problem])),
        },
        (_, None) => {
            let missing = Problem::new("missing", "why", desk.say("problem-fill"));
            return Ok(draw_answer(&desk, id, &sent, &[missing]));
        }
    };
    match done {
        Ok(_) => Ok(Redirect::to("/follow-up").into_response()),
        Err(failure) => Ok(draw_answer(&desk, id, &sent, &put_right(failure)?)),
    }
}

fn draw_answer(desk: &Desk, id: TransferId, sent: &Sent, problems: &[Problem]) -> Response {
    ask(
        desk,
        "/follow-up",
        &Ask {
            title: desk.say("transfer-answer"),
            back: Link::new("/follow-up", desk.say("nav-follow-up")),
            intro: html! { p { (code_id(&id.to_string())) } },
            action: format!("/care-transfers/{id}"),
            fields: TRANSFER_ANSWER.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Next, desk.say("save")),
            after: html! {},
            wrong: &wrong(desk, &[&TRANSFER_ANSWER], problems),
        },
    )
}
