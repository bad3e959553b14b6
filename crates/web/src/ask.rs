//! A page that asks: one form, what was wrong with it, and who may ask it.

use std::fmt::Display;
use std::str::FromStr;

use axum::response::Response;
use codes::time::Happened;
use domain::access::Permission;
use jiff::{SignedDuration, Timestamp};
use maud::{Markup, html};
use serde_json::{Map, Value};
use service::{Failure, Problem};

use crate::desk::Desk;
use crate::form::{Form, problem_words};
use crate::look::Link;
use crate::look::button::{Weight, submit};
use crate::look::field::error_summary;
use crate::look::frame::{Question, question};
use crate::sent::Sent;
use crate::trouble::Trouble;

/// How far a clock may run ahead before an entry counts as lying in the future.
const AHEAD: SignedDuration = SignedDuration::from_mins(2);

/// A question with its form.
pub(crate) struct Ask<'a> {
    /// The sentence on top.
    pub title: String,
    /// The page before.
    pub back: Link,
    /// Text above the form.
    pub intro: Markup,
    /// Where the form is sent.
    pub action: String,
    /// Fields.
    pub fields: Markup,
    /// The button.
    pub button: (Weight, String),
    /// Text below the form.
    pub after: Markup,
    /// What is wrong: field and words.
    pub wrong: &'a [Wrong],
}

/// What is wrong with a field, with its label.
pub(crate) struct Wrong {
    /// The field.
    pub field: String,
    /// Label and words.
    pub says: String,
    /// The status it is answered with.
    pub status: axum::http::StatusCode,
}

/// Problems with the labels of their fields.
pub(crate) fn wrong(desk: &Desk, forms: &[&Form], problems: &[Problem]) -> Vec<Wrong> {
    let label = |field: &str| {
        let mut all = forms.iter().flat_map(|f| f.inputs.iter().map(move |i| (f, i)));
        all.find(|(_, i)| i.name == field).map(|(f, i)| f.label(desk, i))
    };
    let said = |p: &Problem| match label(&p.field) {
        Some(label) => format!("{label}: {}", problem_words(desk, p)),
        None => problem_words(desk, p),
    };
    problems
        .iter()
        .map(|p| Wrong { field: p.field.clone(), says: said(p), status: Trouble::from(p.clone()).status() })
        .collect()
}

/// The page of a question; with what is wrong on top, its title says so and its status is that of the first problem.
pub(crate) fn ask(desk: &Desk, here: &str, view: &Ask<'_>) -> Response {
    let errors = (!view.wrong.is_empty()).then(|| {
        let list: Vec<_> = view.wrong.iter().map(|w| (w.field.clone(), w.says.clone())).collect();
        error_summary(&desk.say("errors-title"), &list)
    });
    let title = match errors {
        Some(_) => format!("{} {}", desk.say("error-prefix"), view.title),
        None => view.title.clone(),
    };
    let body = question(&Question {
        back: Some(view.back.clone()),
        caption: None,
        title: html! { (view.title) },
        errors,
        body: html! {
            (view.intro)
            form method="post" action=(view.action) novalidate {
                (desk.marks())
                (view.fields)
                (submit(view.button.0, &view.button.1, None))
            }
            (view.after)
        },
    });
    let mut response = desk.page(&title, here, &body);
    if let Some(first) = view.wrong.first() {
        *response.status_mut() = first.status;
    }
    response
}

/// A number in an address; what cannot be one is not there.
pub(crate) fn id<T: FromStr>(field: &'static str, text: &str) -> Result<T, Trouble> {
    text.parse().map_err(|_| Problem::not_found(field, text).into())
}

/// Whether whoever is signed in has the permission anywhere.
pub(crate) fn may(desk: &Desk, permission: Permission) -> bool {
    desk.session
        .as_ref()
        .is_some_and(|s| desk.app.service.policy().reach(s.access.role, permission, s.access.purpose).is_some())
}

/// Denies a page whose form could not be sent anyway.
pub(crate) fn require(desk: &Desk, permission: Permission) -> Result<(), Trouble> {
    desk.access()?;
    match may(desk, permission) {
        true => Ok(()),
        false => Err(Failure::Denied { hidden: desk.app.service.policy().is_hidden(permission) }.into()),
    }
}

/// Denies unless whoever is signed in has one of the permissions.
pub(crate) fn require_any(desk: &Desk, permissions: &[Permission]) -> Result<(), Trouble> {
    desk.access()?;
    match permissions.iter().any(|p| may(desk, *p)) {
        true => Ok(()),
        false => Err(Failure::Denied { hidden: false }.into()),
    }
}

/// Problems of a form that can be put right there; everything else is trouble.
pub(crate) fn put_right(failure: Failure) -> Result<Vec<Problem>, Trouble> {
    match failure {
        Failure::Problem(p) if !matches!(p.code, "stale" | "rate_limited" | "key_reused") => Ok(vec![p]),
        other => Err(other.into()),
    }
}

/// Now as a form's civil date and time.
pub(crate) fn now_typed(desk: &Desk) -> String {
    desk.app.service.now().to_zoned(desk.zone()).strftime("%Y-%m-%dT%H:%M").to_string()
}

/// Takes the field `happened_at` out of a body and makes it a moment in the country's zone.
///
/// # Errors
/// The moment lies ahead.
pub(crate) fn happened(desk: &Desk, body: &mut Map<String, Value>) -> Result<Option<Happened>, Problem> {
    let at = body.remove("happened_at").and_then(|v| v.as_str().and_then(|t| t.parse::<Timestamp>().ok()));
    let Some(at) = at else { return Ok(None) };
    if at.duration_since(desk.app.service.now()) > AHEAD {
        return Err(Problem::new("malformed", "happened_at", desk.say("moment-ahead")).showing(desk.instant(at)));
    }
    Ok(Some(Happened::at(at, desk.app.service.profile().country().zone.clone())))
}

/// A way to the pair's page.
pub(crate) fn to_pair(desk: &Desk, pair: impl Display) -> Link {
    Link::new(format!("/pairs/{pair}"), desk.say("back-to-pair"))
}

/// Puts what the address asks for into fields that were not typed yet.
pub(crate) fn fill(sent: &mut Sent, form: &Form, asked: &std::collections::BTreeMap<String, String>) {
    for input in form.inputs {
        if let Some(value) = asked.get(input.name) {
            sent.put(input.name, value);
        }
    }
}
