//! The JSON API: the rows of the capabilities (`<capability>/api.rs`) give the routes, the OpenAPI description and the denial
//! tests.

pub(crate) mod body;
mod endpoint;
pub(crate) mod listed;
mod openapi;
pub(crate) mod schema;

use axum::Router;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use service::Failure;

use crate::app::App;
use crate::route::endpoints;
use crate::trouble::Trouble;
pub use endpoint::{Endpoint, Gate};
pub use openapi::description;

/// Routes of every endpoint, and the description of them all.
pub fn routes() -> Router<App> {
    let described = Router::new().route("/api/v1/openapi.json", axum::routing::get(openapi::serve));
    endpoints().into_iter().fold(described, |router, e| {
        let path = format!("/api/v1{}", e.path);
        router.route(&path, e.route)
    })
}

/// Problem details of a trouble (RFC 9457).
pub(crate) fn problem(app: &App, lang: &'static str, trouble: &Trouble) -> Response {
    let status = trouble.status();
    let (code, mut body) = match trouble.0.as_ref() {
        Failure::Problem(p) => (p.code, json!({"field": p.field, "value": p.value, "expected": p.expected})),
        Failure::Denied { hidden: true } => ("not_found", json!({})),
        Failure::Denied { hidden: false } => ("denied", json!({})),
        Failure::NotSignedIn => ("not_signed_in", json!({})),
        Failure::Refused { id, reading } => {
            ("refused", json!({"refusal": id, "checked": reading.checked, "findings": reading.findings}))
        }
        Failure::Fault { number } => ("fault", json!({"number": number})),
    };
    if let Some(map) = body.as_object_mut() {
        let title = app.words.say(lang, &format!("problem-title-{}", code.replace('_', "-")));
        map.insert("type".to_owned(), format!("urn:donare:problem:{code}").into());
        map.insert("title".to_owned(), title.into());
        map.insert("status".to_owned(), status.as_u16().into());
    }
    let mut response = (status, axum::Json(body)).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    response
}
