//! Taking a pair into evaluation.

use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::CentreId;
use codes::organ::Organ;
use codes::relation::{Directedness, Relation};
use domain::access::Permission;
use maud::html;
use serde::Deserialize;
use serde_json::{Map, Value};
use service::{Failure, Problem, Said};

use super::forms::{DIRECTEDNESS, LIVING_ORGANS, RELATIONS, languages};
use crate::ask::{self, Ask, ask};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need, typed};
use crate::look::Link;
use crate::look::button::Weight;
use crate::registry::people::Typed;
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

macro_rules! side {
    ($name:literal, $side:literal) => {
        Form {
            name: $name,
            inputs: &[
                may(concat!($side, ".number"), Kind::Code),
                may(concat!($side, ".name"), Kind::Words),
                may(concat!($side, ".other_name"), Kind::Words),
                may(concat!($side, ".birth"), Kind::Code),
                may(concat!($side, ".sex"), Kind::One(&["female", "male", "intersex", "unknown"])),
                may(concat!($side, ".national_number"), Kind::Code),
                may(concat!($side, ".languages"), Kind::ManyListed("languages")),
                may(concat!($side, ".residence"), Kind::Code),
                may(concat!($side, ".phone"), Kind::Code),
                may(concat!($side, ".address"), Kind::Lines),
            ],
        }
    };
}

/// The donor: a number on record, or somebody new.
pub const DONOR: Form = side!("open", "donor");
/// The recipient: a number on record, or somebody new.
pub const RECIPIENT: Form = side!("open", "recipient");
/// What ties the two.
pub const TIE: Form = Form {
    name: "open",
    inputs: &[
        need("organ", Kind::One(LIVING_ORGANS)),
        need("relation", Kind::One(RELATIONS)),
        need("directedness", Kind::One(DIRECTEDNESS)),
    ],
};

#[derive(Deserialize)]
struct Tie {
    organ: Organ,
    relation: Relation,
    directedness: Directedness,
}

/// `GET /pairs/new`
pub(super) async fn show(desk: Desk) -> Answer {
    centre(&desk)?;
    let mut sent = Sent::default();
    sent.put("directedness", "specified_direct");
    Ok(draw(&desk, &sent, &[]))
}

/// `POST /pairs/new`
pub(super) async fn send(desk: Desk, sent: Sent) -> Answer {
    let centre = centre(&desk)?;
    let (people, tie) = match read(&desk, &sent) {
        Ok(read) => read,
        Err(wrong) => return Ok(draw(&desk, &sent, &wrong)),
    };
    let ties = (tie.relation, tie.directedness);
    match sent.door(&desk).open_pair(desk.access()?, people, tie.organ, centre, ties).await {
        Ok(((pair, ..), _)) => Ok(Redirect::to(&format!("/pairs/{pair}")).into_response()),
        Err(other) => Ok(draw(&desk, &sent, &ask::put_right(other)?)),
    }
}

/// The centre of whoever is signed in; a pair belongs to one.
fn centre(desk: &Desk) -> Result<CentreId, Trouble> {
    ask::require(desk, Permission::OpenPair)?;
    desk.access()?.centre.ok_or_else(|| Failure::Denied { hidden: false }.into())
}

fn draw(desk: &Desk, sent: &Sent, problems: &[Problem]) -> Response {
    let lists: Lists = [("languages", languages(desk))].into();
    ask(
        desk,
        "/pairs",
        &Ask {
            title: desk.say("pair-open-title"),
            back: Link::new("/pairs", desk.say("nav-pairs")),
            intro: html! { p { (desk.say("pair-open-text")) } },
            action: "/pairs/new".to_owned(),
            fields: html! {
                h2 { (desk.say("person-donor")) }
                (DONOR.draw(desk, &lists, sent, problems))
                h2 { (desk.say("person-recipient")) }
                (RECIPIENT.draw(desk, &lists, sent, problems))
                h2 { (desk.say("tie-title")) }
                (TIE.draw(desk, &lists, sent, problems))
            },
            button: (Weight::Next, desk.say("pair-open")),
            after: html! {},
            wrong: &ask::wrong(desk, &[&DONOR, &RECIPIENT, &TIE], problems),
        },
    )
}

fn read(desk: &Desk, sent: &Sent) -> Result<((Said, Said), Tie), Vec<Problem>> {
    let mut wrong = Vec::new();
    let mut keep = |read: Result<Map<String, Value>, Vec<Problem>>| {
        read.unwrap_or_else(|problems| {
            wrong.extend(problems);
            Map::new()
        })
    };
    let (donor, recipient, tie) =
        (keep(DONOR.read(desk, sent)), keep(RECIPIENT.read(desk, sent)), keep(TIE.read(desk, sent)));
    let donor = side(desk, "donor", &donor).map_err(|p| wrong.extend(p));
    let recipient = side(desk, "recipient", &recipient).map_err(|p| wrong.extend(p));
    let tie = typed::<Tie>(Value::Object(tie));
    match (donor, recipient, tie) {
        (Ok(donor), Ok(recipient), Ok(tie)) if wrong.is_empty() => Ok(((donor, recipient), tie)),
        (_, _, Err(p)) if wrong.is_empty() => Err(vec![p]),
        _ => Err(wrong),
    }
}

fn side(desk: &Desk, name: &'static str, body: &Map<String, Value>) -> Result<Said, Vec<Problem>> {
    let inner = body.get(name).cloned().unwrap_or_else(|| Value::Object(Map::new()));
    let person: Typed = typed(inner).map_err(|p| vec![Problem { field: format!("{name}.{}", p.field), ..p }])?;
    if let Some(number) = person.number.clone() {
        return Ok(Said::Number(number));
    }
    if person.name.is_none() {
        return Err(vec![Problem::new("missing", format!("{name}.name"), desk.say("person-needed"))]);
    }
    let known = person.known(desk);
    known.map(|k| Said::New(Box::new(k))).map_err(|p| vec![Problem { field: format!("{name}.{}", p.field), ..p }])
}
