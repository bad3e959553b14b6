//! Long lists over JSON: a part at a time, with the way to the next.

use axum::Json;
use axum::http::HeaderValue;
use axum::http::header::LINK;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::Value;

/// Where a part of a list begins.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct After {
    /// Number of the last row of the part before; the list begins where it is left out.
    pub(crate) after: Option<String>,
}

/// Rows of a part as a JSON list. The header `Link` (RFC 8288) leads to the next part, `Total-Count` says how many rows there are in all.
/// `address` ends where `after=` is to be put.
pub(crate) fn listed(address: &str, rows: Vec<Value>, all: usize, next: Option<&str>) -> Response {
    let mut response = Json(rows).into_response();
    response.headers_mut().insert("total-count", HeaderValue::from(all));
    if let Some(link) = next.and_then(|n| HeaderValue::from_str(&format!("<{address}after={n}>; rel=\"next\"")).ok()) {
        response.headers_mut().insert(LINK, link);
    }
    response
}
