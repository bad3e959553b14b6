//! Signing in and out over JSON.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use codes::ids::CentreId;
use domain::access::{DutyCancelled, DutyEntered, Permission, Purpose, Role};
use serde::Deserialize;
use serde_json::json;
use service::access::SignIn;
use service::{Failure, Problem};

use crate::api::Endpoint;
use crate::api::body::{Write, number};
use crate::api::schema::{Body, id, instant, object, sample, text, word};
use crate::app::App;
use crate::desk::Desk;
use crate::form::typed;
use crate::guard::bearer;
use crate::route::Needs;
use crate::trouble::{Answer, Trouble};

/// Endpoints.
pub(crate) fn endpoints() -> Vec<Endpoint> {
    let mut all = vec![
        Endpoint::post("/session", Needs::Nothing, open)
            .does("Signs in; the token that comes back is sent as a bearer token.")
            .reads(sign_in_body)
            .returns("A token and the roles to choose from."),
        Endpoint::post("/session/role", Needs::Session, choose)
            .does("Chooses the role and centre of a session, and what for; the usual purpose of the role where none is named.")
            .reads(role_body)
            .returns("The session."),
        Endpoint::post("/session/end", Needs::Session, end).does("Signs out.").returns("Nothing."),
        Endpoint::get("/inquiry-lines", Needs::One(Permission::ReadInquiryLog), inquiries)
            .does("That and when investigators read, never which record.")
            .returns("A list of lines, newest first."),
        Endpoint::get("/rota", Needs::One(Permission::ReadRota), rota)
            .does("Who is on duty over the next fourteen days, with gaps and overlaps.")
            .returns("One line for each role and place."),
        Endpoint::post("/duty", Needs::One(Permission::ChangeRota), enter_duty)
            .does("Enters a duty.")
            .reads(duty_body)
            .returns("The number of the duty and a receipt."),
        Endpoint::post("/duty/{duty}/cancel", Needs::One(Permission::ChangeRota), cancel_duty)
            .does("Calls a duty off.")
            .reads(duty_off_body)
            .returns("A receipt."),
    ];
    all.extend(super::emergency_api::endpoints());
    all
}

/// Name, password, one-time code.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Credentials {
    login: String,
    password: String,
    totp: String,
}

fn read<T: serde::de::DeserializeOwned>(bytes: &Bytes) -> Result<T, Trouble> {
    let value = serde_json::from_slice(bytes).map_err(|_| Problem::new("malformed", "body", "JSON"))?;
    Ok(typed(value)?)
}

fn token(headers: &HeaderMap) -> Result<&str, Failure> {
    bearer(headers).ok_or(Failure::NotSignedIn)
}

async fn open(desk: Desk, bytes: Bytes) -> Answer {
    let c: Credentials = read(&bytes)?;
    let sign_in = SignIn { login: c.login, password: c.password, totp: c.totp };
    let opened = desk.app.service.sign_in(sign_in, &desk.from).await?;
    let choice = |(role, centre): &(Role, Option<CentreId>)| json!({"role": role, "centre": centre});
    let choices: Vec<_> = opened.choices.iter().map(choice).collect();
    let chosen = opened.chosen.as_ref().map(choice);
    let body = json!({"token": opened.token, "expires_at": opened.expires_at, "choices": choices, "chosen": chosen});
    Ok(Json(body).into_response())
}

/// The role to work in.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Choose {
    role: Role,
    centre: Option<CentreId>,
    purpose: Option<Purpose>,
}

async fn choose(State(app): State<App>, headers: HeaderMap, bytes: Bytes) -> Answer {
    let token = token(&headers)?;
    let c: Choose = read(&bytes)?;
    let session = app.service.choose_role(token, c.role, c.centre, c.purpose).await?;
    Ok(Json(json!({"access": session.access, "expires_at": session.expires_at})).into_response())
}

async fn end(State(app): State<App>, headers: HeaderMap) -> Answer {
    app.service.sign_out(token(&headers)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn sign_in_body() -> Body {
    Body {
        name: "Credentials",
        schema: object(&[("login!", text()), ("password!", text()), ("totp!", text())]),
        example: json!({"login": "j.amsel", "password": "a long sentence only she knows", "totp": "123456"}),
    }
}

fn role_body() -> Body {
    Body {
        name: "Choose",
        schema: object(&[
            ("role!", word(domain::access::Role::ALL.iter().map(|r| r.code()))),
            ("centre", id("cen")),
            ("purpose", word(domain::access::Purpose::ALL.iter().map(|p| p.code()))),
        ]),
        example: json!({"role": "coordinator", "centre": null, "purpose": "vigilance"}),
    }
}

async fn rota(desk: Desk) -> Answer {
    let rota = desk.app.service.rota(desk.access()?).await?;
    let line = |l: &service::access::RotaLine| json!({"role": l.role, "centre": l.centre, "duties": l.duties, "stretches": l.stretches});
    Ok(Json(rota.lines.iter().map(line).collect::<Vec<_>>()).into_response())
}

async fn enter_duty(w: Write<DutyEntered>) -> Answer {
    let (duty, receipt) = w.service.enter_duty(w.desk.access()?, w.body).await?;
    Ok(Json(json!({"duty": duty, "receipt": receipt})).into_response())
}

async fn cancel_duty(Path(id): Path<String>, w: Write<DutyCancelled>) -> Answer {
    let ((), receipt) = w.service.cancel_duty(w.desk.access()?, number(&id)?, w.body).await?;
    Ok(Json(json!({"receipt": receipt})).into_response())
}

fn duty_body() -> Body {
    Body {
        name: "DutyEntered",
        schema: object(&[
            ("account!", id("acc")),
            ("deputy", id("acc")),
            ("role!", word(Role::ALL.iter().map(|r| r.code()))),
            ("centre", id("cen")),
            ("from!", instant()),
            ("until!", instant()),
        ]),
        example: json!({"account": sample::<codes::ids::AccountId>(3), "deputy": null, "role": "living_donor_nurse",
            "centre": sample::<CentreId>(1), "from": "2026-12-01T18:00:00Z", "until": "2026-12-02T06:00:00Z"}),
    }
}

fn duty_off_body() -> Body {
    Body {
        name: "DutyCancelled",
        schema: object(&[("reason!", word(["ill", "swapped", "wrong_entry", "other"]))]),
        example: json!({"reason": "swapped"}),
    }
}

async fn inquiries(desk: Desk) -> Answer {
    let lines = desk.app.service.inquiry_lines(desk.access()?).await?;
    let line = |l: &service::access::LineSeen| json!({"at": l.line.at, "account": l.line.account, "role": l.line.role, "outcome": l.line.outcome});
    Ok(Json(lines.iter().map(line).collect::<Vec<_>>()).into_response())
}
