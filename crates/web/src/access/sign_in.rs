//! Signing in with name, password and one-time code on one page; signing out.

use axum::extract::Query;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::access::Role;
use maud::{Markup, html};
use serde::Deserialize;
use service::Failure;
use service::access::SignIn;

use crate::ask::{Ask, Wrong, ask};
use crate::cookie::{self, Cookie};
use crate::desk::Desk;
use crate::look::Link;
use crate::look::button::Weight;
use crate::look::field::{Control, Field, TextKind, field};
use crate::look::frame::{Question, question};
use crate::look::notice::notice;
use crate::look::tag::TagKind;
use crate::sent::Sent;
use crate::trouble::Answer;

/// Where to lead back to, and whether an account was opened just now.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Asked {
    #[serde(default)]
    pub to: String,
    #[serde(default)]
    opened: String,
}

pub(super) async fn show(desk: Desk, headers: HeaderMap, Query(asked): Query<Asked>) -> Answer {
    if let Some(session) = &desk.session {
        let home = desk.home_of(session.access.role);
        return Ok(Redirect::to(cookie::onward(&asked.to).unwrap_or(home)).into_response());
    }
    if let Some(token) = Cookie::Session.of(desk.app.options, &headers)
        && desk.app.service.choices(&token).await.is_ok()
    {
        return Ok(Redirect::to(&role_page(&asked.to)).into_response());
    }
    let opened = html! {
        @if !asked.opened.is_empty() { (notice(TagKind::Valid, &html! { p { (desk.say("account-opened")) } })) }
    };
    Ok(draw(&desk, "", &asked.to, opened, &[]))
}

pub(super) async fn send(desk: Desk, sent: Sent) -> Answer {
    let plain = |name: &str| sent.all(name).first().cloned().unwrap_or_default();
    let to = sent.text("to").to_owned();
    let (login, totp) = (sent.text("login").to_owned(), sent.text("totp").to_owned());
    match desk.app.service.sign_in(SignIn { login: login.clone(), password: plain("password"), totp }, &desk.from).await
    {
        Ok(opened) => {
            let way = match opened.chosen {
                Some((role, _)) => onward(&desk, role, &to),
                None => role_page(&to),
            };
            Ok(Cookie::Session.lead(desk.app.options, Some(&opened.token), &way))
        }
        Err(Failure::NotSignedIn) => {
            let says = desk.say("sign-in-wrong");
            let wrong = Wrong { field: "login".to_owned(), says, status: StatusCode::UNAUTHORIZED };
            Ok(draw(&desk, &login, &to, html! {}, &[wrong]))
        }
        Err(Failure::Problem(p)) if p.code == "rate_limited" => Ok(too_often(&desk)),
        Err(other) => Err(other.into()),
    }
}

/// Where somebody goes after choosing a role.
pub(super) fn onward(desk: &Desk, role: Role, to: &str) -> String {
    cookie::onward(to).unwrap_or(desk.home_of(role)).to_owned()
}

fn role_page(to: &str) -> String {
    match cookie::onward(to) {
        Some(to) => format!("/role?to={}", crate::say::escape(to)),
        None => "/role".to_owned(),
    }
}

fn draw(desk: &Desk, login: &str, to: &str, above: Markup, wrong: &[Wrong]) -> Response {
    let text = |name: &str, key: &str, kind: TextKind, value: &str| {
        field(&Field::new(name, desk.say(key), Control::Text(kind, value.to_owned())))
    };
    ask(
        desk,
        "",
        &Ask {
            title: desk.say("sign-in-title"),
            back: Link::new("/", desk.say("foot-public")),
            intro: above,
            action: "/sign-in".to_owned(),
            fields: html! {
                @if let Some(to) = cookie::onward(to) { input type="hidden" name="to" value=(to); }
                (text("login", "field-login", TextKind::Login, login))
                (text("password", "field-password", TextKind::Passphrase, ""))
                (field(&Field::new("totp", desk.say("field-totp"), Control::Text(TextKind::OneTimeCode, String::new()))
                    .hint(desk.say("hint-totp"))))
            },
            button: (Weight::Next, desk.say("sign-in")),
            after: html! {
                p.under { a href="/invitation" { (desk.say("sign-in-invited")) } }
                p.under { (desk.say("sign-in-lost")) }
            },
            wrong,
        },
    )
}

/// The page for too many tries; it says nothing about the account.
pub(super) fn too_often(desk: &Desk) -> Response {
    let title = desk.say("too-often-title");
    let body = question(&Question {
        back: Some(Link::new("/sign-in", desk.say("sign-in-title"))),
        caption: None,
        title: html! { (title) },
        errors: None,
        body: html! { p { (desk.say("too-often-text")) } },
    });
    let mut page = desk.page(&title, "", &body);
    *page.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    page.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
    page
}

pub(super) async fn out(desk: Desk, headers: HeaderMap, _sent: Sent) -> Answer {
    if let Some(token) = Cookie::Session.of(desk.app.options, &headers) {
        desk.app.service.sign_out(&token).await?;
    }
    Ok(Cookie::Session.lead(desk.app.options, None, "/"))
}
