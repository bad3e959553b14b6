//! Persons, links between records and notices over JSON.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use codes::ids::{NoticeId, PersonId};
use domain::access::Permission;
use domain::person::{Corrected, Known, Unlinked};
use serde::Deserialize;
use serde_json::json;

use crate::api::Endpoint;
use crate::api::body::{Write, number};
use crate::api::schema::{Body, id, known, known_example, object, sample, text, word};
use crate::desk::Desk;
use crate::route::Needs;
use crate::trouble::Answer;

/// Endpoints.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    let link = Needs::One(Permission::LinkIdentity);
    vec![
        Endpoint::post("/person", Needs::One(Permission::RecordIdentity), register)
            .does("Registers a person.")
            .reads(person_body)
            .returns("The number of the person and a receipt."),
        Endpoint::post("/person/search", Needs::One(Permission::ReadIdentity), search)
            .does("Finds people by name, tolerant of spelling and script; the name travels in the body.")
            .reads(search_body)
            .returns("Numbers and how near each name is, the nearest first."),
        Endpoint::get("/person/{person}", Needs::One(Permission::ReadIdentity), file)
            .does("One person, with every record held to be the same one.")
            .returns("The person, a proposed link and the other records."),
        Endpoint::post("/person/{person}/correct", Needs::One(Permission::RecordIdentity), correct)
            .does("Supersedes what is known about a person; whoever had the old values is told.")
            .reads(corrected_body)
            .returns("A receipt."),
        Endpoint::get("/person/{person}/exposure", Needs::One(Permission::ReadIdentity), exposure)
            .does("Whom the organs and grafts of one person reach, over every record held to be that person.")
            .returns("Numbers, chains, other recipients and visits."),
        Endpoint::get("/person/{person}/same", link, super::alike::list)
            .does("Records that may be of the same person, each explained feature by feature; no name is among them.")
            .returns("Numbers of records, bits, probabilities and reasons, the most probable first."),
        Endpoint::post("/person/{person}/link", link, propose)
            .does("Proposes that this record and another one are one person; a second person confirms it.")
            .reads(link_body)
            .returns("A receipt."),
        Endpoint::post("/person/{person}/link/confirm", link, confirm)
            .does("Confirms a proposed link as second person.")
            .returns("A receipt."),
        Endpoint::post("/person/{person}/link/decline", link, decline)
            .does("Declines a proposed link.")
            .reads(unlink_body)
            .returns("A receipt."),
        Endpoint::post("/person/{person}/unlink", link, unlink)
            .does("Takes a link back; both histories stand again.")
            .reads(unlink_body)
            .returns("A receipt."),
        Endpoint::get("/notices", Needs::One(Permission::ReadNotice), notices)
            .does("What changed in records whose old values the caller or their centre had; never a value.")
            .returns("A list of notices, open ones first."),
        Endpoint::post("/notice/{notice}/acknowledge", Needs::One(Permission::ReadNotice), acknowledge)
            .does("Says that one knows of a notice.")
            .returns("A receipt."),
    ]
}

async fn register(w: Write<Known>) -> Answer {
    let (person, receipt) = w.service.register_person(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"person": person, "receipt": receipt})).into_response())
}

async fn file(desk: Desk, Path(id): Path<String>) -> Answer {
    let file = desk.app.service.person_file(desk.access()?, number(&id)?).await?;
    let others: Vec<_> = file.others.iter().map(|o| &o.person).collect();
    let proposed = file.proposed.as_ref().map(|p| &p.person);
    Ok(Json(json!({"person": file.person.person, "proposed": proposed, "others": others})).into_response())
}

async fn correct(Path(id): Path<String>, w: Write<Corrected>) -> Answer {
    let ((), receipt) = w.service.correct_person(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn exposure(desk: Desk, Path(id): Path<String>) -> Answer {
    let exposed = desk.app.service.exposure(desk.access()?, number(&id)?).await?;
    let traces: Vec<_> = exposed.traces.iter().flat_map(|t| &t.traces).collect();
    Ok(Json(json!({"numbers": exposed.numbers, "traces": traces, "recipients": exposed.recipients,
        "visits": exposed.visits}))
    .into_response())
}

/// The record that stays.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Link {
    into: PersonId,
}

async fn propose(Path(id): Path<String>, w: Write<Link>) -> Answer {
    let ((), receipt) = w.service.propose_link(w.desk.access()?, number(&id)?, w.body.into).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn confirm(Path(id): Path<String>, w: Write<()>) -> Answer {
    let ((), receipt) = w.service.confirm_link(w.desk.access()?, number(&id)?).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn decline(Path(id): Path<String>, w: Write<Unlinked>) -> Answer {
    let ((), receipt) = w.service.decline_link(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn unlink(Path(id): Path<String>, w: Write<Unlinked>) -> Answer {
    let ((), receipt) = w.service.unlink_person(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn notices(desk: Desk) -> Answer {
    let list = desk.app.service.notices(desk.access()?).await?;
    let notices: Vec<&_> = list.notices.iter().map(|n| &n.notice).collect();
    Ok(Json(json!({"notices": notices, "open": list.open, "more": list.more})).into_response())
}

async fn acknowledge(Path(id): Path<String>, w: Write<()>) -> Answer {
    let notice: NoticeId = number(&id)?;
    let ((), receipt) = w.service.acknowledge_notice(w.desk.access()?, notice).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

fn person_body() -> Body {
    Body { name: "Known", schema: known(), example: known_example() }
}

fn corrected_body() -> Body {
    Body {
        name: "Corrected",
        schema: object(&[
            ("known!", known()),
            ("reason!", word(["typing_error", "new_document", "person_said_so", "other"])),
        ]),
        example: json!({"known": known_example(), "reason": "typing_error"}),
    }
}

fn link_body() -> Body {
    Body { name: "Link", schema: object(&[("into!", id("per"))]), example: json!({"into": sample::<PersonId>(9)}) }
}

fn unlink_body() -> Body {
    Body {
        name: "Unlinked",
        schema: object(&[("reason!", word(["two_people", "wrong_record", "other"]))]),
        example: json!({"reason": "two_people"}),
    }
}

/// A name, as far as it is known.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Search {
    name: String,
}

async fn search(w: Write<Search>) -> Answer {
    let names = w.service.search_person(w.desk.access()?, &w.body.name).await?;
    let one = |f: &service::NameFound| json!({"person": f.person.person.id, "likeness": f.likeness.code()});
    let found: Vec<_> = names.found.iter().map(one).collect();
    Ok(Json(json!({"found": found, "more": names.more})).into_response())
}

fn search_body() -> Body {
    Body { name: "Search", schema: object(&[("name!", text())]), example: json!({"name": "Mira Tamsen"}) }
}
