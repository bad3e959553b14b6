//! Licences of professionals over JSON.

use axum::Json;
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use codes::activity::Activity;
use domain::access::{Permission, Profession};
use domain::licence::{ProfessionalEntered, ProfessionalMeasure, ProfessionalMeasured};
use serde_json::{Value, json};
use service::{Problem, ProfessionalLine};

use super::professional::{Asked, wanted};
use crate::api::Endpoint;
use crate::api::body::{Write, number};
use crate::api::listed::listed;
use crate::api::schema::{Body, date, id, list, object, organ, sample, text, word};
use crate::desk::Desk;
use crate::route::Needs;
use crate::trouble::Answer;

/// Endpoints.
pub(super) fn endpoints() -> Vec<Endpoint> {
    const MAY: Needs = Needs::One(Permission::LicenseProfessional);
    vec![
        Endpoint::get("/professionals", MAY, professionals)
            .does("Professionals with where their licences stand today, by name, fifty at a time; `show` is `soon`, `suspended` or `without`, `after` the number of the last row before.")
            .returns("A list; the header Link leads to the next part, Total-Count says how many there are."),
        Endpoint::post("/professional", MAY, enter)
            .does("Enters the licence of a professional; the same one again is answered with the number it has.")
            .reads(entered_body)
            .returns("The number of the licence and a receipt."),
        Endpoint::get("/professional/{professional_licence}", MAY, professional)
            .does("One licence of a professional with what was done to it.")
            .returns("The licence."),
        Endpoint::post("/professional/{professional_licence}/measure", MAY, measure)
            .does("Suspends, reinstates or ends the licence of a professional.")
            .reads(measure_body)
            .returns("A receipt."),
    ]
}

fn line(desk: &Desk, one: &ProfessionalLine) -> Value {
    let today = desk.app.service.today();
    let licence = one.licence.as_ref().map(|l| {
        json!({"professional_licence": l.id, "profession": l.entered.profession, "valid_from": l.entered.valid_from,
            "valid_to": l.entered.valid_to, "status": l.status(today)})
    });
    json!({"account": one.account, "name": one.name, "licence": licence})
}

async fn professionals(desk: Desk, Query(asked): Query<Asked>) -> Answer {
    let Some(rows) = wanted(&asked.show) else {
        return Err(Problem::new("unknown_code", "show", "soon, suspended or without").into());
    };
    let seen = desk.app.service.professionals(desk.access()?, rows, asked.after).await?;
    let lines: Vec<Value> = seen.rows.iter().map(|one| line(&desk, one)).collect();
    let base = format!("/api/v1/professionals?show={}&", asked.show);
    Ok(listed(&base, lines, seen.all, seen.next.as_deref()))
}

async fn enter(w: Write<ProfessionalEntered>) -> Answer {
    let (licence, receipt) = w.service.enter_professional(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"professional_licence": licence, "receipt": receipt})).into_response())
}

async fn professional(desk: Desk, Path(id): Path<String>) -> Answer {
    let seen = desk.app.service.professional(desk.access()?, number(&id)?).await?;
    let status = seen.licence.status(desk.app.service.today());
    Ok(Json(json!({"licence": seen.licence, "name": seen.name, "status": status})).into_response())
}

async fn measure(Path(id): Path<String>, w: Write<ProfessionalMeasured>) -> Answer {
    let ((), receipt) = w.service.measure_professional(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

fn entered_body() -> Body {
    Body {
        name: "ProfessionalEntered",
        schema: object(&[
            ("account!", id("acc")),
            ("profession!", word(Profession::CODES.iter().copied())),
            ("speciality", text()),
            ("issuer!", text()),
            ("number!", text()),
            ("valid_from!", date()),
            ("valid_to", date()),
            ("organs", list(organ())),
            ("activities", list(word(Activity::ALL.iter().map(|a| a.code())))),
        ]),
        example: json!({"account": sample::<codes::ids::AccountId>(1), "profession": "physician",
            "speciality": "Kidney surgery", "issuer": "Calvane Medical Council", "number": "CM-4107",
            "valid_from": "2026-01-01", "valid_to": "2030-12-31", "organs": ["KIDNEY_L"],
            "activities": ["living_removal", "transplantation"]}),
    }
}

fn measure_body() -> Body {
    Body {
        name: "ProfessionalMeasured",
        schema: object(&[
            ("measure!", word(ProfessionalMeasure::CODES.iter().copied())),
            ("from!", date()),
            ("reason!", text()),
        ]),
        example: json!({"measure": "suspend", "from": "2026-11-23", "reason": "The council is looking into two operations."}),
    }
}
