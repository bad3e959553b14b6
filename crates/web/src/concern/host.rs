//! The host that the reporting pages may have of their own. Where they have one, nothing else answers there and no cookie is
//! looked at; on every other host their addresses lead there and take nothing.

use std::fmt;
use std::num::NonZeroU16;
use std::str::FromStr;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::{SCRIPTS, asks_nobody};
use crate::app::{App, AppOptions};
use crate::desk::Desk;
use crate::look::asset::STYLE;
use crate::look::button::{Weight, go};
use crate::look::{Dir, Link, shell};
use crate::portal;
use crate::trouble::Answer;

/// The first page of those who report.
const DOOR: &str = "/concern";
/// What an address there names its language with, since no cookie does.
const LANGUAGE: &str = "lang";

/// A host name as browsers address it, with its port where that is not the usual one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConcernHost {
    /// In lower case, without a dot at its end.
    name: String,
    /// `None` is the usual port of the scheme.
    port: Option<NonZeroU16>,
}

impl FromStr for ConcernHost {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || "expected a host name as browsers address it, such as concerns.example.org".to_owned();
        let (name, port) = match text.split_once(':') {
            Some((name, port)) => (name, Some(port.parse().map_err(|_| wrong())?)),
            None => (text, None),
        };
        let label = |part: &str| {
            let inner = part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
            inner && (1..=63).contains(&part.len()) && !part.starts_with('-') && !part.ends_with('-')
        };
        // What ends in a number is an address for browsers, and no name.
        let numbered = name.rsplit('.').next().is_some_and(|last| last.bytes().all(|b| b.is_ascii_digit()));
        if name.len() > 253 || numbered || !name.split('.').all(label) {
            return Err(wrong());
        }
        Ok(Self { name: name.to_ascii_lowercase(), port })
    }
}

impl fmt::Display for ConcernHost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.port {
            Some(port) => write!(f, "{}:{port}", self.name),
            None => f.write_str(&self.name),
        }
    }
}

impl ConcernHost {
    /// Whether a request asks this host, on whatever port. An address that names its host counts before the header (RFC 9112, 3.2.2).
    fn is_asked(&self, uri: &Uri, headers: &HeaderMap) -> bool {
        let sent = headers.get(header::HOST).and_then(|v| v.to_str().ok());
        let name = uri.host().or_else(|| sent.and_then(|host| host.split(':').next())).unwrap_or_default();
        name.strip_suffix('.').unwrap_or(name).eq_ignore_ascii_case(&self.name)
    }

    fn origin(&self, options: AppOptions) -> String {
        let scheme = if options.secure_cookies { "https" } else { "http" };
        format!("{scheme}://{self}")
    }
}

/// Whether a request asks the host that concerns have of their own.
pub(crate) fn at_concern_host(app: &App, uri: &Uri, headers: &HeaderMap) -> bool {
    app.concern_host.as_ref().is_some_and(|host| host.is_asked(uri, headers))
}

/// Keeps the reporting pages and everything else on hosts of their own.
pub(crate) async fn keep_apart(State(app): State<App>, request: Request, next: Next) -> Answer {
    let Some(host) = &app.concern_host else { return Ok(next.run(request).await) };
    let path = request.uri().path();
    match (host.is_asked(request.uri(), request.headers()), asks_nobody(path)) {
        // Whoever typed the name alone.
        (true, _) if path == "/" && reads(&request) => Ok(Redirect::to(DOOR).into_response()),
        (true, false) if !is_drawn_with(path) => Err(portal::nothing_here().await),
        (false, true) => Ok(lead_there(&app, host, &request)),
        _ => Ok(next.run(request).await),
    }
}

fn reads(request: &Request) -> bool {
    matches!(*request.method(), Method::GET | Method::HEAD)
}

