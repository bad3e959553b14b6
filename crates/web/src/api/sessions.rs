//! Signing in and out over JSON.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::IntoResponse;
use codes::ids::CentreId;
use domain::access::Role;
use serde::Deserialize;
use serde_json::json;
use service::access::SignIn;
use service::{Failure, Problem};

use crate::app::App;
use crate::desk::Desk;
use crate::form::typed;
use crate::trouble::{Answer, Trouble};

/// Name, password, one-time code.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Credentials {
    login: String,
    password: String,
    totp: String,
}

fn read<T: serde::de::DeserializeOwned>(bytes: &Bytes) -> Result<T, Trouble> {
    let value = serde_json::from_slice(bytes).map_err(|_| Problem::new("malformed", "body", "JSON"))?;
    Ok(typed(value)?)
}

fn bearer(headers: &HeaderMap) -> Result<String, Trouble> {
    let value = headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok());
    let token = value.and_then(|v| v.strip_prefix("Bearer ")).ok_or(Failure::NotSignedIn)?;
    Ok(token.to_owned())
}

pub(crate) async fn open(desk: Desk, bytes: Bytes) -> Answer {
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
pub(crate) struct Choose {
    role: Role,
    centre: Option<CentreId>,
}

pub(crate) async fn choose(State(app): State<App>, headers: HeaderMap, bytes: Bytes) -> Answer {
    let token = bearer(&headers)?;
    let c: Choose = read(&bytes)?;
    let session = app.service.choose_role(&token, c.role, c.centre).await?;
    Ok(Json(json!({"access": session.access, "expires_at": session.expires_at})).into_response())
}

pub(crate) async fn end(State(app): State<App>, headers: HeaderMap) -> Answer {
    app.service.sign_out(&bearer(&headers)?).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
