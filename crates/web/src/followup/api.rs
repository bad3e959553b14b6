//! Follow-up over JSON.

use axum::Json;
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use codes::ids::VisitId;
use codes::time::Happened;
use domain::access::Permission;
use domain::followup::{DeathCause, Disease, FailureCause, Rejection, Seen, VisitCorrected, Work};
use serde::Deserialize;
use serde_json::{Value, json};
use service::followup::{CentreStanding, Lost, Mark};

use super::concern::subject;
use super::filter::Filter;

use crate::api::Endpoint;
use crate::api::body::{Write, number};
use crate::api::schema::{Body, date, happened, happened_example, object, text, whole, word};
use crate::desk::Desk;
use crate::route::Needs;
use crate::trouble::Answer;

/// Endpoints.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    const READ: Needs = Needs::One(Permission::ReadFollowup);
    let mut all = vec![
        Endpoint::get("/follow-up", READ, followup)
            .does("Visits that are open or overdue, a page at a time (`who`, `state`, `after`); completeness, patient survival.")
            .returns("The worklist, its counts, and the row behind which the next page begins."),
        Endpoint::get("/follow-up/lost", READ, lost)
            .does("People who missed so many visits in a row that they count as lost, a page at a time (`who`, `after`).")
            .returns("The people, and the row behind which the next page begins."),
        Endpoint::get("/follow-up/complete", READ, complete)
            .does("Completeness of every form, at the reader's centre or at all.")
            .returns("Closed and held visits by centre and form."),
        Endpoint::get("/follow-up/centres", READ, centres)
            .does("What waits at every centre: overdue, told to the regulator, lost, not acted on in time.")
            .returns("The centres, most overdue first; for whoever reaches the country."),
        Endpoint::get("/follow-up/figures", Needs::Nothing, figures)
            .does("Completeness of every centre and form on the first of the month, without small numbers.")
            .returns("The frozen figures."),
        Endpoint::get("/follow-up/{subject}", READ, person)
            .does("One person's visits, how their follow-up stands, and hand-overs of their care.")
            .returns("The visits in the order in which they are due."),
        Endpoint::post("/visit/{visit}", Needs::One(Permission::RecordVisit), visit)
            .does("Keeps what was seen at a visit.")
            .reads(visit_body)
            .returns("The visit, what became of it as an outcome, and a receipt."),
        Endpoint::post("/visit/{visit}/correct", Needs::One(Permission::RecordVisit), correct)
            .does("Supersedes what was measured at a visit; whoever had the old values is told.")
            .reads(correction_body)
            .returns("A receipt."),
    ];
    all.extend(super::care_api::endpoints());
    all
}

fn mark(mark: &Mark) -> String {
    format!("{}~{}", mark.closes_on, mark.id)
}

async fn followup(desk: Desk, Query(filter): Query<Filter>) -> Answer {
    let page = desk.app.service.followup_of(desk.access()?, &filter.asked()).await?;
    let visits: Vec<_> = page.lines.iter().map(|l| &l.visit).collect();
    let (closed, seen) = page.complete;
    let wants: Vec<_> = page.concerns.iter().map(|l| l.visit.id).collect();
    let told = json!({"visits": visits, "open": page.counts.open, "overdue": page.counts.overdue, "concerns": wants,
        "next": page.next.as_ref().map(mark), "closed": closed, "seen": seen, "survival": page.survival});
    Ok(Json(told).into_response())
}

async fn lost(desk: Desk, Query(filter): Query<Filter>) -> Answer {
    let page = desk.app.service.lost(desk.access()?, filter.whose(), filter.mark()).await?;
    let one =
        |l: &Lost| json!({"subject": l.subject, "centre": l.centre, "missed": l.missed, "first_missed_on": l.since});
    let lost: Vec<Value> = page.lost.iter().map(one).collect();
    let told = json!({"lost": lost, "lost_after": page.lost_after, "next": page.next.as_ref().map(mark)});
    Ok(Json(told).into_response())
}

async fn complete(desk: Desk) -> Answer {
    Ok(Json(desk.app.service.completeness(desk.access()?).await?).into_response())
}

async fn centres(desk: Desk) -> Answer {
    let standing = desk.app.service.centres_followed(desk.access()?).await?;
    let one = |c: &CentreStanding| {
        json!({"centre": c.tally.centre, "name": c.name, "overdue": c.tally.overdue, "escalated": c.tally.escalated,
            "lost": c.tally.lost, "late": c.tally.late, "closed": c.complete.0, "seen": c.complete.1})
    };
    Ok(Json(standing.iter().map(one).collect::<Vec<Value>>()).into_response())
}

async fn figures(desk: Desk) -> Answer {
    Ok(Json(desk.app.service.public_followup().await?).into_response())
}

async fn person(desk: Desk, Path(text): Path<String>) -> Answer {
    let followed = desk.app.service.followed(desk.access()?, &subject(&text)?).await?;
    let visits: Vec<_> = followed.lines.iter().map(|l| &l.visit).collect();
    let told = json!({"visits": visits, "course": followed.course.code(), "transfers": followed.transfers});
    Ok(Json(told).into_response())
}

/// What was seen, and when.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VisitSeen {
    seen: Seen,
    happened: Happened,
}

async fn visit(Path(id): Path<String>, w: Write<VisitSeen>) -> Answer {
    let visit: VisitId = number(&id)?;
    let (outcome, receipt) = w.service.record_visit(w.desk.access()?, visit, w.body.seen, w.body.happened).await?;
    Ok(Json(json!({"visit": visit, "outcome": outcome, "receipt": receipt})).into_response())
}

async fn correct(Path(id): Path<String>, w: Write<VisitCorrected>) -> Answer {
    let ((), receipt) = w.service.correct_visit(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

pub(super) fn seen_schema() -> Value {
    object(&[
        ("patient_status!", word(["alive", "dead", "lost"])),
        ("graft_status", word(["functioning", "failed"])),
        ("creatinine_umol_l", whole()),
        ("egfr_ml_min_173", whole()),
        ("systolic_mmhg", whole()),
        ("diastolic_mmhg", whole()),
        ("albuminuria_mg_g", whole()),
        ("note", text()),
        ("graft_failed_on", date()),
        ("failure_cause", word(FailureCause::CODES.iter().copied())),
        ("death_cause", word(DeathCause::CODES.iter().copied())),
        ("rejection", word(Rejection::CODES.iter().copied())),
        ("hypertension", word(Disease::CODES.iter().copied())),
        ("diabetes", word(Disease::CODES.iter().copied())),
        ("hospital_stays", whole()),
        ("dialysis_from_on", date()),
        ("work", word(Work::CODES.iter().copied())),
        ("height_cm", whole()),
        ("weight_kg", whole()),
    ])
}

pub(super) fn seen_example() -> Value {
    json!({"patient_status": "alive", "graft_status": null, "creatinine_umol_l": 96, "egfr_ml_min_173": 66,
        "systolic_mmhg": 124, "diastolic_mmhg": 78, "albuminuria_mg_g": 9, "note": null})
}

fn visit_body() -> Body {
    Body {
        name: "VisitSeen",
        schema: object(&[("seen!", seen_schema()), ("happened!", happened())]),
        example: json!({"seen": seen_example(), "happened": happened_example()}),
    }
}

fn correction_body() -> Body {
    Body {
        name: "VisitCorrected",
        schema: object(&[("seen!", seen_schema()), ("reason!", word(["typing_error", "new_document", "other"]))]),
        example: json!({"seen": seen_example(), "reason": "typing_error"}),
    }
}
