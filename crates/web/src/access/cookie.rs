//! The session's cookie, and the addresses one may be led back to.

use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};

use crate::app::App;

const NAME: &str = "donare_session";

/// The token of the request's session.
pub(super) fn token(headers: &HeaderMap) -> Option<String> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|v| v.to_str().ok());
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(|(name, _)| *name == NAME).map(|(_, value)| value.to_owned()).find(|v| !v.is_empty())
}

/// Leads on with the session's cookie set, or taken away. It ends with the browser.
pub(super) fn lead(app: &App, token: Option<&str>, to: &str) -> Response {
    let secure = if app.options.secure_cookies { "; Secure" } else { "" };
    let cookie = match token {
        Some(token) => format!("{NAME}={token}; Path=/; HttpOnly; SameSite=Lax{secure}"),
        None => format!("{NAME}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax{secure}"),
    };
    let mut response = Redirect::to(to).into_response();
    if let Ok(value) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

/// The address, when it is one of this site and no door.
pub(super) fn local(to: &str) -> Option<&str> {
    let ours = to.starts_with('/') && !to.starts_with("//") && !to.contains(['\\', '\r', '\n', '\t']);
    let door = ["/sign-in", "/sign-out", "/role", "/second-factor"].iter().any(|d| to.starts_with(d));
    (ours && !door && to.is_ascii()).then_some(to)
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn only_addresses_of_this_site_are_gone_back_to() {
        assert_eq!(local("/follow-up?who=donors"), Some("/follow-up?who=donors"));
        for elsewhere in ["//example.org", "https://example.org", "/\\example.org", "", "/sign-out", "/a\r\nb"] {
            assert_eq!(local(elsewhere), None, "{elsewhere}");
        }
    }
}
