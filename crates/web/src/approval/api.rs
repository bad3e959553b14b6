//! Pairs and their steps over JSON.

use axum::Json;
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use codes::ids::{CentreId, PairId};
use codes::organ::Organ;
use codes::relation::{Directedness, Relation};
use codes::time::Happened;
use domain::access::Permission;
use domain::approval::Step;
use domain::consent::Topic;
use serde::Deserialize;
use serde_json::json;
use service::Said;

use crate::api::Endpoint;
use crate::api::body::{Write, number};
use crate::api::listed::{After, listed};
use crate::api::schema::{
    Body, happened, happened_example, id, known, known_example, list, object, organ, sample, text, word,
};
use crate::desk::Desk;
use crate::route::Needs;
use crate::trouble::Answer;

/// Endpoints.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/pairs", Needs::One(Permission::ReadPair), pairs)
            .does("Pairs the caller works with.")
            .returns("A list of pairs; the header Link leads to the next part, Total-Count says how many there are."),
        Endpoint::get("/pair/{pair}", Needs::One(Permission::ReadPair), pair)
            .does("A pair's file with its task list and what the rules say of a removal now.")
            .returns("The file."),
        Endpoint::post("/pair", Needs::One(Permission::OpenPair), open_pair)
            .does("Takes a pair into evaluation.")
            .reads(pair_body)
            .returns("Numbers of pair, donor and recipient, and a receipt."),
        Endpoint::post("/pair/{pair}/step", Needs::ByStep(super::steps), step)
            .does("Keeps one step of a pair's task list; signatures, votes, decisions and the second reading of a paper may be refused.")
            .reads(step_body)
            .returns("A receipt.")
            .gated(),
    ]
}

async fn pairs(desk: Desk, Query(from): Query<After>) -> Answer {
    let after = from.after.as_deref().map(number::<PairId>).transpose()?;
    let list = desk.app.service.pairs_after(desk.access()?, None, after).await?;
    let line = |l: &service::PairLine| {
        json!({"pair": l.pair.id, "stage": l.pair.stage(), "organ": l.pair.organ, "centre": l.pair.centre,
            "donor": l.pair.donor, "recipient": l.pair.recipient, "tasks_done": l.tasks.0, "tasks": l.tasks.1})
    };
    let next = list.next.map(|pair| pair.to_string());
    let all = list.stages.values().sum();
    Ok(listed("/api/v1/pairs?", list.rows.iter().map(line).collect(), all, next.as_deref()))
}

async fn pair(desk: Desk, Path(id): Path<String>) -> Answer {
    let file = desk.app.service.pair(desk.access()?, number(&id)?).await?;
    let body = json!({"pair": file.pair, "ballots": file.ballots, "stage": file.pair.stage(),
        "donor": file.donor.map(|d| d.person), "recipient": file.recipient.map(|r| r.person),
        "findings": file.reading.findings, "checked": file.reading.checked, "unconfirmed": file.reading.unconfirmed,
        "weaker_than_who": file.reading.weaker_than_who});
    Ok(Json(body).into_response())
}

/// A pair to be opened.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OpenPair {
    donor: Said,
    recipient: Said,
    organ: Organ,
    centre: CentreId,
    relation: Relation,
    directedness: Directedness,
}

async fn open_pair(w: Write<OpenPair>) -> Answer {
    let b = w.body;
    let tie = (b.relation, b.directedness);
    let (ids, receipt) = w.service.open_pair(w.desk.access()?, (b.donor, b.recipient), b.organ, b.centre, tie).await?;
    Ok(Json(json!({"pair": ids.0, "donor": ids.1, "recipient": ids.2, "receipt": receipt})).into_response())
}

/// A step and when it happened.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TakeStep {
    step: Step,
    happened: Option<Happened>,
}

async fn step(Path(id): Path<String>, w: Write<TakeStep>) -> Answer {
    let ((), receipt) = w.service.take_step(w.desk.access()?, number(&id)?, w.body.step, w.body.happened).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

fn pair_body() -> Body {
    let said = json!({"oneOf": [object(&[("number!", text())]), object(&[("new!", known())])]});
    Body {
        name: "OpenPair",
        schema: object(&[
            ("donor!", said.clone()),
            ("recipient!", said),
            ("organ!", organ()),
            ("centre!", id("cen")),
            ("relation!", word(Relation::ALL.iter().map(|r| r.code()))),
            ("directedness!", word(Directedness::ALL.iter().map(|d| d.code()))),
        ]),
        example: json!({"donor": {"new": known_example()},
            "recipient": {"number": sample::<codes::ids::RecipientId>(2)}, "organ": "KIDNEY_L",
            "centre": sample::<codes::ids::CentreId>(1), "relation": "sibling", "directedness": "specified_direct"}),
    }
}

fn step_body() -> Body {
    let topics = word(Topic::ALL.iter().map(|t| t.code()));
    let kinds = super::steps().into_iter().map(|(code, _)| code);
    let step = json!({"type": "object", "required": ["step_kind"],
        "description": "The members follow from step_kind; docs/reference/steps.md lists them.",
        "properties": {"step_kind": word(kinds), "topics": list(topics.clone()), "understood": list(topics)}});
    Body {
        name: "TakeStep",
        schema: object(&[("step!", step), ("happened", happened())]),
        example: json!({"happened": happened_example(), "step": {"step_kind": "informed", "language": "ar",
            "topics": ["procedure", "risks"], "understood": ["procedure"], 
            "interpreter": {"number": null, "name": "R. Sadan", "engaged_by": "hospital", "tie_to_recipient": "none"},
            "capacity": "shown", "leaflet": "4", "note": null}}),
    }
}
