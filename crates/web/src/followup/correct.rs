//! Correcting what was seen at a visit.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::VisitId;
use domain::followup::{Seen, Visit, VisitCorrected};
use maud::html;
use serde_json::{Map, Value};
use service::Problem;

use crate::ask::{Ask, ask, id, put_right, wrong};
use crate::desk::Desk;
use crate::form::{Form, Kind, Lists, may, need, typed};
use crate::look::button::Weight;
use crate::look::{Link, code_id};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// How the person was, what was measured, and why it changes.
pub const VISIT_CORRECTION: Form = Form {
    name: "visit-correction",
    inputs: &[
        need("patient_status", Kind::One(&["alive", "dead", "lost"])),
        may("graft_status", Kind::One(&["functioning", "failed"])),
        may("creatinine_umol_l", Kind::Whole("µmol/L")),
        may("egfr_ml_min_173", Kind::Whole("mL/min/1.73 m²")),
        may("systolic_mmhg", Kind::Whole("mm Hg")),
        may("diastolic_mmhg", Kind::Whole("mm Hg")),
        may("albuminuria_mg_g", Kind::Whole("mg/g")),
        may("note", Kind::Lines),
        need("reason", Kind::One(&["typing_error", "new_document", "other"])),
    ],
};

fn back(visit: &Visit) -> String {
    format!("/follow-up/{}", visit.planned.subject)
}

/// The visit with its remark opened, as the page of the person shows it.
async fn held(desk: &Desk, text: &str) -> Result<(Visit, Seen), Trouble> {
    let visit = desk.app.service.visit(desk.access()?, id::<VisitId>("visit", text)?).await?;
    let lines = desk.app.service.follow(desk.access()?, &visit.planned.subject).await?;
    let opened = lines.into_iter().map(|l| l.visit).find(|v| v.id == visit.id).unwrap_or(visit);
    match opened.seen.clone() {
        Some((_, seen)) => Ok((opened, seen)),
        None => Err(Problem::not_found("visit", text).into()),
    }
}

/// `GET /visits/{visit}/correct`
pub(super) async fn show(desk: Desk, Path(text): Path<String>) -> Answer {
    let (visit, seen) = held(&desk, &text).await?;
    let mut sent = Sent::default();
    sent.put("patient_status", &seen.patient_status);
    sent.put("graft_status", seen.graft_status.as_deref().unwrap_or_default());
    let numbers = [
        ("creatinine_umol_l", seen.creatinine_umol_l),
        ("egfr_ml_min_173", seen.egfr_ml_min_173),
        ("systolic_mmhg", seen.systolic_mmhg),
        ("diastolic_mmhg", seen.diastolic_mmhg),
        ("albuminuria_mg_g", seen.albuminuria_mg_g),
    ];
    for (field, value) in numbers {
        sent.put(field, &value.map(|v| v.to_string()).unwrap_or_default());
    }
    sent.put("note", seen.note.as_ref().and_then(|n| n.clear()).unwrap_or_default());
    Ok(draw(&desk, &visit, &sent, &[]))
}

/// `POST /visits/{visit}/correct`
pub(super) async fn send(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    let (visit, seen) = held(&desk, &text).await?;
    let read = VISIT_CORRECTION.read(&desk, &sent).and_then(|body| corrected(body, &seen).map_err(|p| vec![p]));
    let corrected = match read {
        Ok(corrected) => corrected,
        Err(problems) => return Ok(draw(&desk, &visit, &sent, &problems)),
    };
    match sent.door(&desk).correct_visit(desk.access()?, visit.id, corrected).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?kept={}", back(&visit), visit.id)).into_response()),
        Err(failure) => {
            let same = |p: Problem| match p.field.as_str() {
                "seen" => Problem { expected: desk.say("correction-same"), field: "creatinine_umol_l".to_owned(), ..p },
                _ => p,
            };
            let problems: Vec<Problem> = put_right(failure)?.into_iter().map(same).collect();
            Ok(draw(&desk, &visit, &sent, &problems))
        }
    }
}

/// What was seen with what was typed in the place of what the form asks; everything else stays as it was recorded.
fn corrected(mut body: Map<String, Value>, seen: &Seen) -> Result<VisitCorrected, Problem> {
    let reason = body.remove("reason").and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
    let kept = Seen { note: None, computed: None, ..seen.clone() };
    let Ok(Value::Object(mut whole)) = serde_json::to_value(kept) else {
        return Err(Problem::new("malformed", "seen", "a visit as it was recorded"));
    };
    for input in VISIT_CORRECTION.inputs {
        whole.remove(input.name);
    }
    whole.extend(body);
    Ok(VisitCorrected { seen: typed(Value::Object(whole))?, reason })
}

fn draw(desk: &Desk, visit: &Visit, sent: &Sent, problems: &[Problem]) -> Response {
    let forms = [&VISIT_CORRECTION];
    ask(
        desk,
        "/follow-up",
        &Ask {
            title: desk.say("visit-correct-title"),
            back: Link::new(back(visit), desk.say("visit-back")),
            intro: html! {
                p { b { (desk.term(&visit.planned.kind)) } " · " (code_id(&visit.planned.subject)) }
                p.under { (desk.say("correction-text")) }
            },
            action: format!("/visits/{}/correct", visit.id),
            fields: VISIT_CORRECTION.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Next, desk.say("save")),
            after: html! {},
            wrong: &wrong(desk, &forms, problems),
        },
    )
}
