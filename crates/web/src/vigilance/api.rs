//! Vigilance over JSON.

use axum::Json;
use axum::extract::Path;
use axum::response::IntoResponse;
use codes::ids::{AlertId, CentreId, DonorId, RecallId, RecipientId, SareId, UnitId};
use domain::access::Permission;
use domain::vigilance::{Acknowledged, Answered, Assessed, FinalReport, GraftPlanned, Lifted, Recalled, SareReport};
use serde_json::{Map, Value, json};
use service::vigilance::{About, AlertSeen, AnnexRows, Filed, Form, GraftPlanSeen, RecallSeen, SareLine};

use super::file::KINDS;
use crate::api::Endpoint;
use crate::api::body::{Write, number};
use crate::api::schema::{Body, id, instant, object, sample, text, whole, word};
use crate::desk::Desk;
use crate::route::Needs;
use crate::trouble::Answer;

const GRADES: [&str; 4] = ["nonserious", "serious", "life_threatening", "death"];
const IMPUTABILITY: [&str; 5] = ["NA", "0", "1", "2", "3"];

/// Endpoints.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    let mut all = reports();
    all.extend(answers());
    all
}

fn reports() -> Vec<Endpoint> {
    const READ: Needs = Needs::One(Permission::ReadSare);
    const WORK: Needs = Needs::One(Permission::WorkSare);
    vec![
        Endpoint::post("/sare", Needs::One(Permission::FileSare), file)
            .does("Files a serious adverse event or reaction and alerts everybody else whom it may reach.")
            .reads(report_body)
            .returns("Its number, how far it reaches, and a receipt."),
        Endpoint::get("/sares", READ, desk)
            .does("Adverse events with their clocks.")
            .returns("At most 200, open ones first, then the latest."),
        Endpoint::get("/sare/{sare}", READ, one)
            .does("One adverse event with everybody it reaches and who knows of it.")
            .returns("The adverse event, its alerts and its recalls."),
        Endpoint::post("/sare/{sare}/look-back", WORK, look_back)
            .does("Looks back once more, and alerts whoever received something since.")
            .returns("How far it reaches now, how many new alerts there are, and a receipt."),
        Endpoint::post("/sare/{sare}/assessment", WORK, assess)
            .does("Judges anew how grave it is and how surely the donation is the cause.")
            .reads(assessment_body)
            .returns("A receipt."),
        Endpoint::post("/sare/{sare}/answer", WORK, answer)
            .does("Writes down what a country of destination answered, or that it gave no answer.")
            .reads(answer_body)
            .returns("A receipt."),
        Endpoint::post("/sare/{sare}/final", WORK, close)
            .does("Makes the final report; refused with every reason at once.")
            .reads(final_body)
            .returns("A receipt.")
            .gated(),
        Endpoint::get("/sare/{sare}/initial-report", READ, initial)
            .does("The initial report in the fields of Directive 2012/25/EU, Annex I.")
            .returns("Field by field."),
        Endpoint::get("/sare/{sare}/final-report", READ, last)
            .does("The final report in the fields of Directive 2012/25/EU, Annex II.")
            .returns("Field by field; not found before there is one."),
    ]
}

