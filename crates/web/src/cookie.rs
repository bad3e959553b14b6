//! The cookies of this site (session, language, light or dark), and the addresses one may be led back to.

use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Redirect, Response};

use crate::app::AppOptions;

/// A language or a theme is kept for a year.
const KEPT_S: u32 = 31_536_000;

/// What is kept in a browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cookie {
    /// The token of the session; ends with the browser.
    Session,
    /// The token of a visit to one's own decision; ends with the browser.
    Visit,
    /// The token of a sitting with the questions of one's own follow-up; ends with the browser.
    Sitting,
    /// The language that was chosen.
    Language,
    /// Light or dark.
    Theme,
}

impl Cookie {
    /// Its name. Over TLS a session's has the prefix by which a browser takes it from this host alone.
    const fn name(self, options: AppOptions) -> &'static str {
        match self {
            Self::Session if options.secure_cookies => "__Host-donare_session",
            Self::Session => "donare_session",
            Self::Visit if options.secure_cookies => "__Host-donare_visit",
            Self::Visit => "donare_visit",
            Self::Sitting if options.secure_cookies => "__Host-donare_sitting",
            Self::Sitting => "donare_sitting",
            Self::Language => "donare_lang",
            Self::Theme => "donare_theme",
        }
    }

    /// What the request brings, unless it is empty.
    pub(crate) fn of(self, options: AppOptions, headers: &HeaderMap) -> Option<String> {
        let lines = headers.get_all(COOKIE).iter().filter_map(|v| v.to_str().ok());
        let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let own = pairs.filter(|(name, _)| *name == self.name(options)).map(|(_, value)| value);
        own.filter(|value| !value.is_empty()).map(str::to_owned).next()
    }

    /// Leads on with the cookie set, or taken away.
    pub(crate) fn lead(self, options: AppOptions, value: Option<&str>, to: &str) -> Response {
        let age = match (value, self) {
            (None, _) => "; Max-Age=0".to_owned(),
            (Some(_), Self::Session | Self::Visit | Self::Sitting) => String::new(),
            (Some(_), Self::Language | Self::Theme) => format!("; Max-Age={KEPT_S}"),
        };
        let secure = if options.secure_cookies { "; Secure" } else { "" };
        let (name, value) = (self.name(options), value.unwrap_or_default());
        let cookie = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{age}{secure}");
        let mut response = Redirect::to(to).into_response();
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(SET_COOKIE, cookie);
        }
        response
    }
}

/// The address, when it is one of this site. Browsers take `//` and `\` for another one, and ignore tabs and line breaks.
pub(crate) fn inside(to: &str) -> Option<&str> {
    let ours = to.starts_with('/') && !to.starts_with("//") && !to.contains('\\');
    (ours && to.is_ascii() && !to.contains(char::is_control)).then_some(to)
}

/// The address, when it is one of this site to which a door may lead: no door itself.
pub(crate) fn onward(to: &str) -> Option<&str> {
    let door = ["/sign-in", "/sign-out", "/role", "/second-factor"].iter().any(|d| to.starts_with(d));
    inside(to).filter(|_| !door)
}

#[cfg(test)]
mod tests {
    use axum::http::header::SET_COOKIE;
    use axum::http::{HeaderMap, HeaderValue, header};

    use super::{Cookie, inside, onward};
    use crate::app::AppOptions;

    #[test]
    fn only_addresses_of_this_site_are_gone_back_to() {
        assert_eq!(onward("/follow-up?who=donors"), Some("/follow-up?who=donors"));
        for elsewhere in
            ["//example.org", "https://example.org", "/\\example.org", "", "/a\r\nb", "/\t/example.org", "/é"]
        {
            assert_eq!((inside(elsewhere), onward(elsewhere)), (None, None), "{elsewhere}");
        }
        assert_eq!((inside("/sign-out"), onward("/sign-out")), (Some("/sign-out"), None));
    }

    #[test]
    fn over_tls_a_session_is_bound_to_its_host() {
        let options = |secure_cookies| AppOptions { demo: false, secure_cookies };
        let set = |secure, cookie: Cookie, value: Option<&str>| {
            let response = cookie.lead(options(secure), value, "/");
            response.headers().get(SET_COOKIE).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned()
        };
        assert_eq!(
            set(true, Cookie::Session, Some("t")),
            "__Host-donare_session=t; Path=/; HttpOnly; SameSite=Lax; Secure"
        );
        assert_eq!(set(false, Cookie::Session, None), "donare_session=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
        assert!(
            set(true, Cookie::Language, Some("ar"))
                .starts_with("donare_lang=ar; Path=/; HttpOnly; SameSite=Lax; Max-Age=")
        );

        let mut sent = HeaderMap::new();
        sent.append(header::COOKIE, HeaderValue::from_static("donare_session=; donare_session=plain; donare_lang=ar"));
        sent.append(header::COOKIE, HeaderValue::from_static("__Host-donare_session=bound"));
        assert_eq!(Cookie::Session.of(options(false), &sent).as_deref(), Some("plain"));
        assert_eq!(Cookie::Session.of(options(true), &sent).as_deref(), Some("bound"));
        assert_eq!(Cookie::Theme.of(options(true), &sent), None);
    }
}
