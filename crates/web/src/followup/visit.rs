//! Writing down what was seen at a visit.

use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::VisitId;
use codes::time::Happened;
use domain::access::Permission;
use domain::followup::{DeathCause, Disease, FailureCause, FormKind, Rejection, Seen, Visit, Work};
use jiff::civil::Date;
use maud::html;
use serde_json::{Map, Value};
use service::Problem;

use crate::ask::{Ask, ask, id, put_right, require, wrong};
use crate::desk::Desk;
use crate::form::{Form, Input, Kind, Lists, may, need, typed};
use crate::look::button::Weight;
use crate::look::{Link, code_id};
use crate::sent::Sent;
use crate::trouble::Answer;

const STATUS: Input = need("patient_status", Kind::One(&["alive", "dead", "lost"]));
const SEEN_ON: Input = need("seen_on", Kind::Date);
const CREATININE: Input = may("creatinine_umol_l", Kind::Whole("µmol/L"));
const EGFR: Input = may("egfr_ml_min_173", Kind::Whole("mL/min/1.73 m²"));
const SYSTOLIC: Input = may("systolic_mmhg", Kind::Whole("mm Hg"));
const DIASTOLIC: Input = may("diastolic_mmhg", Kind::Whole("mm Hg"));
const ALBUMIN: Input = may("albuminuria_mg_g", Kind::Whole("mg/g"));
const NOTE: Input = may("note", Kind::Lines);

const GRAFT: Input = may("graft_status", Kind::One(&["functioning", "failed"]));
const FAILED_ON: Input = may("graft_failed_on", Kind::Date);
const FAILURE: Input = may("failure_cause", Kind::One(FailureCause::CODES));
const DEATH: Input = may("death_cause", Kind::One(DeathCause::CODES));
const REJECTION: Input = may("rejection", Kind::One(Rejection::CODES));
const HYPERTENSION: Input = may("hypertension", Kind::One(Disease::CODES));
const DIABETES: Input = may("diabetes", Kind::One(Disease::CODES));
const STAYS: Input = may("hospital_stays", Kind::Whole(""));
const DIALYSIS: Input = may("dialysis_from_on", Kind::Date);
const WORK: Input = may("work", Kind::One(Work::CODES));
const HEIGHT: Input = may("height_cm", Kind::Whole("cm"));
const WEIGHT: Input = may("weight_kg", Kind::Whole("kg"));

/// A visit of a living donor.
pub const DONOR_VISIT: Form = Form {
    name: "visit",
    inputs: &[
        SEEN_ON,
        STATUS,
        CREATININE,
        EGFR,
        SYSTOLIC,
        DIASTOLIC,
        ALBUMIN,
        HYPERTENSION,
        DIABETES,
        STAYS,
        WORK,
        DIALYSIS,
        DEATH,
        NOTE,
    ],
};

/// A visit of a recipient.
pub const RECIPIENT_VISIT: Form = Form {
    name: "visit",
    inputs: &[
        SEEN_ON, STATUS, GRAFT, FAILED_ON, FAILURE, REJECTION, CREATININE, EGFR, SYSTOLIC, DIASTOLIC, ALBUMIN, STAYS,
        DIALYSIS, DEATH, NOTE,
    ],
};

/// A visit of a child or young person: as of a recipient, with growth.
pub const PAEDIATRIC_VISIT: Form = Form {
    name: "visit",
    inputs: &[
        SEEN_ON, STATUS, GRAFT, FAILED_ON, FAILURE, REJECTION, HEIGHT, WEIGHT, CREATININE, EGFR, SYSTOLIC, DIASTOLIC,
        ALBUMIN, STAYS, DIALYSIS, DEATH, NOTE,
    ],
};

fn form_of(visit: &Visit) -> &'static Form {
    match (visit.planned.subject.starts_with("rec_"), visit.planned.form) {
        (true, FormKind::Adult) => &RECIPIENT_VISIT,
        (true, FormKind::Paediatric) => &PAEDIATRIC_VISIT,
        (false, _) => &DONOR_VISIT,
    }
}