fn answers() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/alerts", Needs::One(Permission::ReadAlert), alerts)
            .does("Alerts to the own centre, or to everybody for whoever reaches the country.")
            .returns("At most 200, waiting ones first, and what the own centre filed."),
        Endpoint::post("/alert/{alert}/acknowledgement", Needs::One(Permission::AcknowledgeAlert), acknowledge)
            .does("Says that one knows of an alert.")
            .reads(known_body)
            .returns("A receipt."),
        Endpoint::get("/recalls", Needs::One(Permission::ReadRecall), recalls)
            .does("Recalls, standing and lifted.")
            .returns("At most 200, standing ones first."),
        Endpoint::post("/recall", Needs::One(Permission::RecallUnits), recall)
            .does("Recalls everything of a donor, or one unit with its parts.")
            .reads(recall_body)
            .returns("The number of the recall and a receipt."),
        Endpoint::post("/recall/{recall}/lift", Needs::One(Permission::LiftRecall), lift)
            .does("Lifts a recall; refused for whoever ordered it.")
            .reads(lift_body)
            .returns("A receipt.")
            .gated(),
        Endpoint::get("/graft-plans", Needs::One(Permission::PlanGraft), plans)
            .does("Plans to graft of the own centre, or of everybody for whoever reaches the country.")
            .returns("At most 200, latest first, each with where it stands."),
        Endpoint::get("/graft-plan/{plan}", Needs::One(Permission::PlanGraft), plan)
            .does("One plan to graft.")
            .returns("What was planned, and where it stands: planned, refused, or stopped by a recall."),
        Endpoint::post("/graft-plan", Needs::One(Permission::PlanGraft), graft)
            .does("Plans that a unit is grafted; refused with every reason at once.")
            .reads(graft_body)
            .returns("The number of the plan and a receipt.")
            .gated(),
    ]
}

async fn file(w: Write<SareReport>) -> Answer {
    let (kept, receipt) = w.service.file_sare(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"sare": kept.sare, "report": kept.report, "exposed": kept.exposed, "alerts": kept.alerts, "receipt": receipt}))
        .into_response())
}

fn line_json(line: &SareLine) -> Value {
    let sare = &line.sare;
    let report = &sare.filed.report;
    json!({"sare": sare.id, "report": sare.report_id(), "class": report.class, "what": report.what,
        "severity": sare.severity(), "imputability": sare.imputability(), "about": report.about, "centre": report.centre,
        "filed_at": sare.filed_at, "final_due_at": sare.filed.final_due_at, "closed_at": sare.closed.as_ref().map(|c| c.at),
        "alerts": line.alerts, "waiting": line.waiting, "late": line.late, "next_due_at": line.next_due_at})
}

async fn desk(desk: Desk) -> Answer {
    let page = desk.app.service.sares(desk.access()?).await?;
    let lines: Vec<Value> = page.lines.iter().map(line_json).collect();
    Ok(Json(json!({"sares": lines, "more": page.more})).into_response())
}

fn filed_json(about: &Filed) -> Value {
    json!({"sare": about.sare, "report": about.report, "class": about.class, "what": about.what,
        "severity": about.severity, "filed_at": about.filed_at, "closed_at": about.closed_at})
}

fn about_json(about: &About) -> Value {
    match about {
        About::Sare(filed) => filed_json(filed),
        About::Result(one) => json!({"result": one.result, "person": one.person, "analyte": one.analyte,
            "found": one.found, "organism": one.organism, "taken_at": one.taken_at, "reported_at": one.reported_at,
            "withdrawn": one.withdrawn}),
        About::Recall(one) => json!({"recall": one.recall, "of": one.of, "why": one.why, "at": one.at,
            "lifted_at": one.lifted_at}),
    }
}

fn alert_json(desk: &Desk, seen: &AlertSeen) -> Value {
    let alert = &seen.alert;
    json!({"alert": alert.id, "about": about_json(&seen.about), "to": alert.queued.to, "exposed": alert.queued.exposed,
        "queued_at": alert.queued_at, "due_at": alert.due_at(), "late": alert.is_late(desk.app.service.now()),
        "rungs": alert.rungs, "calls": alert.calls, "known": alert.known.as_ref().map(|k| json!({"by": k.by, "at": k.at}))})
}

fn recall_json(seen: &RecallSeen) -> Value {
    let recall = &seen.recall;
    json!({"recall": recall.id, "of": recall.recalled.of, "sare": recall.recalled.sare, "why": recall.recalled.why,
        "by": recall.by, "at": recall.at, "lifted_at": recall.lifted.as_ref().map(|l| l.at)})
}

