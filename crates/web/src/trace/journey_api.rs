//! Temperatures on the way and decisions across blood groups over JSON.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use codes::ids::UnitId;
use codes::organ::Preservation;
use domain::access::Permission;
use domain::trace::abo::{AboPlan, AboWithdrawn};
use domain::trace::temperature::{Measured, Source, TemperatureReading};
use serde::Deserialize;
use serde_json::json;
use service::LoggerTold;

use crate::api::Endpoint;
use crate::api::body::{Write, number};
use crate::api::schema::{Body, id, instant, list, object, sample, text, whole, word};
use crate::ask;
use crate::desk::Desk;
use crate::route::Needs;
use crate::trouble::Answer;

/// Endpoints.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    const CARRIES: Needs = Needs::One(Permission::HandOver);
    const DECIDES: Needs = Needs::One(Permission::DecideAcross);
    vec![
        Endpoint::get("/unit/{unit}/temperature", Needs::AnyOf(&[Permission::HandOver, Permission::ReadTrace]), journey)
            .does("The way of an organ as its temperatures tell it: readings, stretches within and outside what is recommended, gaps, hand-overs.")
            .returns("The way."),
        Endpoint::post("/unit/{unit}/temperature", CARRIES, readings)
            .does("Keeps readings of one device; what is on record already is not kept twice.")
            .reads(readings_body)
            .returns("How many were kept and how many were known, and a receipt."),
        Endpoint::post("/unit/{unit}/temperature/file", CARRIES, file)
            .does("Keeps what the file of a logger says, as text; rows that cannot be read come back with field and value.")
            .reads(file_body)
            .returns("How many rows were kept, known and rejected, the rejected rows as a file, and a receipt."),
        Endpoint::get("/recipient/{recipient}/across", DECIDES, decisions)
            .does("Every decision to graft a recipient across blood groups.")
            .returns("The decisions, oldest first."),
        Endpoint::post("/across", DECIDES, decide)
            .does("Decides that a recipient may be grafted across blood groups, within the country's programme; refused with all reasons.")
            .reads(decide_body)
            .returns("The decision and a receipt.")
            .gated(),
        Endpoint::post("/across/{decision}/withdraw", DECIDES, withdraw)
            .does("Takes a decision across blood groups back; it stays on record.")
            .reads(withdraw_body)
            .returns("A receipt."),
    ]
}

async fn journey(desk: Desk, Path(id): Path<String>) -> Answer {
    let asks = match ask::may(&desk, Permission::HandOver) {
        true => Permission::HandOver,
        false => Permission::ReadTrace,
    };
    let found = desk.app.service.journey(desk.access()?, asks, number(&id)?).await?;
    Ok(Json(found).into_response())
}

/// Readings of one device; the organ stands in the address.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Readings {
    device: String,
    uncertainty_s: Option<u32>,
    preservation: Preservation,
    readings: Vec<TemperatureReading>,
}

async fn readings(Path(id): Path<String>, w: Write<Readings>) -> Answer {
    let unit: UnitId = number(&id)?;
    let Readings { device, uncertainty_s, preservation, readings } = w.body;
    let (source, disputes) = (Source::Typed, Vec::new());
    let told = Measured { unit, device, uncertainty_s, preservation, source, readings, disputes };
    let (kept, receipt) = w.service.record_temperatures(w.desk.access()?, told).await?;
    Ok(Json(json!({"log": kept.log, "kept": kept.kept, "known": kept.known, "receipt": receipt})).into_response())
}

/// A file as text, and what it is about.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    device: String,
    uncertainty_s: Option<u32>,
    preservation: Preservation,
    csv: String,
}

async fn file(Path(id): Path<String>, w: Write<File>) -> Answer {
    let File { device, uncertainty_s, preservation, csv } = w.body;
    let told = LoggerTold { device, uncertainty_s, preservation };
    let unit = number(&id)?;
    let (taken, receipt) = w.service.record_logger_file(w.desk.access()?, unit, told, csv.as_bytes()).await?;
    Ok(Json(json!({"log": taken.readings.log, "rows": taken.rows, "kept": taken.readings.kept,
        "known": taken.readings.known, "rejected": taken.rejected, "rejected_file": taken.rejected_file,
        "receipt": receipt}))
    .into_response())
}

async fn decisions(desk: Desk, Path(id): Path<String>) -> Answer {
    Ok(Json(desk.app.service.decisions_across(desk.access()?, number(&id)?).await?).into_response())
}

async fn decide(w: Write<AboPlan>) -> Answer {
    let (decision, receipt) = w.service.decide_across(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"decision": decision, "receipt": receipt})).into_response())
}

async fn withdraw(Path(id): Path<String>, w: Write<AboWithdrawn>) -> Answer {
    let ((), receipt) = w.service.withdraw_across(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

fn ways() -> serde_json::Value {
    word(Preservation::ALL.iter().map(|way| way.code()))
}

fn readings_body() -> Body {
    let reading = object(&[("at!", instant()), ("temperature!", text())]);
    Body {
        name: "Readings",
        schema: object(&[
            ("device!", text()),
            ("uncertainty_s", whole()),
            ("preservation!", ways()),
            ("readings!", list(reading)),
        ]),
        example: json!({"device": "LOG-7", "uncertainty_s": 5, "preservation": "scs",
            "readings": [{"at": "2026-11-20T09:00:00Z", "temperature": "4.2 Cel"}]}),
    }
}

fn file_body() -> Body {
    Body {
        name: "LoggerFile",
        schema: object(&[("device!", text()), ("uncertainty_s", whole()), ("preservation!", ways()), ("csv!", text())]),
        example: json!({"device": "LOG-7", "uncertainty_s": 5, "preservation": "scs",
            "csv": "at,temperature\n2026-11-20T09:05:00Z,4.3\n"}),
    }
}

fn decide_body() -> Body {
    let organs = codes::OrganFamily::ALL.iter().map(|organ| organ.code());
    Body {
        name: "AboPlan",
        schema: object(&[
            ("recipient!", id("rec")),
            ("organ!", word(organs)),
            ("donor!", word(codes::DonorKind::ALL.iter().map(|kind| kind.code()))),
            ("ground!", word(["desensitisation", "infant"])),
            ("protocol!", text()),
            ("why", text()),
        ]),
        example: json!({"recipient": sample::<codes::ids::RecipientId>(2), "organ": "kidney", "donor": "living",
            "ground": "desensitisation", "protocol": "ABOI-K-3", "why": null}),
    }
}

fn withdraw_body() -> Body {
    Body {
        name: "AboWithdrawn",
        schema: object(&[("reason!", word(["titre_rose", "another_donor", "typing_error", "other"]))]),
        example: json!({"reason": "titre_rose"}),
    }
}
