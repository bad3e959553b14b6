//! Possible donors, their steps and the approval of recovery over JSON.

use axum::Json;
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use codes::ids::PathwayId;
use codes::organ::Organ;
use codes::time::Happened;
use domain::access::Permission;
use domain::pathway::{RecoveryFact, RecoveryPlan, Referred, Step};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Map, Value, json};
use service::{NewPathway, PathwayLine, Period, Problem, ResultTyped, WhoItIs};

use crate::api::Endpoint;
use crate::api::body::{Write, number};
use crate::api::listed::{After, listed};
use crate::api::schema::{Body, happened, happened_example, id, instant, list, object, organ, sample, text, word};
use crate::desk::Desk;
use crate::form::typed;
use crate::route::Needs;
use crate::trouble::Answer;

/// Endpoints.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    const READ: Needs = Needs::One(Permission::ReadPathway);
    vec![
        Endpoint::get("/pathways", READ, pathways)
            .does("Possible donors the caller works with: those under way, then those that are over.")
            .returns("A list of files; the header Link leads to the next part, Total-Count says how many are over."),
        Endpoint::get("/pathways/flow", READ, flow)
            .does("How many possible donors came how far in the last twelve whole months or between two days, and why the others did not.")
            .returns("The flow: stages, losses with reasons."),
        Endpoint::get("/pathway/{pathway}", READ, pathway)
            .does("The file of a possible donor, and what the rules say of a recovery now.")
            .returns("The file."),
        Endpoint::post("/pathway", Needs::One(Permission::OpenPathway), open)
            .does("Opens the file of a possible donor, who may be unidentified.")
            .reads(open_body)
            .returns("The number of the file and a receipt."),
        Endpoint::post("/pathway/{pathway}/identity", Needs::One(Permission::RecordPathway), identify)
            .does("Writes down who an unidentified person is.")
            .reads(who_body)
            .returns("A receipt."),
        Endpoint::post("/pathway/{pathway}/step", Needs::ByStep(super::steps), step)
            .does("Keeps one step of a donor's way. A certificate of death is signed by whoever sends it.")
            .reads(step_body)
            .returns("A receipt."),
        Endpoint::post("/pathway/{pathway}/referral", Needs::One(Permission::MakeReferral), refer)
            .does("Refers the person to the coordinators.")
            .reads(refer_body)
            .returns("The number of the referral and a receipt."),
        Endpoint::post("/pathway/{pathway}/consultation", Needs::One(Permission::ConsultRegister), consult)
            .does("Reads the donor register for this person; refused without a referral by somebody else.")
            .returns("A receipt.")
            .gated(),
        Endpoint::post("/pathway/{pathway}/approval", Needs::One(Permission::ApproveRecovery), approve)
            .does("Asks for the approval of a recovery; refused with every reason at once.")
            .reads(approval_body)
            .returns("The number of the plan and a receipt.")
            .gated(),
        Endpoint::post("/pathway/{pathway}/approval/take-back", Needs::One(Permission::ApproveRecovery), take_back)
            .does("Takes an approval back.")
            .returns("A receipt."),
        Endpoint::post("/pathway/{pathway}/recovery", Needs::One(Permission::RecordRecovery), recover)
            .does("Keeps a recovery that happened, whatever the rules say of it.")
            .reads(recovery_body)
            .returns("Numbers of the donor and the organs, and a receipt."),
    ]
}

async fn pathways(desk: Desk, Query(from): Query<After>) -> Answer {
    let after = from.after.as_deref().map(number::<PathwayId>).transpose()?;
    let found = desk.app.service.pathways(desk.access()?, after).await?;
    let line = |l: &PathwayLine| {
        let p = &l.pathway;
        json!({"pathway": p.id, "centre": p.centre, "way": p.way, "stage": p.stage(), "loss": p.loss, "next": p.next(),
            "stages": p.stages, "approved_for": p.approved.as_ref().map(|a| a.step.planned_at)})
    };
    let rows = found.under_way.iter().chain(&found.over).map(line).collect();
    let next = found.next.map(|id| id.to_string());
    Ok(listed("/api/v1/pathways?", rows, usize::try_from(found.all_over).unwrap_or(0), next.as_deref()))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Days {
    from: Option<Date>,
    to: Option<Date>,
}

async fn flow(desk: Desk, Query(days): Query<Days>) -> Answer {
    let service = &desk.app.service;
    let usual = service.last_year();
    let period = Period { from: days.from.unwrap_or(usual.from), to: days.to.unwrap_or(usual.to) };
    let flow = service.pathway_flow(desk.access()?, period).await?;
    Ok(Json(json!({"period": period, "reached": flow.reached, "losses": flow.losses})).into_response())
}

async fn pathway(desk: Desk, Path(id): Path<String>) -> Answer {
    let file = desk.app.service.pathway(desk.access()?, number(&id)?).await?;
    let body = json!({"pathway": file.pathway, "stage": file.pathway.stage(), "next": file.pathway.next(),
        "registered": file.registered, "missing": file.missing, "findings": file.reading.findings,
        "checked": file.reading.checked, "unconfirmed": file.reading.unconfirmed,
        "weaker_than_who": file.reading.weaker_than_who});
    Ok(Json(body).into_response())
}

async fn open(w: Write<NewPathway>) -> Answer {
    let (pathway, receipt) = w.service.open_pathway(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"pathway": pathway, "receipt": receipt})).into_response())
}

