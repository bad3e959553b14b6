//! Outages, numbered sheets and the last known list over JSON.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use codes::ids::{AccountId, CentreId, UnitId};
use domain::access::Permission;
use domain::trace::outage::OutageOpened;
use domain::trace::paper::{SheetRead, SheetVoided};
use serde_json::json;
use service::{OutageAsked, PackAsked, SheetFilled};

use crate::api::Endpoint;
use crate::api::body::{Write, number};
use crate::api::schema::{
    Body, happened, happened_example, id, instant, list, object, organ, sample, text, whole, word,
};
use crate::desk::Desk;
use crate::route::Needs;
use crate::trouble::Answer;

/// Endpoints.
pub(in crate::trace) fn endpoints() -> Vec<Endpoint> {
    const MANAGE: Needs = Needs::One(Permission::ManageOutage);
    const ISSUE: Needs = Needs::One(Permission::IssueSheet);
    const READ: Needs = Needs::One(Permission::ReadSheet);
    vec![
        Endpoint::get("/outage", Needs::AnyOf(&[Permission::ManageOutage, Permission::ReadSheet]), outages)
            .does("Times without the system: since when, until when, at which units, why.")
            .returns("Outages, those that go on first."),
        Endpoint::post("/outage", MANAGE, open)
            .does("Writes down that the system is, was or will be away.")
            .reads(open_body)
            .returns("The outage and a receipt."),
        Endpoint::post("/outage/{outage}/end", MANAGE, end)
            .does("Writes down that the system is back; its sheets are asked for once the country's days are over.")
            .reads(end_body)
            .returns("A receipt."),
        Endpoint::get("/sheet", READ, sheets)
            .does("Numbered sheets of paper, and how many there are in each state.")
            .returns("The sheets, those that want somebody first."),
        Endpoint::post("/sheet", ISSUE, issue)
            .does("Gives out numbered sheets to a unit and a person.")
            .reads(issue_body)
            .returns("Their numbers and a receipt."),
        Endpoint::get("/sheet-waiting", READ, waiting)
            .does("Numbered sheets that are missing, due, or wait for a second person.")
            .returns("By state and unit: how many, by when or since when, and the sheet where there is one."),
        Endpoint::get("/sheet/{paper}", READ, sheet)
            .does("One sheet: to whom it was given out, what was entered from it, who confirmed it.")
            .returns("The sheet."),
        Endpoint::post("/sheet/{paper}/entry", Needs::One(Permission::EnterSheet), enter)
            .does("Keeps what was written on a sheet as the fact it is, whatever the rules say, with the sheet as its source.")
            .reads(entry_body)
            .returns("What was made of it, where the sheet stands, and a receipt."),
        Endpoint::post("/sheet/{paper}/confirm", Needs::One(Permission::ConfirmSheet), confirm)
            .does("Says what a second person reads on the paper; refused for those who wrote or entered it.")
            .reads(confirm_body)
            .returns("A receipt.")
            .gated(),
        Endpoint::post("/sheet/{paper}/void", ISSUE, void)
            .does("Voids a sheet that was not used; refused for whoever holds it.")
            .reads(void_body)
            .returns("A receipt.")
            .gated(),
        Endpoint::get("/last-known", Needs::One(Permission::PrintLastKnown), last_known)
            .does("What must be known while the system is away: donations that go on, organs on their way, planned operations.")
            .returns("The list, by number and without names."),
    ]
}

async fn outages(desk: Desk) -> Answer {
    Ok(Json(desk.app.service.outages(desk.access()?).await?).into_response())
}

async fn open(w: Write<OutageOpened>) -> Answer {
    let (outage, receipt) = w.service.open_outage(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"outage": outage, "receipt": receipt})).into_response())
}

async fn end(Path(id): Path<String>, w: Write<OutageAsked>) -> Answer {
    let ((), receipt) = w.service.end_outage(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn sheets(desk: Desk) -> Answer {
    Ok(Json(desk.app.service.sheets(desk.access()?, None).await?).into_response())
}

async fn waiting(desk: Desk) -> Answer {
    Ok(Json(desk.app.service.waiting_sheets(desk.access()?).await?).into_response())
}

async fn issue(w: Write<PackAsked>) -> Answer {
    let (pack, receipt) = w.service.issue_sheets(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"issued_at": pack.issued_at, "sheets": pack.sheets, "receipt": receipt})).into_response())
}