/// Whether it is one of the files that the reporting pages consist of.
fn is_drawn_with(path: &str) -> bool {
    let is = |name: &str| SCRIPTS.iter().chain([&STYLE]).any(|asset| asset.name == name);
    path.strip_prefix("/assets/").is_some_and(is)
}

/// On to the same address at its own host. What was sent to a wrong one is not taken, not even to be passed on.
fn lead_there(app: &App, host: &ConcernHost, request: &Request) -> Response {
    if !reads(request) {
        return StatusCode::MISDIRECTED_REQUEST.into_response();
    }
    let path = request.uri().path_and_query().map_or(DOOR, |p| p.as_str());
    Redirect::permanent(&format!("{}{path}", host.origin(app.options))).into_response()
}

/// The address of a reporting page as a link names it: with its host where it has one of its own, and with the language, which no
/// cookie tells there.
pub(crate) fn address(desk: &Desk, path: &str) -> String {
    let Some(host) = &desk.app.concern_host else { return path.to_owned() };
    let origin = if desk.at_concern_host { String::new() } else { host.origin(desk.app.options) };
    format!("{origin}{path}?{LANGUAGE}={}", desk.lang)
}

/// The way to the first page, from the foot of every page.
pub(crate) fn way(desk: &Desk) -> Markup {
    let apart = desk.app.concern_host.as_ref().map(|_| "noreferrer");
    html! { a href=(address(desk, DOOR)) rel=[apart] { (desk.say("foot-concern")) } }
}

/// The language that an address on the own host names.
pub(crate) fn language(uri: &Uri) -> Option<String> {
    let pairs = uri.query()?.split('&').filter_map(|pair| pair.split_once('='));
    pairs.filter(|(name, _)| *name == LANGUAGE).map(|(_, value)| value.to_owned()).next()
}

/// The frame of a page on the own host: whatever is drawn there leads nowhere else.
pub(crate) fn frame(desk: &Desk, frame: shell::Shell) -> shell::Shell {
    let path = desk.path.split('?').next().filter(|path| asks_nobody(path)).unwrap_or(DOOR);
    let tongue = |tag: &str, name: &str| shell::Tongue {
        href: format!("{path}?{LANGUAGE}={tag}"),
        name: name.to_owned(),
        lang: tag.to_owned(),
        dir: Dir::of(tag),
    };
    let others = crate::desk::LANGUAGES.iter().filter(|(tag, _)| *tag != desk.lang);
    shell::Shell {
        home: address(desk, DOOR),
        band: frame.band.map(|band| shell::Band { change: None, ..band }),
        tongues: others.map(|(tag, name)| tongue(tag, name)).collect(),
        foot: Some(html! {
            (way(desk))
            @if desk.lang != "en" { p { (desk.say("translation-unreviewed")) } }
        }),
        ..frame
    }
}

/// What is said there of an address that the own host does not have.
pub(crate) fn nothing_else(desk: &Desk) -> Markup {
    html! {
        p { (desk.say("rep-nothing-else")) }
        p { (go(Weight::Next, &Link::new(address(desk, DOOR), desk.say("rep-to-door")))) }
    }
}

#[cfg(test)]
mod tests {
    use super::ConcernHost;

    #[test]
    fn a_host_is_a_name_with_a_port_or_without() {
        for (typed, kept) in [
            ("concerns.example.org", "concerns.example.org"),
            ("Concerns.Example", "concerns.example"),
            ("concern.localhost:8080", "concern.localhost:8080"),
        ] {
            assert_eq!(typed.parse::<ConcernHost>().map(|h| h.to_string()), Ok(kept.to_owned()));
        }
        for wrong in [
            "",
            "https://concerns.example",
            "concerns.example/",
            "concerns.example:",
            "concerns.example:0",
            "concerns.example:70000",
            "127.0.0.1",
            "[::1]",
            "concerns example",
            ".example",
            "example..org",
            "-a.example",
            "ärzte.example",
        ] {
            assert!(wrong.parse::<ConcernHost>().is_err(), "{wrong}");
        }
    }
}
