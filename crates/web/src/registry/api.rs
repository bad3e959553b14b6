//! Removals, organs and transplantations over JSON.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use codes::DonorKind;
use codes::organ::Organ;
use codes::time::Happened;
use domain::access::Permission;
use domain::registry::{Division, FateRecorded, RemovalFact, RemovalPlan, Technique, TransplantFact};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::json;
use service::{EntryRighted, Handing, HandoverRighted, OutcomeRighted, Righted};

use crate::api::Endpoint;
use crate::api::body::{Write, number};
use crate::api::schema::{
    Body, happened, happened_example, id, instant, list, object, organ, sample, text, whole, word,
};
use crate::route::Needs;
use crate::trouble::Answer;

/// Endpoints.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::post("/pair/{pair}/plan", Needs::One(Permission::PlanRemoval), plan)
            .does("Plans the removal; refused with all reasons at once.")
            .reads(plan_body)
            .returns("The plan and a receipt.")
            .gated(),
        Endpoint::post("/pair/{pair}/plan/cancel", Needs::One(Permission::PlanRemoval), cancel)
            .does("Takes a planned removal back.")
            .returns("A receipt."),
        Endpoint::post("/removal", Needs::One(Permission::RecordOperation), removal)
            .does("Keeps a removal that happened, whatever the rules say.")
            .reads(removal_body)
            .returns("The number of the organ and a receipt."),
        Endpoint::post("/transplant", Needs::One(Permission::RecordOperation), transplant)
            .does("Keeps a transplantation that happened.")
            .reads(transplant_body)
            .returns("Its number and a receipt."),
        Endpoint::post("/handover", Needs::One(Permission::HandOver), handover)
            .does("Keeps a hand-over.")
            .reads(handover_body)
            .returns("Its number and a receipt."),
        Endpoint::post("/unit/{unit}/end", Needs::One(Permission::RecordOperation), end)
            .does("Records that an organ ended otherwise than by grafting.")
            .reads(end_body)
            .returns("A receipt."),
        Endpoint::post("/unit/{unit}/parts", Needs::One(Permission::RecordOperation), parts)
            .does("Keeps that an organ was divided, whatever the rules say.")
            .reads(parts_body)
            .returns("Numbers of the parts and a receipt."),
        Endpoint::post("/unit/{unit}/parts/plan", Needs::One(Permission::RecordOperation), parts_plan)
            .does("Asks whether an organ may be divided into these parts now; refused with all reasons at once.")
            .reads(division_body)
            .returns("A receipt.")
            .gated(),
        Endpoint::post("/operation/correct", Needs::One(Permission::RecordOperation), correct)
            .does("Supersedes when a removal or transplantation happened; whoever had the old values is told.")
            .reads(correction_body)
            .returns("A receipt."),
        Endpoint::post("/handover/{handover}/correct", Needs::One(Permission::RecordOperation), correct_handover)
            .does("Supersedes between whom, when and in which box an organ was handed over.")
            .reads(handover_correction_body)
            .returns("A receipt."),
        Endpoint::post("/outcome/{outcome}/correct", Needs::One(Permission::RecordVisit), correct_outcome)
            .does("Supersedes how somebody was when no visit told it; whether they live is worked out anew.")
            .reads(outcome_correction_body)
            .returns("A receipt."),
        Endpoint::post("/donor/{donor}/correct", Needs::One(Permission::RecordOperation), correct_donor)
            .does("Supersedes what sort of donor somebody is and who looks after them.")
            .reads(donor_correction_body)
            .returns("A receipt."),
        Endpoint::post("/recipient/{recipient}/correct", Needs::One(Permission::RecordOperation), correct_recipient)
            .does("Supersedes since when somebody waits and who looks after them.")
            .reads(recipient_correction_body)
            .returns("A receipt."),
    ]
}

/// When the operation shall begin.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Plan {
    planned_at: Timestamp,
    graft_g: Option<u32>,
}

async fn plan(Path(id): Path<String>, w: Write<Plan>) -> Answer {
    let plan = RemovalPlan { pair: number(&id)?, planned_at: w.body.planned_at, graft_g: w.body.graft_g };
    let (planned, receipt) = w.service.plan_removal(w.desk.access()?, plan).await?;
    Ok(Json(json!({"planned": planned, "receipt": receipt})).into_response())
}