async fn one(desk: Desk, Path(text): Path<String>) -> Answer {
    let seen = desk.app.service.sare(desk.access()?, number::<SareId>(&text)?).await?;
    let alerts: Vec<Value> = seen.alerts.iter().map(|a| alert_json(&desk, a)).collect();
    let sare = &seen.sare;
    let said = |text: &domain::Private| text.clear().map(str::to_owned);
    let report = &sare.filed.report;
    let standing: Vec<RecallId> =
        seen.recalls.iter().filter(|r| r.stands(desk.app.service.now())).map(|r| r.id).collect();
    Ok(Json(json!({"sare": sare.id, "report": sare.report_id(), "class": report.class, "what": report.what,
        "severity": sare.severity(), "imputability": sare.imputability(), "about": report.about,
        "origin": sare.filed.origin, "donors": sare.donors, "exposed": sare.exposed, "filed_at": sare.filed_at,
        "filed_by": sare.filed_by, "detected_at": report.detected_at, "onset_at": report.onset_at,
        "description": said(&report.description), "measures": report.measures.as_ref().and_then(said),
        "final_due_at": sare.filed.final_due_at, "overdue": sare.is_overdue(desk.app.service.now()),
        "closed_at": sare.closed.as_ref().map(|c| c.at), "alerts": alerts, "recalls": standing}))
    .into_response())
}

async fn look_back(Path(text): Path<String>, w: Write<()>) -> Answer {
    let (kept, receipt) = w.service.look_back(w.desk.access()?, number(&text)?).await?;
    Ok(Json(json!({"sare": kept.sare, "exposed": kept.exposed, "alerts": kept.alerts, "receipt": receipt}))
        .into_response())
}