fn back(visit: &Visit) -> String {
    format!("/follow-up/{}", visit.planned.subject)
}

pub(super) async fn show(desk: Desk, Path(text): Path<String>) -> Answer {
    require(&desk, Permission::RecordVisit)?;
    let visit = desk.app.service.visit(desk.access()?, id::<VisitId>("visit", &text)?).await?;
    if visit.seen.is_some() {
        return Ok(Redirect::to(&back(&visit)).into_response());
    }
    let mut sent = Sent::default();
    sent.put("seen_on", &desk.app.service.today().to_string());
    Ok(draw(&desk, &visit, &sent, &[]))
}

pub(super) async fn send(desk: Desk, Path(text): Path<String>, sent: Sent) -> Answer {
    require(&desk, Permission::RecordVisit)?;
    let visit = desk.app.service.visit(desk.access()?, id::<VisitId>("visit", &text)?).await?;
    let (seen, happened) = match read(&desk, &visit, &sent) {
        Ok(read) => read,
        Err(problems) => return Ok(draw(&desk, &visit, &sent, &problems)),
    };
    let service = match &sent.once {
        Some((key, digest)) => desk.app.service.once(key.clone(), *digest),
        None => desk.app.service.clone(),
    };
    match service.record_visit(desk.access()?, visit.id, seen, happened).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?kept={}", back(&visit), visit.id)).into_response()),
        Err(failure) => Ok(draw(&desk, &visit, &sent, &put_right(failure)?)),
    }
}

/// Reads the form: what was seen, and the day on which it was.
pub(super) fn read_form(
    desk: &Desk,
    form: &Form,
    operated_on: Date,
    sent: &Sent,
) -> Result<(Seen, Happened), Vec<Problem>> {
    let mut body = form.read(desk, sent)?;
    let happened = happened(desk, operated_on, &mut body).map_err(|p| vec![p])?;
    let seen = typed(Value::Object(body)).map_err(|p| vec![p])?;
    Ok((seen, happened))
}

fn read(desk: &Desk, visit: &Visit, sent: &Sent) -> Result<(Seen, Happened), Vec<Problem>> {
    read_form(desk, form_of(visit), visit.planned.operated_on, sent)
}

fn happened(desk: &Desk, operated_on: Date, body: &mut Map<String, Value>) -> Result<Happened, Problem> {
    let on = body.remove("seen_on").and_then(|v| v.as_str().and_then(|t| t.parse::<Date>().ok()));
    let on = on.unwrap_or_else(|| desk.app.service.today());
    let wrong = |key: &str| Problem::new("malformed", "seen_on", desk.say(key));
    if on > desk.app.service.today() {
        return Err(wrong("visit-ahead"));
    }
    if on < operated_on {
        return Err(wrong("visit-before-operation"));
    }
    Happened::on(on, desk.app.service.profile().country().zone.clone()).map_err(|_| wrong("problem-date"))
}

fn draw(desk: &Desk, visit: &Visit, sent: &Sent, problems: &[Problem]) -> Response {
    let form = form_of(visit);
    let planned = &visit.planned;
    let window = [("from", desk.date(planned.opens_on).into()), ("to", desk.date(planned.closes_on).into())];
    ask(
        desk,
        "/follow-up",
        &Ask {
            title: desk.say("visit-title"),
            back: Link::new(back(visit), desk.say("visit-back")),
            intro: html! {
                p { b { (desk.term(&planned.kind)) } " · " (code_id(&planned.subject)) }
                p.under { (desk.say_with("visit-window", &window)) }
            },
            action: format!("/visits/{}", visit.id),
            fields: form.draw(desk, &Lists::new(), sent, problems),
            button: (Weight::Next, desk.say("visit-keep")),
            after: html! {},
            wrong: &wrong(desk, &[form], problems),
        },
    )
}