async fn cancel(Path(id): Path<String>, w: Write<()>) -> Answer {
    let ((), receipt) = w.service.cancel_removal(w.desk.access()?, number(&id)?).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

/// Whoever records a breach sees that it was kept; that a question exists is known inside the vault only.
async fn removal(w: Write<RemovalFact>) -> Answer {
    let (kept, receipt) = w.service.record_removal(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"unit": kept.unit, "leaf": receipt.leaves.first(), "promised_by": receipt.promised_by}))
        .into_response())
}

async fn transplant(w: Write<TransplantFact>) -> Answer {
    let (kept, receipt) = w.service.record_transplant(w.desk.access()?, w.body).await?;
    let leaf = receipt.leaves.first();
    Ok(Json(json!({"transplant": kept.transplant, "leaf": leaf, "promised_by": receipt.promised_by})).into_response())
}

async fn handover(w: Write<Handing>) -> Answer {
    let (handover, receipt) = w.service.record_handover(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"handover": handover, "receipt": receipt})).into_response())
}

/// How a unit ended, and when.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct End {
    ended: FateRecorded,
    happened: Happened,
}

async fn end(Path(id): Path<String>, w: Write<End>) -> Answer {
    let ((), receipt) = w.service.record_fate(w.desk.access()?, number(&id)?, w.body.ended, w.body.happened).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

/// Parts of a divided organ, and when it was divided.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parts {
    parts: Vec<Organ>,
    technique: Option<Technique>,
    happened: Happened,
}