async fn assess(Path(text): Path<String>, w: Write<Assessed>) -> Answer {
    let ((), receipt) = w.service.assess_sare(w.desk.access()?, number(&text)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn answer(Path(text): Path<String>, w: Write<Answered>) -> Answer {
    let ((), receipt) = w.service.country_answered(w.desk.access()?, number(&text)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn close(Path(text): Path<String>, w: Write<FinalReport>) -> Answer {
    let ((), receipt) = w.service.close_sare(w.desk.access()?, number(&text)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn initial(desk: Desk, Path(text): Path<String>) -> Answer {
    annex(&desk, &text, Form::Initial).await
}

async fn last(desk: Desk, Path(text): Path<String>) -> Answer {
    annex(&desk, &text, Form::Final).await
}

async fn annex(desk: &Desk, text: &str, form: Form) -> Answer {
    let AnnexRows { fields, .. } = desk.app.service.annex(desk.access()?, number(text)?, form).await?;
    let filled: Map<String, Value> = fields.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
    Ok(Json(filled).into_response())
}

async fn alerts(desk: Desk) -> Answer {
    let list = desk.app.service.alerts(desk.access()?).await?;
    let all: Vec<Value> = list.alerts.iter().map(|a| alert_json(&desk, a)).collect();
    let filed: Vec<Value> = list.filed.iter().map(filed_json).collect();
    Ok(Json(json!({"alerts": all, "waiting": list.waiting, "filed": filed, "more": list.more})).into_response())
}

async fn acknowledge(Path(text): Path<String>, w: Write<Acknowledged>) -> Answer {
    let alert: AlertId = number(&text)?;
    let ((), receipt) = w.service.acknowledge_alert(w.desk.access()?, alert, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn recalls(desk: Desk) -> Answer {
    let list = desk.app.service.recalls(desk.access()?).await?;
    let all: Vec<Value> = list.recalls.iter().map(recall_json).collect();
    Ok(Json(json!({"recalls": all, "standing": list.standing, "more": list.more})).into_response())
}

async fn recall(w: Write<Recalled>) -> Answer {
    let (recall, receipt) = w.service.recall_units(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"recall": recall, "receipt": receipt})).into_response())
}

async fn lift(Path(text): Path<String>, w: Write<Lifted>) -> Answer {
    let recall: RecallId = number(&text)?;
    let ((), receipt) = w.service.lift_recall(w.desk.access()?, recall, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

fn plan_json(seen: &GraftPlanSeen) -> Value {
    let plan = &seen.plan;
    json!({"plan": plan.id, "asked": plan.asked, "asked_at": plan.asked_at, "state": plan.state,
        "fate": seen.unit.as_ref().map(|unit| unit.fate)})
}

async fn plans(desk: Desk) -> Answer {
    let found = desk.app.service.graft_plans(desk.access()?).await?;
    let plans: Vec<Value> = found.plans.iter().map(plan_json).collect();
    Ok(Json(json!({"plans": plans, "stopped": found.stopped, "more": found.more})).into_response())
}

async fn plan(desk: Desk, Path(text): Path<String>) -> Answer {
    let seen = desk.app.service.graft_plan(desk.access()?, number(&text)?).await?;
    Ok(Json(plan_json(&seen)).into_response())
}

async fn graft(w: Write<GraftPlanned>) -> Answer {
    let (kept, receipt) = w.service.plan_graft(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"plan": kept.plan, "sizes": kept.sizes, "receipt": receipt})).into_response())
}

fn report_body() -> Body {
    Body {
        name: "SareReport",
        schema: object(&[
            ("class!", word(["sae", "sar_recipient", "sar_living_donor"])),
            ("what!", word(KINDS)),
            ("severity!", word(GRADES)),
            ("imputability!", word(IMPUTABILITY)),
            ("about!", text()),
            ("centre", id("cen")),
            ("onset_at", instant()),
            ("detected_at!", instant()),
            ("description!", text()),
            ("measures", text()),
            ("contact", text()),
        ]),
        example: json!({"class": "sar_recipient", "what": "infection", "severity": "serious", "imputability": "NA",
            "about": sample::<UnitId>(1), "centre": sample::<CentreId>(1), "detected_at": "2026-11-21T07:30:00Z",
            "description": "Positive blood culture two days after the graft"}),
    }
}

fn assessment_body() -> Body {
    Body {
        name: "SareAssessment",
        schema: object(&[("imputability!", word(IMPUTABILITY)), ("severity!", word(GRADES)), ("because!", text())]),
        example: json!({"imputability": "2", "severity": "serious", "because": "The same strain in two people"}),
    }
}

fn answer_body() -> Body {
    Body {
        name: "CountryAnswer",
        schema: object(&[("country!", text()), ("findings", text())]),
        example: json!({"country": "ES", "findings": "Nobody there is ill"}),
    }
}

fn final_body() -> Body {
    Body {
        name: "SareFinalReport",
        schema: object(&[
            ("imputability!", word(IMPUTABILITY)),
            ("case_description!", text()),
            ("outcome!", text()),
            ("actions!", text()),
            ("follow_up", text()),
        ]),
        example: json!({"imputability": "3", "case_description": "Passed on with the preservation fluid",
            "outcome": "Two people treated, both well", "actions": "The fluid of that lot is not used"}),
    }
}

fn known_body() -> Body {
    Body {
        name: "AlertAcknowledgement",
        schema: object(&[("measures", text())]),
        example: json!({"measures": "Called in for a culture this afternoon"}),
    }
}

fn recall_body() -> Body {
    Body {
        name: "RecallOrder",
        schema: object(&[("of!", text()), ("sare", id("sar")), ("why!", word(KINDS)), ("because!", text())]),
        example: json!({"of": sample::<DonorId>(1), "why": "malignancy", "because": "A tumour in the left kidney"}),
    }
}

fn lift_body() -> Body {
    Body {
        name: "RecallLift",
        schema: object(&[("because!", text())]),
        example: json!({"because": "The second reading shows no tumour"}),
    }
}

fn graft_body() -> Body {
    Body {
        name: "GraftPlan",
        schema: object(&[
            ("unit!", id("org")),
            ("recipient!", id("rec")),
            ("centre!", id("cen")),
            ("planned_at!", instant()),
            ("graft_g", whole()),
        ]),
        example: json!({"unit": sample::<UnitId>(1), "recipient": sample::<RecipientId>(1),
            "centre": sample::<CentreId>(1), "planned_at": "2026-12-01T06:00:00Z"}),
    }
}
