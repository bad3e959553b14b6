//! Opening an account: the code, the password, the second factor.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use service::access::{Enrolment, NewAccount};
use service::{Failure, Problem};

use super::sign_in::too_often;
use super::typed::in_words;
use crate::ask::{Ask, Wrong, ask, put_right};
use crate::desk::Desk;
use crate::form::problem_words;
use crate::look::button::Weight;
use crate::look::field::{Control, Field, TextKind, field};
use crate::look::{Link, code_id};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// A door that opens with a one-time code.
#[derive(Clone, Copy)]
enum Door {
    /// The first administrator's, from the console.
    First,
    /// An invited person's.
    Invited,
}

impl Door {
    fn address(self) -> &'static str {
        match self {
            Self::First => "/first-administrator",
            Self::Invited => "/invitation",
        }
    }
}

pub(super) async fn first(desk: Desk) -> Answer {
    Ok(draw(&desk, Door::First, &Sent::default(), &[]))
}

pub(super) async fn invited(desk: Desk) -> Answer {
    Ok(draw(&desk, Door::Invited, &Sent::default(), &[]))
}

/// The password as typed; blanks belong to it.
fn password(sent: &Sent) -> String {
    sent.all("password").first().cloned().unwrap_or_default()
}

pub(super) async fn accept_first(desk: Desk, sent: Sent) -> Answer {
    let who = NewAccount { name: sent.text("name").to_owned(), login: sent.text("login").to_owned() };
    let done = desk.app.service.accept_first(sent.text("code"), who, &password(&sent)).await;
    accepted(&desk, Door::First, &sent, done)
}

pub(super) async fn accept(desk: Desk, sent: Sent) -> Answer {
    let done = desk.app.service.accept_invitation(sent.text("code"), &password(&sent)).await;
    accepted(&desk, Door::Invited, &sent, done)
}

fn accepted(desk: &Desk, door: Door, sent: &Sent, done: Result<Enrolment, Failure>) -> Answer {
    match done {
        Ok(enrolment) => Ok(second_factor(desk, door, sent.text("code"), Some(&enrolment), &[])),
        Err(failure) => match problems(desk, failure)? {
            Some(problems) => Ok(draw(desk, door, sent, &problems)),
            None => Ok(too_often(desk)),
        },
    }
}

/// Problems in words of the page; `None` when it was tried too often.
fn problems(desk: &Desk, failure: Failure) -> Result<Option<Vec<Problem>>, Trouble> {
    match failure {
        Failure::Problem(p) if p.code == "rate_limited" => Ok(None),
        Failure::Problem(p) if p.code == "stale" => Ok(Some(vec![in_words(desk, p)])),
        other => Ok(Some(put_right(other)?.into_iter().map(|p| in_words(desk, p)).collect())),
    }
}

pub(super) async fn confirm(desk: Desk, sent: Sent) -> Answer {
    let door = if sent.text("door") == "first" { Door::First } else { Door::Invited };
    match desk.app.service.confirm_second_factor(sent.text("code"), sent.text("totp")).await {
        Ok(_) => Ok(Redirect::to("/sign-in?opened=yes").into_response()),
        Err(failure) => match problems(&desk, failure)? {
            Some(problems) => Ok(second_factor(&desk, door, sent.text("code"), None, &problems)),
            None => Ok(too_often(&desk)),
        },
    }
}

fn wrong(desk: &Desk, problems: &[Problem]) -> Vec<Wrong> {
    let one = |p: &Problem| Wrong { field: p.field.clone(), says: problem_words(desk, p), status: status(p) };
    problems.iter().map(one).collect()
}

fn status(problem: &Problem) -> StatusCode {
    match Trouble::from(problem.clone()).status() {
        // A wrong code is a wrong field of a page that is there.
        StatusCode::NOT_FOUND => StatusCode::UNPROCESSABLE_ENTITY,
        other => other,
    }
}

fn text(desk: &Desk, sent: &Sent, problems: &[Problem], name: &str, kind: TextKind) -> Markup {
    let value = if kind == TextKind::NewPassphrase { String::new() } else { sent.text(name).to_owned() };
    let error = problems.iter().find(|p| p.field == name).map(|p| problem_words(desk, p));
    let hint = match name {
        "code" => Some("hint-code"),
        "password" => Some("hint-password"),
        "name" => Some("hint-name"),
        _ => None,
    };
    let mut view = Field::new(name, desk.say(&format!("field-{name}")), Control::Text(kind, value)).error(error);
    view.hint = hint.map(|key| desk.say(key));
    field(&view)
}

fn draw(desk: &Desk, door: Door, sent: &Sent, problems: &[Problem]) -> Response {
    let text = |name: &str, kind: TextKind| text(desk, sent, problems, name, kind);
    let (title, intro) = match door {
        Door::First => ("first-title", "first-text"),
        Door::Invited => ("invitation-title", "invitation-text"),
    };
    ask(
        desk,
        "",
        &Ask {
            title: desk.say(title),
            back: Link::new("/sign-in", desk.say("sign-in-title")),
            intro: html! { p { (desk.say(intro)) } },
            action: door.address().to_owned(),
            fields: html! {
                (text("code", TextKind::Code))
                @if let Door::First = door { (text("name", TextKind::Words)) (text("login", TextKind::Login)) }
                (text("password", TextKind::NewPassphrase))
            },
            button: (Weight::Next, desk.say("continue")),
            after: html! {},
            wrong: &wrong(desk, problems),
        },
    )
}

/// The page on which the second factor is set up. The secret is shown once, right after the password was chosen.
fn second_factor(desk: &Desk, door: Door, code: &str, secret: Option<&Enrolment>, problems: &[Problem]) -> Response {
    let error = problems.iter().find(|p| p.field == "totp").map(|p| problem_words(desk, p));
    let name = match door {
        Door::First => "first",
        Door::Invited => "invited",
    };
    let intro = html! {
        @match secret {
            Some(secret) => {
                p { (desk.say("second-factor-text")) }
                div.sheet.pad {
                    p { b { (code_id(&secret.totp_secret_text)) } }
                    p { a href=(secret.totp_uri) { (desk.say("second-factor-open")) } }
                }
                p.under { (desk.say("second-factor-once")) }
            }
            None => p { a href=(door.address()) { (desk.say("second-factor-again")) } }
        }
    };
    ask(
        desk,
        "",
        &Ask {
            title: desk.say("second-factor-title"),
            back: Link::new(door.address(), desk.say("cancel")),
            intro,
            action: "/second-factor".to_owned(),
            fields: html! {
                input type="hidden" name="code" value=(code);
                input type="hidden" name="door" value=(name);
                (field(&Field::new("totp", desk.say("field-totp"), Control::Text(TextKind::OneTimeCode, String::new()))
                    .hint(desk.say("hint-totp"))
                    .error(error)))
            },
            button: (Weight::Next, desk.say("second-factor-confirm")),
            after: html! {},
            wrong: &wrong(desk, problems),
        },
    )
}