async fn identify(Path(id): Path<String>, w: Write<WhoItIs>) -> Answer {
    let ((), receipt) = w.service.identify_pathway(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

/// A step and when it happened.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TakeStep {
    step: Map<String, Value>,
    happened: Option<Happened>,
}

/// A step as it is told; a result comes with its number, unit and what a test said in fields of their own.
fn told(mut step: Map<String, Value>) -> Result<Step, Problem> {
    let of_step = |p: Problem| match p.field.is_empty() {
        true => Problem { field: "step".to_owned(), ..p },
        false => Problem { field: format!("step.{}", p.field), ..p },
    };
    if step.get("step_kind").and_then(Value::as_str) == Some("result_told") {
        step.remove("step_kind");
        let read = typed::<ResultTyped>(Value::Object(step)).and_then(ResultTyped::told);
        return read.map(Step::ResultTold).map_err(of_step);
    }
    typed::<Step>(Value::Object(step)).map_err(of_step)
}

async fn step(Path(id): Path<String>, w: Write<TakeStep>) -> Answer {
    let (step, happened) = (told(w.body.step)?, w.body.happened);
    let ((), receipt) = w.service.take_pathway_step(w.desk.access()?, number(&id)?, step, happened).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn refer(Path(id): Path<String>, w: Write<Referred>) -> Answer {
    let (referral, receipt) = w.service.refer_pathway(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"referral": referral, "receipt": receipt})).into_response())
}

async fn consult(Path(id): Path<String>, w: Write<()>) -> Answer {
    let ((), receipt) = w.service.consult_for_pathway(w.desk.access()?, number(&id)?).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

/// A plan without the number of the file, which stands in the address.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Approving {
    organs: Vec<Organ>,
    centre: codes::ids::CentreId,
    planned_at: jiff::Timestamp,
    team: Vec<codes::ids::AccountId>,
}

async fn approve(Path(id): Path<String>, w: Write<Approving>) -> Answer {
    let Approving { organs, centre, planned_at, team } = w.body;
    let plan = RecoveryPlan { pathway: number(&id)?, organs, centre, planned_at, team };
    let (plan, receipt) = w.service.approve_recovery(w.desk.access()?, plan).await?;
    Ok(Json(json!({"plan": plan, "receipt": receipt})).into_response())
}

async fn take_back(Path(id): Path<String>, w: Write<()>) -> Answer {
    let ((), receipt) = w.service.take_back_approval(w.desk.access()?, number(&id)?).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

/// A recovery without the number of the file, which stands in the address.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Recovered {
    organs: Vec<Organ>,
    centre: codes::ids::CentreId,
    happened: Happened,
    perfused_at: Option<jiff::Timestamp>,
    team: Vec<codes::ids::AccountId>,
    note: Option<domain::Private>,
}

async fn recover(Path(id): Path<String>, w: Write<Recovered>) -> Answer {
    let Recovered { organs, centre, happened, perfused_at, team, note } = w.body;
    let fact = RecoveryFact { pathway: number(&id)?, organs, centre, happened, perfused_at, team, note };
    let (kept, receipt) = w.service.record_recovery(w.desk.access()?, fact).await?;
    Ok(Json(json!({"donor": kept.donor, "units": kept.units, "receipt": receipt})).into_response())
}

fn open_body() -> Body {
    Body {
        name: "OpenPathway",
        schema: object(&[("called", text()), ("birth", text()), ("system", text()), ("number", text())]),
        example: json!({"called": "Unknown man, bed 4", "birth": null, "system": null, "number": null}),
    }
}

fn who_body() -> Body {
    Body {
        name: "IdentifyPathway",
        schema: object(&[("called", text()), ("birth", text()), ("system!", text()), ("number!", text())]),
        example: json!({"called": "Taron Melik", "birth": "1961-03", "system": "national_number", "number": "29000000002"}),
    }
}

fn step_body() -> Body {
    let kinds = super::steps().into_iter().map(|(code, _)| code);
    let step = json!({"type": "object", "required": ["step_kind"],
        "description": "The members follow from step_kind; a result has value and unit, or what a test said in tested.",
        "properties": {"step_kind": word(kinds)}});
    Body {
        name: "TakePathwayStep",
        schema: object(&[("step!", step), ("happened", happened())]),
        example: json!({"happened": happened_example(), "step": {"step_kind": "result_told", "what": "creatinine",
            "value": "88.4", "unit": "umol/L", "laboratory": "Central laboratory", "taken_at": "2026-11-20T08:00:00Z",
            "reported_at": "2026-11-20T08:30:00Z", "weighs": "usual"}}),
    }
}

fn refer_body() -> Body {
    Body {
        name: "ReferPathway",
        schema: object(&[("pathway!", word(["death_certified", "end_of_life_declared"]))]),
        example: json!({"pathway": "death_certified"}),
    }
}

fn approval_body() -> Body {
    Body {
        name: "ApproveRecovery",
        schema: object(&[
            ("organs!", list(organ())),
            ("centre!", id("cen")),
            ("planned_at!", instant()),
            ("team!", list(id("acc"))),
        ]),
        example: json!({"organs": ["KIDNEY_L", "KIDNEY_R"], "centre": sample::<codes::ids::CentreId>(1),
            "planned_at": "2026-11-22T02:30:00Z", "team": []}),
    }
}

fn recovery_body() -> Body {
    Body {
        name: "RecordRecovery",
        schema: object(&[
            ("organs!", list(organ())),
            ("centre!", id("cen")),
            ("happened!", happened()),
            ("perfused_at", instant()),
            ("team!", list(id("acc"))),
            ("note", text()),
        ]),
        example: json!({"organs": ["KIDNEY_L"], "centre": sample::<codes::ids::CentreId>(1),
            "happened": happened_example(), "perfused_at": "2026-11-20T09:10:00Z", "team": [], "note": null}),
    }
}
