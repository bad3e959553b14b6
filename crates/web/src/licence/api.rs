//! Centres and licences over JSON.

use axum::Json;
use axum::extract::{Path, Query};
use axum::response::IntoResponse;
use codes::activity::{Activity, DonorScope, Population};
use codes::ids::CentreId;
use domain::access::Permission;
use domain::licence::{CentreRegistered, Granted, Measure, ReviewAnswered, ReviewOutcome};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};
use service::CentrePage;

use crate::api::Endpoint;
use crate::api::body::{Write, number};
use crate::api::listed::{After, listed};
use crate::api::schema::{Body, date, id, instant, list, object, organ, sample, text, word};
use crate::desk::Desk;
use crate::route::Needs;
use crate::trouble::Answer;

/// Endpoints.
pub(super) fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/centres", Needs::Nothing, centres)
            .does("Centres with their licences by name, fifty at a time; `after` is the number of the last one before.")
            .returns("A list of centres; the header Link leads to the next part, Total-Count says how many there are."),
        Endpoint::get("/centres/{centre}", Needs::Nothing, centre)
            .does("One centre with its licences.")
            .returns("The centre."),
        Endpoint::post("/centre", Needs::One(Permission::GrantLicence), register_centre)
            .does("Enters a centre, department, ward, laboratory or board.")
            .reads(centre_body)
            .returns("The number of the centre and a receipt."),
        Endpoint::post("/licence", Needs::One(Permission::GrantLicence), grant)
            .does("Grants a licence.")
            .reads(licence_body)
            .returns("The number of the licence and a receipt."),
        Endpoint::post("/licence/{licence}/measure", Needs::One(Permission::MeasureLicence), measure)
            .does("Suspends, revokes or reinstates a licence, or proposes it where two signatures are needed.")
            .reads(measure_body)
            .returns("A receipt."),
        Endpoint::post("/licence/{licence}/signature", Needs::One(Permission::MeasureLicence), sign)
            .does("Signs a measure as second inspector.")
            .returns("A receipt."),
        Endpoint::get("/licence-reviews", Needs::One(Permission::MeasureLicence), reviews)
            .does("Licences that are looked at again after a sanction, open ones first.")
            .returns("At most 50 reviews."),
        Endpoint::post("/licence-review/{licence_review}", Needs::One(Permission::MeasureLicence), answer_review)
            .does("Answers a licence review in writing.")
            .reads(review_body)
            .returns("A receipt."),
    ]
}

fn centre_json(desk: &Desk, page: &CentrePage) -> Value {
    let now = desk.app.service.now();
    let today = desk.day_of(now);
    let licences: Vec<Value> = page
        .licences
        .iter()
        .map(|l| json!({"licence": l.id, "granted": l.granted, "status": l.status(now, today)}))
        .collect();
    json!({"centre": page.centre.id, "name": page.centre.name_on(today), "kind": page.centre.kind,
        "place": page.centre.place, "country": page.centre.country, "licences": licences})
}

async fn centres(desk: Desk, Query(from): Query<After>) -> Answer {
    let after = from.after.as_deref().map(number::<CentreId>).transpose()?;
    let list = desk.app.service.centres_after(after, |_| true).await?;
    let rows: Vec<Value> = list.rows.iter().map(|p| centre_json(&desk, p)).collect();
    Ok(listed("/api/v1/centres?", rows, list.all, list.next.as_deref()))
}

async fn centre(desk: Desk, Path(id): Path<String>) -> Answer {
    let page = desk.app.service.centre(number(&id)?).await?;
    Ok(Json(centre_json(&desk, &page)).into_response())
}

async fn register_centre(w: Write<CentreRegistered>) -> Answer {
    let (centre, receipt) = w.service.register_centre(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"centre": centre, "receipt": receipt})).into_response())
}

async fn grant(w: Write<Granted>) -> Answer {
    let (licence, receipt) = w.service.grant_licence(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"licence": licence, "receipt": receipt})).into_response())
}

/// A measure with its reason.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Measuring {
    measure: Measure,
    from: Timestamp,
    reason: String,
    legal_act: String,
}

async fn measure(Path(id): Path<String>, w: Write<Measuring>) -> Answer {
    let b = w.body;
    let words = (b.reason, b.legal_act);
    let ((), receipt) = w.service.propose_measure(w.desk.access()?, number(&id)?, b.measure, b.from, words).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

async fn sign(Path(id): Path<String>, w: Write<()>) -> Answer {
    let ((), receipt) = w.service.sign_measure(w.desk.access()?, number(&id)?).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

fn centre_body() -> Body {
    let kinds = word(["centre", "department", "ward", "laboratory", "organisation", "authority", "board"]);
    Body {
        name: "CentreRegistered",
        schema: object(&[
            ("kind!", kinds),
            ("parent", id("cen")),
            ("name!", text()),
            ("place!", text()),
            ("country!", text()),
            ("telephone", text()),
        ]),
        example: json!({"kind": "centre", "parent": null, "name": "Sarim University Hospital", "place": "Sarim",
            "country": "XC", "telephone": null}),
    }
}

fn licence_body() -> Body {
    Body {
        name: "Granted",
        schema: object(&[
            ("centre!", id("cen")),
            ("organ!", organ()),
            ("activity!", word(Activity::ALL.iter().map(|a| a.code()))),
            ("donor_scope!", list(word(DonorScope::ALL.iter().map(|s| s.code())))),
            ("population!", word(Population::ALL.iter().map(|p| p.code()))),
            ("valid_from!", date()),
            ("valid_to!", date()),
            ("conditions!", list(text())),
            ("legal_act!", text()),
        ]),
        example: json!({"centre": sample::<codes::ids::CentreId>(1), "organ": "KIDNEY_L", "activity": "living_removal",
            "donor_scope": ["related_only"], "population": "adult", "valid_from": "2026-01-01",
            "valid_to": "2028-12-31", "conditions": [], "legal_act": "Transplantation Act, section 6"}),
    }
}

fn measure_body() -> Body {
    Body {
        name: "Measure",
        schema: object(&[
            ("measure!", word(["suspend", "revoke", "reinstate"])),
            ("from!", instant()),
            ("reason!", text()),
            ("legal_act!", text()),
        ]),
        example: json!({"measure": "suspend", "from": "2026-11-23T00:00:00Z", "reason": "Late follow-up",
            "legal_act": "Transplantation Act, section 6(3)"}),
    }
}

async fn reviews(desk: Desk) -> Answer {
    let seen = desk.app.service.licence_reviews(desk.access()?).await?;
    Ok(Json(seen.iter().map(|s| json!({"review": s.review, "centre": s.centre})).collect::<Vec<_>>()).into_response())
}

async fn answer_review(Path(id): Path<String>, w: Write<ReviewAnswered>) -> Answer {
    let ((), receipt) = w.service.answer_licence_review(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

fn review_body() -> Body {
    Body {
        name: "AnswerLicenceReview",
        schema: object(&[("outcome!", word(ReviewOutcome::CODES.iter().copied())), ("reason!", text())]),
        example: json!({"outcome": "conditions_added", "reason": "A second surgeon signs every removal."}),
    }
}
