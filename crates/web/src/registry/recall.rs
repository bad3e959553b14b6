//! Recalling a donor, so that every table stops, and ending the recall.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::{AnyId, DonorId};
use domain::access::Permission;
use domain::registry::{Donor, RecallEnded, Recalled};
use maud::html;
use service::{Entry, Failure, Problem};

use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, need, typed};
use crate::look::button::Weight;
use crate::look::notice::notice;
use crate::look::{Link, TagKind, code_id};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// Why a donor is recalled.
pub const RECALL: Form = Form {
    name: "recall",
    inputs: &[need("reason", Kind::One(&["infection", "tumour_found", "wrong_blood_group", "other"]))],
};
/// Why a recall ends.
const END: Form =
    Form { name: "recall-end", inputs: &[need("reason", Kind::One(&["excluded", "typing_error", "other"]))] };

async fn enter(desk: &Desk, id: &str) -> Result<Donor, Trouble> {
    ask::require(desk, Permission::RecordOperation)?;
    let donor: DonorId = ask::id("donor", id)?;
    match desk.app.service.entry(desk.access()?, AnyId::Donor(donor)).await? {
        Entry::Donor(donor) => Ok(donor),
        _ => Err(Failure::from(Problem::not_found("donor", donor)).into()),
    }
}

/// `GET /donors/{donor}/recall`
pub(super) async fn show(desk: Desk, Path(id): Path<String>) -> Answer {
    let donor = enter(&desk, &id).await?;
    Ok(draw(&desk, &donor, &Sent::default(), &[]))
}

/// `POST /donors/{donor}/recall`: recalls, or ends the recall that holds.
pub(super) async fn send(desk: Desk, Path(id): Path<String>, sent: Sent) -> Answer {
    let donor = enter(&desk, &id).await?;
    let body = match form(&donor).read(&desk, &sent) {
        Ok(body) => body,
        Err(problems) => return Ok(draw(&desk, &donor, &sent, &problems)),
    };
    let (door, access) = (sent.door(&desk), desk.access()?);
    let done = match donor.recalled {
        None => door.recall_donor(access, donor.id, typed::<Recalled>(body.into())?).await,
        Some(_) => door.end_recall(access, donor.id, typed::<RecallEnded>(body.into())?).await,
    };
    match done {
        Ok(_) => Ok(Redirect::to(&format!("/donors/{}/recall", donor.id)).into_response()),
        Err(failure) => Ok(draw(&desk, &donor, &sent, &ask::put_right(failure)?)),
    }
}

const fn form(donor: &Donor) -> &'static Form {
    match donor.recalled {
        None => &RECALL,
        Some(_) => &END,
    }
}

fn draw(desk: &Desk, donor: &Donor, sent: &Sent, problems: &[Problem]) -> Response {
    let (title, text, weight, button) = match donor.recalled {
        None => ("donor-recall-title", "donor-recall-text", Weight::Grave, "recall-button"),
        Some(_) => ("recall-end-title", "recall-end-text", Weight::Next, "recall-end-button"),
    };
    ask(
        desk,
        "/trace",
        &Ask {
            title: desk.say(title),
            back: Link::new(format!("/trace/{}", donor.id), desk.say("organ-back")),
            intro: html! {
                p { (code_id(&donor.id.to_string())) }
                @if let Some(recall) = &donor.recalled {
                    (notice(TagKind::Stops, &html! { p {
                        (desk.say_with("recall-holds", &[
                            ("reason", desk.term(&recall.reason).into()),
                            ("at", desk.instant(recall.at).into()),
                        ]))
                    } }))
                }
                p { (desk.say(text)) }
            },
            action: format!("/donors/{}/recall", donor.id),
            fields: form(donor).draw(desk, &Lists::new(), sent, problems),
            button: (weight, desk.say(button)),
            after: html! {},
            wrong: &ask::wrong(desk, &[form(donor)], problems),
        },
    )
}
