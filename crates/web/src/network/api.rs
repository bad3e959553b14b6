//! What procedures share, and advertisements, over JSON.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use codes::ids::{AdvertId, PairId};
use domain::access::Permission;
use domain::network::AdvertMedium;
use serde_json::{Value, json};
use service::{AdvertGiven, AdvertSeen, Problem};

use super::around::With;
use crate::api::Endpoint;
use crate::api::body::{Write, number};
use crate::api::schema::{Body, date, object, text, word};
use crate::desk::Desk;
use crate::form::typed;
use crate::route::Needs;
use crate::trouble::Answer;

/// Endpoints.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    const READ: Needs = Needs::One(Permission::ReadNetwork);
    vec![
        Endpoint::get("/network", READ, groups)
            .does("Groups of procedures that share details that should have nothing in common, the strongest first.")
            .returns("Groups with their procedures, sorts of detail and bits; how many groups and meetings there are."),
        Endpoint::get("/network/{procedure}", READ, around)
            .does("What a procedure shares with others, one step around it; more are opened by `with`, parted by full stops.")
            .returns("Procedures and the details that cross them, by sort and place; no value and no name."),
        Endpoint::post("/network/{pair}/question", Needs::One(Permission::WorkCase), ask)
            .does("Asks in the case vault about what a procedure shares.")
            .returns("A receipt."),
        Endpoint::post("/advert", Needs::Nothing, hand_in)
            .does("Hands in the words of an advertisement for organs that anybody could see. Nothing is fetched.")
            .reads(advert_body)
            .returns("SHA-256 of what was handed in, when it was kept, and a receipt."),
        Endpoint::get("/advert", READ, adverts)
            .does("Advertisements that were handed in, the latest first.")
            .returns("A list, and how many there are in all."),
        Endpoint::get("/advert/{advert}", READ, advert)
            .does("One advertisement with its words.")
            .returns("The advertisement."),
    ]
}

async fn groups(desk: Desk) -> Answer {
    let list = desk.app.service.network(desk.access()?).await?;
    let body = json!({"groups": list.groups, "all": list.all, "procedures": list.procedures,
        "meetings": {"taken": list.meetings.0, "all": list.meetings.1}});
    Ok(Json(body).into_response())
}

async fn around(desk: Desk, Path(id): Path<String>, Query(with): Query<With>) -> Answer {
    let seen = desk.app.service.network_of(desk.access()?, with.all(&id)).await?;
    let body = json!({"opened": seen.opened, "procedures": seen.graph.nodes, "details": seen.graph.meetings,
        "too_common": seen.graph.too_common, "left_out": seen.graph.left_out,
        "common_from": seen.common_from, "all": seen.procedures});
    Ok(Json(body).into_response())
}

async fn ask(Path(id): Path<String>, w: Write<Value>) -> Answer {
    let ((), receipt) = w.service.ask_about_network(w.desk.access()?, number::<PairId>(&id)?).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn hand_in(desk: Desk, bytes: Bytes) -> Answer {
    let value = serde_json::from_slice(&bytes).map_err(|_| Problem::new("malformed", "body", "JSON"))?;
    let (kept, receipt) = desk.app.service.hand_in_advert(typed::<AdvertGiven>(value)?).await?;
    Ok(Json(json!({"kept": kept, "receipt": receipt})).into_response())
}

fn written(seen: &AdvertSeen) -> Value {
    json!({"advert": seen.advert, "file": seen.file, "meets": seen.meets})
}

async fn adverts(desk: Desk) -> Answer {
    let list = desk.app.service.adverts(desk.access()?).await?;
    Ok(Json(json!({"adverts": list.rows.iter().map(written).collect::<Vec<_>>(), "all": list.all})).into_response())
}

async fn advert(desk: Desk, Path(id): Path<String>) -> Answer {
    let seen = desk.app.service.advert(desk.access()?, number::<AdvertId>(&id)?).await?;
    Ok(Json(written(&seen)).into_response())
}

fn advert_body() -> Body {
    let spaces = ["public", "private"];
    Body {
        name: "AdvertHandedIn",
        schema: object(&[
            ("space!", word(spaces)),
            ("medium!", word(AdvertMedium::CODES.iter().copied())),
            ("seen_where!", text()),
            ("seen_on!", date()),
            ("text", text()),
            ("contacts", text()),
        ]),
        example: json!({"space": "public", "medium": "internet", "seen_where": "An open page of a marketplace",
            "seen_on": "2026-05-04", "text": "Kidney wanted, generous. Call the number below.",
            "contacts": "someone@example.org"}),
    }
}
