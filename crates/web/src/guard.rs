//! Layers around every route: security headers, same-site writing, and the rendering of troubles.

use axum::extract::{FromRequestParts, Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use service::Failure;

use crate::app::App;
use crate::concern::{asks_nobody, host};
use crate::desk::Desk;
use crate::portal::trouble_page;
use crate::trouble::Trouble;
use crate::{api, say};

/// No script, style, picture or request from anywhere else; no framing; no address passed on.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Where concerns are sealed no form leads anywhere, and nothing is drawn that the page did not bring.
const POLICY_OF_CONCERNS: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; \
     form-action 'none'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

pub(crate) async fn headers(State(app): State<App>, request: Request, next: Next) -> Response {
    let private = !request.uri().path().starts_with("/assets/");
    let quiet = asks_nobody(request.uri().path()) || host::at_concern_host(&app, request.uri(), request.headers());
    let policy = if quiet { POLICY_OF_CONCERNS } else { POLICY };
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::STRICT_TRANSPORT_SECURITY, "max-age=31536000; includeSubDomains"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert("cross-origin-opener-policy", HeaderValue::from_static("same-origin"));
    headers.insert("cross-origin-resource-policy", HeaderValue::from_static("same-origin"));
    headers.insert("permissions-policy", HeaderValue::from_static("camera=(self), microphone=(), geolocation=()"));
    if private && !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// Writing must come from our own pages, or from a client that carries its own bearer token.
pub(crate) async fn same_site(request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if reads || bearer(request.headers()).is_some() || from_our_pages(&request) {
        return next.run(request).await;
    }
    StatusCode::FORBIDDEN.into_response()
}

/// The token that a client carries itself. Any other `Authorization` may have been put there by a browser, which sends
/// its cookie with it, and counts for nothing.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok()?.strip_prefix("Bearer "))
}

fn from_our_pages(request: &Request) -> bool {
    let header = |name: &str| request.headers().get(name).and_then(|v| v.to_str().ok());
    match header("sec-fetch-site") {
        Some(site) => matches!(site, "same-origin" | "none"),
        // Older browsers: the origin must be the host that was asked.
        None => match (header("origin"), header("host")) {
            (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, o)| o == host),
            (None, _) => true,
            _ => false,
        },
    }
}

/// Turns a trouble into a page in the reader's language, or into problem details under `/api/`.
pub(crate) async fn render_troubles(State(app): State<App>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let desk = Desk::from_request_parts(&mut parts, &app).await.ok();
    let is_api = parts.uri.path().starts_with("/api/");
    let response = next.run(Request::from_parts(parts, body)).await;
    let Some(trouble) = response.extensions().get::<Trouble>().cloned() else { return response };
    if is_api {
        let lang = desk.as_ref().map_or("en", |d| d.lang);
        return api::problem(&app, lang, &trouble);
    }
    match (desk, trouble.0.as_ref()) {
        (Some(desk), Failure::NotSignedIn) => {
            Redirect::to(&format!("/sign-in?to={}", say::escape(&desk.path))).into_response()
        }
        (Some(desk), _) => trouble_page(&desk, &trouble),
        (None, _) => response,
    }
}
