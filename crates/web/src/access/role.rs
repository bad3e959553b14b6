//! Choosing the role to work in and what for, when several hold today.

use std::collections::BTreeMap;

use axum::extract::Query;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use codes::ids::CentreId;
use domain::access::{Purpose, Role};
use maud::html;
use service::Failure;

use super::sign_in::{Asked, onward};
use crate::ask::{Ask, Wrong, ask};
use crate::cookie::{self, Cookie};
use crate::desk::Desk;
use crate::look::Link;
use crate::look::button::{Weight, submit};
use crate::look::field::{Choice, Control, Field, field};
use crate::look::frame::{Question, question};
use crate::sent::Sent;
use crate::trouble::{Answer, Trouble};

/// Names of all hospitals today.
pub(super) async fn centres(desk: &Desk) -> Result<BTreeMap<CentreId, String>, Trouble> {
    let today = desk.app.service.today();
    let pages = desk.app.service.centres().await?;
    Ok(pages.into_iter().map(|p| (p.centre.id, p.centre.name_on(today).to_owned())).collect())
}

/// Names of these centres, whatever kind they are.
pub(super) async fn names_of(desk: &Desk, ids: Vec<Option<CentreId>>) -> Result<BTreeMap<CentreId, String>, Trouble> {
    let mut names = centres(desk).await?;
    for id in ids.into_iter().flatten() {
        if let std::collections::btree_map::Entry::Vacant(place) = names.entry(id) {
            let name = desk.app.service.centre(id).await?.centre.name_on(desk.app.service.today()).to_owned();
            place.insert(name);
        }
    }
    Ok(names)
}

/// A role in a centre, in words.
pub(super) fn in_words(
    desk: &Desk,
    names: &BTreeMap<CentreId, String>,
    role: Role,
    centre: Option<CentreId>,
) -> String {
    let word = desk.term(role.code());
    match centre {
        Some(centre) => {
            let name = names.get(&centre).cloned().unwrap_or_else(|| centre.to_string());
            format!("{word}{}{name}", desk.say("list-comma"))
        }
        None => word,
    }
}

/// What can be chosen: a role, where, and what for.
type Working = (Role, Option<CentreId>, Purpose);

fn value((role, centre, purpose): Working) -> String {
    format!("{} {} {}", role.code(), purpose.code(), centre.map(|c| c.to_string()).unwrap_or_default())
}

fn chosen(text: &str) -> Option<Working> {
    let mut words = text.split(' ');
    let (role, purpose) = (Role::from_code(words.next()?)?, Purpose::from_code(words.next()?)?);
    let centre = words.next().filter(|c| !c.is_empty()).map(str::parse).transpose().ok()?;
    Some((role, centre, purpose))
}

pub(super) async fn show(desk: Desk, headers: HeaderMap, Query(asked): Query<Asked>) -> Answer {
    let token = Cookie::Session.of(desk.app.options, &headers).ok_or(Failure::NotSignedIn)?;
    draw(&desk, &token, &asked.to, None).await
}

pub(super) async fn send(desk: Desk, headers: HeaderMap, sent: Sent) -> Answer {
    let token = Cookie::Session.of(desk.app.options, &headers).ok_or(Failure::NotSignedIn)?;
    let Some((role, centre, purpose)) = chosen(sent.text("role")) else {
        let says = desk.say("problem-choose");
        let wrong = Wrong { field: "role".to_owned(), says, status: StatusCode::UNPROCESSABLE_ENTITY };
        return draw(&desk, &token, sent.text("to"), Some(wrong)).await;
    };
    desk.app.service.choose_role(&token, role, centre, Some(purpose)).await?;
    Ok(Redirect::to(&onward(&desk, role, sent.text("to"))).into_response())
}

async fn draw(desk: &Desk, token: &str, to: &str, wrong: Option<Wrong>) -> Result<Response, Trouble> {
    let choices = desk.app.service.choices(token).await?;
    let names = names_of(desk, choices.iter().map(|c| c.1).collect()).await?;
    if choices.is_empty() {
        return Ok(none(desk));
    }
    let now = desk.session.as_ref().map(|s| value((s.access.role, s.access.centre, s.access.purpose))).unwrap_or_default();
    let policy = desk.app.service.policy();
    let each = choices.iter().flat_map(|&(role, centre)| {
        let purposes = policy.purposes(role);
        let several = purposes.len() > 1;
        let names = &names;
        purposes.into_iter().map(move |purpose| Choice {
            value: value((role, centre, purpose)),
            label: in_words(desk, names, role, centre),
            hint: several.then(|| desk.term(purpose.code())),
        })
    });
    let roles = Control::Radios(each.collect(), now);
    let error = wrong.as_ref().map(|w| w.says.clone());
    Ok(ask(
        desk,
        "",
        &Ask {
            title: desk.say("role-title"),
            back: Link::new("/", desk.say("foot-public")),
            intro: html! { p { (desk.say("role-text")) } },
            action: "/role".to_owned(),
            fields: html! {
                @if let Some(to) = cookie::onward(to) { input type="hidden" name="to" value=(to); }
                (field(&Field::new("role", desk.say("field-grant-role"), roles).error(error)))
            },
            button: (Weight::Next, desk.say("continue")),
            after: html! {},
            wrong: wrong.as_slice(),
        },
    ))
}

fn none(desk: &Desk) -> Response {
    let title = desk.say("role-none-title");
    let body = question(&Question {
        back: None,
        caption: None,
        title: html! { (title) },
        errors: None,
        body: html! {
            p { (desk.say("role-none-text")) }
            form method="post" action="/sign-out" { (desk.marks()) (submit(Weight::Other, &desk.say("sign-out"), None)) }
        },
    });
    desk.page(&title, "", &body)
}
