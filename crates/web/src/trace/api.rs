//! Traces, labels and the check at the table over JSON.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use domain::access::Permission;
use domain::trace::label::LabelPlan;
use domain::trace::theatre::MatchPlan;
use serde_json::json;

use crate::api::Endpoint;
use crate::api::body::{Write, number};
use crate::api::schema::{Body, id, instant, object, sample, text, whole, word};
use crate::desk::Desk;
use crate::route::Needs;
use crate::trouble::Answer;

/// Endpoints.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/trace/{number}", Needs::One(Permission::ReadTrace), trace)
            .does("The whole chain of a donor, organ, tissue unit, recipient, transplantation or application number: organs, tissues and cells.")
            .returns("One trace per donor."),
        Endpoint::get("/unit/{unit}/parcel", Needs::One(Permission::HandOver), parcel)
            .does("What stands on the box of an organ, and where the record has it; nothing of donor or recipient.")
            .returns("The organ, its label and the place of the next hand-over."),
        Endpoint::post("/label", Needs::One(Permission::PrintLabel), label)
            .does("Prints the label of an organ, or prints it again under the next number; refused with all reasons.")
            .reads(label_body)
            .returns("The label, the number of the print, and a receipt.")
            .gated(),
        Endpoint::post("/table-check", Needs::One(Permission::MatchAtTable), check)
            .does("Holds an organ and a recipient together at the table; refused with all reasons. Written down either way.")
            .reads(check_body)
            .returns("The check and a receipt.")
            .gated(),
        Endpoint::get("/table-check/{check}", Needs::One(Permission::MatchAtTable), shown)
            .does("A check at the table as it was answered.")
            .returns("The check."),
        Endpoint::get("/unit/{unit}/table-checks", Needs::One(Permission::MatchAtTable), checks)
            .does("Every check at the table that an organ went through.")
            .returns("The checks, oldest first."),
    ]
}

async fn trace(desk: Desk, Path(id): Path<String>) -> Answer {
    let found = desk.app.service.trace(desk.access()?, &id).await?;
    Ok(Json(found).into_response())
}

async fn parcel(desk: Desk, Path(id): Path<String>) -> Answer {
    let found = desk.app.service.parcel(desk.access()?, Permission::HandOver, number(&id)?).await?;
    Ok(Json(found).into_response())
}

async fn label(w: Write<LabelPlan>) -> Answer {
    let (printed, receipt) = w.service.print_label(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"label": printed.label, "copy": printed.copy, "receipt": receipt})).into_response())
}

async fn check(w: Write<MatchPlan>) -> Answer {
    let (check, receipt) = w.service.match_at_table(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"check": check, "receipt": receipt})).into_response())
}

async fn shown(desk: Desk, Path(id): Path<String>) -> Answer {
    Ok(Json(desk.app.service.table_check(desk.access()?, number(&id)?).await?).into_response())
}

async fn checks(desk: Desk, Path(id): Path<String>) -> Answer {
    Ok(Json(desk.app.service.table_checks(desk.access()?, number(&id)?).await?).into_response())
}

fn label_body() -> Body {
    let place = || object(&[("centre!", id("cen")), ("address", text()), ("telephone", text())]);
    let contents = object(&[
        ("from!", place()),
        ("to!", place()),
        ("package", text()),
        ("lowest_c!", whole()),
        ("highest_c!", whole()),
        ("position!", word(["upright", "any_position"])),
        ("use_by_at", instant()),
        ("intended_for", id("rec")),
    ]);
    let (from, to) = (sample::<codes::ids::CentreId>(1), sample::<codes::ids::CentreId>(7));
    Body {
        name: "LabelPlan",
        schema: object(&[("unit!", id("org")), ("contents!", contents)]),
        example: json!({"unit": sample::<codes::ids::UnitId>(6), "contents": {
            "from": {"centre": from, "address": "Hill Road 1, Sarim", "telephone": "+999 4 440"},
            "to": {"centre": to, "address": "Bay Road 2, Haddan", "telephone": "+999 5 550"},
            "package": "K1", "lowest_c": 2, "highest_c": 8, "position": "upright",
            "use_by_at": "2026-12-01T18:00:00Z", "intended_for": sample::<codes::ids::RecipientId>(2)}}),
    }
}

fn check_body() -> Body {
    Body {
        name: "MatchPlan",
        schema: object(&[
            ("unit!", id("org")),
            ("recipient!", id("rec")),
            ("centre!", id("cen")),
            ("identity!", word(["wristband_and_word", "wristband_only", "not_checked"])),
            ("graft_g", whole()),
        ]),
        example: json!({"unit": sample::<codes::ids::UnitId>(6), "recipient": sample::<codes::ids::RecipientId>(2),
            "centre": sample::<codes::ids::CentreId>(1), "identity": "wristband_and_word"}),
    }
}
