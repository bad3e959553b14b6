//! What was not done, on its way to the one layer that says so.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use service::{Failure, Problem};

/// A failure inside a response; [`crate::guard`] turns it into a page or into problem details.
#[derive(Debug, Clone)]
pub struct Trouble(pub std::sync::Arc<Failure>);

impl<F: Into<Failure>> From<F> for Trouble {
    fn from(failure: F) -> Self {
        Self(std::sync::Arc::new(failure.into()))
    }
}

impl Trouble {
    /// The status: 400 malformed, 401 not signed in, 403 denied, 404 absent or hidden, 409 refused or stale, 422 unknown
    /// code or field, 429 too often, 500 ours.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        match self.0.as_ref() {
            Failure::Problem(p) => problem_status(p),
            Failure::Denied { hidden: true } => StatusCode::NOT_FOUND,
            Failure::Denied { hidden: false } => StatusCode::FORBIDDEN,
            Failure::NotSignedIn => StatusCode::UNAUTHORIZED,
            Failure::Refused { .. } => StatusCode::CONFLICT,
            Failure::Fault { .. } => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

fn problem_status(problem: &Problem) -> StatusCode {
    match problem.code {
        "not_found" => StatusCode::NOT_FOUND,
        "stale" => StatusCode::CONFLICT,
        "rate_limited" => StatusCode::TOO_MANY_REQUESTS,
        "unknown_field" | "unknown_code" | "missing" | "key_reused" | "four_eyes" | "unchanged" => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        _ => StatusCode::BAD_REQUEST,
    }
}

impl IntoResponse for Trouble {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// What a handler gives back.
pub type Answer = Result<Response, Trouble>;