async fn parts_plan(Path(id): Path<String>, w: Write<Division>) -> Answer {
    let ((), receipt) = w.service.plan_division(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn parts(Path(id): Path<String>, w: Write<Parts>) -> Answer {
    let Parts { parts, technique, happened } = w.body;
    let division = Division { parts, technique };
    let (parts, receipt) = w.service.record_division(w.desk.access()?, number(&id)?, division, happened).await?;
    Ok(Json(json!({"parts": parts, "receipt": receipt})).into_response())
}

fn plan_body() -> Body {
    Body {
        name: "Plan",
        schema: object(&[("planned_at!", instant()), ("graft_g", whole())]),
        example: json!({"planned_at": "2026-12-01T05:30:00Z"}),
    }
}

fn removal_body() -> Body {
    Body {
        name: "RemovalFact",
        schema: object(&[
            ("pair", id("par")),
            ("donor!", id("don")),
            ("organ!", organ()),
            ("centre!", id("cen")),
            ("happened!", happened()),
            ("team!", list(id("acc"))),
            ("note", text()),
        ]),
        example: json!({"pair": sample::<codes::ids::PairId>(4), "donor": sample::<codes::ids::DonorId>(5), "organ": "KIDNEY_L",
            "centre": sample::<codes::ids::CentreId>(1), "happened": happened_example(), "team": [], "note": null}),
    }
}

fn transplant_body() -> Body {
    Body {
        name: "TransplantFact",
        schema: object(&[
            ("unit!", id("org")),
            ("recipient!", id("rec")),
            ("centre!", id("cen")),
            ("happened!", happened()),
            ("cold_ischaemia_min", whole()),
            ("anastomosis_min", whole()),
            ("team", list(id("acc"))),
        ]),
        example: json!({"unit": sample::<codes::ids::UnitId>(6), "recipient": sample::<codes::ids::RecipientId>(2),
            "centre": sample::<codes::ids::CentreId>(1), "happened": happened_example(), "cold_ischaemia_min": 74,
            "anastomosis_min": 31}),
    }
}

fn handover_body() -> Body {
    let handed = object(&[
        ("unit!", id("org")),
        ("place!", whole()),
        ("from", id("cen")),
        ("to", id("cen")),
        ("package", text()),
    ]);
    Body {
        name: "Handing",
        schema: object(&[("handed!", handed), ("happened!", happened())]),
        example: json!({"handed": {"unit": sample::<codes::ids::UnitId>(6), "place": 1,
            "from": sample::<codes::ids::CentreId>(1), "to": sample::<codes::ids::CentreId>(7), "package": "K1"},
            "happened": happened_example()}),
    }
}

fn end_body() -> Body {
    let fates = word(["discarded", "research", "returned", "sent_abroad"]);
    Body {
        name: "End",
        schema: object(&[
            ("ended!", object(&[("fate!", fates), ("reason!", text()), ("approval", text())])),
            ("happened!", happened()),
        ]),
        example: json!({"ended": {"fate": "discarded", "reason": "tumour_found"}, "happened": happened_example()}),
    }
}

fn parts_body() -> Body {
    Body {
        name: "Parts",
        schema: object(&[("parts!", list(organ())), ("technique", techniques()), ("happened!", happened())]),
        example: json!({"parts": ["LIVER_LEFT", "LIVER_RIGHT"], "technique": "in_situ", "happened": happened_example()}),
    }
}

fn techniques() -> serde_json::Value {
    word(["in_situ", "ex_situ"])
}

fn division_body() -> Body {
    Body {
        name: "Division",
        schema: object(&[("parts!", list(organ())), ("technique", techniques())]),
        example: json!({"parts": ["LIVER_LEFT", "LIVER_RIGHT"], "technique": "in_situ"}),
    }
}

async fn correct(w: Write<Righted>) -> Answer {
    let ((), receipt) = w.service.correct_operation(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

fn correction_body() -> Body {
    Body {
        name: "Righted",
        schema: object(&[
            ("number!", text()),
            ("happened!", happened()),
            ("cold_ischaemia_min", whole()),
            ("anastomosis_min", whole()),
            ("reason!", word(["typing_error", "new_document", "other"])),
        ]),
        example: json!({"number": sample::<codes::ids::UnitId>(6), "happened": happened_example(),
            "cold_ischaemia_min": null, "anastomosis_min": null, "reason": "typing_error"}),
    }
}

async fn correct_handover(Path(id): Path<String>, w: Write<HandoverRighted>) -> Answer {
    let ((), receipt) = w.service.correct_handover(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn correct_outcome(Path(id): Path<String>, w: Write<OutcomeRighted>) -> Answer {
    let ((), receipt) = w.service.correct_outcome(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn correct_donor(Path(id): Path<String>, w: Write<EntryRighted>) -> Answer {
    let ((), receipt) = w.service.correct_donor(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn correct_recipient(Path(id): Path<String>, w: Write<EntryRighted>) -> Answer {
    let ((), receipt) = w.service.correct_recipient(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

fn handover_correction_body() -> Body {
    Body {
        name: "HandoverRighted",
        schema: object(&[
            ("from", id("cen")),
            ("to", id("cen")),
            ("package", text()),
            ("happened!", happened()),
            ("reason!", word(["typing_error", "new_document", "other"])),
        ]),
        example: json!({"from": sample::<codes::ids::CentreId>(1), "to": sample::<codes::ids::CentreId>(7),
            "package": "K1", "happened": happened_example(), "reason": "typing_error"}),
    }
}

fn outcome_correction_body() -> Body {
    Body {
        name: "OutcomeRighted",
        schema: object(&[
            ("patient_status!", word(["alive", "dead", "lost"])),
            ("graft_status", word(["functioning", "failed"])),
            ("happened!", happened()),
            ("reason!", word(["typing_error", "new_document", "other"])),
        ]),
        example: json!({"patient_status": "alive", "graft_status": "functioning", "happened": happened_example(),
            "reason": "new_document"}),
    }
}

fn recipient_correction_body() -> Body {
    Body {
        name: "RecipientRighted",
        schema: object(&[
            ("centre", id("cen")),
            ("accepted_on", text()),
            ("reason!", word(["typing_error", "new_document", "other"])),
        ]),
        example: json!({"centre": sample::<codes::ids::CentreId>(1), "accepted_on": "2026-03-01",
            "reason": "typing_error"}),
    }
}

fn donor_correction_body() -> Body {
    Body {
        name: "DonorRighted",
        schema: object(&[
            ("kind!", word(DonorKind::ALL.iter().map(|k| k.code()))),
            ("centre", id("cen")),
            ("reason!", word(["typing_error", "new_document", "other"])),
        ]),
        example: json!({"kind": "living", "centre": sample::<codes::ids::CentreId>(1), "reason": "typing_error"}),
    }
}