async fn sheet(desk: Desk, Path(id): Path<String>) -> Answer {
    let found = desk.app.service.sheet(desk.access()?, Permission::ReadSheet, number(&id)?).await?;
    Ok(Json(found).into_response())
}

async fn enter(Path(id): Path<String>, w: Write<SheetFilled>) -> Answer {
    let (kept, receipt) = w.service.enter_sheet(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"facts": kept.facts, "state": kept.state, "receipt": receipt})).into_response())
}

async fn confirm(Path(id): Path<String>, w: Write<SheetRead>) -> Answer {
    let ((), receipt) = w.service.confirm_sheet(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn void(Path(id): Path<String>, w: Write<SheetVoided>) -> Answer {
    let ((), receipt) = w.service.void_sheet(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn last_known(desk: Desk) -> Answer {
    Ok(Json(desk.app.service.last_known(desk.access()?).await?).into_response())
}

fn open_body() -> Body {
    let why = word(["maintenance", "network_down", "power_cut", "system_failed", "attack", "other"]);
    Body {
        name: "Outage",
        schema: object(&[("from_at!", instant()), ("why!", why), ("centres", list(id("cen")))]),
        example: json!({"from_at": "2026-11-20T02:00:00Z", "why": "network_down", "centres": []}),
    }
}

fn end_body() -> Body {
    Body {
        name: "OutageEnd",
        schema: object(&[("until_at!", instant())]),
        example: json!({"until_at": "2026-11-20T05:00:00Z"}),
    }
}

fn issue_body() -> Body {
    Body {
        name: "SheetPack",
        schema: object(&[
            ("centre!", id("cen")),
            ("to!", id("acc")),
            ("death", whole()),
            ("recovery", whole()),
            ("hand_over", whole()),
            ("graft", whole()),
        ]),
        example: json!({"centre": sample::<CentreId>(1), "to": sample::<AccountId>(1), "hand_over": 4, "graft": 2}),
    }
}

fn entry_body() -> Body {
    let place = || id("cen");
    let hand = object(&[("unit!", id("org")), ("from", place()), ("to", place()), ("package", text())]);
    let recovery = object(&[
        ("pathway!", id("pth")),
        ("organs!", list(organ())),
        ("centre!", place()),
        ("happened!", happened()),
        ("team!", list(id("acc"))),
        ("perfused_at", instant()),
        ("note", text()),
    ]);
    let certificate = object(&[
        ("criteria!", word(["neurological", "circulatory"])),
        ("examined_at!", instant()),
        ("died_at!", instant()),
        ("no_touch_min", whole()),
        ("confirmations", list(text())),
    ]);
    let graft = object(&[
        ("unit!", id("org")),
        ("recipient!", id("rec")),
        ("centre!", place()),
        ("happened!", happened()),
        ("cold_ischaemia_min", whole()),
        ("anastomosis_min", whole()),
        ("team", list(id("acc"))),
    ]);
    let what = |code: &str| json!({"const": code});
    let told = json!({"oneOf": [
        object(&[("what!", what("hand_over")), ("hand!", hand), ("happened!", happened())]),
        object(&[("what!", what("recovery")), ("fact!", recovery)]),
        object(&[("what!", what("death")), ("pathway!", id("pth")), ("certificate!", certificate), ("happened!", happened())]),
        object(&[("what!", what("graft")), ("fact!", graft)]),
    ]});
    let hand = json!({"unit": sample::<UnitId>(1), "from": null, "to": sample::<CentreId>(1), "package": null});
    Body {
        name: "SheetEntry",
        schema: object(&[("told!", told), ("written_by", id("acc")), ("writer", text())]),
        example: json!({"told": {"what": "hand_over", "hand": hand, "happened": happened_example()},
            "written_by": sample::<AccountId>(1)}),
    }
}

fn confirm_body() -> Body {
    Body {
        name: "SheetReading",
        schema: object(&[("reading!", word(["agrees", "differs"])), ("because", text())]),
        example: json!({"reading": "agrees", "because": null}),
    }
}

fn void_body() -> Body {
    Body {
        name: "SheetVoid",
        schema: object(&[("reason!", word(["not_used", "spoiled", "misprinted"]))]),
        example: json!({"reason": "not_used"}),
    }
}
